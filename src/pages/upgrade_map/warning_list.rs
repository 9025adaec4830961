//! Groups of warnings. The list of tasks shows loops and forks, the map shows every warning.

use crate::components::{Button, Note, NoteTone, Tone, visible};
use crate::i18n::{Messages, use_messages};
use crate::pages::tasks::actions::StopButton;
use crate::pages::tasks::context::use_page_state;
use crate::pages::tasks::format::numbered_part_text;
use crate::pages::tasks::version_path::version_steps;
use crate::pages::upgrade_map::warnings::{FIRST, MapProblem, MapWarning, WarningGroup, find_warnings};
use crate::state::task_store::{TaskRef, use_task_store};
use crate::web::after_render;
use crate::web::{self, scoped};
use leptos::prelude::*;
use upgrade_api::status::TaskStatus;
use upgrade_api::task::{DevicePart, Task};

/// The warnings about the tasks of the product.
#[component]
pub(crate) fn WarningList(
    /// Firmware of the map.
    chosen: RwSignal<DevicePart>,
) -> impl IntoView {
    let (store, page) = (use_task_store(), use_page_state());
    let limits = RwSignal::new([FIRST; 4]);
    let groups = Memo::new(move |_| {
        let device_counts = store.device_counts();
        find_warnings(&store.snapshot().tasks, device_counts.as_deref(), limits.get())
    });
    let each = move || {
        web::keep_focus();
        let on_map = scoped(page.map).get();
        let problems = groups.with(|groups| groups.iter().map(|group| group.problem).collect::<Vec<_>>());
        problems
            .into_iter()
            .filter(move |problem| on_map || problem.is_in_list())
    };
    let item = move |problem| view! { <Group problem=problem groups=groups limits=limits chosen=chosen /> };
    view! {
        <div class="map-warnings">
            <For each=each key=|problem| *problem children=item />
        </div>
    }
}

/// The warnings about one problem. Several ones have a heading with their number and fold, and a long list ends with the
/// number of the others.
#[component]
fn Group(
    /// Problem.
    problem: MapProblem,
    /// All groups as last found.
    groups: Memo<Vec<WarningGroup>>,
    /// Number of listed warnings of each group.
    limits: RwSignal<[usize; 4]>,
    /// Firmware of the map.
    chosen: RwSignal<DevicePart>,
) -> impl IntoView {
    let m = use_messages();
    let group = Memo::new(move |_| groups.with(|all| all.iter().find(|group| group.problem == problem).cloned()));
    let is_single = Memo::new(move |_| group.with(|group| group.as_ref().is_none_or(|group| group.count == 1)));
    let heading = Memo::new(move |_| {
        let group = group.with(|group| group.as_ref().map(|group| (group.count, group.is_minimum)));
        let (count, is_minimum) = group.filter(|_| !is_single.get()).unwrap_or_default();
        let count = format!("{}{}", m.number(count as u64), if is_minimum { "+" } else { "" });
        match problem {
            _ if is_single.get() => String::new(),
            MapProblem::Loop => m.map().loops(&count),
            MapProblem::Fork => m.map().forks(&count),
            MapProblem::DeadEnd => m.map().dead_ends(&count),
            MapProblem::Unreachable => m.map().unreachable_versions(&count),
        }
    });
    let each = move || {
        web::keep_focus();
        group.get().map_or_else(Vec::new, |group| group.listed)
    };
    let item = move |warning| view! { <WarningItem warning=warning group=group chosen=chosen /> };
    let rest =
        Memo::new(move |_| group.with(|group| group.as_ref().map_or(0, |group| group.count - group.listed.len())));
    let list_more = move |_| {
        web::catch_focus(".map-more", heading_id(problem));
        limits.update(|limits| limits[problem as usize] *= 2);
    };
    let content = view! {
        // A loop is never folded at first.
        <details class="map-group" prop:open=move || is_single.get() || problem == MapProblem::Loop>
            <summary
                id=heading_id(problem)
                prop:hidden=move || is_single.get()
                prop:textContent=move || heading.get()
            />
            <ul>
                <For each=each key=key_of children=item />
            </ul>
            <Show when=move || { rest.get() > 0 }>
                <p class="map-more">
                    <span prop:textContent=move || m.map().more_warnings(&m.number(rest.get() as u64)) />
                    <Button label=m.map().list_more() on_press=list_more />
                </p>
            </Show>
        </details>
    }
    .into_any();
    match problem {
        MapProblem::Loop => view! { <Note tone=NoteTone::Error>{content}</Note> }.into_any(),
        MapProblem::Fork => view! { <Note tone=NoteTone::Warning>{content}</Note> }.into_any(),
        MapProblem::DeadEnd | MapProblem::Unreachable => {
            view! { <div class="hint map-quiet">{content}</div> }.into_any()
        }
    }
}

