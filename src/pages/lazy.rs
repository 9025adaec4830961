//! The second module: views that the first list does not need. A release build moves them into a module of their own
//! (docs/architecture.md, "Two modules"); every other build links them in.

use crate::builder::several;
use crate::pages::activity::ActivityDialog;
use crate::pages::create_task::view::{CreateDialog, RestoredDraft};
use crate::pages::shortcuts::ShortcutsDialog;
use crate::pages::tasks::bulk::bulk_dialog;
use crate::pages::tasks::confirm::confirm_dialog;
use crate::pages::tasks::context::{LazyViews, TaskContext};
use crate::pages::tasks::details::details_dialog;
use crate::pages::tasks::export::export_items;
use crate::pages::tasks::table::row_items;
use crate::pages::tasks::toolbar::column_items;
use crate::pages::upgrade_map::upgrade_map;
use crate::web::lazy_module::LazyModule;
use leptos::prelude::*;

static VIEWS: LazyViews = LazyViews {
    dialogs,
    restored_draft: |_| view! { <RestoredDraft/> }.into_any(),
    upgrade_map,
    row_items,
    export_items,
    column_items,
    activity_dialog: || view! { <ActivityDialog/> }.into_any(),
    shortcuts_dialog: |open| view! { <ShortcutsDialog open=open/> }.into_any(),
};

fn dialogs(cx: TaskContext) -> AnyView {
    several(vec![
        view! { <CreateDialog/> }.into_any(),
        confirm_dialog(cx),
        details_dialog(cx),
        bulk_dialog(cx),
    ])
}

#[cfg(not(feature = "split"))]
const LINKED: Option<&LazyViews> = Some(&VIEWS);
#[cfg(feature = "split")]
const LINKED: Option<&LazyViews> = None;

/// Error of a module that cannot be loaded.
struct Missing;

impl From<leptos::wasm_split::SplitLoaderError> for Missing {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        Self
    }
}

/// The only entry to the second module: the linker moves there what is reachable from here alone.
#[cfg(feature = "split")]
#[leptos::wasm_split::wasm_split(later, wasm_split_path = leptos::wasm_split, fallible)]
fn views() -> Result<&'static LazyViews, Missing> {
    Ok(&VIEWS)
}

#[cfg(not(feature = "split"))]
async fn views() -> Result<&'static LazyViews, Missing> {
    Ok(&VIEWS)
}

/// The second module.
#[must_use]
pub fn lazy_views() -> LazyModule<LazyViews> {
    LazyModule::new(LINKED, || Box::pin(async { views().await.ok() }))
}
