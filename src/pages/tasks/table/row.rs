//! A row of the table.

use crate::builder::captured_by;
use crate::builder::{El, PressedAction, Tone, clipped, dynamic, el, guarded_button, nothing};
use crate::i18n::Messages;
use crate::pages::tasks::actions::{stop, stop_button, stop_refusal};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::{counts, devices, kind_text, lasting, rate};
use crate::pages::tasks::selection::pick_box;
use crate::pages::tasks::status_badge::status_badges;
use crate::pages::tasks::table::cell::{cell, shown, tr};
use crate::pages::tasks::table::menu::row_menu;
use crate::pages::tasks::version_path::version_path;
use crate::routing::list_query::{Column, Columns};
use crate::state::task_store::{Entry, TaskRef};
use leptos::prelude::*;
use upgrade_api::impact::Impact;
use upgrade_api::json::ReadError;
use upgrade_api::progress::{Pace, Standstill};
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::{Row, Task};
use upgrade_api::values::TaskId;

/// Values that a poll can change. Each memo updates only if its own part changes.
#[derive(Clone, Copy)]
struct Live {
    task: Memo<Option<Task>>,
    status: Memo<Option<(TaskStatus, Option<Standstill>)>>,
    pace: Memo<Option<Pace>>,
    impact: Memo<Option<Impact>>,
    /// Action on the label of the start and stop button.
    said: PressedAction<Action>,
}

impl Live {
    fn of(row: ArcRwSignal<Row>, cx: TaskContext) -> Self {
        let task = Memo::new(move |_| match row.get() {
            Row::Task(task) => Some(*task),
            Row::Unreadable { .. } => None,
        });
        Self {
            task,
            status: Memo::new(move |_| {
                let said = |task: &Task| (task.status.clone(), cx.store.standstill(task));
                task.with(|task| task.as_ref().map(said))
            }),
            pace: Memo::new(move |_| task.with(|task| task.as_ref().map(|task| cx.store.pace(task)))),
            impact: Memo::new(move |_| task.with(|task| task.as_ref().map(|task| cx.store.impact(task)))),
            said: PressedAction::nothing(),
        }
    }
}

pub(crate) fn table_row(entry: Entry, columns: Memo<Columns>, cx: TaskContext) -> AnyView {
    let Entry { row, is_missing, .. } = entry;
    let live = Live::of(row.clone(), cx);
    // The memo ignores values that a poll changes, so that a poll does not rebuild a button with the focus.
    let drawn = Memo::new(move |_| match row.get() {
        Row::Task(task) => Row::Task(Box::new(lasting(*task))),
        unreadable @ Row::Unreadable { .. } => unreadable,
    });
    dynamic(move || match drawn.get() {
        Row::Task(task) => task_row(*task, is_missing.clone(), columns.get(), live, cx).view(),
        Row::Unreadable { id, error, raw, .. } => unreadable_row(columns.get(), cx, id, &error, raw).view(),
    })
}

/// Row that cannot be read as a task. The task may be running: with a known id it can be stopped.
fn unreadable_row(columns: Columns, cx: TaskContext, id: Option<TaskId>, error: &ReadError, raw: String) -> El {
    // One more for the checkboxes.
    let width = shown(columns, cx).count() + 1;
    let said = cell("cell-unreadable")
        .attr("colspan", width.to_string())
        .child(el("strong").child(cx.m.unreadable_row))
        .child(format!(" {error}"))
        .child(el("code").class("raw").verbatim().child(raw));
    let stop = id.map(|id| stop_button(cx, Tone::Plain, (cx.m.action)(Action::Stop), TaskRef::from(&id)));
    tr().class("row-unreadable")
        .child(said)
        .child(cell("cell-actions").child(el("div").class("row-actions").child(stop)))
}

fn task_row(task: Task, is_missing: ArcRwSignal<bool>, columns: Columns, live: Live, cx: TaskContext) -> El {
    let cells = shown(columns, cx).map(|column| column_cell(column, &task, &is_missing, live, cx));
    tr().child(cell("cell-pick").child(pick_box(cx, &task)))
        .child(cells.collect::<Vec<_>>())
        .child(cell("cell-actions").child(row_actions(&task, live, cx)))
}

fn name_cell(task: &Task, is_missing: ArcRwSignal<bool>, cx: TaskContext) -> El {
    let id = task.id.clone();
    let name = el("button")
        .attr("type", "button")
        .class("link name")
        .on("click", move |_| cx.dialogs.show_details(Some(id.clone())))
        .child(el("bdi").verbatim().child(clipped(&task.name)));
    let description = el("div")
        .class("description")
        .attr("title", clipped(&task.description))
        .child(el("bdi").child(clipped(&task.description)));
    let missing = dynamic(move || match is_missing.get() {
        true => el("div").class("hint").child(cx.m.view.row_missing).view(),
        false => nothing(),
    });
    cell("cell-name").child(name).child(description).child(missing)
}

