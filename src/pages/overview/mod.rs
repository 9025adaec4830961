//! Overview of all products: their running tasks, what needs attention, and stopping them all.

pub(crate) mod context;
pub(crate) mod head;
pub(crate) mod polling;
pub(crate) mod product_tasks;
pub(crate) mod question;
pub(crate) mod run;
pub(crate) mod stop_dialog;
