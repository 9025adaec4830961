//! State of the console, without views.

pub mod activity_log;
pub(crate) mod overview;
pub(crate) mod product_stores;
pub(crate) mod recent_products;
pub(crate) mod stop_run;
pub mod task_store;
