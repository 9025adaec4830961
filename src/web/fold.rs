//! Folding of texts for searches and comparisons.

/// Text in which letters of either case, full-width and other compatibility forms, and composed and decomposed letters are
/// equal (NFKC, upper case, lower case). Line ends and NUL stay. The browser has the tables of Unicode.
pub fn folded(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    #[cfg(target_arch = "wasm32")]
    return String::from(
        js_sys::JsString::from(text)
            .normalize("NFKC")
            .to_upper_case()
            .to_lower_case(),
    );
    #[cfg(not(target_arch = "wasm32"))]
    return unicode_normalization::UnicodeNormalization::nfkc(text)
        .collect::<String>()
        .to_uppercase()
        .to_lowercase();
}

/// [`folded`] texts. They are folded at once, because a call of the browser costs more than the folding of a text.
pub fn all_folded(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let texts: Vec<String> = texts.into_iter().map(|text| text.replace('\0', "")).collect();
    let all = folded(&texts.join("\0"));
    all.split('\0').map(str::to_owned).take(texts.len()).collect()
}

#[cfg(test)]
mod tests {
    use super::{all_folded, folded};

    #[test]
    fn texts_folded_at_once_stay_apart() {
        let texts = ["Ä", "", "B\0C", "\u{301}É"].map(str::to_owned);
        assert_eq!(all_folded(texts), ["ä", "", "bc", "\u{301}é"]);
        assert_eq!(all_folded([]), Vec::<String>::new());
    }

    #[test]
    fn texts_are_folded_in_all_scripts() {
        for (one, other) in [
            ("Lamp A9", "lamp a9"),
            ("ÄRGER", "ärger"),
            ("A\u{308}RGER", "ärger"),
            ("Straße", "STRASSE"),
            ("ОБНОВЛЕНИЕ Ё", "обновление ё"),
            ("ΟΔΟΣ", "οδος"),
            ("ａｂｃ１２", "ABC12"),
            ("ｶﾞ", "ガ"),
            ("㎏ ﬁ ①", "kg fi 1"),
            ("a\u{a0}b\u{3000}c", "a b c"),
            ("固件", "固件"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        for (one, other) in [("ä", "a"), ("и", "й"), ("固件", "固体"), ("ガ", "カ")] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
        assert_eq!(folded("Ä\n\0Б"), "ä\n\0б");
    }
}
