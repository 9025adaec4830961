//! Changing something: once, and never believed before the list shows it.

use super::{Known, TaskStore};
use crate::api::{Answer, ApiError, Outcome};
use crate::browser;
use crate::session::Up;
use leptos::prelude::*;
use upgrade_api::compare::{Created, created, differences};
use upgrade_api::error::ErrorCode;
use upgrade_api::graph::closes_loop;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::{NewTask, Task};
use upgrade_api::values::{ProductId, Version};

/// Milliseconds before each look at the list after a write: what was under way when an answer was lost may take a moment
/// longer to arrive.
const LOOKS_MS: [f64; 3] = [0.0, 1000.0, 3000.0];

/// How a create ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Creation {
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
pub enum ActError {
    /// The task could not be read once more before it, so nothing was sent.
    Unread(Option<ApiError>),
    /// The task is not what was asked about; nothing was sent. This is it now.
    Changed(Box<Task>),
    /// The task is not there any more; nothing was sent.
    Gone,
    /// With the tasks that run by now, starting it would close this loop; nothing was sent.
    ClosesLoop(Vec<Version>),
    /// The platform said no.
    Refused(ApiError),
    /// The answer was lost, and the list does not show it done.
    NotDone(ApiError),
    /// The answer was lost, and the list could not be read.
    CannotTell(ApiError),
    /// The platform said yes, and the list does not show it.
    NotShown,
}

/// How a write ended, and the number the platform gave it, where it says one.
pub struct Done<T> {
    /// How it ended.
    pub end: T,
    /// The platform's number for the request.
    pub request_id: Option<String>,
}

impl TaskStore {
    /// Creates a task and reads the list again. `in_doubt` says that the same was sent before and nobody knows what came
    /// of it; `looking` is called when the list is searched for it.
    pub async fn create(self, task: &NewTask, in_doubt: bool, looking: impl Fn()) -> Done<Creation> {
        self.overtake();
        self.writing.update(|writing| *writing += 1);
        let Answer { result, request_id } = self.client.create_task(task).await;
        let end = match result {
            Ok(task) => {
                self.read().await;
                Creation::Made(task)
            }
            Err(error) if error.leaves_doubt() => {
                looking();
                self.find_created(task, error).await
            }
            Err(error) => self.refused(task, in_doubt, error).await,
        };
        self.settled();
        if let Creation::Made(task) | Creation::Found(task) = &end {
            self.client.session().tell(Up::Task("created", task.id.as_str()));
        }
        Done { end, request_id }
    }

    /// Looks whether a create that was sent before is done by now.
    pub async fn look_for(self, task: &NewTask, error: ApiError) -> Creation {
        self.writing.update(|writing| *writing += 1);
        let end = self.find_created(task, error).await;
        self.settled();
        end
    }

    async fn find_created(self, task: &NewTask, error: ApiError) -> Creation {
        let mut found = None;
        let here = |known: &Known| match created(task, &known.tasks, known.all_read()) {
            Created::Here(task) => Some(Creation::Found(task.clone())),
            Created::CannotTell => Some(Creation::CannotTell(error.clone())),
            Created::NotThere => None,
        };
        let seen = self.look(Unread::IsOneLookLess, |known| {
            found = here(known);
            found.is_some()
        });
        match (seen.await, found) {
            (_, Some(end)) => end,
            (Some(_), None) => Creation::NotThere(error),
            (None, None) => Creation::CannotTell(error),
        }
    }

    async fn refused(self, task: &NewTask, in_doubt: bool, error: ApiError) -> Creation {
        self.learn(&error);
        if error.outcome() == Outcome::NotSignedIn {
            return Creation::Refused(error);
        }
        let known = self.read().await;
        let is_taken = matches!(&error, ApiError::Refused(body) if body.code == ErrorCode::TaskNameExists);
        // What was sent before has arrived after all: the name is taken by the very task.
        let own = known.filter(|_| in_doubt && is_taken);
        match own.as_ref().map(|known| created(task, &known.tasks, true)) {
            Some(Created::Here(task)) => Creation::Found(task.clone()),
            _ => Creation::Refused(error),
        }
    }

    /// Starts, stops or deletes a task: reads it once more before, and the list until it shows it after. A start that
    /// closes a loop is sent only where somebody has `accepted` just that loop.
    pub fn act(
        self,
        asked: &Task,
        action: Action,
        accepted: Option<Vec<Version>>,
    ) -> impl Future<Output = Done<Result<(), ActError>>> + use<> {
        // Now, not once the future runs: a second press in the same moment finds it set.
        self.acting.update(|acting| acting.push(asked.id.clone()));
        self.acted(asked.clone(), action, accepted)
    }

