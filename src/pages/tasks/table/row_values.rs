//! Values of the visible rows. A row subscribes to one signal of its own, because `reactive_graph` 0.2 keeps the subscribers of
//! removed rows in a signal of the page until that signal changes.

use crate::pages::tasks::actions::stop_refusal;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::format::lasting;
use crate::pages::tasks::guard::guard_text::GuardShown;
use crate::routing::list_query::Columns;
use crate::state::task_store::{Entry, GuardedTask};
use crate::web::{self, scoped};
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};
use upgrade_api::impact::{Impact, Uncounted};
use upgrade_api::progress::{Idle, UpgradeRate};
use upgrade_api::task::{Row, Task};
use upgrade_api::values::TaskId;

/// Reasons against the actions on a task, apart from its status.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Refusals {
    /// Reason against a stop.
    pub stop: Option<String>,
    /// Reason against a start and a deletion.
    pub other: Option<String>,
}

impl Refusals {
    /// Reasons against the actions on the task with this id. Tracked.
    pub fn of(context: TaskContext, id: &TaskId) -> Self {
        Self {
            stop: stop_refusal(context, id),
            other: context.blocked_reason(),
        }
    }
}

/// Values that a row shows.
#[derive(Clone)]
pub(crate) struct RowValues {
    pub(crate) row: Row,
    pub(crate) state: RowState,
}

/// What a row shows about its task apart from the task itself.
#[derive(Clone, PartialEq)]
pub(crate) struct RowState {
    /// Whether the last list lacks the task.
    pub(crate) is_missing: bool,
    pub(crate) refusals: Refusals,
    /// `None` for an unreadable row.
    pub(crate) task: Option<TaskState>,
}

/// What the store and the page know about a readable task.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct TaskState {
    pub(crate) is_selected: bool,
    /// Whether the task was just created.
    pub(crate) is_new: bool,
    pub(crate) is_stop_unconfirmed: bool,
    pub(crate) guard: Option<GuardShown>,
    pub(crate) idle: Option<Idle>,
    pub(crate) rate: UpgradeRate,
    pub(crate) impact: Impact,
    /// Reason why the number of affected devices is unknown, if it is.
    pub(crate) uncounted: Uncounted,
}

/// Key of a visible row. A row with other columns, and the row of an edited task, is another row.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct RowKey {
    entry: String,
    pub(crate) columns: Columns,
    /// Number of edits of the task.
    edits: u32,
}

/// Key and values of a visible row.
#[derive(Clone)]
pub(crate) struct VisibleRow {
    pub(crate) key: RowKey,
    pub(crate) values: ArcRwSignal<RowValues>,
}

impl VisibleRow {
    fn new(key: RowKey, entry: &Entry, state: RowState) -> Self {
        let row = entry.row.get_untracked();
        Self {
            key,
            values: ArcRwSignal::new(RowValues { row, state }),
        }
    }

    /// This row with other values, or another row if the task was edited.
    fn updated(&self, entry: &Entry, state: RowState) -> Self {
        let compare = |old: &RowValues| {
            entry
                .row
                .with_untracked(|row| (old.row == *row, is_edited(&old.row, row)))
        };
        match self.values.with_untracked(compare) {
            (true, _) if self.values.with_untracked(|old| old.state == state) => self.clone(),
            (false, true) => {
                let edits = self.key.edits + 1;
                Self::new(
                    RowKey {
                        edits,
                        ..self.key.clone()
                    },
                    entry,
                    state,
                )
            }
            _ => {
                let row = entry.row.get_untracked();
                self.values.set(RowValues { row, state });
                self.clone()
            }
        }
    }
}

/// Whether fields differ that a running task leaves alone.
fn is_edited(old: &Row, new: &Row) -> bool {
    match (old, new) {
        (Row::Task(old), Row::Task(new)) => old != new && lasting(Task::clone(old)) != lasting(Task::clone(new)),
        _ => true,
    }
}

/// Visible rows. One effect updates the values of the rows that have changed, and the list only if rows come, go or move.
pub(crate) fn visible_rows(context: TaskContext) -> ReadSignal<Vec<VisibleRow>> {
    let (rows, set_rows) = signal(Vec::<VisibleRow>::new());
    Effect::new(move |_| {
        let page = PageState::read(context);
        let old = rows.get_untracked();
        let same_columns = old.iter().filter(|row| row.key.columns == page.columns);
        let by_key: HashMap<&str, &VisibleRow> = same_columns.map(|row| (row.key.entry.as_str(), row)).collect();
        let visible = |entry: &Entry| {
            let state = page.row_state(context, entry);
            match by_key.get(entry.key.as_str()) {
                Some(old) => old.updated(entry, state),
                None => {
                    let key = RowKey {
                        entry: entry.key.clone(),
                        columns: page.columns,
                        edits: 0,
                    };
                    VisibleRow::new(key, entry, state)
                }
            }
        };
        let new: Vec<VisibleRow> = context.store.entries().iter().map(visible).collect();
        if !old.iter().map(|row| &row.key).eq(new.iter().map(|row| &row.key)) {
            web::catch_focus("#tasks tbody", "page-title");
            set_rows.set(new);
        }
    });
    rows
}

/// State that all rows share.
struct PageState {
    columns: Columns,
    selected: HashSet<TaskId>,
    new_task: Option<TaskId>,
    guards: Vec<GuardedTask>,
    /// Reason against a start and a deletion of any task.
    refusal: Option<String>,
}

impl PageState {
    fn read(context: TaskContext) -> Self {
        Self {
            columns: context.store.view().columns,
            selected: scoped(context.page.selected).get().into_iter().collect(),
            new_task: scoped(context.page.new_task).get(),
            guards: context.store.guards(),
            refusal: context.blocked_reason(),
        }
    }

    fn guard_of(&self, id: &TaskId) -> Option<GuardShown> {
        GuardShown::of(self.guards.iter().find(|guarded| guarded.id == *id)?)
    }

    fn row_state(&self, context: TaskContext, entry: &Entry) -> RowState {
        let task_state = |task: &Task| TaskState {
            is_selected: self.selected.contains(&task.id),
            is_new: self.new_task.as_ref() == Some(&task.id),
            is_stop_unconfirmed: context.store.is_stop_unconfirmed(&task.id),
            guard: self.guard_of(&task.id),
            idle: context.store.idle(task),
            rate: context.store.rate(task),
            impact: context.store.impact(task),
            uncounted: context.store.uncounted(task.device_part),
        };
        scoped(entry.row.clone()).with(|row| RowState {
            is_missing: scoped(entry.is_missing.clone()).get(),
            refusals: Refusals {
                stop: row.id().and_then(|id| stop_refusal(context, id)),
                other: self.refusal.clone(),
            },
            task: row.task().map(task_state),
        })
    }
}
