//! Writes to the platform. Each is sent once and then verified against the list.

use crate::api::{ApiError, ApiResponse};
use crate::console_event::{ConsoleEvent, TaskChange};
use crate::state::task_store::{ListState, Snapshot, TaskStore};
use crate::web;
use leptos::prelude::*;
use upgrade_api::compare::{Created, created, differences};
use upgrade_api::error::ErrorCode;
use upgrade_api::graph::closes_loop;
use upgrade_api::status::Action;
use upgrade_api::task::{NewTask, Row, Task};
use upgrade_api::values::{ProductId, TaskId, Version};

/// Milliseconds before each verification reading after a write. A request whose answer was lost may take effect later.
const VERIFICATION_WAITS_MS: [f64; 3] = [0.0, 1000.0, 3000.0];

/// Created task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreatedTask {
    /// The task.
    pub task: Task,
    /// Whether the answer was lost, and the list contains the task.
    pub is_found: bool,
}

impl CreatedTask {
    fn found(task: &Task) -> Self {
        Self {
            task: task.clone(),
            is_found: true,
        }
    }
}

/// Failure of a create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CreateFailure {
    /// The platform refused the create; the task does not exist.
    Refused(ApiError),
    /// The answer was lost, and repeated readings of the list do not contain the task.
    NotThere(ApiError),
    /// The answer was lost, and the list is unreadable or inconclusive.
    CannotTell(ApiError),
}

/// Outcome of a create.
pub type CreateOutcome = Result<CreatedTask, CreateFailure>;

/// Reason why an action was not done or is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionError {
    /// The task could not be read before the action; nothing was sent.
    Unread(Option<ApiError>),
    /// The task has changed since the operator saw it; nothing was sent. Contains the task as read.
    Changed(Box<Task>),
    /// The task does not exist.
    Gone,
    /// The list changed while it was read, so that a loop may be undetected; nothing was sent.
    LoopsUnchecked,
    /// Together with the running tasks, the start would close this loop; nothing was sent.
    ClosesLoop(Vec<Version>),
    /// The platform refused the action.
    Refused(ApiError),
    /// The answer was lost, and the list does not show the effect.
    NotDone(ApiError),
    /// The answer was lost, and the list could not be read.
    CannotTell(ApiError),
    /// The platform accepted the action, and the list does not show the effect.
    NotShown,
    /// The platform accepted the stop, and no reading afterwards shows whether the task stopped. Contains the error of the
    /// last reading, if it failed.
    NotConfirmed(Option<ApiError>),
}

/// Risk that the operator has confirmed by typing before a start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmedRisk {
    /// No special risk.
    Nothing,
    /// The start closes this loop.
    Loop(Vec<Version>),
    /// Loops could not be checked.
    Unchecked,
}

/// A start or a deletion. A stop is sent without a check (`stops.rs`).
enum Write {
    /// Start, with the risk that the operator has accepted.
    Start(ConfirmedRisk),
    /// Deletion.
    Delete,
}

/// Outcome of a write, with the request id of the platform.
pub struct WriteResult<T> {
    /// Outcome of the write.
    pub outcome: T,
    /// Request id of the platform, if reported.
    pub request_id: Option<String>,
}

/// Result of a start, stop or deletion.
pub type ActionResult = WriteResult<Result<(), ActionError>>;

impl TaskStore {
    /// Creates a task and reads the list. `in_doubt` is whether the same task was sent before with an unknown outcome;
    /// `looking` is called before the list is searched for the task.
    pub async fn create(self, task: &NewTask, in_doubt: bool, looking: impl Fn()) -> WriteResult<CreateOutcome> {
        self.overtake();
        self.writing.update(|writing| *writing += 1);
        let ApiResponse { result, request_id } = self.client.create_task(task).await;
        let outcome = match result {
            Ok(task) => {
                self.read().await;
                Ok(CreatedTask { task, is_found: false })
            }
            Err(error) if error.may_have_been_executed() => {
                looking();
                self.find_created(task, error).await
            }
            Err(error) => self.create_refused(task, in_doubt, error).await,
        };
        self.settled();
        if let Ok(CreatedTask { task, .. }) = &outcome
            && !self.has_user_left()
        {
            let event = ConsoleEvent::Task(TaskChange::Created, task.id.clone());
            self.client.session.emit(event);
        }
        WriteResult { outcome, request_id }
    }

    /// Searches the list for the task of an earlier create without an answer.
    pub async fn look_for(self, task: &NewTask, error: ApiError) -> CreateOutcome {
        self.writing.update(|writing| *writing += 1);
        let outcome = self.find_created(task, error).await;
        self.settled();
        outcome
    }

