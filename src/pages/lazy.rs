//! Views of the second module: those that the first list does not need. A release build puts them into a separate module
//! (docs/architecture.md, "Two modules"); every other build links them statically.

use crate::pages::activity::ActivityDialog;
use crate::pages::create_task::view::{CreateDialog, NewTaskNote, RestoredDraft};
use crate::pages::lazy_views::LazyViews;
use crate::pages::overview::head::OverviewHead;
use crate::pages::overview::product_tasks::ProductTasks;
use crate::pages::shortcuts::ShortcutsDialog;
use crate::pages::tasks::bulk::BulkDialog;
use crate::pages::tasks::confirm::ConfirmDialog;
use crate::pages::tasks::details::DetailsDialog;
use crate::pages::tasks::export::ExportItems;
use crate::pages::tasks::guard::sign_out::SignOutDialog;
use crate::pages::tasks::table::RowItems;
use crate::pages::tasks::toolbar::ColumnItems;
use crate::pages::upgrade_map::UpgradeMap;
use crate::web::lazy_module::LazyModule;
use leptos::prelude::*;

static VIEWS: LazyViews = LazyViews {
    dialogs: || {
        view! {
            <CreateDialog />
            <ConfirmDialog />
            <DetailsDialog />
            <BulkDialog />
        }
        .into_any()
    },
    restored_draft: || view! { <RestoredDraft /> }.into_any(),
    new_task_note: || view! { <NewTaskNote /> }.into_any(),
    upgrade_map: |device_part| view! { <UpgradeMap chosen=device_part /> }.into_any(),
    row_items: |task| view! { <RowItems task=task /> }.into_any(),
    export_items: || view! { <ExportItems /> }.into_any(),
    column_items: || view! { <ColumnItems /> }.into_any(),
    activity_dialog: || view! { <ActivityDialog /> }.into_any(),
    sign_out_dialog: |asking, guards, sign_out| {
        view! { <SignOutDialog asking=asking guards=guards sign_out=sign_out /> }.into_any()
    },
    shortcuts_dialog: |open| view! { <ShortcutsDialog open=open /> }.into_any(),
    overview_head: || view! { <OverviewHead /> }.into_any(),
    product_tasks: |store| view! { <ProductTasks store=store /> }.into_any(),
};

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

/// The only entry to the second module. The linker moves all code that is reachable only from here.
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
pub fn lazy_views() -> LazyModule<LazyViews> {
    LazyModule::new(LINKED, || Box::pin(async { views().await.ok() }))
}
