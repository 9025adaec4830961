//! English.

mod codes;
mod common;
mod flow;
mod form;
mod guard;
mod impact;
mod map;
mod overview;
mod plural;
mod view;

/// Texts in English: one file and one trait per topic.
pub(crate) struct English;
