#![expect(clippy::unwrap_used, reason = "tests")]

use super::Language;
use upgrade_api::status::Action;
use upgrade_api::values::Version;

#[test]
fn one_is_one_and_several_are_several() {
    let m = Language::En.messages();
    let five = Version::from_number(5).unwrap();
    let cases = [
        (m.view().bulk_title(Action::Stop, 1), "Stop 1 task?"),
        (m.view().bulk_title(Action::Delete, 2), "Delete 2 tasks?"),
        (m.view().export_about("1"), "1 task matches."),
        (m.view().export_about("1,284"), "1,284 tasks match."),
        (m.view().bulk_affected("1"), "1 device in all is hit."),
        (m.view().upgraded_since("1", "14:05"), "1 device upgraded since 14:05."),
        (m.view().upgraded_since("2", "14:05"), "2 devices upgraded since 14:05."),
        (m.impact().devices_on_version("1", five), "1 device is on version 5"),
        (m.impact().devices_on_versions("800", 4), "800 devices on 4 versions"),
        (m.impact().devices_on_versions("1", 1), "1 device on 1 version"),
        (
            m.impact().share_on_version("1", "800", "0.1", five),
            "1 of 800 devices (0.1 %) is on version 5",
        ),
        (
            m.impact().share_on_version("0", "1", "0", five),
            "0 of 1 device (0 %) are on version 5",
        ),
        (m.map().loop_devices("1", None), "1 device re-flashes for ever."),
        (
            m.map().loop_devices("0", Some("1")),
            "0 devices re-flash for ever, and 1 more is on its way there.",
        ),
        (m.map().devices("1"), "1 device"),
        (
            m.flow().more_versions(1),
            "1 more version is not on show: search for one.",
        ),
        (
            m.upgraded_so_far("1"),
            "It has upgraded 1 device so far; that count goes with it.",
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

/// Punctuation beside a Chinese character is full-width.
#[test]
fn chinese_sentences_have_chinese_punctuation() {
    let texts = [
        include_str!("zh/common.rs"),
        include_str!("zh/codes.rs"),
        include_str!("zh/flow.rs"),
        include_str!("zh/form.rs"),
        include_str!("zh/shortcuts.rs"),
        include_str!("zh/impact.rs"),
        include_str!("zh/map.rs"),
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
    for mark in [
        m.map().comma(),
        m.map().colon(),
        m.map().full_stop(),
        &m.platform_code(7),
    ] {
        assert!(!mark.contains(is_narrow), "{mark}");
    }
}
