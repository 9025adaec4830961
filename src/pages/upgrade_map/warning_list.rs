//! What needs a look, in sentences: loops and forks wherever the tasks are on show, the rest on the map alone.

use crate::builder::{El, Make, NoteTone, Tone, button, dynamic, el, grouped, keyed, note, nothing, visible};
use crate::pages::tasks::actions::stop_button;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::kind_text;
use crate::pages::tasks::version_path::version_steps;
use crate::pages::upgrade_map::warnings::{Alarm, Matter, alarms};
use crate::web;
use crate::web::after_closing;
use leptos::prelude::*;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use upgrade_api::status::TaskStatus;
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::Version;

/// Everything that needs a look. `chosen` is the firmware the map shows.
pub(crate) fn warnings(cx: TaskContext, chosen: RwSignal<FirmwareKind>) -> AnyView {
    let all = Memo::new(move |_| {
        let fleet = cx.store.fleet();
        alarms(&cx.store.known().tasks, fleet.as_deref())
    });
    let items = keyed(move || {
        let on_map = cx.dialogs.map.get();
        let is_told =
            |alarm: &&Alarm| on_map || matches!(alarm.matter, Matter::Loop(_) | Matter::Fork(_) | Matter::Untold(_));
        let item = |alarm: &Alarm| {
            let (key, alarm) = (key_of(alarm), alarm.clone());
            let make: Make = Arc::new(move || warning(cx, chosen, all, &alarm));
            (key, make)
        };
        all.with(|all| all.iter().filter(is_told).map(item).collect())
    });
    el("div").class("map-warnings").child(items).view()
}

/// What makes it another one: anything but its counts.
fn key_of(alarm: &Alarm) -> String {
    let (sort, versions) = match &alarm.matter {
        Matter::Loop(versions) => ("loop", version_steps(versions)),
        Matter::Fork(version) => ("fork", version.to_string()),
        Matter::DeadEnd(version) => ("end", version.to_string()),
        Matter::Unreachable(version) => ("off", version.to_string()),
        Matter::Untold(count) => ("more", count.to_string()),
        Matter::UntoldEnds(count) => ("rest", count.to_string()),
    };
    let (number, identify) = alarm.kind.to_wire();
    let mut key = format!("{sort} {number} {identify} {versions}");
    for task in &alarm.tasks {
        key.push_str(&format!(" {}", task.id));
    }
    key
}

fn warning(cx: TaskContext, chosen: RwSignal<FirmwareKind>, all: Memo<Vec<Alarm>>, alarm: &Alarm) -> AnyView {
    let m = cx.m;
    let kind = kind_text(m, alarm.kind).map_or_else(String::new, |kind| kind + m.map.colon);
    let hint = |sentence: String| {
        el("p")
            .class("hint map-quiet")
            .child(format!("{kind}{sentence}"))
            .view()
    };
    let quiet =
        |sentence: fn(Version, &str) -> String, version: Version| hint(sentence(version, &names(cx, &alarm.tasks)));
    let unknown = unknown_state(cx, all, key_of(alarm));
    match &alarm.matter {
        Matter::Loop(versions) => {
            let steps = (m.map.loop_runs)(&version_steps(versions));
            let said = el("p")
                .child(el("strong").child(format!("{kind}{steps} ")))
                .child(devices_caught(cx, all, key_of(alarm)))
                .child(unknown);
            let buttons = el("div")
                .class("map-stops")
                .child(stop_buttons(cx, &alarm.tasks))
                .child(show_on_map(cx, chosen, alarm.kind));
            note(NoteTone::Error, vec![said, buttons]).view()
        }
        Matter::Fork(version) => {
            let sentence = (m.map.fork)(*version, &names(cx, &alarm.tasks));
            let said = el("p").child(format!("{kind}{sentence}")).child(unknown);
            let show = el("div").class("map-stops").child(show_on_map(cx, chosen, alarm.kind));
            note(NoteTone::Warning, vec![said, show]).view()
        }
        Matter::DeadEnd(version) => quiet(m.map.dead_end, *version),
        Matter::Unreachable(version) => quiet(m.map.unreachable, *version),
        Matter::Untold(count) => {
            let sentence = (m.map.untold)(&grouped(*count as u64));
            note(NoteTone::Warning, el("p").child(format!("{kind}{sentence}"))).view()
        }
        Matter::UntoldEnds(count) => hint((m.map.untold_ends)(&grouped(*count as u64))),
    }
}

fn names(cx: TaskContext, tasks: &[Task]) -> String {
    let names: Vec<_> = tasks.iter().map(|task| format!("“{}”", visible(&task.name))).collect();
    names.join(cx.m.map.and)
}

/// That a task nobody knows the state of is taken for a running one, while there is one.
fn unknown_state(cx: TaskContext, all: Memo<Vec<Alarm>>, key: String) -> El {
    let is_unknown = |task: &Task| matches!(task.status, TaskStatus::Unknown(_));
    el("span").text_with(move || {
        let own = |alarm: &&Alarm| key_of(alarm) == key;
        let any = all.with(|all| all.iter().find(own).is_some_and(|own| own.tasks.iter().any(is_unknown)));
        match any {
            true => format!(" {}", cx.m.map.counts_as_running),
            false => String::new(),
        }
    })
}

/// How many devices a loop has, as last read.
fn devices_caught(cx: TaskContext, all: Memo<Vec<Alarm>>, key: String) -> El {
    let m = cx.m;
    let devices = Memo::new(move |_| {
        all.with(|all| {
            let own = all.iter().find(|alarm| key_of(alarm) == key);
            own.map(|alarm| alarm.devices)
        })
    });
    let mut words = String::new();
    // The warning is said once, not again whenever a device moves.
    let said = el("span").attr("aria-live", "off");
    said.text_with(move || {
        words = match devices.get() {
            Some(Some((on, 0))) => (m.map.loop_devices)(&grouped(on), None),
            Some(Some((on, coming))) => (m.map.loop_devices)(&grouped(on), Some(&grouped(coming))),
            Some(None) => m.map.loop_unknown.to_owned(),
            // The loop has gone, and this goes with it: nothing else is said of it on the way.
            None => std::mem::take(&mut words),
        };
        words.clone()
    })
}

/// A button for each task of a loop: stopping any of them opens it, in one press.
fn stop_buttons(cx: TaskContext, tasks: &[Task]) -> Vec<El> {
    let was_pressed = Arc::new(AtomicBool::new(false));
    let gone = Arc::clone(&was_pressed);
    // The warning goes once the task is stopped, and the button with it: the focus goes to the title, not nowhere.
    on_cleanup(move || {
        if gone.load(Ordering::Relaxed) {
            after_closing(|| {
                if web::is_focus_lost() {
                    web::focus("page-title");
                }
            });
        }
    });
    let button = |task: &Task| {
        let label = (cx.m.map.stop)(&visible(&task.name));
        let was_pressed = Arc::clone(&was_pressed);
        stop_button(cx, Tone::Plain, &label, task.into()).on("click", move |_| {
            was_pressed.store(true, Ordering::Relaxed);
        })
    };
    tasks.iter().map(button).collect()
}

/// The way from the list to the map.
fn show_on_map(cx: TaskContext, chosen: RwSignal<FirmwareKind>, kind: FirmwareKind) -> AnyView {
    dynamic(move || {
        if cx.dialogs.map.get() {
            return nothing();
        }
        button(Tone::Quiet, cx.m.map.show_on_map, move || {
            chosen.set(kind);
            cx.dialogs.show_map(true);
            after_closing(|| web::focus("upgrade-map"));
        })
        .view()
    })
}
