//! Texts of guards outside the dialogs of a task, and of notices.

use upgrade_api::guard::{GuardEnd, StopReason};

pub trait GuardMessages: Sync {
    texts! {
        /// Part of the document title, while no list can be read.
        blind,
        /// Beside the status, while stops are sent.
        stopping,
        watching_again,
    }

    /// Part of the document title.
    fn guarding(&self, tasks: usize) -> String;
    /// Remaining devices and minutes until the stop, beside the status.
    fn left(&self, devices: Option<&str>, minutes: Option<&str>) -> String;
    fn stopped_by_guard(&self, name: &str, reason: StopReason) -> String;
    /// `why`: the error of the first stop.
    fn stop_failed(&self, name: &str, why: &str) -> String;
    fn ended(&self, end: GuardEnd) -> &'static str;
    /// There is no token, but the user has not left.
    fn without_token(&self, guards: usize) -> String;
    fn ended_at_sign_out(&self, guards: usize) -> String;

    /// Notification.
    fn is_complete(&self, name: &str) -> String;
    fn is_stalled(&self, name: &str) -> String;
    fn is_loop(&self, steps: &str) -> String;
}
