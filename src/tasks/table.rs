//! The table of tasks.

use super::TaskContext;
use super::parts::{counts, kind_text, status_badge, version_path};
use super::store::Entry;
use crate::i18n::Messages;
use crate::ui::{El, Make, Tone, dynamic, el, guarded_button, keyed};
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
    dynamic(move || match entry.row.get() {
        Row::Task(task) => task_row(*task, cx).view(),
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

fn task_row(task: Task, cx: TaskContext) -> El {
    let id = task.id.clone();
    let name = el("button")
        .attr("type", "button")
        .class("link name")
        .on("click", move |_| cx.dialogs.show_details(Some(id.clone())))
        .child(el("bdi").child(task.name.as_str()));
    let description = el("div")
        .class("description")
        .attr("title", task.description.clone())
        .child(el("bdi").child(task.description.as_str()));
    let kind = kind_text(cx.m, task.kind).map(|kind| el("span").class("hint").child(format!(" {kind}")));
    row()
        .child(cell("cell-name").child(name).child(description))
        .child(
            cell("cell-versions")
                .child(version_path(cx.m, task.from.version, task.target.version))
                .child(kind),
        )
        .child(cell("cell-status").child(status_badge(cx.m, &task.status)))
        .child(cell("cell-counts").child(counts(cx.m, &task)))
        .child(cell("cell-actions").child(row_actions(task, cx)))
}

fn row_actions(task: Task, cx: TaskContext) -> El {
    let m = cx.m;
    let (switch, label) = match task.status {
        TaskStatus::Known(RunState::Running) => (Action::Stop, m.stop),
        TaskStatus::Known(RunState::Stopped) | TaskStatus::Unknown(_) => (Action::Start, m.start),
    };
    let action = |action: Action, tone: Tone, label: &str| {
        let reason = task
            .status
            .allows(action)
            .err()
            .map(|refusal| (m.refusal)(refusal).to_owned());
        let task = task.clone();
        guarded_button(
            tone,
            label,
            move || reason.clone(),
            move || cx.dialogs.ask(action, task.clone()),
        )
    };
    el("div")
        .class("row-actions")
        .child(action(switch, Tone::Plain, label))
        .child(action(Action::Delete, Tone::Quiet, m.delete))
}
