//! Texts of the console, in Chinese and English.

pub(crate) mod en;
pub(crate) mod labels;
pub(crate) mod language;
pub(crate) mod messages;
pub(crate) mod zh;

#[cfg(test)]
mod tests;

pub use language::Language;
pub use messages::{FlowMessages, FormMessages, HelpMessages, ImpactMessages, MapMessages, Messages, ViewMessages};

use leptos::prelude::expect_context;

/// The texts in the language of the page.
#[must_use]
pub fn use_messages() -> &'static Messages {
    expect_context()
}

impl Language {
    /// Texts in this language.
    #[must_use]
    pub fn messages(self) -> &'static Messages {
        match self {
            Self::Zh => &zh::MESSAGES,
            Self::En => &en::MESSAGES,
        }
    }
}

/// Topics that only the second module shows. They are functions and not fields, so that their texts are linked into
/// that module.
impl Messages {
    /// Texts of the create form.
    #[must_use]
    pub fn form(&self) -> &'static FormMessages {
        match self.own {
            Language::Zh => &zh::form::MESSAGES,
            Language::En => &en::form::MESSAGES,
        }
    }

    /// Texts of the create flow.
    #[must_use]
    pub fn flow(&self) -> &'static FlowMessages {
        match self.own {
            Language::Zh => &zh::flow::MESSAGES,
            Language::En => &en::flow::MESSAGES,
        }
    }

    /// Texts of the shortcuts and links.
    #[must_use]
    pub fn help(&self) -> &'static HelpMessages {
        match self.own {
            Language::Zh => &zh::help::MESSAGES,
            Language::En => &en::help::MESSAGES,
        }
    }
}
