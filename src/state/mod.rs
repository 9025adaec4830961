//! State of the console, without views.

pub mod activity_log;
pub mod task_store;
