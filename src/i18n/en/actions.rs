//! Names of the actions.

use upgrade_api::status::Action;

/// Label of an action.
pub(crate) fn action(action: Action) -> &'static str {
    match action {
        Action::Start => "Start",
        Action::Stop => "Stop",
        Action::Delete => "Delete",
    }
}
