//! Text of the page. Everything that is read is the `textContent` of an element that the console owns.
//!
//! Page translators, highlighters and spelling extensions replace, wrap and move text nodes. A text node that the
//! console holds would then be updated where nobody sees it. An element stays, and setting its `textContent` replaces
//! whatever has been put into it. With `view!` the same is `<span prop:textContent=text/>`, where `text` is a memo: a
//! property is written at every run, and each write undoes the work of a translator.

use leptos::prelude::*;
use std::borrow::Cow;
use web_sys::Element;

/// Text of an element.
pub enum Text {
    /// Stays while the view stays.
    Fixed(Cow<'static, str>),
    /// Follows what the closure reads.
    Follows(Box<dyn FnMut() -> String + Send>),
}

impl Text {
    /// Whether there is nothing to show, now and later.
    pub(crate) fn is_empty(&self) -> bool {
        matches!(self, Self::Fixed(text) if text.is_empty())
    }

    pub(crate) fn build(self, node: &Element) -> TextOnPage {
        self.shown_in(node.clone(), None)
    }

    /// Writes only what differs from the text before.
    pub(crate) fn rebuild(self, node: &Element, old: TextOnPage) -> TextOnPage {
        self.shown_in(node.clone(), old.last())
    }

    fn shown_in(self, node: Element, before: Option<Cow<'static, str>>) -> TextOnPage {
        match self {
            Self::Fixed(text) => {
                if before.as_ref() != Some(&text) {
                    set_text(&node, &text);
                }
                TextOnPage::Fixed(text)
            }
            Self::Follows(text) => TextOnPage::Follows(follow(node, text, before.map(Cow::into_owned))),
        }
    }
}

/// Text on the page, as it was written last.
pub(crate) enum TextOnPage {
    Fixed(Cow<'static, str>),
    Follows(RenderEffect<String>),
}

impl TextOnPage {
    fn last(self) -> Option<Cow<'static, str>> {
        match self {
            Self::Fixed(text) => Some(text),
            Self::Follows(effect) => effect.take_value().map(Cow::Owned),
        }
    }
}

/// Keeps the text of an element equal to what `text` reads.
#[inline(never)]
fn follow(node: Element, mut text: Box<dyn FnMut() -> String + Send>, before: Option<String>) -> RenderEffect<String> {
    RenderEffect::new_with_value(
        move |before: Option<String>| {
            let text = text();
            if before.as_ref() != Some(&text) {
                set_text(&node, &text);
            }
            text
        },
        before,
    )
}

/// Makes a text all that an element holds. The only place that writes text to the page.
fn set_text(node: &Element, text: &str) {
    node.set_text_content(Some(text));
}
