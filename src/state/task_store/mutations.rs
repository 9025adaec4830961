//! Changing something: once, and never believed before the list shows it.

use crate::api::{ApiError, ApiResponse, ErrorClass};
use crate::console_event::{ConsoleEvent, TaskChange};
use crate::session::abort_controller;
use crate::state::task_store::{ListState, Snapshot, TaskStore};
use crate::web;
use leptos::prelude::*;
use upgrade_api::compare::{Created, created, differences};
use upgrade_api::error::ErrorCode;
use upgrade_api::graph::closes_loop;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::{NewTask, Row, Task};
use upgrade_api::values::{ProductId, TaskId, Version};

/// Milliseconds before each look at the list after a write: what was under way when an answer was lost may take a moment
/// longer to arrive.
const LOOKS_MS: [f64; 3] = [0.0, 1000.0, 3000.0];

/// How a create ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CreateOutcome {
    /// The platform answered with the task.
    Made(Task),
    /// The answer was lost, and the list shows the task.
    Found(Task),
    /// The platform said no: there is no such task.
    Refused(ApiError),
    /// The answer was lost, and the list, read again and again, does not show the task.
    NotThere(ApiError),
    /// The answer was lost, and the list cannot be read, or does not tell.
    CannotTell(ApiError),
}

/// Why an action was not done, or not for certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionError {
    /// The task could not be read once more before it, so nothing was sent.
    Unread(Option<ApiError>),
    /// The task is not what was asked about; nothing was sent. This is it now.
    Changed(Box<Task>),
    /// The task no longer exists.
    Gone,
    /// The list changed while it was read, so that a loop may not have been found; nothing was sent.
    LoopsUnchecked,
    /// With the tasks that run by now, starting it would close this loop; nothing was sent.
    ClosesLoop(Vec<Version>),
    /// The platform said no.
    Refused(ApiError),
    /// The answer was lost, and the list does not show it done.
    NotDone(ApiError),
    /// The answer was lost, and the list could not be read.
    CannotTell(ApiError),
    /// The platform accepted it, and the list does not show it.
    NotShown,
    /// The platform accepted a stop, and the list could not be read since.
    NotConfirmed(Option<ApiError>),
}

/// What the operator has confirmed by typing before a start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfirmedRisk {
    /// Nothing out of the ordinary.
    Nothing,
    /// That the start closes this loop.
    Loop(Vec<Version>),
    /// That loops could not be checked.
    Unchecked,
}

/// How a write ended, and the number the platform gave it, where it says one.
pub struct WriteResult<T> {
    /// How it ended.
    pub end: T,
    /// The platform's number for the request.
    pub request_id: Option<String>,
}

impl TaskStore {
    /// Creates a task and reads the list again. `in_doubt` says that the same was sent before and nobody knows what came
    /// of it; `looking` is called when the list is searched for it.
    pub async fn create(self, task: &NewTask, in_doubt: bool, looking: impl Fn()) -> WriteResult<CreateOutcome> {
        self.overtake();
        self.writing.update(|writing| *writing += 1);
        let ApiResponse { result, request_id } = self.client.create_task(task).await;
        let end = match result {
            Ok(task) => {
                self.read().await;
                CreateOutcome::Made(task)
            }
            Err(error) if error.leaves_doubt() => {
                looking();
                self.find_created(task, error).await
            }
            Err(error) => self.refused(task, in_doubt, error).await,
        };
        self.settled();
        if let CreateOutcome::Made(task) | CreateOutcome::Found(task) = &end {
            let event = ConsoleEvent::Task(TaskChange::Created, task.id.clone());
            self.client.session().emit(event);
        }
        WriteResult { end, request_id }
    }

    /// Looks whether a create that was sent before is done by now.
    pub async fn look_for(self, task: &NewTask, error: ApiError) -> CreateOutcome {
        self.writing.update(|writing| *writing += 1);
        let end = self.find_created(task, error).await;
        self.settled();
        end
    }

