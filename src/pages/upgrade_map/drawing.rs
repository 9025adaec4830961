//! The drawing. Each version and each task is an element that has a name, can get the focus, and survives polls.

use crate::i18n::use_messages;
use crate::pages::tasks::context::use_page_state;
use crate::pages::upgrade_map::labels::{devices, fitting, task_name, task_sentence, task_state, version_sentence};
use crate::pages::upgrade_map::layout::{Circle, Curve};
use crate::pages::upgrade_map::model::{Model, TaskEdge, VersionNode};
use crate::pages::upgrade_map::text_version::heading_id;
use crate::state::task_store::use_task_store;
use crate::web;
use crate::web::after_closing;
use leptos::prelude::*;
use leptos::{ev, svg};
use upgrade_api::graph::End;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::values::Version;

/// Id of the element that scrolls.
const FRAME: &str = "upgrade-map";
/// Width of a digit of a version and of the edge of a circle, in pixels.
const DIGIT: i32 = 9;
const EDGE: i32 = 6;
/// Distance between two lines of a label, in pixels.
const LINE: i32 = 16;

/// A task and its curve; `None` after its removal.
type DrawnTask = Memo<Option<(TaskEdge, Curve)>>;
/// A version and its circle; `None` after its removal.
type DrawnVersion = Memo<Option<(VersionNode, Circle)>>;

