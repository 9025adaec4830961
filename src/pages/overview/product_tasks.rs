//! Running tasks of one product in the overview.

use crate::components::{Button, Note, NoteTone, visible};
use crate::i18n::{Messages, use_messages};
use crate::pages::error_text::reading_failure;
use crate::pages::overview::context::{amount_text, use_overview_page};
use crate::pages::overview::head::REFRESH;
use crate::pages::overview::question::StopQuestion;
use crate::pages::tasks::context::read_only;
use crate::pages::tasks::status_badge::Badges;
use crate::pages::tasks::version_path::VersionPath;
use crate::state::overview::product_overview;
use crate::state::task_store::{ListState, TaskStore};
use crate::web;
use leptos::prelude::*;
use upgrade_api::overview::{ProductOverview, RunningTask, Total};
use upgrade_api::task::Task;

/// Largest number of tasks that the overview lists of a product. The page of the product lists all.
const TASKS_MAX: usize = 5;

/// Number of running tasks and remaining devices of a product, its problem, and its running tasks.
#[component]
pub(crate) fn ProductTasks(
    /// Tasks of the product.
    store: TaskStore,
) -> impl IntoView {
    let m = use_messages();
    let overview = Memo::new(move |_| product_overview(store));
    let shown = move || {
        web::catch_focus(".running-tasks", REFRESH);
        overview.with(|overview| overview.as_ref().map(first_tasks).unwrap_or_default())
    };
    let more = Memo::new(move |_| {
        let running = overview.with(|overview| overview.as_ref().map_or(0, |overview| overview.running.len()));
        running.saturating_sub(TASKS_MAX)
    });
    let state = Memo::new(
        move |_| match overview.with(|overview| overview.as_ref().map(|it| state_text(m, it))) {
            Some(text) => text,
            None if store.is_outdated() => String::new(),
            None => m.loading_tasks().to_owned(),
        },
    );
    view! {
        <div class="product-state">
            <span class="hint" prop:textContent=state />
            <StopProductButton store=store />
        </div>
        <Problem store=store />
        <Show when=move || !shown().is_empty()>
            <ul class="running-tasks">
                <For each=shown key=|task| task.id.clone() let(task)>
                    <RunningRow store=store task=task overview=overview />
                </For>
            </ul>
        </Show>
        <Show when=move || { more.get() > 0 }>
            <p class="hint" prop:textContent=move || m.overview().more_tasks(&m.number(more.get() as u64)) />
        </Show>
    }
}

/// The most urgent tasks. A platform may list two tasks with one id, and two rows must not share a key.
fn first_tasks(overview: &ProductOverview) -> Vec<Task> {
    let mut tasks: Vec<Task> = Vec::new();
    for RunningTask { task, .. } in overview.running.iter().take(TASKS_MAX) {
        if tasks.iter().all(|other| other.id != task.id) {
            tasks.push(task.clone());
        }
    }
    tasks
}

/// Number of running tasks and remaining devices, complete or not.
fn state_text(m: &dyn Messages, overview: &ProductOverview) -> String {
    if overview.running.is_empty() && overview.is_whole {
        return m.overview().no_running_tasks().to_owned();
    }
    let Total { tasks, devices } = overview.total();
    let running = match tasks.is_unknown() {
        true => m
            .overview()
            .about(m.overview().running_tasks_label(), m.view().unknown()),
        false => m.overview().running_tasks(&amount_text(m, tasks)),
    };
    let remaining = match devices.is_unknown() {
        true => m.remaining_unknown().to_owned(),
        false => m.overview().remaining(&amount_text(m, devices)),
    };
    format!("{running} · {remaining}")
}

