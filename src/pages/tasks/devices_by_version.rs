//! Which versions the product's devices run: one bar a version, its share in words.

use crate::builder::{El, dynamic, el, grouped, nothing};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::{progress, tenths};
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::impact::{Fleet, Impact};
use upgrade_api::task::FirmwareKind;
use upgrade_api::values::Version;

/// The devices by version, folded up at first; nothing where the platform does not say.
pub(crate) fn devices_by_version(cx: TaskContext) -> AnyView {
    let m = cx.m;
    let fleet = Memo::new(move |_| cx.store.fleet());
    let is_known = Memo::new(move |_| fleet.with(|fleet| fleet.as_ref().is_some_and(|fleet| fleet.total() > 0)));
    let summary = move || {
        fleet.with(|fleet| {
            fleet.as_ref().map_or_else(String::new, |fleet| {
                (m.impact.on_versions)(&grouped(fleet.total()), fleet.versions().count())
            })
        })
    };
    // The fold stays as it is while the numbers in it change.
    dynamic(move || {
        if !is_known.get() {
            return nothing();
        }
        el("details")
            .class("fleet card")
            .child(el("summary").text_with(summary))
            .child(dynamic(move || {
                fleet.get().map_or_else(nothing, |fleet| bars(cx, &fleet).view())
            }))
            .view()
    })
}

fn bars(cx: TaskContext, fleet: &Arc<Fleet>) -> El {
    let rows = fleet
        .versions()
        .map(|(version, devices)| bar(cx, fleet, version, devices))
        .collect::<Vec<_>>();
    el("ul")
        .class("fleet-versions")
        .attr("aria-label", cx.m.impact.by_version)
        .child(rows)
}

fn bar(cx: TaskContext, fleet: &Fleet, version: Version, devices: u64) -> El {
    let share = Impact::of_start(version, FirmwareKind::Wifi, Some(fleet)).per_mille();
    let share = share.map_or_else(String::new, |share| format!(" · {} %", tenths(share)));
    el("li")
        .class("fleet-version")
        .child(el("span").class("version").verbatim().child(version.to_string()))
        .child(progress(devices, fleet.total(), cx.m.impact.devices).class("bar bar-idle"))
        .child(el("span").class("hint").child(format!("{}{share}", grouped(devices))))
}
