//! The tasks somebody has picked to do the same to all of them.

use crate::builder::{El, Tone, button, dynamic, el, guarded_button, nothing};
use crate::pages::tasks::bulk::ask;
use crate::pages::tasks::bulk::plan::Scope;
use crate::pages::tasks::context::TaskContext;
use crate::web;
use leptos::prelude::*;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::Action;
use upgrade_api::task::{FirmwareKind, Row, Task};
use upgrade_api::values::TaskId;

/// The id of the box that picks all tasks on show.
const ALL: &str = "pick-all";

/// The box of one task.
pub(crate) fn pick_box(cx: TaskContext, task: &Task) -> El {
    let picked = cx.dialogs.picked;
    let (own, id) = (task.id.clone(), task.id.clone());
    let is_picked = Memo::new(move |_| picked.with(|picked| picked.contains(&own)));
    el("input")
        .attr("type", "checkbox")
        .attr("aria-label", (cx.m.view.select)(&crate::builder::visible(&task.name)))
        .flag_with("checked", move || is_picked.get())
        .on("change", move |_| {
            picked.update(|picked| match picked.iter().position(|other| *other == id) {
                Some(at) => drop(picked.remove(at)),
                None => picked.push(id.clone()),
            });
        })
}

/// Ids of the tasks on show.
fn on_show(cx: TaskContext) -> Vec<TaskId> {
    let id = |row: &Row| match row {
        Row::Task(task) => Some(task.id.clone()),
        Row::Unreadable { .. } => None,
    };
    // A row keeps its id as long as it is one.
    let entries = cx.store.entries().into_iter();
    entries.filter_map(|entry| entry.row.with_untracked(id)).collect()
}

/// The box of all tasks on show: picks the rest of them, or none of them where all are.
pub(crate) fn pick_all_box(cx: TaskContext) -> El {
    let picked = cx.dialogs.picked;
    let counts = Memo::new(move |_| {
        let shown = on_show(cx);
        let here = picked.with(|picked| shown.iter().filter(|id| picked.contains(id)).count());
        (here, shown.len())
    });
    let are_all = move || counts.get().0 > 0 && counts.get().0 == counts.get().1;
    el("input")
        .attr("id", ALL)
        .attr("type", "checkbox")
        .attr("aria-label", cx.m.view.select_all)
        .flag_with("checked", are_all)
        .flag_with("indeterminate", move || counts.get().0 > 0 && !are_all())
        .on("change", move |_| {
            let shown = untrack(|| on_show(cx));
            let all = untrack(are_all);
            picked.update(|picked| {
                picked.retain(|id| !shown.contains(id));
                if !all {
                    picked.extend(shown);
                }
            });
        })
}

/// Picks none.
pub(crate) fn clear(cx: TaskContext) {
    if cx.dialogs.picked.with_untracked(|picked| picked.is_empty()) {
        return;
    }
    web::catch_focus(".picks", ALL);
    cx.dialogs.picked.set(Vec::new());
}

/// How many are picked, and what can be done with them. While the view lives, what is gone is picked no more.
pub(crate) fn picked_bar(cx: TaskContext) -> AnyView {
    let TaskContext { m, store, dialogs, .. } = cx;
    let picked = dialogs.picked;
    Effect::new(move |_| {
        let known = store.known();
        let is_here = |id: &TaskId| known.task(id).is_some();
        let is_less = picked.with_untracked(|picked| !picked.iter().all(is_here));
        if is_less {
            picked.update(|picked| picked.retain(is_here));
        }
    });
    let counts = Memo::new(move |_| {
        let shown = on_show(cx);
        picked.with(|picked| (picked.len(), picked.iter().filter(|id| !shown.contains(id)).count()))
    });
    let any = Memo::new(move |_| counts.get().0 > 0);
    // How many of them each action applies to.
    let applies = move |action| {
        let known = store.known();
        let may = |id: &TaskId| known.task(id).is_some_and(|task| task.status.allows(action).is_ok());
        picked.with(|picked| picked.iter().filter(|id| may(id)).count())
    };
    dynamic(move || {
        if !any.get() {
            return nothing();
        }
        let act = |action| {
            let tone = if action == Action::Delete {
                Tone::Danger
            } else {
                Tone::Plain
            };
            // A start is asked about in proportion to whom it hits: not before that is known.
            let counting = move || action == Action::Start && store.uncounted(FirmwareKind::Wifi) == Uncounted::NotYet;
            let count = Memo::new(move |_| applies(action));
            let reason = move || {
                let kept_back = match action {
                    Action::Stop => cx.read_only(),
                    Action::Start | Action::Delete => cx.cannot_act(),
                };
                let none = || (count.get() == 0).then(|| (m.view.picked_none)(action).to_owned());
                let counting = || counting().then(|| m.impact.counting.to_owned());
                kept_back.or_else(none).or_else(counting)
            };
            guarded_button(tone, "", reason, move || ask_about(cx, action))
                .text_with(move || (m.view.bulk_go)(action, count.get()))
        };
        el("div")
            .class("picks")
            .attr("role", "group")
            .attr("aria-label", m.view.selected_tasks)
            .child(
                el("span")
                    .class("picks-count")
                    .attr("role", "status")
                    .text_with(move || {
                        let (count, hidden) = counts.get();
                        (m.view.selected)(count, hidden)
                    }),
            )
            .child(
                [Action::Start, Action::Stop, Action::Delete]
                    .map(act)
                    .into_iter()
                    .collect::<Vec<_>>(),
            )
            .child(button(Tone::Quiet, m.view.clear_selection, move || clear(cx)))
            .view()
    })
}

/// In the order of the list, whatever the order they were picked in.
fn ask_about(cx: TaskContext, action: Action) {
    let picked = cx.dialogs.picked.get_untracked();
    ask(cx, action, Scope::Picked, |task| picked.contains(&task.id));
}
