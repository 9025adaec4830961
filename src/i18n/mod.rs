//! Texts of the console, in Chinese and English.

/// Texts of a topic. In its trait, `texts! { review, back }` declares constant texts, `fn review(&self) -> &'static str;`.
/// In an implementation, `texts! { review: "Review", created(name: &str): "“{name}” is created." }` defines a constant
/// text and one with arguments, `fn created(&self, name: &str) -> String`. A text with a choice is an ordinary function.
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {
        $($(#[$doc])* fn $name(&self) -> &'static str;)+

        /// The constant texts.
        #[cfg(test)]
        fn constant_texts(&self) -> Vec<&'static str> {
            vec![$(self.$name()),+]
        }
    };
    (@define $name:ident $text:literal) => {
        fn $name(&self) -> &'static str { $text }
    };
    (@define $name:ident($($argument:ident: $type:ty),+) $text:literal) => {
        fn $name(&self, $($argument: $type),+) -> String { format!($text) }
    };
    ($($name:ident $(($($arguments:tt)+))?: $text:literal),+ $(,)?) => {
        $(texts! { @define $name $(($($arguments)+))? $text })+
    };
}

pub(crate) mod en;
pub(crate) mod labels;
pub(crate) mod language;
pub(crate) mod messages;
pub(crate) mod number;
pub(crate) mod zh;

#[cfg(test)]
mod tests;

pub use language::Language;
pub use messages::{
    FlowMessages, FormMessages, GuardMessages, ImpactMessages, MapMessages, Messages, OverviewMessages, ViewMessages,
};

use leptos::prelude::expect_context;

/// The texts in the language of the page.
pub fn use_messages() -> &'static dyn Messages {
    expect_context()
}

/// The texts of a language, as the trait object that the caller returns.
macro_rules! in_language {
    ($language:expr) => {
        match $language {
            Language::Zh => &zh::Chinese,
            Language::En => &en::English,
        }
    };
}

impl Language {
    /// Texts in this language.
    pub fn messages(self) -> &'static dyn Messages {
        in_language!(self)
    }
}

/// Topics. They are inherent methods and not methods of the trait: the vtable of `Messages`, which the first module
/// contains, would refer to them, and the texts that only the second module shows would be linked into the first.
impl dyn Messages + '_ {
    /// A text of several sentences.
    pub fn sentences(&self, sentences: &[&str]) -> String {
        sentences.join(match self.language() {
            Language::Zh => "",
            Language::En => " ",
        })
    }

    /// Devices affected, rates and confirmations.
    pub fn impact(&self) -> &'static dyn ImpactMessages {
        in_language!(self.language())
    }

    /// Search, filters, pages, selection, bulk actions and export.
    pub fn view(&self) -> &'static dyn ViewMessages {
        in_language!(self.language())
    }

    /// Upgrade map.
    pub fn map(&self) -> &'static dyn MapMessages {
        in_language!(self.language())
    }

    /// Create form: files, checksums, drafts, errors.
    pub fn form(&self) -> &'static dyn FormMessages {
        in_language!(self.language())
    }

    /// Guards, outside the dialogs of a task.
    pub fn guard(&self) -> &'static dyn GuardMessages {
        in_language!(self.language())
    }

    /// Create flow: library, upload, review. Guard of a start, in dialogs. List of keyboard shortcuts.
    pub fn flow(&self) -> &'static dyn FlowMessages {
        in_language!(self.language())
    }

    /// Overview of all products.
    pub fn overview(&self) -> &'static dyn OverviewMessages {
        in_language!(self.language())
    }
}