/// Asks whether to stop all running tasks of a product. Absent where no task may run.
#[component]
fn StopProductButton(
    /// Tasks of the product.
    store: TaskStore,
) -> impl IntoView {
    let (m, page) = (use_messages(), use_overview_page());
    let name = m.overview().about(m.view().stop_all(), &visible(&store.product().name));
    let may_run = move || {
        web::catch_focus(".product-state", REFRESH);
        store.snapshot().may_run()
    };
    view! {
        <Show when=may_run>
            <Button
                label=m.view().stop_all()
                disabled_reason=move || read_only(m, store)
                on_press=move |_| page.question.set(Some(StopQuestion::of(vec![store])))
                attr:aria-label=name.clone()
            />
        </Show>
    }
}

/// Why the tasks of a product are unknown, old or incomplete, with a button that reads them again.
#[component]
fn Problem(
    /// Tasks of the product.
    store: TaskStore,
) -> impl IntoView {
    let (m, overview) = (use_messages(), use_overview_page().overview);
    // A memo: a screen reader announces a failure once, and not after each reading.
    let problem = Memo::new(move |_| {
        let snapshot = store.snapshot();
        match store.state() {
            ListState::Failed(error) => Some((NoteTone::Error, reading_failure(m, store, &error))),
            _ if !snapshot.all_read() => Some((NoteTone::Warning, m.map().some_unreadable().to_owned())),
            ListState::Ready if snapshot.changed_while_read => Some((NoteTone::Warning, m.list_changed().to_owned())),
            ListState::Loading | ListState::Ready => None,
        }
    });
    let note = move |(tone, text): (NoteTone, String)| {
        let name = m.overview().about(m.retry(), &visible(&store.product().name));
        let retry = move |_| overview.read_first(store);
        on_cleanup(|| web::catch_focus(".product-problem", REFRESH));
        view! {
            <div class="product-problem">
                <Note tone=tone text=text>
                    <Button label=m.retry() on_press=retry attr:aria-label=name />
                </Note>
            </div>
        }
        .into_any()
    };
    view! { {move || problem.get().map(note)} }
}

/// A running task: versions, name, which opens the details, state and counts.
#[component]
fn RunningRow(
    /// Tasks of the product.
    store: TaskStore,
    /// Task.
    task: Task,
    /// Overview of the product.
    overview: Memo<Option<ProductOverview>>,
) -> impl IntoView {
    let (m, page) = (use_messages(), use_overview_page());
    let (from, target) = (task.from.version, task.target.version);
    let (id, name) = (task.id, task.name);
    let open = {
        let id = id.clone();
        move |_| page.workspaces.open_task(store.product(), id.clone())
    };
    let live = {
        let id = id.clone();
        Memo::new(move |_| {
            overview.with(|overview| {
                let mut running = overview.as_ref()?.running.iter();
                running.find(|running| running.task.id == id).cloned()
            })
        })
    };
    let counts = move || live.with(|live| live.as_ref().map(|live| counts_text(m, &live.task)).unwrap_or_default());
    let badge =
        |class: &'static str, text: &'static str| view! { <span class=class prop:textContent=text /> }.into_any();
    let badges = move || {
        let RunningTask { task, is_looping, idle } = live.get()?;
        let unconfirmed = store.is_stop_unconfirmed(&id);
        let badges = view! {
            <Badges m=m status=task.status idle=idle />
            {is_looping.then(|| badge("badge badge-stalled", m.map().on_loop()))}
            {unconfirmed.then(|| badge("badge badge-working", m.stop_unconfirmed()))}
        };
        Some(badges.into_any())
    };
    view! {
        <li class="running-task">
            <VersionPath from=from target=target />
            <button
                type="button"
                class="link name"
                dir="auto"
                translate="no"
                on:click=open
                prop:textContent=visible(&name)
            />
            <span class="badges">{move || badges()}</span>
            <span class="hint running-counts" prop:textContent=counts />
        </li>
    }
}

/// Upgraded and remaining devices of a task.
fn counts_text(m: &dyn Messages, task: &Task) -> String {
    let upgraded = m.map().upgraded(&m.number(task.upgrade_count));
    let remaining = match task.surplus_count {
        Some(devices) => m.overview().remaining(&m.number(devices)),
        None => m.remaining_unknown().to_owned(),
    };
    format!("{upgraded} · {remaining}")
}