/// Id of the heading of a group.
fn heading_id(problem: MapProblem) -> &'static str {
    match problem {
        MapProblem::Loop => "map-loops",
        MapProblem::Fork => "map-forks",
        MapProblem::DeadEnd => "map-dead-ends",
        MapProblem::Unreachable => "map-unreachable",
    }
}

/// Key of a warning in its group: everything apart from its numbers of devices.
fn key_of(warning: &MapWarning) -> String {
    let (number, identify) = warning.device_part.to_wire();
    let mut key = format!("{number} {identify} {}", version_steps(&warning.versions));
    for task in &warning.tasks {
        key.push_str(&format!(" {}", task.id));
    }
    key
}

/// A warning: its sentence, and for loops and forks the actions.
#[component]
fn WarningItem(
    /// Warning.
    warning: MapWarning,
    /// Its group as last found.
    group: Memo<Option<WarningGroup>>,
    /// Firmware of the map.
    chosen: RwSignal<DevicePart>,
) -> impl IntoView {
    let (m, page) = (use_messages(), use_page_state());
    let prefix = numbered_part_text(m, warning.device_part).map_or_else(String::new, |text| text + m.colon());
    let names = task_names(m, &warning.tasks);
    let MapWarning {
        device_part, problem, ..
    } = warning;
    let version = warning.versions[0];
    let sentence = match problem {
        MapProblem::Loop => m.map().loop_runs(&version_steps(&warning.versions)),
        MapProblem::Fork => m.map().fork(version, &names),
        MapProblem::DeadEnd => m.map().dead_end(version, &names),
        MapProblem::Unreachable => m.map().unreachable(version, &names),
    };
    let sentence = format!("{prefix}{sentence}");
    if !problem.is_in_list() {
        return view! { <li prop:textContent=sentence /> }.into_any();
    }
    let tasks = warning.tasks.clone();
    let current = Memo::new(move |_| {
        let find = |group: &WarningGroup| {
            group
                .listed
                .iter()
                .find(|other| other.has_subject_of(&warning))
                .cloned()
        };
        group.with(|group| group.as_ref().and_then(find))
    });
    // A task in an unknown status counts as running.
    let unknown_status = Memo::new(move |_| {
        let is_unknown = |task: &Task| matches!(task.status, TaskStatus::Unknown(_));
        match current.with(|warning| warning.iter().any(|warning| warning.tasks.iter().any(is_unknown))) {
            true => format!(" {}", m.map().counts_as_running()),
            false => String::new(),
        }
    });
    let show_on_map = move |_| {
        chosen.set(device_part);
        page.show_map(true);
        after_render(|| web::focus("upgrade-map"));
    };
    let about = match problem {
        MapProblem::Loop => view! {
            <strong prop:textContent=format!("{sentence} ") />
            <LoopDevices warning=current />
        }
        .into_any(),
        _ => view! { <span prop:textContent=sentence /> }.into_any(),
    };
    view! {
        <li>
            <p>{about}<span prop:textContent=move || unknown_status.get() /></p>
            <div class="map-stops">
                {(problem == MapProblem::Loop).then(|| view! { <StopButtons tasks=tasks /> }.into_any())}
                <Show when=move || !scoped(page.map).get()>
                    <Button tone=Tone::Quiet label=m.map().show_on_map() on_press=show_on_map />
                </Show>
            </div>
        </li>
    }
    .into_any()
}

fn task_names(m: &dyn Messages, tasks: &[Task]) -> String {
    let names: Vec<_> = tasks.iter().map(|task| format!("“{}”", visible(&task.name))).collect();
    names.join(m.and())
}

/// Number of devices in a loop.
#[component]
fn LoopDevices(
    /// Warning as last found.
    warning: Memo<Option<MapWarning>>,
) -> impl IntoView {
    let m = use_messages();
    let text = Memo::new(move |last: Option<&String>| {
        match warning.with(|warning| warning.as_ref().map(|warning| warning.devices)) {
            Some(Some((on, 0))) => m.map().loop_devices(&m.number(on), None),
            Some(Some((on, coming))) => m.map().loop_devices(&m.number(on), Some(&m.number(coming))),
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
    let was_pressed = StoredValue::new(false);
    // A stop removes the warning with the pressed button. The focus then moves to the title and is not lost.
    on_cleanup(move || {
        if was_pressed.try_get_value() == Some(true) {
            web::focus_if_lost(web::PAGE_TITLE);
        }
    });
    let button = |task: Task| {
        let label = m.map().stop(&visible(&task.name));
        let remember = move |_| was_pressed.set_value(true);
        view! { <StopButton task=TaskRef::from(&task) label=label on:click=remember /> }.into_any()
    };
    tasks.into_iter().map(button).collect_view()
}