/// The drawing, in an element that scrolls if the drawing is wider.
#[component]
pub(crate) fn Drawing(
    /// Content of the map.
    model: Memo<Model>,
) -> impl IntoView {
    let m = use_messages();
    scroll_to_loop(model);
    let size = move || model.with(|model| (model.layout.width, model.layout.height));
    let view_box = move || {
        let (width, height) = size();
        format!("0 0 {width} {height}")
    };
    let lines = move || {
        web::keep_focus();
        model.with(|model| model.edges.iter().map(|edge| edge.key.clone()).collect::<Vec<_>>())
    };
    let line = move |key| view! { <Line task=drawn_task(model, key) /> };
    let parts = move || {
        web::keep_focus();
        model.with(parts_in_tab_order)
    };
    let part = move |part| match part {
        Part::Version(version) => view! { <VersionPart model=model version=version /> }.into_any(),
        Part::Task(key) => view! { <TaskPart task=drawn_task(model, key) /> }.into_any(),
    };
    view! {
        <div class="map-frame card" id=FRAME role="region" tabindex="0" aria-label=m.map().upgrade_map()>
            <svg
                class="map-drawing"
                role="group"
                aria-label=m.map().upgrade_map()
                viewBox=view_box
                width=move || size().0.to_string()
                height=move || size().1.to_string()
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
fn scroll_to_loop(model: Memo<Model>) {
    let loop_x = Memo::new(move |_| model.with(Model::loop_x));
    let last_left = StoredValue::new(0);
    Effect::new(move |_| {
        let x = loop_x.get().unwrap_or_default();
        // After the drawing has its width.
        after_closing(move || {
            let Some(frame) = web::element(FRAME) else { return };
            if last_left.try_get_value() == Some(frame.scroll_left()) {
                frame.set_scroll_left(x - frame.client_width() / 2);
                last_left.set_value(frame.scroll_left());
            }
        });
    });
}

fn drawn_task(model: Memo<Model>, key: String) -> DrawnTask {
    Memo::new(move |_| {
        model.with(|model| {
            let (edge, curve) = model.edge(&key)?;
            Some((edge.clone(), curve.clone()))
        })
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

/// Line and arrowhead of a task.
#[component]
fn Line(
    /// Task.
    task: DrawnTask,
) -> impl IntoView {
    view! {
        <g class=move || text(task, |edge, _| line_class(edge).to_owned())>
            <path class="map-line" d=move || text(task, |_, curve| curve.line.clone()) />
            <path class="map-head" d=move || text(task, |_, curve| curve.head.clone()) />
        </g>
    }
}

fn line_class(edge: &TaskEdge) -> &'static str {
    match (&edge.task.status, edge.on_loop) {
        (_, true) => "map-way map-way-loop",
        (TaskStatus::Known(RunState::Running), false) => "map-way map-way-running",
        (TaskStatus::Known(RunState::Stopped), false) => "map-way map-way-stopped",
        (TaskStatus::Unknown(_), false) => "map-way map-way-unknown",
    }
}

/// Text of a version or task; `None` after its removal.
fn text<T, P>(drawn: Memo<Option<(T, P)>>, of: fn(&T, &P) -> String) -> Option<String>
where
    T: Send + Sync + 'static,
    P: Send + Sync + 'static,
{
    drawn.with(|drawn| drawn.as_ref().map(|(part, shape)| of(part, shape)))
}

/// A part that can be pressed by pointer or key.
#[component]
fn PressablePart(
    /// Class names.
    #[prop(into)]
    class: Signal<Option<String>>,
    /// Accessible name and tooltip.
    #[prop(into)]
    name: Signal<Option<String>>,
    /// Whether a press opens a dialog.
    #[prop(optional)]
    opens_dialog: bool,
    /// Called on a press.
    #[prop(into)]
    on_press: Callback<()>,
    /// Shapes and labels.
    children: Children,
) -> impl IntoView {
    let key_down = move |event: ev::KeyboardEvent| {
        if matches!(event.key().as_str(), "Enter" | " ") {
            // Space would also scroll the page.
            event.prevent_default();
            on_press.run(());
        }
    };
    view! {
        <g
            role="button"
            tabindex="0"
            class=move || class.get()
            aria-haspopup=opens_dialog.then_some("dialog")
            aria-label=move || name.get()
            on:click=move |_| on_press.run(())
            on:keydown=key_down
        >
            // `view!` takes a `<title>` that has siblings for the one of HTML.
            {svg::title().prop("textContent", move || name.get().unwrap_or_default())}
            {children()}
        </g>
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

/// A version: its circle, its number, its devices and their final version.
#[component]
fn VersionPart(
    /// Content of the map.
    model: Memo<Model>,
    /// Version.
    version: Version,
) -> impl IntoView {
    let m = use_messages();
    let drawn: DrawnVersion = Memo::new(move |_| {
        model.with(|model| {
            let (node, circle) = model.node(version)?;
            Some((node.clone(), circle.clone()))
        })
    });
    let class = Memo::new(move |_| text(drawn, |node, _| version_class(node).to_owned()));
    let sentence = Memo::new(move |_| drawn.with(|drawn| Some(version_sentence(m, &drawn.as_ref()?.0))));
    let count = Memo::new(move |_| drawn.with(|drawn| devices(m, &drawn.as_ref()?.0)).unwrap_or_default());
    let end = Memo::new(move |_| {
        let end = drawn.with(|drawn| {
            let (node, _) = drawn.as_ref().filter(|(node, _)| node.devices != Some(0))?;
            m.map().final_version(&node.end)
        });
        end.unwrap_or_default()
    });
    let x = move || text(drawn, |_, circle| circle.x.to_string());
    let show_text = move |()| web::focus(&heading_id(version));
    view! {
        <PressablePart class=class name=sentence on_press=show_text>
            <circle
                class="map-circle"
                cx=x
                cy=move || text(drawn, |_, circle| circle.y.to_string())
                r=move || text(drawn, |_, circle| circle.r.to_string())
            />
            <text
                class="map-number"
                text-anchor="middle"
                translate="no"
                x=x
                y=move || text(drawn, |node, circle| number_y(node, circle).to_string())
                prop:textContent=version.to_string()
            />
            <text
                class="map-word"
                text-anchor="middle"
                x=x
                y=move || text(drawn, |node, circle| label_y(node, circle).to_string())
                prop:textContent=move || count.get()
            />
            <text
                class="map-end"
                text-anchor="middle"
                x=x
                y=move || text(drawn, |node, circle| end_y(node, circle).to_string())
                prop:textContent=move || end.get()
            />
        </PressablePart>
    }
}

/// Whether the number of a version fits into its circle.
fn is_inside(node: &VersionNode, circle: &Circle) -> bool {
    let digits = i32::try_from(node.version.to_string().len()).unwrap_or(i32::MAX);
    digits.saturating_mul(DIGIT) + EDGE <= 2 * circle.r
}

/// Baseline of the number.
fn number_y(node: &VersionNode, circle: &Circle) -> i32 {
    if is_inside(node, circle) {
        circle.y + 5
    } else {
        circle.label_y
    }
}

/// Baseline of the first line below the circle, or below a number that does not fit into it.
fn label_y(node: &VersionNode, circle: &Circle) -> i32 {
    circle.label_y + if is_inside(node, circle) { 0 } else { LINE }
}

/// Baseline of the final version, which replaces the number of devices if that is unknown.
fn end_y(node: &VersionNode, circle: &Circle) -> i32 {
    label_y(node, circle) + if node.devices.is_some() { LINE } else { 0 }
}

fn version_class(node: &VersionNode) -> &'static str {
    match &node.end {
        End::InLoop(versions) if versions.contains(&node.version) => "map-part map-spot map-spot-loop",
        End::InLoop(_) => "map-part map-spot map-spot-caught",
        _ if node.devices == Some(0) => "map-part map-spot map-spot-empty",
        _ => "map-part map-spot",
    }
}