    async fn acted(self, asked: Task, action: Action, accepted: Option<Vec<Version>>) -> Done<Result<(), ActError>> {
        let asked = &asked;
        self.writing.update(|writing| *writing += 1);
        let checked = self.checked(asked).await;
        let done = match checked.and_then(|product| self.closes_no_loop(asked, action, accepted).map(|()| product)) {
            Ok(product) => self.send(&product, asked, action).await,
            Err(error) => Done {
                end: Err(error),
                request_id: None,
            },
        };
        self.settled();
        let _ = self.acting.try_update(|acting| {
            let at = acting.iter().position(|id| *id == asked.id);
            at.map(|at| acting.swap_remove(at))
        });
        if done.end.is_ok() {
            self.fleet_has_moved();
            let what = if action == Action::Delete { "deleted" } else { "updated" };
            self.client.session().tell(Up::Task(what, asked.id.as_str()));
        }
        done
    }

    /// Somebody else may have changed the task since it was asked about.
    async fn checked(self, asked: &Task) -> Result<ProductId, ActError> {
        let known = self.read().await;
        let product = self.product.try_get_value().ok_or(ActError::Unread(None))?.id;
        let Some(known) = known else {
            let error = match self.state.try_get_untracked() {
                Some(super::ListState::Failed(error)) => Some(error),
                _ => None,
            };
            error.iter().for_each(|error| self.learn(error));
            return Err(ActError::Unread(error));
        };
        match known.task(&asked.id) {
            None => Err(ActError::Gone),
            Some(now) if differences(asked, now).is_empty() => Ok(product),
            Some(now) => Err(ActError::Changed(Box::new(now.clone()))),
        }
    }

    /// Decided by the list as it was read just now: somebody else may have started the other half of a loop.
    fn closes_no_loop(self, asked: &Task, action: Action, accepted: Option<Vec<Version>>) -> Result<(), ActError> {
        if action != Action::Start {
            return Ok(());
        }
        let known = self.known.try_get_untracked().unwrap_or_default();
        match closes_loop(&known.tasks, asked) {
            Some(versions) if accepted.as_ref() != Some(&versions) => Err(ActError::ClosesLoop(versions)),
            Some(_) | None => Ok(()),
        }
    }

    async fn send(self, product: &ProductId, task: &Task, action: Action) -> Done<Result<(), ActError>> {
        self.overtake();
        let Answer { result, request_id } = match action {
            Action::Start => self.client.set_task_status(product, &task.id, RunState::Running).await,
            Action::Stop => self.client.set_task_status(product, &task.id, RunState::Stopped).await,
            Action::Delete => self.client.delete_task(product, &task.id).await,
        };
        let shown = |known: &Known| is_done(known, task, action);
        let end = match result {
            Ok(()) => match self.look(Unread::EndsIt, shown).await {
                // What the platform answered stands where nothing else is known.
                Some(true) | None => Ok(()),
                Some(false) => Err(ActError::NotShown),
            },
            Err(error) if error.leaves_doubt() => match self.look(Unread::IsOneLookLess, shown).await {
                Some(true) => Ok(()),
                Some(false) => Err(ActError::NotDone(error)),
                None => Err(ActError::CannotTell(error)),
            },
            Err(error) => {
                self.learn(&error);
                if error.outcome() != Outcome::NotSignedIn {
                    self.read().await;
                }
                Err(ActError::Refused(error))
            }
        };
        Done { end, request_id }
    }

    /// Reads the list until it shows something, a few times. `None`: it could never be read.
    async fn look(self, unread: Unread, mut is_there: impl FnMut(&Known) -> bool) -> Option<bool> {
        let mut seen = None;
        for wait in LOOKS_MS {
            if wait > 0.0 {
                browser::pause(wait).await;
            }
            if self.client.session().token().is_none() {
                return seen;
            }
            match self.read().await {
                Some(known) if is_there(&known) => return Some(true),
                Some(_) => seen = Some(false),
                None if unread == Unread::EndsIt => return seen,
                None => {}
            }
        }
        seen
    }

    fn settled(&self) {
        let _ = self.writing.try_update(|writing| *writing = writing.saturating_sub(1));
    }
}

/// What a list that cannot be read does to a search.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unread {
    IsOneLookLess,
    EndsIt,
}

fn is_done(known: &Known, task: &Task, action: Action) -> bool {
    let status = known.task(&task.id).map(|task| &task.status);
    match action {
        Action::Start => status == Some(&TaskStatus::Known(RunState::Running)),
        Action::Stop => status == Some(&TaskStatus::Known(RunState::Stopped)),
        Action::Delete => status.is_none(),
    }
}
