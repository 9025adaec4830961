//! Names, descriptions and ids: length in characters, no blank or invisible text, blanks only inside.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use upgrade_api::values::{DESCRIPTION_MAX, Description, ID_MAX, NAME_MAX, Name, Problem, ProductId, TaskId};

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
    ("name", 32, |text| {
        Name::parse(text).map(|value| value.as_str().to_owned())
    }),
    ("description", 250, |text| {
        Description::parse(text).map(|value| value.as_str().to_owned())
    }),
    ("product id", 64, |text| {
        ProductId::parse(text).map(|value| value.as_str().to_owned())
    }),
    ("task id", 64, |text| {
        TaskId::parse(text).map(|value| value.as_str().to_owned())
    }),
];

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
            assert_eq!(
                parse(&character.repeat(len)),
                Err(Problem::TooLong { len, max }),
                "{what} of {len} times {kind}"
            );
        }
    }
}

#[test]
fn an_emoji_of_several_scalar_values_counts_as_several_characters() {
    let family = "👨‍👩‍👧‍👦";
    assert_eq!(family.chars().count(), 7);
    // 4 x 7 + 4 = 32 characters fit, 5 x 7 = 35 do not.
    assert!(Name::parse(&format!("{}1234", family.repeat(4))).is_ok());
    assert_eq!(
        Name::parse(&family.repeat(5)),
        Err(Problem::TooLong { len: 35, max: 32 })
    );
}

#[test]
fn a_combining_mark_counts_as_a_character() {
    assert!(Name::parse(&"e\u{301}".repeat(16)).is_ok());
    assert_eq!(
        Name::parse(&"e\u{301}".repeat(17)),
        Err(Problem::TooLong { len: 34, max: 32 })
    );
    assert!(Name::parse(&"é".repeat(32)).is_ok());
}

#[test]
fn a_text_of_blanks_is_refused_as_required() {
    let many = " ".repeat(1000);
    let blanks = [
        "",
        " ",
        "   ",
        "\t",
        "\n",
        "\r\n",
        "\u{a0}",
        "\u{3000}",
        "\u{2003} \u{3000}",
        &many,
    ];
    for (what, _, parse) in TEXTS {
        for blank in blanks {
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
    let json = "\"网关 \\\"2\\\" \\\\ 🚀\"";
    let name = Name::parse(text).unwrap();
    assert_eq!(serde_json::to_string(&name).unwrap(), json);
    assert_eq!(name.to_string(), text);
    assert_eq!(serde_json::to_string(&Description::parse(text).unwrap()).unwrap(), json);
    assert_eq!(serde_json::to_string(&ProductId::parse(text).unwrap()).unwrap(), json);
    assert_eq!(serde_json::to_string(&TaskId::parse(text).unwrap()).unwrap(), json);
}
