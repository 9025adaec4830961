//! Invisible characters: how they are shown, and names that look alike.

use unicode_normalization::UnicodeNormalization;
use upgrade_api::text::{is_invisible, quoted, shortened, similar_name_key, visible};

#[test]
fn invisible_characters_are_shown_by_their_codes() {
    for (text, shown) in [
        ("safe\u{202e}exe.nib", "safe[U+202E]exe.nib"),
        ("a\u{2066}b\u{2069}", "a[U+2066]b[U+2069]"),
        ("zero\u{200b}width", "zero[U+200B]width"),
        ("line\nbreak", "line[U+000A]break"),
        ("line\u{2028}break", "line[U+2028]break"),
        ("\u{feff}Lamp", "[U+FEFF]Lamp"),
        ("\u{3164}", "[U+3164]"),
        ("\u{2800}\u{115f}", "[U+2800][U+115F]"),
        ("La\u{ad}mp", "La[U+00AD]mp"),
        ("a\u{200d}b", "a[U+200D]b"),
        ("\u{e0041}", "[U+E0041]"),
        ("  ", "[U+0020][U+0020]"),
        ("\u{a0}", "[U+00A0]"),
    ] {
        assert_eq!(visible(text), shown, "{text:?}");
    }
}

#[test]
fn ordinary_names_are_shown_unchanged() {
    for text in [
        "",
        "Lamp A9",
        "Lamp A9 夜灯 🙂",
        "网关　2",
        "v 2\u{a0}bêta",
        " padded ",
        "Ärger ёж ＡＢＣ",
        "👩\u{200d}👩\u{200d}👧 🇨🇳",
        "❤\u{fe0f}\u{200d}🔥",
        "1\u{fe0f}\u{20e3}",
        "می\u{200c}خواهم",
        "e\u{301}",
    ] {
        assert_eq!(visible(text), text);
    }
}

#[test]
fn a_character_in_a_sentence_is_never_an_empty_quote() {
    for (c, shown) in [
        ('v', "“v”"),
        ('固', "“固”"),
        ('。', "“。”"),
        (' ', "U+0020"),
        ('\u{a0}', "U+00A0"),
        ('\u{200b}', "U+200B"),
        ('\u{3164}', "U+3164"),
        ('\u{301}', "U+0301"),
        ('\t', "U+0009"),
        ('\0', "U+0000"),
        ('\u{e0041}', "U+E0041"),
    ] {
        assert_eq!(quoted(c), shown);
    }
}

#[test]
fn what_is_seen_is_not_invisible() {
    for c in "a1.-_,;|Äж固가ｶ🙂\u{301}\u{20e3}".chars() {
        assert!(!is_invisible(c), "{c:?}");
    }
}

#[test]
fn names_that_look_alike_have_the_same_key() {
    let folded = |name: &str| {
        similar_name_key(name)
            .nfkc()
            .collect::<String>()
            .to_uppercase()
            .to_lowercase()
    };
    for (one, other) in [
        ("Lamp A9", "LAMP a9"),
        ("Lamp A9", " Lamp  A9 "),
        ("Lamp A9", "Lamp\u{a0}A9"),
        ("Lamp A9", "Lamp\u{3000}Ａ９"),
        ("Lamp A9", "La\u{200b}mp A9\u{feff}"),
        ("Lamp\u{3164}", "lamp"),
        ("ÄRGER", "a\u{308}rger"),
        ("Обновление", "ОБНОВЛЕНИЕ"),
        ("升级包（一）", "升级包(一)"),
    ] {
        assert_eq!(folded(one), folded(other), "{one:?} {other:?}");
    }
    for (one, other) in [("Lamp A9", "LampA9"), ("Lamp A9", "Lamp A8"), ("升级", "升級")] {
        assert_ne!(folded(one), folded(other), "{one:?} {other:?}");
    }
}

#[test]
fn a_long_text_is_cut_between_two_signs() {
    for (text, max, short) in [
        ("", 4, ""),
        ("Lamp", 4, "Lamp"),
        ("Lamps", 4, "Lam…"),
        ("路灯固件", 3, "路灯…"),
        ("La mp", 4, "La…"),
        ("cafe\u{301}s", 5, "caf…"),
        ("ok 👩\u{200d}👩\u{200d}👧!", 6, "ok…"),
        ("ok 👍\u{1f3fd}!!", 5, "ok…"),
        ("ok 🇨🇳!!", 5, "ok…"),
        ("ok 🇨🇳!!", 6, "ok 🇨🇳…"),
        ("1\u{fe0f}\u{20e3}2", 3, "…"),
        ("ab", 1, "…"),
        ("ab", 0, "…"),
    ] {
        assert_eq!(shortened(text, max), short, "{text:?} in {max}");
    }
}
