//! Tasks of one product: the page, its table, its dialogs and its toolbar.

pub(crate) mod actions;
pub(crate) mod announcements;
pub(crate) mod bulk;
pub mod confirm;
pub mod context;
pub(crate) mod details;
pub(crate) mod devices_by_version;
pub(crate) mod differences;
pub(crate) mod duplicate;
pub(crate) mod export;
pub(crate) mod format;
pub(crate) mod guard;
pub(crate) mod list_state;
pub(crate) mod missing_task;
pub(crate) mod notices;
pub(crate) mod page;
pub(crate) mod polling;
pub mod progress;
pub(crate) mod selection;
pub(crate) mod show_row;
pub(crate) mod status_badge;
pub(crate) mod table;
pub(crate) mod timeline;
pub(crate) mod toolbar;
pub(crate) mod version_path;

pub use page::TasksPage;
