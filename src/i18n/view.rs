//! What is said around finding, choosing and exporting tasks. Both languages side by side.

use super::messages;

messages! {
    /// See [`Messages`](super::Messages).
    ViewMessages:
    search: &'static str,
}

pub(super) const EN: ViewMessages = ViewMessages { search: "Search" };

pub(super) const ZH: ViewMessages = ViewMessages { search: "搜索" };
