//! Guard of a started task: its limits in the confirmation of the start, their rest in the row and the details, and
//! the stop. `upgrade_api::guard` has the rule, `task_store` the guards.

pub(crate) mod details;
pub(crate) mod fields;
pub(crate) mod guard_text;
pub(crate) mod sign_out;
pub(crate) mod watch;
