//! Chinese.

mod codes;
mod common;
mod flow;
mod form;
mod guard;
mod impact;
mod map;
mod overview;
mod view;

/// Texts in Chinese: one file and one trait per topic.
pub(crate) struct Chinese;