    async fn find_created(self, task: &NewTask, error: ApiError) -> CreateOutcome {
        let mut found = None;
        let outcome_in = |snapshot: &Snapshot| match created(task, &snapshot.tasks, snapshot.all_read()) {
            Created::Here(task) => Some(Ok(CreatedTask::found(task))),
            Created::CannotTell if snapshot.changed_while_read => None,
            Created::CannotTell => Some(Err(CreateFailure::CannotTell(error.clone()))),
            Created::NotThere => None,
        };
        let seen = self.look(OnUnreadList::IsOneLookLess, |snapshot| {
            found = outcome_in(snapshot);
            Some(found.is_some())
        });
        match (seen.await, found) {
            (_, Some(outcome)) => outcome,
            (Some(_), None) => Err(CreateFailure::NotThere(error)),
            (None, None) => Err(CreateFailure::CannotTell(error)),
        }
    }

    async fn create_refused(self, task: &NewTask, in_doubt: bool, error: ApiError) -> CreateOutcome {
        self.remember_missing_right(&error);
        if error.is_not_signed_in() {
            return Err(CreateFailure::Refused(error));
        }
        let snapshot = self.read().await;
        let is_taken = matches!(&error, ApiError::Refused(body) if body.code == ErrorCode::TaskNameExists);
        // The earlier request has taken effect: the name belongs to the task that it created.
        let searched = snapshot.filter(|_| in_doubt && is_taken);
        match searched.as_ref().map(|snapshot| created(task, &snapshot.tasks, true)) {
            Some(Created::Here(task)) => Ok(CreatedTask::found(task)),
            _ => Err(CreateFailure::Refused(error)),
        }
    }

    /// Starts, stops or deletes a task. Before a start the whole list is read, before a deletion the pages up to the
    /// task, before a stop nothing. Afterwards the list is read until it shows the effect. `accepted` applies to a
    /// start.
    ///
    /// `is_wanted` is called after the reading, with whether the reading allows the request. It is not called for a stop.
    /// Returns `None` if it answers `false`: nothing was sent.
    pub async fn perform(
        self,
        expected: Task,
        action: Action,
        accepted: ConfirmedRisk,
        is_wanted: impl FnOnce(bool) -> bool,
    ) -> Option<ActionResult> {
        let write = match action {
            Action::Stop => return Some(self.stop(&expected.id).await),
            Action::Start => Write::Start(accepted),
            Action::Delete => Write::Delete,
        };
        let expected = &expected;
        self.acting.update(|acting| acting.push(expected.id.clone()));
        self.writing.update(|writing| *writing += 1);
        let checked = match &write {
            Write::Start(accepted) => self.check_start(expected, accepted).await,
            Write::Delete => self.check_unchanged(expected).await,
        };
        let done = match checked {
            _ if !is_wanted(checked.is_ok()) => None,
            Ok(product) => Some(self.send(&product, expected, &write).await),
            Err(error) => Some(WriteResult {
                outcome: Err(error),
                request_id: None,
            }),
        };
        self.settled();
        self.acted_on(&expected.id);
        if done.as_ref().is_some_and(|done| done.outcome.is_ok()) {
            self.report_change(action, &expected.id);
        }
        done
    }

    /// Ends the start, stop or deletion of a task that [`is_acting`](Self::is_acting) reports.
    pub(crate) fn acted_on(&self, id: &TaskId) {
        let _ = self.acting.try_update(|acting| {
            let at = acting.iter().position(|other| other == id);
            at.map(|at| acting.swap_remove(at))
        });
    }

    /// Reads pages up to the task and compares it: another operator may have changed it since the confirmation.
    async fn check_unchanged(self, expected: &Task) -> Result<ProductId, ActionError> {
        self.overtake();
        let product = self.product.try_get_value().ok_or(ActionError::Unread(None))?.id;
        // Aborts when the user leaves, also between two pages.
        let owner = self.client.session.abort_signal().ok_or(ActionError::Unread(None))?;
        let list = self.client.list_tasks_until(&product, &owner, &expected.id).await;
        let list = list.map_err(|error| {
            self.remember_missing_right(&error);
            ActionError::Unread(Some(error))
        })?;
        let has_all_ids = !list.changed_while_read && list.rows.iter().all(|row| row.id().is_some());
        let row = list.rows.into_iter().find(|row| row.id() == Some(&expected.id));
        match row {
            Some(Row::Task(current)) if differences(expected, &current).is_empty() => Ok(product),
            Some(Row::Task(current)) => Err(ActionError::Changed(current)),
            None if has_all_ids => Err(ActionError::Gone),
            Some(Row::Unreadable { .. }) | None => Err(ActionError::Unread(None)),
        }
    }

