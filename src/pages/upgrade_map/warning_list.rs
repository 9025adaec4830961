//! List of warnings. The list of tasks shows loops and forks, the map shows every warning.

use crate::components::{Button, Note, NoteTone, Tone, grouped, visible};
use crate::i18n::{Messages, use_messages};
use crate::pages::tasks::actions::StopButton;
use crate::pages::tasks::context::use_task_dialogs;
use crate::pages::tasks::format::unusual_kind_text;
use crate::pages::tasks::version_path::version_steps;
use crate::pages::upgrade_map::warnings::{Problem, Warning, find_warnings};
use crate::state::task_store::{TaskRef, use_task_store};
use crate::web::after_closing;
use crate::web::{self, scoped};
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use upgrade_api::status::TaskStatus;
use upgrade_api::task::{FirmwareKind, Task};

/// The warnings about the tasks of the product.
#[component]
pub(crate) fn WarningList(
    /// Firmware of the map.
    chosen: RwSignal<FirmwareKind>,
) -> impl IntoView {
    let (store, dialogs) = (use_task_store(), use_task_dialogs());
    let all = Memo::new(move |_| {
        let fleet = store.fleet();
        find_warnings(&store.known().tasks, fleet.as_deref())
    });
    let each = move || {
        web::keep_focus();
        let on_map = scoped(dialogs.map).get();
        let shown = all.get().into_iter();
        shown
            .filter(|warning| on_map || is_in_list(&warning.problem))
            .collect::<Vec<_>>()
    };
    let item = move |warning| view! { <WarningItem warning=warning all=all chosen=chosen /> };
    view! {
        <div class="map-warnings">
            <For each=each key=key_of children=item />
        </div>
    }
}

/// Whether the list of tasks shows the problem, too.
fn is_in_list(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::Loop(_) | Problem::Fork(_) | Problem::MoreLoopsAndForks(_)
    )
}

/// Key of a warning: everything apart from its numbers of devices.
fn key_of(warning: &Warning) -> String {
    let (problem, versions) = match &warning.problem {
        Problem::Loop(versions) => ("loop", version_steps(versions)),
        Problem::Fork(version) => ("fork", version.to_string()),
        Problem::DeadEnd(version) => ("end", version.to_string()),
        Problem::Unreachable(version) => ("off", version.to_string()),
        Problem::MoreLoopsAndForks(count) => ("more", count.to_string()),
        Problem::MoreEnds(count) => ("rest", count.to_string()),
    };
    let (number, identify) = warning.kind.to_wire();
    let mut key = format!("{problem} {number} {identify} {versions}");
    for task in &warning.tasks {
        key.push_str(&format!(" {}", task.id));
    }
    key
}

/// A warning: a note for loops and forks, otherwise a line.
#[component]
fn WarningItem(
    /// Warning.
    warning: Warning,
    /// All warnings as last found.
    all: Memo<Vec<Warning>>,
    /// Firmware of the map.
    chosen: RwSignal<FirmwareKind>,
) -> impl IntoView {
    let m = use_messages();
    let key = key_of(&warning);
    let current = Memo::new(move |_| all.with(|all| all.iter().find(|warning| key_of(warning) == key).cloned()));
    let Warning {
        kind, problem, tasks, ..
    } = warning;
    let prefix = unusual_kind_text(m, kind).map_or_else(String::new, |kind| kind + m.map().colon());
    let names = task_names(m, &tasks);
    let line =
        |text: String| view! { <p class="hint map-quiet" prop:textContent=format!("{prefix}{text}") /> }.into_any();
    match problem {
        Problem::Loop(versions) => {
            let steps = m.map().loop_runs(&version_steps(&versions));
            view! {
                <Note tone=NoteTone::Error>
                    <p>
                        <strong prop:textContent=format!("{prefix}{steps} ") />
                        <LoopDevices warning=current />
                        <UnknownStatusNote warning=current />
                    </p>
                    <div class="map-stops">
                        <StopButtons tasks=tasks />
                        <ShowOnMap chosen=chosen kind=kind />
                    </div>
                </Note>
            }
            .into_any()
        }
        Problem::Fork(version) => {
            let text = m.map().fork(version, &names);
            view! {
                <Note tone=NoteTone::Warning>
                    <p>
                        <span prop:textContent=format!("{prefix}{text}") />
                        <UnknownStatusNote warning=current />
                    </p>
                    <div class="map-stops">
                        <ShowOnMap chosen=chosen kind=kind />
                    </div>
                </Note>
            }
            .into_any()
        }
        Problem::MoreLoopsAndForks(count) => {
            let text = m.map().unlisted_warnings(&grouped(count as u64));
            view! { <Note tone=NoteTone::Warning text=format!("{prefix}{text}") /> }.into_any()
        }
        Problem::DeadEnd(version) => line(m.map().dead_end(version, &names)),
        Problem::Unreachable(version) => line(m.map().unreachable(version, &names)),
        Problem::MoreEnds(count) => line(m.map().unlisted_versions(&grouped(count as u64))),
    }
}