    async fn find_created(self, task: &NewTask, error: ApiError) -> CreateOutcome {
        let mut found = None;
        let here = |known: &Snapshot| match created(task, &known.tasks, known.all_read()) {
            Created::Here(task) => Some(CreateOutcome::Found(task.clone())),
            Created::CannotTell if known.changed_while_read() => None,
            Created::CannotTell => Some(CreateOutcome::CannotTell(error.clone())),
            Created::NotThere => None,
        };
        let seen = self.look(OnUnreadList::IsOneLookLess, |known| {
            found = here(known);
            found.is_some()
        });
        match (seen.await, found) {
            (_, Some(end)) => end,
            (Some(_), None) => CreateOutcome::NotThere(error),
            (None, None) => CreateOutcome::CannotTell(error),
        }
    }

    async fn refused(self, task: &NewTask, in_doubt: bool, error: ApiError) -> CreateOutcome {
        self.remember_missing_right(&error);
        if error.outcome() == ErrorClass::NotSignedIn {
            return CreateOutcome::Refused(error);
        }
        let known = self.read().await;
        let is_taken = matches!(&error, ApiError::Refused(body) if body.code == ErrorCode::TaskNameExists);
        // What was sent before has arrived after all: the name is taken by the very task.
        let own = known.filter(|_| in_doubt && is_taken);
        match own.as_ref().map(|known| created(task, &known.tasks, true)) {
            Some(Created::Here(task)) => CreateOutcome::Found(task.clone()),
            _ => CreateOutcome::Refused(error),
        }
    }

    /// Starts, stops or deletes a task. A start reads the list before it, a delete as much of it as has the task, a stop
    /// nothing; all read the list afterwards until it shows what was done. `accepted` is for a start.
    pub async fn act(
        self,
        asked: Task,
        action: Action,
        accepted: ConfirmedRisk,
    ) -> WriteResult<Result<(), ActionError>> {
        if action == Action::Stop {
            return self.stop(&asked.id).await;
        }
        let asked = &asked;
        self.acting.update(|acting| acting.push(asked.id.clone()));
        self.writing.update(|writing| *writing += 1);
        let may_be_sent = match action {
            Action::Delete => self.is_as_asked(asked).await,
            Action::Start | Action::Stop => self.may_start(asked, accepted).await,
        };
        let done = match may_be_sent {
            Ok(product) => self.send(&product, asked, action).await,
            Err(error) => WriteResult {
                end: Err(error),
                request_id: None,
            },
        };
        self.settled();
        self.acted_on(&asked.id);
        if done.end.is_ok() {
            self.report_change(action, &asked.id);
        }
        done
    }

    /// The task is no longer being started, stopped or deleted.
    pub(crate) fn acted_on(&self, id: &TaskId) {
        let _ = self.acting.try_update(|acting| {
            let at = acting.iter().position(|other| other == id);
            at.map(|at| acting.swap_remove(at))
        });
    }

    /// Reads pages until they have the task: another operator may have changed it since it was asked about.
    async fn is_as_asked(self, asked: &Task) -> Result<ProductId, ActionError> {
        self.overtake();
        let product = self.product.try_get_value().ok_or(ActionError::Unread(None))?.id;
        let owner = abort_controller().signal();
        let list = self.client.list_tasks_until(&product, &owner, Some(&asked.id)).await;
        let list = list.map_err(|error| {
            self.remember_missing_right(&error);
            ActionError::Unread(Some(error))
        })?;
        let row = list.rows.into_iter().find(|row| row.id() == Some(&asked.id));
        match row {
            Some(Row::Task(now)) if differences(asked, &now).is_empty() => Ok(product),
            Some(Row::Task(now)) => Err(ActionError::Changed(now)),
            None if !list.changed_while_read => Err(ActionError::Gone),
            Some(Row::Unreadable { .. }) | None => Err(ActionError::Unread(None)),
        }
    }