    /// Reads the whole list and checks the start: the tasks that are running decide whether it closes a loop.
    async fn check_start(self, expected: &Task, accepted: &ConfirmedRisk) -> Result<ProductId, ActionError> {
        let snapshot = self.read().await;
        let product = self.product.try_get_value().ok_or(ActionError::Unread(None))?.id;
        let Some(snapshot) = snapshot else {
            let error = self.list_error();
            error.iter().for_each(|error| self.remember_missing_right(error));
            return Err(ActionError::Unread(error));
        };
        match snapshot.task(&expected.id) {
            None if snapshot.is_gone(&expected.id) => return Err(ActionError::Gone),
            None => return Err(ActionError::Unread(None)),
            Some(current) if !differences(expected, current).is_empty() => {
                return Err(ActionError::Changed(Box::new(current.clone())));
            }
            Some(_) => {}
        }
        match (closes_loop(&snapshot.tasks, expected), accepted) {
            (Some(versions), ConfirmedRisk::Loop(accepted)) if versions == *accepted => Ok(product),
            (Some(versions), _) => Err(ActionError::ClosesLoop(versions)),
            (None, ConfirmedRisk::Nothing) if snapshot.changed_while_read => Err(ActionError::LoopsUnchecked),
            (None, _) => Ok(product),
        }
    }

    /// Error of the last reading, if it failed.
    pub(crate) fn list_error(&self) -> Option<ApiError> {
        match self.state.try_get_untracked() {
            Some(ListState::Failed(error)) => Some(error),
            _ => None,
        }
    }

    async fn send(self, product: &ProductId, task: &Task, write: &Write) -> ActionResult {
        self.overtake();
        let ApiResponse { result, request_id } = match write {
            Write::Start(_) => self.client.start_task(product, &task.id).await,
            Write::Delete => self.client.delete_task(product, &task.id).await,
        };
        let shown = |snapshot: &Snapshot| match (write, snapshot.task(&task.id)) {
            (Write::Start(_), Some(now)) => Some(now.status.is_running()),
            (Write::Start(_), None) => snapshot.is_gone(&task.id).then_some(false),
            (Write::Delete, _) if snapshot.contains(&task.id) => Some(false),
            (Write::Delete, _) => snapshot.has_all_ids().then_some(true),
        };
        let outcome = match result {
            Ok(()) => match self.look(OnUnreadList::EndsIt, shown).await {
                // Without a readable list the answer of the platform counts.
                Some(true) | None => Ok(()),
                Some(false) => Err(ActionError::NotShown),
            },
            Err(error) if error.may_have_been_executed() => match self.look(OnUnreadList::IsOneLookLess, shown).await {
                Some(true) => Ok(()),
                Some(false) => Err(ActionError::NotDone(error)),
                None => Err(ActionError::CannotTell(error)),
            },
            Err(error) => {
                let outcome = self.not_accepted(error);
                if !matches!(&outcome, ActionError::Refused(error) if error.is_not_signed_in()) {
                    self.read().await;
                }
                Err(outcome)
            }
        };
        WriteResult { outcome, request_id }
    }

    /// Converts a refusal to the error of the action. A missing right is stored.
    pub(crate) fn not_accepted(&self, error: ApiError) -> ActionError {
        self.remember_missing_right(&error);
        match error {
            ApiError::Refused(body) if body.code == ErrorCode::TaskNotFound => ActionError::Gone,
            error => ActionError::Refused(error),
        }
    }

    /// Reads the list up to three times, until `is_there` accepts it or the user leaves. `is_there` returns `None` if the list
    /// does not show whether it accepts it. `None` if no reading returned an unchanged list that shows it.
    pub(crate) async fn look(
        self,
        unread: OnUnreadList,
        mut is_there: impl FnMut(&Snapshot) -> Option<bool>,
    ) -> Option<bool> {
        let mut seen = None;
        for wait in VERIFICATION_WAITS_MS {
            if wait > 0.0 {
                web::pause(wait).await;
            }
            if self.has_user_left() || self.client.session.token().is_none() {
                return seen;
            }
            match self.read().await {
                Some(snapshot) => match is_there(&snapshot) {
                    Some(true) => return Some(true),
                    Some(false) if !snapshot.changed_while_read => seen = Some(false),
                    _ => {}
                },
                None if unread == OnUnreadList::EndsIt => return seen,
                None => {}
            }
        }
        seen
    }

    /// Ends a write that `writing` counts.
    pub(crate) fn settled(&self) {
        let _ = self.writing.try_update(|writing| *writing = writing.saturating_sub(1));
    }
}

/// Effect of a failed reading on a verification.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnUnreadList {
    /// The verification goes on with the next reading.
    IsOneLookLess,
    /// The verification ends.
    EndsIt,
}
