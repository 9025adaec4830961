//! Chinese.

mod codes;
mod common;
mod flow;
mod form;
mod help;
mod impact;
mod map;
mod view;

/// Texts in Chinese: one file and one trait per topic.
pub(crate) struct Chinese;