fn column_cell(column: Column, task: &Task, is_missing: &ArcRwSignal<bool>, live: Live, cx: TaskContext) -> El {
    let m = cx.m;
    match column {
        Column::Name => name_cell(task, is_missing.clone(), cx),
        Column::Versions => {
            // A visible type column already shows the type.
            let has_column = untrack(|| cx.store.view().columns.has(Column::Kind)) && cx.store.is_full();
            let kind = kind_text(m, task.kind).filter(|_| !has_column);
            cell("cell-versions")
                .child(version_path(m, task.from.version, task.target.version))
                .child(kind.map(|kind| el("span").class("hint").child(format!(" {kind}"))))
        }
        Column::Status => {
            let id = task.id.clone();
            let unconfirmed = Memo::new(move |_| cx.store.is_stop_unconfirmed(&id));
            marked("cell-status", live.status)
                .dynamic(move || match live.status.get() {
                    Some((status, standstill)) => status_badges(m, &status, standstill).view(),
                    None => nothing(),
                })
                .child(
                    el("div")
                        .class("hint status-note")
                        .text_with(move || match unconfirmed.get() {
                            true => m.stop_unconfirmed.to_owned(),
                            false => String::new(),
                        }),
                )
        }
        Column::Progress | Column::Upgraded | Column::Remaining => {
            marked("cell-counts", live.task).dynamic(move || match live.task.get() {
                Some(task) => counts(m, &task).view(),
                None => nothing(),
            })
        }
        Column::Rate => cell("cell-rate").dynamic(move || live.pace.get().map_or_else(nothing, |pace| rate(m, pace))),
        Column::Devices => {
            let kind = task.kind;
            let devices = move || {
                live.impact
                    .get()
                    .map_or_else(nothing, |impact| devices(cx, impact, kind))
            };
            // In the card layout, the label explains the numbers.
            cell("cell-devices").attr("data-label", m.view.on_from).dynamic(devices)
        }
        Column::Kind => cell("cell-kind").child(kind_text(m, task.kind).unwrap_or_else(|| "WIFI".to_owned())),
    }
}

/// Cell that is highlighted briefly after each change of a value. Two classes alternate, so that each change restarts the
/// animation.
fn marked<T: Send + Sync + 'static>(class: &'static str, value: Memo<T>) -> El {
    let turn = StoredValue::new(0_u8);
    el("td").attr("role", "cell").attr_with("class", move || {
        // Not `track`: the memo would be computed later and report a change then.
        value.with(|_| ());
        let mark = match turn.get_value() {
            0 => "",
            1 => " changed",
            _ => " changed-again",
        };
        turn.update_value(|turn| *turn = if *turn == 1 { 2 } else { 1 });
        Some(format!("{class}{mark}"))
    })
}

fn row_actions(task: &Task, live: Live, cx: TaskContext) -> El {
    el("div")
        .class("row-actions")
        .child(task_buttons(live.task, live.said, cx))
        .child(row_menu(task, live.task, cx))
}

/// Buttons that start or stop a task and delete it. One button starts and stops: its label changes, the button stays. The
/// label at the beginning of a press, in `said`, decides.
pub fn task_buttons(live: Memo<Option<Task>>, said: PressedAction<Action>, cx: TaskContext) -> Vec<El> {
    let m: &'static Messages = cx.m;
    let action = |tone: Tone, what: fn(&TaskStatus) -> Action| {
        let reason = move || {
            let task = live.get()?;
            let action = what(&task.status);
            if action == Action::Stop {
                return stop_refusal(cx, &task.id);
            }
            let refusal = |refusal| (m.refusal)(refusal).to_owned();
            cx.cannot_act()
                .or_else(|| task.status.allows(action).err().map(refusal))
        };
        guarded_button(tone, "", reason, move || {
            let Some(task) = live.get_untracked() else { return };
            match what(&task.status) {
                Action::Delete => cx.dialogs.ask(Action::Delete, task),
                // The label has changed during the press: the console asks before a stop and never starts.
                action if !said.was(action) => cx.dialogs.ask(Action::Stop, task),
                Action::Stop => stop(cx, TaskRef::from(&task)),
                Action::Start => cx.dialogs.ask(Action::Start, task),
            }
        })
    };
    let word = move || {
        let Some(task) = live.get() else { return String::new() };
        let action = switch(&task.status);
        said.shows(action);
        (m.action)(action).to_owned()
    };
    vec![
        captured_by(said, action(Tone::Plain, switch).text_with(word)),
        action(Tone::Quiet, |_| Action::Delete).child(m.delete),
    ]
}

/// Stop for every task whose state is not known to be stopped.
fn switch(status: &TaskStatus) -> Action {
    match status {
        TaskStatus::Known(RunState::Running) | TaskStatus::Unknown(_) => Action::Stop,
        TaskStatus::Known(RunState::Stopped) => Action::Start,
    }
}
