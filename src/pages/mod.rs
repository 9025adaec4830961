//! The pages of the console and their dialogs.

pub mod activity;
pub mod create_task;
pub(crate) mod error_text;
#[cfg(debug_assertions)]
pub(crate) mod gallery;
pub mod lazy;
pub(crate) mod lazy_views;
pub(crate) mod no_access;
pub(crate) mod overview;
pub(crate) mod product_picker;
pub(crate) mod row_pager;
pub mod shortcuts;
pub(crate) mod sign_in;
pub mod tasks;
pub(crate) mod upgrade_map;
pub(crate) mod workspace;
pub(crate) mod workspaces;
