//! The map in words: the same versions and tasks as a list.

use crate::builder::{El, Make, clipped, dynamic, el, keyed, nothing};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::status_badge::status_badges;
use crate::pages::tasks::version_path::version_path;
use crate::pages::upgrade_map::labels::{devices, pace, percent_or_count};
use crate::pages::upgrade_map::model::{Model, Spot, Way};
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::values::Version;

/// The id of a version's heading: pressing its circle leads there.
pub(crate) fn heading_id(version: Version) -> String {
    format!("map-version-{version}")
}

/// For each version its devices, where they end, and the tasks that start there.
pub(crate) fn in_words(cx: TaskContext, model: Memo<Model>) -> El {
    let versions = keyed(move || {
        let row = |spot: &Spot| {
            let version = spot.version;
            let make: Make = Arc::new(move || version_row(cx, model, version));
            (version.to_string(), make)
        };
        model.with(|model| model.spots.iter().map(row).collect())
    });
    el("section")
        .class("map-words card")
        .attr("aria-labelledby", "map-words")
        .child(el("h2").attr("id", "map-words").child(cx.m.map.in_words))
        .child(el("ul").child(versions))
}

fn version_row(cx: TaskContext, model: Memo<Model>, version: Version) -> AnyView {
    let m = cx.m;
    let spot = Memo::new(move |_| model.with(|model| model.spot(version).map(|(spot, _)| spot.clone())));
    let ends = move || {
        spot.with(|spot| {
            let sentence = |spot: &Spot| (m.map.ends_sentence)(version, &spot.end);
            spot.as_ref().map_or_else(String::new, sentence)
        })
    };
    let count = move || spot.with(|spot| spot.as_ref().and_then(|spot| devices(m, spot)).unwrap_or_default());
    let heading = el("h3")
        .attr("id", heading_id(version))
        .attr("tabindex", "-1")
        .child((m.map.version)(version));
    el("li")
        .class("map-version")
        .child(el("div").child(heading).child(el("p").class("hint").text_with(count)))
        .child(el("p").text_with(ends))
        .child(tasks_from(cx, model, version))
        .view()
}

fn tasks_from(cx: TaskContext, model: Memo<Model>, version: Version) -> El {
    let rows = keyed(move || {
        let row = |way: &Way| {
            let key = way.key.clone();
            let make: Make = Arc::new(move || task_row(cx, model, key.clone()));
            (way.key.clone(), make)
        };
        model.with(|model| model.ways_from(version).map(row).collect())
    });
    let is_none = Memo::new(move |_| model.with(|model| model.ways_from(version).next().is_none()));
    let none = dynamic(move || match is_none.get() {
        true => el("p").class("hint").child(cx.m.map.no_task_here).view(),
        false => nothing(),
    });
    el("div").child(el("ul").class("map-tasks").child(rows)).child(none)
}

/// A task: its button stays itself while what is said beside it changes.
fn task_row(cx: TaskContext, model: Memo<Model>, key: String) -> AnyView {
    let m = cx.m;
    let way = Memo::new(move |_| model.with(|model| model.way(&key).map(|(way, _)| way.clone())));
    let Some(first) = way.get_untracked() else {
        return nothing();
    };
    let task = first.task;
    let open = move || cx.dialogs.show_details(Some(task.id.clone()));
    let name = el("button")
        .attr("type", "button")
        .class("link name")
        .on("click", move |_| open())
        .child(el("bdi").verbatim().child(clipped(&task.name)));
    let said = move || {
        way.get().map_or_else(nothing, |way| {
            let on_loop = way.on_loop.then(|| {
                let words = format!("↻ {}", m.map.on_a_loop);
                el("span").class("map-looped").child(words)
            });
            let mut parts = vec![percent_or_count(m, &way.task)];
            parts.extend(pace(cx, &way.task));
            el("span")
                .class("map-said")
                .child(status_badges(m, &way.task.status, cx.store.standstill(&way.task)))
                .child(on_loop)
                .child(el("span").class("hint").child(parts.join(" · ")))
                .view()
        })
    };
    el("li")
        .child(version_path(m, task.from.version, task.target.version))
        .child(name)
        .dynamic(said)
        .view()
}
