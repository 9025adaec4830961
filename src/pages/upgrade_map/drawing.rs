//! The drawing. Each version and each task is an element that has a name, can get the focus, and survives polls.

use crate::i18n::use_messages;
use crate::pages::tasks::context::use_page_state;
use crate::pages::upgrade_map::labels::{fitting, task_name, task_sentence, task_state};
use crate::pages::upgrade_map::layout::{Curve, Layout};
use crate::pages::upgrade_map::model::{Model, TaskEdge};
use crate::pages::upgrade_map::pressable_part::{LINE, PressablePart, text};
use crate::pages::upgrade_map::version_part::VersionPart;
use crate::state::task_store::use_task_store;
use crate::web;
use crate::web::after_render;
use leptos::prelude::*;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::values::Version;

/// Id of the element that scrolls.
pub(crate) const FRAME: &str = "upgrade-map";

/// A task and its curve; `None` after its removal.
type DrawnTask = Memo<Option<(TaskEdge, Curve)>>;

/// The drawing, in an element that scrolls if the drawing is wider.
#[component]
pub(crate) fn Drawing(
    /// Content of the map.
    model: Memo<Model>,
    /// Positions.
    layout: Memo<Layout>,
) -> impl IntoView {
    let m = use_messages();
    scroll_to_loop(model, layout);
    let size = Memo::new(move |_| layout.with(|layout| (layout.width, layout.height)));
    let view_box = move || {
        let (width, height) = size.get();
        format!("0 0 {width} {height}")
    };
    let lines = move || {
        web::keep_focus();
        model.with(|model| model.edges.iter().map(|edge| edge.key.clone()).collect::<Vec<_>>())
    };
    // Line and arrowhead of a task.
    let line = move |key| {
        let task = drawn_task(model, layout, key);
        view! {
            <g class=move || text(task, |edge, _| line_class(edge).to_owned())>
                <path class="map-line" d=move || text(task, |_, curve| curve.line.clone()) />
                <path class="map-head" d=move || text(task, |_, curve| curve.head.clone()) />
            </g>
        }
    };
    let parts = move || {
        web::keep_focus();
        web::catch_focus(".map-drawing", FRAME);
        model.with(parts_in_tab_order)
    };
    let part = move |part| match part {
        Part::Version(version) => view! { <VersionPart model=model layout=layout version=version /> }.into_any(),
        Part::Task(key) => view! { <TaskPart task=drawn_task(model, layout, key) /> }.into_any(),
    };
    view! {
        <div class="map-frame card" id=FRAME role="region" tabindex="0" aria-label=m.map().upgrade_map()>
            <svg
                class="map-drawing"
                role="group"
                aria-label=m.map().upgrade_map()
                viewBox=view_box
                width=move || size.get().0.to_string()
                height=move || size.get().1.to_string()
            >
                // Below all labels.
                <g aria-hidden="true">
                    <For each=lines key=String::clone children=line />
                </g>
                <For each=parts key=Part::clone children=part />
            </svg>
        </div>
    }
}

/// Scrolls a drawing that is wider than the page to the first loop, unless the operator has scrolled. Without a loop the drawing
/// stays at its start, which is the lowest version.
fn scroll_to_loop(model: Memo<Model>, layout: Memo<Layout>) {
    let loop_x = Memo::new(move |_| {
        let versions = model.with(Model::first_loop)?;
        layout.with(|layout| layout.centre_x(&versions))
    });
    let last_left = StoredValue::new(0);
    Effect::new(move |_| {
        let x = loop_x.get().unwrap_or_default();
        // After the drawing has its width.
        after_render(move || {
            let Some(frame) = web::element(FRAME) else { return };
            if last_left.try_get_value() == Some(frame.scroll_left()) {
                frame.set_scroll_left(x - frame.client_width() / 2);
                last_left.set_value(frame.scroll_left());
            }
        });
    });
}

fn drawn_task(model: Memo<Model>, layout: Memo<Layout>, key: String) -> DrawnTask {
    Memo::new(move |_| {
        let (at, edge) = model.with(|model| {
            let at = model.edge(&key)?;
            Some((at, model.edges[at].clone()))
        })?;
        let curve = layout.with(|layout| layout.curves.get(at).cloned())?;
        Some((edge, curve))
    })
}

/// Part of the drawing that can get the focus.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Part {
    Version(Version),
    /// Key of the task.
    Task(String),
}

/// Each version, followed by the tasks from it.
fn parts_in_tab_order(model: &Model) -> Vec<Part> {
    let tasks = |version| model.edges_from(version).map(|edge| Part::Task(edge.key.clone()));
    let versions = model.nodes.iter().map(|node| node.version);
    versions
        .flat_map(|version| [Part::Version(version)].into_iter().chain(tasks(version)))
        .collect()
}

fn line_class(edge: &TaskEdge) -> &'static str {
    match (&edge.task.status, edge.on_loop) {
        (_, true) => "map-way map-way-loop",
        (TaskStatus::Known(RunState::Running), false) => "map-way map-way-running",
        (TaskStatus::Known(RunState::Stopped), false) => "map-way map-way-stopped",
        (TaskStatus::Unknown(_), false) => "map-way map-way-unknown",
    }
}

/// Label of a task, and an invisible wide line for the pointer.
#[component]
fn TaskPart(
    /// Task.
    task: DrawnTask,
) -> impl IntoView {
    let (m, store, page) = (use_messages(), use_task_store(), use_page_state());
    let sentence = Memo::new(move |_| task.with(|task| Some(task_sentence(m, store, &task.as_ref()?.0))));
    let name = Memo::new(move |_| {
        text(task, |edge, curve| {
            let (name, mark) = task_name(&edge.task);
            fitting(&name, curve.label_width - 14) + mark
        })
    });
    let state = Memo::new(move |_| {
        task.with(|task| {
            let (edge, curve) = task.as_ref()?;
            Some(fitting(&task_state(m, store, edge), curve.label_width * 5 / 4))
        })
    });
    let x = move || text(task, |_, curve| curve.label_x.to_string());
    let show_details = move |()| {
        if let Some((edge, _)) = task.get_untracked() {
            page.show_details(Some(edge.task.id));
        }
    };
    view! {
        <PressablePart class=Some("map-part".to_owned()) name=sentence opens_dialog=true on_press=show_details>
            <path class="map-hit" d=move || text(task, |_, curve| curve.line.clone()) />
            <text
                class="map-name"
                text-anchor="middle"
                translate="no"
                x=x
                y=move || text(task, |_, curve| curve.label_y.to_string())
                prop:textContent=move || name.get().unwrap_or_default()
            />
            <text
                class="map-word"
                text-anchor="middle"
                x=x
                y=move || text(task, |_, curve| (curve.label_y + LINE).to_string())
                prop:textContent=move || state.get().unwrap_or_default()
            />
        </PressablePart>
    }
}
