//! Text alternative of the map: a list of the same versions and tasks.

use crate::components::visible;
use crate::i18n::use_messages;
use crate::pages::tasks::context::use_page_state;
use crate::pages::tasks::progress::short_rate_text;
use crate::pages::tasks::status_badge::StatusBadges;
use crate::pages::tasks::version_path::VersionPath;
use crate::pages::upgrade_map::labels::{devices, percent_or_count};
use crate::pages::upgrade_map::model::{Model, TaskEdge};
use crate::state::task_store::use_task_store;
use crate::web;
use leptos::prelude::*;
use upgrade_api::values::Version;

/// Id of the heading.
const HEADING: &str = "map-words";

/// Id of the heading of a version. A press on the circle of the version moves the focus there.
pub(crate) fn heading_id(version: Version) -> String {
    format!("map-version-{version}")
}

/// The list of versions.
#[component]
pub(crate) fn TextVersion(
    /// Content of the map.
    model: Memo<Model>,
) -> impl IntoView {
    let m = use_messages();
    let each = move || {
        web::keep_focus();
        web::catch_focus(".map-words", HEADING);
        model.with(|model| model.nodes.iter().map(|node| node.version).collect::<Vec<_>>())
    };
    let item = move |version| view! { <VersionItem model=model version=version /> };
    view! {
        <section class="map-words card" aria-labelledby=HEADING>
            <h2 id=HEADING tabindex="-1">
                {m.map().final_versions()}
            </h2>
            <ul>
                <For each=each key=|version| *version children=item />
            </ul>
        </section>
    }
}

/// A version: its devices, their final version, and the tasks from it.
#[component]
fn VersionItem(
    /// Content of the map.
    model: Memo<Model>,
    /// Version.
    version: Version,
) -> impl IntoView {
    let m = use_messages();
    let node = Memo::new(move |_| model.with(|model| Some(model.nodes[model.node(version)?].clone())));
    let count = Memo::new(move |_| node.with(|node| devices(m, node.as_ref()?)).unwrap_or_default());
    let end = Memo::new(move |_| {
        let sentence = node.with(|node| Some(m.map().final_version_sentence(version, &node.as_ref()?.end)));
        sentence.unwrap_or_default()
    });
    let title = m.view().version(version);
    // Text below the tasks: that there are none, or how many the map does not show.
    let rest = Memo::new(move |_| {
        let hidden = node.with(|node| node.as_ref().map_or(0, |node| node.hidden_tasks));
        match model.with(|model| model.edges_from(version).next().is_some()) {
            _ if hidden > 0 => Some(m.map().hidden_tasks(&m.number(hidden as u64))),
            true => None,
            false => Some(m.map().no_task_here().to_owned()),
        }
    });
    let each = move || {
        web::keep_focus();
        web::catch_focus(".map-words", HEADING);
        model.with(|model| model.edges_from(version).cloned().collect::<Vec<_>>())
    };
    let item = move |edge| view! { <TaskItem model=model edge=edge /> };
    view! {
        <li class="map-version">
            <div>
                <h3 id=heading_id(version) tabindex="-1" prop:textContent=title />
                <p class="hint" prop:textContent=move || count.get() />
            </div>
            <p prop:textContent=move || end.get() />
            <div>
                <ul class="map-tasks">
                    <For each=each key=|edge| edge.key.clone() children=item />
                </ul>
                {move || rest.get().map(|text| view! { <p class="hint" prop:textContent=text /> }.into_any())}
            </div>
        </li>
    }
}

/// A task. A poll updates its state and keeps its button.
#[component]
fn TaskItem(
    /// Content of the map.
    model: Memo<Model>,
    /// Task as it was when it appeared.
    edge: TaskEdge,
) -> impl IntoView {
    let (m, store, page) = (use_messages(), use_task_store(), use_page_state());
    let TaskEdge { key, task, .. } = edge;
    let current = Memo::new(move |_| model.with(|model| Some(model.edges[model.edge(&key)?].clone())));
    let id = task.id.clone();
    let state = move |edge: TaskEdge| {
        let on_loop = format!("↻ {}", m.map().on_loop());
        let on_loop = edge
            .on_loop
            .then(|| view! { <span class="map-looped" prop:textContent=on_loop /> });
        let mut facts = vec![percent_or_count(m, &edge.task)];
        facts.extend(short_rate_text(m, store.rate(&edge.task)));
        let idle = store.idle(&edge.task);
        view! {
            <span class="map-state">
                <StatusBadges status=edge.task.status idle=idle />
                {on_loop}
                <span class="hint" prop:textContent=facts.join(" · ") />
            </span>
        }
        .into_any()
    };
    view! {
        <li>
            <VersionPath from=task.from.version target=task.target.version />
            <button type="button" class="link name" on:click=move |_| page.show_details(Some(id.clone()))>
                <bdi translate="no" prop:textContent=visible(&task.name) />
            </button>
            {move || current.get().map(state)}
        </li>
    }
}
