//! Creating a task: a form, a review, one request.

pub(crate) mod ids;
pub mod state;
pub mod view;
