//! Creating a task: what is said around library, upload and review. Both languages side by side.

use super::messages;

messages! {
    /// See [`Messages`](super::Messages).
    FlowMessages:
    review: &'static str,
}

pub(super) const EN: FlowMessages = FlowMessages { review: "Review" };

pub(super) const ZH: FlowMessages = FlowMessages { review: "核对" };
