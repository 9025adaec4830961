//! State of the console. No views.

pub mod activity_log;
pub mod task_store;
