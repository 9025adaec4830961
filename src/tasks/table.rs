//! The table of tasks.

use super::TaskContext;
use super::confirm::stop;
use super::parts::{counts, kind_text, lasting, status_badge, version_path};
use super::store::Entry;
use crate::i18n::Messages;
use crate::reactive::memo;
use crate::ui::{El, Make, Tone, clipped, dynamic, el, guarded_button, keyed, nothing};
use leptos::prelude::*;
use std::sync::Arc;
use upgrade_api::json::ReadError;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::{Row, Task};

/// All rows. Roles are written out because on a narrow screen the cells are laid out as a card, and a browser then
/// no longer takes them for a table's.
pub fn task_table(cx: TaskContext) -> El {
    let m = cx.m;
    let heads = [m.name, m.versions, m.status, m.progress, m.actions];
    let head = |word: &str| el("th").attr("role", "columnheader").attr("scope", "col").child(word);
    let rows = keyed(move || {
        let make = |entry: Entry| {
            let key = entry.key.clone();
            let make: Make = Arc::new(move || table_row(entry.clone(), cx));
            (key, make)
        };
        cx.store.entries().into_iter().map(make).collect()
    });
    let table = el("table")
        .class("tasks")
        .attr("role", "table")
        .attr("aria-label", m.upgrade_tasks)
        .child(
            el("thead")
                .attr("role", "rowgroup")
                .child(row().child(heads.into_iter().map(head).collect::<Vec<_>>())),
        )
        .child(el("tbody").attr("role", "rowgroup").child(rows));
    el("div").class("card").child(table)
}

fn row() -> El {
    el("tr").attr("role", "row")
}

fn cell(class: &'static str) -> El {
    el("td").attr("role", "cell").class(class)
}

fn table_row(entry: Entry, cx: TaskContext) -> AnyView {
    let row = entry.row;
    let live = memo({
        let row = row.clone();
        move || match row.get() {
            Row::Task(task) => Some(*task),
            Row::Unreadable { .. } => None,
        }
    });
    // What a poll can change is drawn apart from the rest, so that it never takes the focus from a button.
    let drawn = memo(move || match row.get() {
        Row::Task(task) => Row::Task(Box::new(lasting(*task))),
        unreadable @ Row::Unreadable { .. } => unreadable,
    });
    dynamic(move || match drawn.get() {
        Row::Task(task) => task_row(*task, live, cx).view(),
        Row::Unreadable { error, raw, .. } => unreadable_row(cx.m, &error, raw).view(),
    })
}

fn unreadable_row(m: &Messages, error: &ReadError, raw: String) -> El {
    let said = cell("cell-unreadable")
        .attr("colspan", "5")
        .child(el("strong").child(m.unreadable_row))
        .child(format!(" {error}"))
        .child(el("code").class("raw").child(raw));
    row().class("row-unreadable").child(said)
}

fn task_row(task: Task, live: Memo<Option<Task>>, cx: TaskContext) -> El {
    let m = cx.m;
    let follow = move |show: fn(&'static Messages, &Task) -> El| {
        dynamic(move || live.get().map_or_else(nothing, |task| show(m, &task).view()))
    };
    let id = task.id.clone();
    let name = el("button")
        .attr("type", "button")
        .class("link name")
        .on("click", move |_| cx.dialogs.show_details(Some(id.clone())))
        .child(el("bdi").child(clipped(&task.name)));
    let description = el("div")
        .class("description")
        .attr("title", clipped(&task.description))
        .child(el("bdi").child(clipped(&task.description)));
    let kind = kind_text(cx.m, task.kind).map(|kind| el("span").class("hint").child(format!(" {kind}")));
    row()
        .child(cell("cell-name").child(name).child(description))
        .child(
            cell("cell-versions")
                .child(version_path(cx.m, task.from.version, task.target.version))
                .child(kind),
        )
        .child(cell("cell-status").child(follow(|m, task| status_badge(m, &task.status))))
        .child(cell("cell-counts").child(follow(counts)))
        .child(cell("cell-actions").child(row_actions(live, cx)))
}

/// One button starts and stops: it changes its word under the finger, it does not go away.
fn row_actions(live: Memo<Option<Task>>, cx: TaskContext) -> El {
    let m = cx.m;
    let action = |tone: Tone, what: fn(&TaskStatus) -> Action| {
        let reason = move || {
            if let Some(reason) = cx.cannot_act() {
                return Some(reason);
            }
            let task = live.get()?;
            let action = what(&task.status);
            // Whatever else is asked about first: the question waits by itself.
            if action == Action::Stop && cx.store.is_acting(&task.id) {
                return Some(m.working.to_owned());
            }
            let refusal = task.status.allows(action).err()?;
            Some((m.refusal)(refusal).to_owned())
        };
        guarded_button(tone, "", reason, move || {
            let Some(task) = live.get_untracked() else { return };
            match what(&task.status) {
                Action::Stop => stop(cx, task),
                action => cx.dialogs.ask(action, task),
            }
        })
    };
    let word = move || {
        live.get()
            .map_or_else(String::new, |task| (m.action)(switch(&task.status)).to_owned())
    };
    el("div")
        .class("row-actions")
        .child(action(Tone::Plain, switch).text_with(word))
        .child(action(Tone::Quiet, |_| Action::Delete).child(m.delete))
}

fn switch(status: &TaskStatus) -> Action {
    match status {
        TaskStatus::Known(RunState::Running) => Action::Stop,
        TaskStatus::Known(RunState::Stopped) | TaskStatus::Unknown(_) => Action::Start,
    }
}
