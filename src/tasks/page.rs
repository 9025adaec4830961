//! The page around the table: title, figures, the state of the data, polling.

use super::TaskDialogs;
use super::confirm::ConfirmDialog;
use super::create::CreateDialog;
use super::details::DetailsDialog;
use super::store::{ListState, TaskStore};
use super::table::TaskTable;
use crate::browser;
use crate::i18n::messages;
use crate::ui::{Button, Note, NoteTone, Tone, grouped};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::time::Duration;
use upgrade_api::status::{RunState, TaskStatus};

/// The page.
#[component]
pub fn TasksPage(
    /// Seconds between two polls.
    poll_seconds: u32,
) -> impl IntoView {
    let m = messages();
    let store: TaskStore = expect_context();
    let dialogs: TaskDialogs = expect_context();
    spawn_local(store.refresh());
    poll(store, dialogs, poll_seconds);
    let create = Callback::new(move |()| dialogs.creating.set(true));
    view! {
        <main class="page">
            <div class="page-head">
                <div>
                    <h1 id="page-title" tabindex="-1">{m.upgrade_tasks}</h1>
                    <p class="page-about">{m.about_tasks}</p>
                </div>
                <Figures />
            </div>
            <div class="toolbar">
                <Freshness />
                <Button id="create-task" label=m.create_task.to_owned() tone=Tone::Primary on_press=create />
            </div>
            <ListBody create=create />
        </main>
        <CreateDialog />
        <ConfirmDialog />
        <DetailsDialog />
    }
}

/// Reads again every so often while somebody looks and nobody decides.
fn poll(store: TaskStore, dialogs: TaskDialogs, seconds: u32) {
    let tick = move || {
        if browser::is_visible() && !dialogs.is_deciding() {
            spawn_local(store.refresh());
        }
    };
    if let Ok(handle) = set_interval_with_handle(tick, Duration::from_secs(u64::from(seconds))) {
        on_cleanup(move || handle.clear());
    }
}

#[component]
fn Figures() -> impl IntoView {
    let m = messages();
    let store: TaskStore = expect_context();
    let figures = Memo::new(move |_| {
        let tasks = store.tasks();
        let running = tasks
            .iter()
            .filter(|task| task.status == TaskStatus::Known(RunState::Running));
        let upgraded = tasks.iter().map(|task| task.upgrade_count).fold(0, u64::saturating_add);
        (tasks.len() as u64, running.count() as u64, upgraded)
    });
    let figure = |number: u64, word: &'static str| {
        view! { <div class="figure"><dd>{grouped(number)}</dd><dt>{word}</dt></div> }
    };
    move || {
        store.read_at().map(|_| {
            let (tasks, running, upgraded) = figures.get();
            view! {
                <dl class="figures">
                    {figure(tasks, m.tasks)} {figure(running, m.running)} {figure(upgraded, m.upgraded)}
                </dl>
            }
        })
    }
}

/// How old the data is.
#[component]
fn Freshness() -> impl IntoView {
    let m = messages();
    let store: TaskStore = expect_context();
    let now = RwSignal::new(browser::now_ms());
    if let Ok(handle) = set_interval_with_handle(move || now.set(browser::now_ms()), Duration::from_secs(1)) {
        on_cleanup(move || handle.clear());
    }
    let age = move || store.read_at().map(|at| ((now.get() - at).max(0.0) / 1000.0) as u64);
    view! {
        <span class="hint freshness">{move || age().map(|seconds| (m.updated_ago)(seconds))}</span>
        <Button
            label=m.refresh.to_owned()
            on_press=Callback::new(move |()| {
                spawn_local(store.refresh());
            })
        />
    }
}

#[component]
fn ListBody(
    /// Opens the create dialog.
    create: Callback<()>,
) -> impl IntoView {
    let m = messages();
    let store: TaskStore = expect_context();
    let retry = Callback::new(move |()| {
        spawn_local(store.refresh());
    });
    let failed = move || match store.state() {
        ListState::Failed(error) => Some(error),
        ListState::Loading | ListState::Ready => None,
    };
    let is_empty = Memo::new(move |_| store.entries().is_empty());
    let has_read = Memo::new(move |_| store.read_at().is_some());
    view! {
        {move || failed().map(|error| {
            let old = has_read.get().then_some(m.shown_is_older);
            view! {
                <Note tone=NoteTone::Error>
                    {error.text(m)} " " {old} " "
                    <Button label=m.retry.to_owned() on_press=retry />
                </Note>
            }
        })}
        {move || match (has_read.get(), is_empty.get()) {
            (false, _) if failed().is_some() => ().into_any(),
            (false, _) => view! { <p class="empty" role="status">{m.loading_tasks}</p> }.into_any(),
            (true, true) => view! {
                <div class="card empty">
                    <h2>{m.no_tasks}</h2>
                    <p>{m.no_tasks_hint}</p>
                    <Button label=m.create_first_task.to_owned() on_press=create />
                </div>
            }
            .into_any(),
            (true, false) => {
                view! { <div class:stale=move || failed().is_some()><TaskTable /></div> }.into_any()
            }
        }}
    }
}
