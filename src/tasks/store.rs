//! The tasks of one product as last read from the platform. The platform is the truth; this is when we last asked.

use crate::api::{ApiError, Client};
use crate::browser;
use crate::reactive::{signal, stored};
use crate::session::Up;
use leptos::prelude::*;
use upgrade_api::error::ErrorCode;
use upgrade_api::full::Product;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::{NewTask, Row, Task};
use upgrade_api::values::TaskId;

/// How the last reading went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListState {
    /// Nothing read yet.
    Loading,
    /// The rows are what the platform said.
    Ready,
    /// The last reading failed; the rows are older.
    Failed(ApiError),
}

/// A row of the table. Its signal changes when the task does, so that a poll repaints only what is new.
#[derive(Clone)]
pub struct Entry {
    /// What stays the same while the row is the same: the task's id.
    pub key: String,
    /// The row.
    pub row: ArcRwSignal<Row>,
}

/// The tasks of one product.
#[derive(Clone, Copy)]
pub struct TaskStore {
    client: Client,
    product: StoredValue<Product>,
    entries: RwSignal<Vec<Entry>>,
    state: RwSignal<ListState>,
    read_at: RwSignal<Option<f64>>,
    turn: StoredValue<u32>,
    /// The right that was found to be missing, and with which token.
    lacking: RwSignal<Option<(ErrorCode, u32)>>,
}

impl TaskStore {
    /// An empty store; nothing is read until [`refresh`](Self::refresh).
    #[must_use]
    pub fn new(client: Client, product: Product) -> Self {
        Self {
            client,
            product: stored(product),
            entries: signal(Vec::new()),
            state: signal(ListState::Loading),
            read_at: signal(None),
            turn: stored(0),
            lacking: signal(None),
        }
    }

    /// The product.
    #[must_use]
    pub fn product(&self) -> Product {
        self.product.get_value()
    }

    /// The rows, in the platform's order.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry> {
        self.entries.get()
    }

    /// How the last reading went.
    #[must_use]
    pub fn state(&self) -> ListState {
        self.state.get()
    }

    /// When the rows were read, in milliseconds since 1970.
    #[must_use]
    pub fn read_at(&self) -> Option<f64> {
        self.read_at.get()
    }

    /// All tasks that could be read.
    #[must_use]
    pub fn tasks(&self) -> Vec<Task> {
        let tasks = self
            .entries
            .get()
            .into_iter()
            .filter_map(|entry| match entry.row.get() {
                Row::Task(task) => Some(*task),
                Row::Unreadable { .. } => None,
            });
        tasks.collect()
    }

    /// The task with this id, as last read.
    #[must_use]
    pub fn task(&self, id: &TaskId) -> Option<Task> {
        self.tasks().into_iter().find(|task| task.id == *id)
    }

    /// Why nothing may be changed here with this token, once the platform has said so.
    #[must_use]
    pub fn read_only(&self) -> Option<ErrorCode> {
        let (code, token) = self.lacking.get()?;
        (token == self.client.session().changes()).then_some(code)
    }

    /// A missing right is remembered: trying again would only be refused again.
    fn learn(&self, error: &ApiError) {
        if let Some(code) = error.lacks_right() {
            let token = untrack(|| self.client.session().changes());
            self.lacking.set(Some((code, token)));
        }
    }

    /// Forgets all rows, as on signing out.
    pub fn clear(&self) {
        self.overtake();
        self.entries.set(Vec::new());
        self.read_at.set(None);
        self.state.set(ListState::Loading);
    }

    /// Asks the platform again.
    pub async fn refresh(self) {
        let turn = self.overtake();
        let product = self.product.get_value().id;
        let answer = self.client.list_tasks(&product).await;
        // Something newer was asked or done meanwhile, or the page is gone: this answer is history.
        if self.turn.try_get_value() != Some(turn) {
            return;
        }
        match answer {
            Ok(rows) => {
                self.show(rows);
                self.read_at.set(Some(browser::now_ms()));
                self.state.set(ListState::Ready);
            }
            Err(error) => self.state.set(ListState::Failed(error)),
        }
    }

    /// Creates a task and reads the list again.
    ///
    /// # Errors
    /// As the platform answered. The list is read again in any case: after a lost answer the task may be there.
    pub async fn create(self, task: &NewTask) -> Result<Task, ApiError> {
        self.overtake();
        let answer = self.client.create_task(task).await;
        match &answer {
            Ok(task) => self.client.session().tell(Up::Task("created", task.id.as_str())),
            Err(error) => self.learn(error),
        }
        if !matches!(answer, Err(ApiError::SignedOut(_))) {
            self.refresh().await;
        }
        answer
    }

    /// Starts, stops or deletes a task and reads the list again.
    ///
    /// # Errors
    /// As the platform answered; not where the answer was lost but the list shows that it was done.
    pub async fn act(self, task: &TaskId, action: Action) -> Result<(), ApiError> {
        self.overtake();
        let product = self.product.get_value().id;
        let answer = match action {
            Action::Start => self.client.set_task_status(&product, task, RunState::Running).await,
            Action::Stop => self.client.set_task_status(&product, task, RunState::Stopped).await,
            Action::Delete => self.client.delete_task(&product, task).await,
        };
        if matches!(answer, Err(ApiError::SignedOut(_))) {
            return answer;
        }
        self.refresh().await;
        let answer = match answer {
            Err(error) if error.leaves_doubt() && self.shows(task, action) => Ok(()),
            answer => answer,
        };
        let what = if action == Action::Delete { "deleted" } else { "updated" };
        match &answer {
            Ok(()) => self.client.session().tell(Up::Task(what, task.as_str())),
            Err(error) => self.learn(error),
        }
        answer
    }

    fn shows(&self, id: &TaskId, done: Action) -> bool {
        if self.state.try_get_untracked() != Some(ListState::Ready) {
            return false;
        }
        let status = untrack(|| self.task(id)).map(|task| task.status);
        match done {
            Action::Start => status == Some(TaskStatus::Known(RunState::Running)),
            Action::Stop => status == Some(TaskStatus::Known(RunState::Stopped)),
            Action::Delete => status.is_none(),
        }
    }

    /// Makes every answer that is still on its way too late.
    fn overtake(&self) -> u32 {
        let turn = self.turn.get_value().wrapping_add(1);
        self.turn.set_value(turn);
        turn
    }

    fn show(&self, rows: Vec<Row>) {
        let old = self.entries.get_untracked();
        let entries: Vec<Entry> = rows
            .into_iter()
            .map(|row| {
                let key = key_of(&row);
                match old.iter().find(|entry| entry.key == key) {
                    Some(entry) => {
                        if entry.row.with_untracked(|old| *old != row) {
                            entry.row.set(row);
                        }
                        entry.clone()
                    }
                    None => Entry {
                        key,
                        row: ArcRwSignal::new(row),
                    },
                }
            })
            .collect();
        let same = old.iter().map(|e| &e.key).eq(entries.iter().map(|e| &e.key));
        if !same {
            self.entries.set(entries);
        }
    }
}

fn key_of(row: &Row) -> String {
    match row {
        Row::Task(task) => format!("task {}", task.id),
        Row::Unreadable { index, .. } => format!("row {index}"),
    }
}
