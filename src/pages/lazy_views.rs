//! Table of the views in the second module.

use crate::state::task_store::TaskStore;
use crate::web::lazy_module::LazyModule;
use leptos::prelude::*;
use upgrade_api::task::{DevicePart, Task};

/// Views that the second module holds. They are called through this table only: a direct call would link them into the
/// first module.
#[derive(Clone, Copy)]
pub struct LazyViews {
    /// The dialogs of one product's tasks.
    pub dialogs: fn() -> AnyView,
    /// The note about a draft of an earlier page load.
    pub restored_draft: fn() -> AnyView,
    /// The note about a new task whose row is not on show.
    pub new_task_note: fn() -> AnyView,
    /// The upgrade map.
    pub upgrade_map: fn(RwSignal<DevicePart>) -> AnyView,
    /// Items of a row's menu.
    pub row_items: fn(Memo<Option<Task>>) -> AnyView,
    /// Items of the export menu.
    pub export_items: fn() -> AnyView,
    /// Items of the menu for sort order and columns.
    pub column_items: fn() -> AnyView,
    /// The activity dialog.
    pub activity_dialog: fn() -> AnyView,
    /// The question before a sign-out that ends guards: whether it is open, the number of guards, the sign-out.
    pub sign_out_dialog: fn(RwSignal<bool>, Signal<usize>, Callback<()>) -> AnyView,
    /// The list of keyboard shortcuts.
    pub shortcuts_dialog: fn(RwSignal<bool>) -> AnyView,
    /// Figures, buttons and question of the overview of all products.
    pub overview_head: fn() -> AnyView,
    /// Running tasks of one product in the overview.
    pub product_tasks: fn(TaskStore) -> AnyView,
}

/// Views of the second module.
pub fn use_lazy_views() -> LazyModule<LazyViews> {
    expect_context()
}