    /// Reads the whole list: whether the start closes a loop is decided by what runs by now.
    async fn may_start(self, asked: &Task, accepted: ConfirmedRisk) -> Result<ProductId, ActionError> {
        let known = self.read().await;
        let product = self.product.try_get_value().ok_or(ActionError::Unread(None))?.id;
        let Some(known) = known else {
            let error = self.list_error();
            error.iter().for_each(|error| self.remember_missing_right(error));
            return Err(ActionError::Unread(error));
        };
        match known.task(&asked.id) {
            None if known.is_gone(&asked.id) => return Err(ActionError::Gone),
            None => return Err(ActionError::Unread(None)),
            Some(now) if !differences(asked, now).is_empty() => {
                return Err(ActionError::Changed(Box::new(now.clone())));
            }
            Some(_) => {}
        }
        match (closes_loop(&known.tasks, asked), accepted) {
            (Some(versions), ConfirmedRisk::Loop(accepted)) if versions == accepted => Ok(product),
            (Some(versions), _) => Err(ActionError::ClosesLoop(versions)),
            (None, ConfirmedRisk::Nothing) if known.changed_while_read() => Err(ActionError::LoopsUnchecked),
            (None, _) => Ok(product),
        }
    }

    /// Why the list could not be read the last time, if that is so.
    pub(crate) fn list_error(&self) -> Option<ApiError> {
        match self.state.try_get_untracked() {
            Some(ListState::Failed(error)) => Some(error),
            _ => None,
        }
    }

    async fn send(self, product: &ProductId, task: &Task, action: Action) -> WriteResult<Result<(), ActionError>> {
        self.overtake();
        let ApiResponse { result, request_id } = match action {
            Action::Start | Action::Stop => self.client.start_task(product, &task.id).await,
            Action::Delete => self.client.delete_task(product, &task.id).await,
        };
        let shown = |known: &Snapshot| is_done(known, task, action);
        let end = match result {
            Ok(()) => match self.look(OnUnreadList::EndsIt, shown).await {
                // What the platform answered stands where nothing else is known.
                Some(true) | None => Ok(()),
                Some(false) => Err(ActionError::NotShown),
            },
            Err(error) if error.leaves_doubt() => match self.look(OnUnreadList::IsOneLookLess, shown).await {
                Some(true) => Ok(()),
                Some(false) => Err(ActionError::NotDone(error)),
                None => Err(ActionError::CannotTell(error)),
            },
            Err(error) => {
                let end = self.not_accepted(error);
                if !matches!(&end, ActionError::Refused(error) if error.outcome() == ErrorClass::NotSignedIn) {
                    self.read().await;
                }
                Err(end)
            }
        };
        WriteResult { end, request_id }
    }

    /// The platform refused: for want of a right, which is remembered, or because the task no longer exists.
    pub(crate) fn not_accepted(&self, error: ApiError) -> ActionError {
        self.remember_missing_right(&error);
        match error {
            ApiError::Refused(body) if body.code == ErrorCode::TaskNotFound => ActionError::Gone,
            error => ActionError::Refused(error),
        }
    }

    /// Reads the list until it shows something, a few times. `None`: it could never be read without changing meanwhile.
    pub(crate) async fn look(self, unread: OnUnreadList, mut is_there: impl FnMut(&Snapshot) -> bool) -> Option<bool> {
        let mut seen = None;
        for wait in LOOKS_MS {
            if wait > 0.0 {
                web::pause(wait).await;
            }
            if self.client.session().token().is_none() {
                return seen;
            }
            match self.read().await {
                Some(known) if is_there(&known) => return Some(true),
                Some(known) if known.changed_while_read() => {}
                Some(_) => seen = Some(false),
                None if unread == OnUnreadList::EndsIt => return seen,
                None => {}
            }
        }
        seen
    }

    pub(crate) fn settled(&self) {
        let _ = self.writing.try_update(|writing| *writing = writing.saturating_sub(1));
    }
}

/// What a list that cannot be read does to a search.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnUnreadList {
    IsOneLookLess,
    EndsIt,
}

fn is_done(known: &Snapshot, task: &Task, action: Action) -> bool {
    let shows = |state| {
        known
            .task(&task.id)
            .is_some_and(|task| task.status == TaskStatus::Known(state))
    };
    match action {
        Action::Start => shows(RunState::Running),
        Action::Stop => shows(RunState::Stopped),
        Action::Delete => known.is_gone(&task.id),
    }
}