fn task_names(m: &dyn Messages, tasks: &[Task]) -> String {
    let names: Vec<_> = tasks.iter().map(|task| format!("“{}”", visible(&task.name))).collect();
    names.join(m.map().and())
}

/// Sentence that a task in an unknown status counts as running, if the warning has one.
#[component]
fn UnknownStatusNote(
    /// Warning as last found.
    warning: Memo<Option<Warning>>,
) -> impl IntoView {
    let m = use_messages();
    let text = Memo::new(move |_| {
        let is_unknown = |task: &Task| matches!(task.status, TaskStatus::Unknown(_));
        match warning.with(|warning| {
            warning
                .as_ref()
                .is_some_and(|warning| warning.tasks.iter().any(is_unknown))
        }) {
            true => format!(" {}", m.map().counts_as_running()),
            false => String::new(),
        }
    });
    view! { <span prop:textContent=move || text.get() /> }
}

/// Number of devices in a loop.
#[component]
fn LoopDevices(
    /// Warning as last found.
    warning: Memo<Option<Warning>>,
) -> impl IntoView {
    let m = use_messages();
    let text = Memo::new(move |last: Option<&String>| {
        match warning.with(|warning| warning.as_ref().map(|warning| warning.devices)) {
            Some(Some((on, 0))) => m.map().loop_devices(&grouped(on), None),
            Some(Some((on, coming))) => m.map().loop_devices(&grouped(on), Some(&grouped(coming))),
            Some(None) => m.map().loop_devices_unknown().to_owned(),
            // The warning is about to be removed. Its text stays until then.
            None => last.cloned().unwrap_or_default(),
        }
    });
    // A changed count does not announce the warning again.
    view! { <span aria-live="off" prop:textContent=move || text.get() /> }
}

/// A button for each task of a loop. Stopping any of them opens the loop, without a confirmation.
#[component]
fn StopButtons(
    /// Tasks of the loop.
    tasks: Vec<Task>,
) -> impl IntoView {
    let m = use_messages();
    let was_pressed = Arc::new(AtomicBool::new(false));
    let is_pressed = Arc::clone(&was_pressed);
    // A stop removes the warning with the pressed button. The focus then moves to the title and is not lost.
    on_cleanup(move || {
        if is_pressed.load(Ordering::Relaxed) {
            after_closing(|| {
                if web::is_focus_lost() {
                    web::focus("page-title");
                }
            });
        }
    });
    let button = |task: Task| {
        let label = m.map().stop(&visible(&task.name));
        let was_pressed = Arc::clone(&was_pressed);
        let remember = move |_| was_pressed.store(true, Ordering::Relaxed);
        view! { <StopButton task=TaskRef::from(&task) label=label on:click=remember /> }.into_any()
    };
    tasks.into_iter().map(button).collect_view()
}

/// Switches from the list to the map of a firmware.
#[component]
fn ShowOnMap(
    /// Firmware of the map.
    chosen: RwSignal<FirmwareKind>,
    /// Firmware of the warning.
    kind: FirmwareKind,
) -> impl IntoView {
    let (m, dialogs) = (use_messages(), use_task_dialogs());
    let show = move |_| {
        chosen.set(kind);
        dialogs.show_map(true);
        after_closing(|| web::focus("upgrade-map"));
    };
    view! {
        <Show when=move || !scoped(dialogs.map).get()>
            <Button tone=Tone::Quiet label=m.map().show_on_map() on_press=show />
        </Show>
    }
}
