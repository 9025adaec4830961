#![expect(clippy::unwrap_used, reason = "tests")]

use super::{Language, Messages};
use upgrade_api::error::ErrorCode;
use upgrade_api::status::Action;
use upgrade_api::values::Version;

#[test]
fn one_is_one_and_several_are_several() {
    let m = Language::En.messages();
    let five = Version::from_number(5).unwrap();
    let cases = [
        (m.view().bulk_title(Action::Stop, 1), "Stop 1 task?"),
        (m.view().bulk_title(Action::Delete, 2), "Delete 2 tasks?"),
        (m.view().export_about("1"), "Exports 1 matching task."),
        (m.view().export_about("1,284"), "Exports 1,284 matching tasks."),
        (m.view().bulk_affected("1"), "1 device is affected in total."),
        (m.view().upgraded_since("1", "14:05"), "1 device upgraded since 14:05."),
        (m.view().upgraded_since("2", "14:05"), "2 devices upgraded since 14:05."),
        (m.impact().devices_on_version("1", five), "1 device is on version 5"),
        (m.impact().devices_on_versions("800", "4"), "800 devices on 4 versions"),
        (m.impact().devices_on_versions("1", "1"), "1 device on 1 version"),
        (
            m.impact().share_on_version("1", "800", "0.1%", five),
            "1 of 800 devices (0.1%) is on version 5",
        ),
        (
            m.impact().share_on_version("0", "1", "0%", five),
            "0 of 1 device (0%) are on version 5",
        ),
        (m.map().loop_devices("1", None), "1 device keeps reflashing in a loop."),
        (
            m.map().loop_devices("0", Some("1")),
            "0 devices keep reflashing in a loop, and 1 more is on its way there.",
        ),
        (m.map().devices("1"), "1 device"),
        (m.guard().left(Some("1"), Some("5")), "Guard: 1 device or 5 min left"),
        (m.guard().left(Some("12"), None), "Guard: 12 devices left"),
        (m.guard().guarding(1), "Guarding 1 task"),
        (
            m.flow().guard_limits(Some("1"), Some("5")),
            "Stops the task after 1 device, or after 5 min without an upgraded device.",
        ),
        (
            m.flow().guard_limits(Some("2"), None),
            "Stops the task after 2 devices.",
        ),
        (
            m.flow().guard_limits(None, Some("1")),
            "Stops the task after 1 min without an upgraded device.",
        ),
        (
            m.flow().more_versions("1"),
            "1 more version isn’t shown. Use the search.",
        ),
        (m.overview().running_tasks("1"), "1 running task"),
        (m.overview().running_tasks("at least 1"), "at least 1 running task"),
        (m.overview().running_tasks("at least 2"), "at least 2 running tasks"),
        (
            m.overview().products_loaded("0", "1"),
            "Tasks loaded for 0 of 1 product",
        ),
        (m.overview().title(1, 1), "Stop the running task?"),
        (m.overview().title(2, 1), "Stop 2 running tasks of 1 product?"),
        (m.overview().title(5, 2), "Stop 5 running tasks of 2 products?"),
        (m.overview().more_tasks("1"), "1 more running task"),
        (
            m.upgraded_so_far("1"),
            "It has upgraded 1 device so far; this count is deleted with it.",
        ),
        (
            m.view().stop_all_old(119),
            "The list is 119 s old and couldn’t be refreshed. Tasks started since then won’t be stopped. Check the list afterwards.",
        ),
        (
            m.view().stop_all_old(120),
            "The list is 2 min old and couldn’t be refreshed. Tasks started since then won’t be stopped. Check the list afterwards.",
        ),
    ];
    for (text, wanted) in cases {
        assert_eq!(text, wanted);
    }
}

/// Language after this one in the menu. A language that this match does not know does not compile.
fn next(language: Language) -> Language {
    match language {
        Language::Zh => Language::En,
        Language::En => Language::Zh,
    }
}

#[test]
fn every_language_is_in_the_menu_and_in_the_sdk() {
    let followers = Language::ALL.into_iter().cycle().skip(1);
    for (language, follower) in Language::ALL.into_iter().zip(followers) {
        assert_eq!(next(language), follower);
        assert_eq!(Language::from_tag(language.html_tag()), Some(language));
        assert_eq!(language.messages().language(), language);
    }
    let tags = Language::ALL.map(|language| format!("\"{}\"", language.tag()));
    let code = format!("const LANGUAGES = [{}];", tags.join(", "));
    assert!(include_str!("../../portal-sdk/index.js").contains(&code), "{code}");
    let types = format!("readonly language?: {} | undefined;", tags.join(" | "));
    assert!(include_str!("../../portal-sdk/index.d.ts").contains(&types), "{types}");
}

/// The texts of a language that take no arguments, and those of the platform's error codes.
fn fixed_texts(m: &'static dyn Messages) -> Vec<&'static str> {
    let topics = [
        m.constant_texts(),
        m.view().constant_texts(),
        m.map().constant_texts(),
        m.form().constant_texts(),
        m.flow().constant_texts(),
        m.guard().constant_texts(),
        m.impact().constant_texts(),
        m.overview().constant_texts(),
    ];
    let codes = ErrorCode::ALL.iter().map(|code| m.code(*code));
    topics.into_iter().flatten().chain(codes).collect()
}

#[test]
fn texts_are_contracted_in_english_and_polite_in_chinese() {
    let long_forms = [
        " is not ",
        " are not ",
        "cannot",
        " could not ",
        " does not ",
        " do not ",
        " may not ",
        " has not ",
        "for ever",
        " blanks",
        "'",
        "  ",
    ];
    let rude = ["你", "无法得知", "...", "！"];
    for (language, unwanted) in [(Language::En, &long_forms[..]), (Language::Zh, &rude[..])] {
        for text in fixed_texts(language.messages()) {
            let found: Vec<_> = unwanted.iter().filter(|part| text.contains(**part)).collect();
            assert!(found.is_empty(), "{text}: {found:?}");
            assert!(!text.is_empty() && !text.contains("WIFI"), "{text}");
        }
    }
}

/// Punctuation beside a Chinese character is full-width.
#[test]
fn chinese_sentences_have_chinese_punctuation() {
    let texts = [
        include_str!("zh/common.rs"),
        include_str!("zh/codes.rs"),
        include_str!("zh/flow.rs"),
        include_str!("zh/form.rs"),
        include_str!("zh/guard.rs"),
        include_str!("zh/impact.rs"),
        include_str!("zh/map.rs"),
        include_str!("zh/overview.rs"),
        include_str!("zh/view.rs"),
    ];
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    let is_narrow = |c: char| matches!(c, ':' | ',' | ';' | '(' | ')' | '!' | '?');
    for line in texts.iter().flat_map(|text| text.lines()) {
        let letters: Vec<char> = line.chars().collect();
        for pair in letters.windows(2) {
            let wrong = (is_chinese(pair[0]) && is_narrow(pair[1])) || (is_narrow(pair[0]) && is_chinese(pair[1]));
            assert!(!wrong, "{line}");
        }
    }
    let m = Language::Zh.messages();
    for mark in [m.comma(), m.colon(), m.full_stop(), &m.platform_code(7)] {
        assert!(!mark.contains(is_narrow), "{mark}");
    }
}
