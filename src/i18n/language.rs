//! Language of the interface.

/// Language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 中文.
    Zh,
    /// English.
    En,
}

impl Language {
    /// All languages, in the order of the language menu.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// Language of a BCP 47 tag such as `zh-CN` or `en-GB`, by its first subtag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        let subtag = tag.split(['-', '_']).next()?;
        Self::ALL
            .into_iter()
            .find(|known| known.tag().eq_ignore_ascii_case(subtag))
    }

    /// Tag in the query string and the configuration.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// Tag for `<html lang>`, which selects fonts and speech voices.
    pub fn html_tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Name in the language itself, for the language menu.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Zh => "中文",
            Self::En => "English",
        }
    }

    /// Language of the first of these BCP 47 tags that the console supports, otherwise English.
    pub fn preferred(tags: &[String]) -> Self {
        tags.iter().find_map(|tag| Self::from_tag(tag)).unwrap_or(Self::En)
    }
}
