//! Names, descriptions and ids: length in characters, no blank or invisible text, blanks only inside.

use crate::kit::json;
use upgrade_api::{DESCRIPTION_MAX, Description, ID_MAX, NAME_MAX, Name, Problem, ProductId, TaskId};

/// Single characters of different lengths in bytes.
const CHARACTERS: [(&str, &str); 5] = [
    ("an ASCII letter", "a"),
    ("a Chinese character", "固"),
    ("a Chinese character outside the basic plane", "𠮷"),
    ("an emoji", "🚀"),
    ("a combining mark, a character of its own", "\u{301}"),
];

type Parse = fn(&str) -> Result<String, Problem>;

/// Text values with their limits.
const TEXTS: [(&str, usize, Parse); 4] = [
    ("name", 32, |text| shown(Name::parse(text))),
    ("description", 250, |text| shown(Description::parse(text))),
    ("product id", 64, |text| shown(ProductId::parse(text))),
    ("task id", 64, |text| shown(TaskId::parse(text))),
];

fn shown(value: Result<impl ToString, Problem>) -> Result<String, Problem> {
    value.map(|value| value.to_string())
}

#[test]
fn the_limits_are_the_documented_ones() {
    assert_eq!((NAME_MAX, DESCRIPTION_MAX, ID_MAX), (32, 250, 64));
}

#[test]
fn the_length_of_a_text_is_its_number_of_characters() {
    for (what, max, parse) in TEXTS {
        for (kind, character) in CHARACTERS {
            let longest = character.repeat(max);
            assert_eq!(parse(&longest), Ok(longest.clone()), "{what} of {max} times {kind}");
            let len = max + 1;
            let refused = Err(Problem::TooLong { len, max });
            assert_eq!(parse(&character.repeat(len)), refused, "{what} of {len} times {kind}");
        }
    }
}

#[test]
fn an_emoji_of_several_scalar_values_counts_as_several_characters() {
    let family = "👨‍👩‍👧‍👦";
    assert_eq!(family.chars().count(), 7);
    // 4 x 7 + 4 = 32 characters fit, 5 x 7 = 35 do not.
    assert!(Name::parse(&format!("{}1234", family.repeat(4))).is_ok());
    let refused = Err(Problem::TooLong { len: 35, max: 32 });
    assert_eq!(Name::parse(&family.repeat(5)), refused);
}

#[test]
fn a_text_of_blanks_is_refused_as_required() {
    let many = " ".repeat(1000);
    for (what, _, parse) in TEXTS {
        for blank in ["", " ", "\t", "\n", "\r\n", "\u{a0}", "\u{2003} \u{3000}", &many] {
            assert_eq!(parse(blank), Err(Problem::Required), "{what} of {blank:?}");
        }
    }
}

#[test]
fn an_id_is_unchanged_and_its_blanks_count() {
    for (what, max, parse) in &TEXTS[2..] {
        for text in ["  a  ", "a\nb", "\u{3000}固件", "\"quoted\" \\ <b>", "\u{200b}"] {
            assert_eq!(parse(text), Ok(text.to_owned()), "{what}");
        }
        let with_blank = format!("{} ", "a".repeat(*max));
        let len = max + 1;
        assert_eq!(parse(&with_blank), Err(Problem::TooLong { len, max: *max }), "{what}");
    }
}

#[test]
fn blanks_and_zero_width_characters_around_a_name_or_description_are_removed() {
    for (what, max, parse) in &TEXTS[..2] {
        for text in [
            "灯 A9",
            "  灯 A9  ",
            "灯 A9\r\n",
            "\t灯 A9\t",
            "\u{a0}灯 A9\u{a0}",
            "\u{3000}灯 A9",
            "\u{feff}灯 A9",
            "\u{200b}灯 A9\u{200b}",
            "\u{200e}灯 A9\u{200f}",
            "灯 A9 \u{2060} ",
        ] {
            assert_eq!(parse(text).as_deref(), Ok("灯 A9"), "{what} of {text:?}");
        }
        // The inside is unchanged, and so are emoji and overrides of the direction, which are shown.
        for text in [
            "a\nb",
            "a  b",
            "a\u{200b}b",
            "❤\u{fe0f}",
            "👩\u{200d}👧",
            "\u{202e}ab",
            "\"quoted\" \\ <b>",
        ] {
            assert_eq!(parse(text).as_deref(), Ok(text), "{what} of {text:?}");
        }
        let longest = "a".repeat(*max);
        assert_eq!(parse(&format!(" {longest}\u{200b}")), Ok(longest), "{what}");
    }
}

#[test]
fn a_name_or_description_of_invisible_characters_is_refused_with_the_first_of_them() {
    for (what, _, parse) in &TEXTS[..2] {
        for (text, first) in [
            ("\u{3164}", '\u{3164}'),
            ("\u{2800}\u{2800}", '\u{2800}'),
            (" \u{200b} ", '\u{200b}'),
            ("\u{feff}", '\u{feff}'),
            ("\u{ad}", '\u{ad}'),
            ("\u{115f}\u{1160}", '\u{115f}'),
            ("\u{ffa0}", '\u{ffa0}'),
            ("\u{202e}\u{202c}", '\u{202e}'),
            ("\u{200d}\u{fe0f}", '\u{200d}'),
            ("\u{e0001}", '\u{e0001}'),
            ("\0", '\0'),
        ] {
            assert_eq!(parse(text), Err(Problem::Invisible(first)), "{what} of {text:?}");
        }
        for text in ["\u{3164}a", "·", ".", "🇨🇳", "\u{200b}灯"] {
            assert!(parse(text).is_ok(), "{what} of {text:?}");
        }
    }
}

#[test]
fn a_text_is_written_as_a_json_string_and_displayed_unchanged() {
    let text = "网关 \"2\" \\ 🚀";
    let written = "\"网关 \\\"2\\\" \\\\ 🚀\"";
    let name = Name::parse(text).unwrap();
    assert_eq!(json(&name), written);
    assert_eq!(name.to_string(), text);
    assert_eq!(json(&Description::parse(text).unwrap()), written);
    assert_eq!(json(&ProductId::parse(text).unwrap()), written);
    assert_eq!(json(&TaskId::parse(text).unwrap()), written);
}
