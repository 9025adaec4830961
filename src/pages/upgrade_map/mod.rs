//! The upgrade map: the tasks of a product as ways between versions, drawn and in words, and what about them needs a
//! look. What is a loop and where devices end is `upgrade_api::graph`; here it is shown.

pub(crate) mod drawing;
pub(crate) mod labels;
pub(crate) mod layout;
pub(crate) mod model;
pub(crate) mod text_version;
pub(crate) mod warning_list;
pub(crate) mod warnings;

use crate::builder::{El, dynamic, el, grouped, nothing, several};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::kind_text;
use drawing::drawing;
use leptos::prelude::*;
use model::{Model, fleet_of, shown_kind};
use text_version::in_words;
use upgrade_api::graph::kinds;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::TaskStatus;
use upgrade_api::task::{FirmwareKind, Task};

/// Two buttons: the list, or the map.
pub(crate) fn view_choice(cx: TaskContext) -> El {
    let m = cx.m;
    let map = cx.dialogs.map;
    let choice = |label: &'static str, is_map: bool| {
        el("button")
            .attr("type", "button")
            .class("segment")
            .child(label)
            .on("click", move |_| cx.dialogs.show_map(is_map))
            .attr_with("aria-pressed", move || Some((map.get() == is_map).to_string()))
    };
    el("div")
        .class("segments")
        .attr("role", "group")
        .attr("aria-label", m.map.view)
        .child(choice(m.map.list, false))
        .child(choice(m.map.upgrade_map, true))
}

/// The map of one firmware: the `chosen` one, where there are tasks about it.
pub(crate) fn upgrade_map(cx: TaskContext, chosen: RwSignal<FirmwareKind>) -> AnyView {
    let m = cx.m;
    let kind = Memo::new(move |_| shown_kind(chosen.get(), &cx.store.known().tasks));
    let model = Memo::new(move |_| {
        let fleet = cx.store.fleet();
        Model::of(&cx.store.known().tasks, fleet.as_deref(), kind.get())
    });
    let head = el("div")
        .class("map-head-line")
        .child(el("p").class("hint").child(m.map.legend))
        .child(kind_choice(cx, chosen, kind));
    several(vec![
        head.view(),
        limits(cx, model, kind),
        drawing(cx, model).view(),
        in_words(cx, model).view(),
    ])
}

/// Which firmware, where there is more than one.
fn kind_choice(cx: TaskContext, chosen: RwSignal<FirmwareKind>, shown: Memo<FirmwareKind>) -> AnyView {
    let m = cx.m;
    let all = Memo::new(move |_| kinds(&cx.store.known().tasks));
    let value = |kind: FirmwareKind| {
        let (number, identify) = kind.to_wire();
        format!("{number} {identify}")
    };
    dynamic(move || {
        let all = all.get();
        if all.len() < 2 {
            return nothing();
        }
        let option = |kind: &FirmwareKind| {
            let text = kind_text(m, *kind).unwrap_or_else(|| "WIFI".to_owned());
            el("option").attr("value", value(*kind)).child(text)
        };
        let options: Vec<_> = all.iter().map(option).collect();
        let select = el("select")
            .attr("aria-label", m.map.firmware)
            .child(options)
            .value_with(move || value(shown.get()))
            .on("change", move |event| {
                let picked = event_target_value(&event);
                if let Some(kind) = all.iter().find(|kind| value(**kind) == picked) {
                    chosen.set(*kind);
                }
            });
        el("label").class("map-kind").child(m.map.firmware).child(select).view()
    })
}

/// What the map cannot know or does not show.
fn limits(cx: TaskContext, model: Memo<Model>, kind: Memo<FirmwareKind>) -> AnyView {
    let m = cx.m;
    let limits = Memo::new(move |_| {
        let kind = kind.get();
        let is_counted = fleet_of(cx.store.fleet().as_deref(), kind).is_some();
        // What is known in a moment is not called unknown.
        let is_uncounted = !is_counted && cx.store.uncounted(kind) != Uncounted::NotYet;
        let all = model.with(|model| (!model.is_whole()).then_some(model.all));
        let known = cx.store.known();
        let is_unknown = |task: &Task| task.kind == kind && matches!(task.status, TaskStatus::Unknown(_));
        let any_unknown = known.tasks.iter().any(is_unknown);
        (is_uncounted, all, known.all_read(), any_unknown)
    });
    let line = |text: String| el("p").class("hint").child(text).view();
    dynamic(move || {
        let (is_uncounted, all, is_read, any_unknown) = limits.get();
        let mut lines = Vec::new();
        if is_uncounted {
            lines.push(line(m.map.counts_unknown.to_owned()));
        }
        if let Some((versions, tasks)) = all {
            lines.push(line((m.map.not_all)(&grouped(versions as u64), &grouped(tasks as u64))));
        }
        if !is_read {
            lines.push(line(m.map.some_unreadable.to_owned()));
        }
        if any_unknown {
            lines.push(line(m.map.counts_as_running.to_owned()));
        }
        several(lines)
    })
}
