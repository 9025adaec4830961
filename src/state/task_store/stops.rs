//! Stops: each is sent without reading the list first, and verified afterwards. A stop is idempotent and reduces risk,
//! so it never waits for a reading.

use crate::api::{ApiError, ApiResponse};
use crate::console_event::{ConsoleEvent, TaskChange};
use crate::state::task_store::mutations::OnUnreadList;
use crate::state::task_store::store::UnconfirmedStop;
use crate::state::task_store::{ActionError, ActionResult, Snapshot, TaskStore, WriteResult};
use crate::web::scoped;
use leptos::prelude::*;
use upgrade_api::status::Action;
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// Task to stop. An unreadable row with a readable id is sufficient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskRef {
    /// Id of the task.
    pub id: TaskId,
    /// Name of the task; the id if the name is unreadable.
    pub name: String,
}

impl From<&Task> for TaskRef {
    fn from(task: &Task) -> Self {
        Self {
            id: task.id.clone(),
            name: task.name.clone(),
        }
    }
}

impl From<&TaskId> for TaskRef {
    fn from(id: &TaskId) -> Self {
        Self {
            id: id.clone(),
            name: id.to_string(),
        }
    }
}

/// Result of a stop request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StopRequest {
    /// The platform accepted it.
    Accepted,
    /// The answer was lost.
    InDoubt(ApiError),
}

/// State of a task in a list that was read after a stop request.
enum StopState {
    Stopped,
    Gone,
    /// Running, or in an undocumented state.
    Other,
}

/// State of a task in the list; `None` if the row is kept from an earlier snapshot or unreadable.
fn state_of(snapshot: &Snapshot, id: &TaskId) -> Option<StopState> {
    match snapshot.task(id) {
        _ if snapshot.is_missing(id) => None,
        Some(task) if task.status.is_stopped() => Some(StopState::Stopped),
        Some(_) => Some(StopState::Other),
        None => snapshot.is_gone(id).then_some(StopState::Gone),
    }
}

fn is_stopped_or_gone(snapshot: &Snapshot, id: &TaskId) -> bool {
    matches!(state_of(snapshot, id), Some(StopState::Stopped | StopState::Gone))
}

impl TaskStore {
    /// Whether the platform accepted a stop of this task and no list has confirmed it. Tracked.
    pub fn is_stop_unconfirmed(&self, id: &TaskId) -> bool {
        scoped(self.unconfirmed).with(|all| all.iter().any(|stop| stop.id == *id))
    }

    /// Stops a task and verifies the stop.
    pub fn stop(self, id: &TaskId) -> impl Future<Output = ActionResult> + use<> {
        let id = id.clone();
        let sending = self.send_stop(&id);
        async move {
            let WriteResult { outcome, request_id } = sending.await;
            let outcome = match outcome {
                Ok(sent) => {
                    let mut outcomes = self.verify_stops(&[(id, sent)]).await;
                    outcomes.pop().unwrap_or(Err(ActionError::NotConfirmed(None)))
                }
                Err(error) => Err(error),
            };
            WriteResult { outcome, request_id }
        }
    }

    /// Sends a stop request without reading the list first.
    pub fn send_stop(self, id: &TaskId) -> impl Future<Output = WriteResult<Result<StopRequest, ActionError>>> + use<> {
        // Set before the future runs, so that a second press at the same time finds it set.
        self.acting.update(|acting| acting.push(id.clone()));
        let id = id.clone();
        async move {
            self.overtake();
            self.writing.update(|writing| *writing += 1);
            let answer = match self.product.try_get_value() {
                Some(product) => self.client.stop_task(&product.id, &id).await,
                None => ApiError::Aborted.into(),
            };
            self.settled();
            self.acted_on(&id);
            let ApiResponse { result, request_id } = answer;
            let outcome = match result {
                Ok(()) => {
                    let stop = UnconfirmedStop { id, is_verifying: true };
                    let _ = self.unconfirmed.try_update(|all| all.push(stop));
                    Ok(StopRequest::Accepted)
                }
                Err(error) if error.may_have_been_executed() => Ok(StopRequest::InDoubt(error)),
                Err(error) => Err(self.not_accepted(error)),
            };
            WriteResult { outcome, request_id }
        }
    }

    /// Reads the list up to three times, until it shows these tasks as stopped. Returns the outcome of each stop, in
    /// order.
    pub async fn verify_stops(self, stops: &[(TaskId, StopRequest)]) -> Vec<Result<(), ActionError>> {
        if stops.is_empty() {
            return Vec::new();
        }
        let all_shown = |snapshot: &Snapshot| Some(stops.iter().all(|(id, _)| is_stopped_or_gone(snapshot, id)));
        let was_read = self.look(OnUnreadList::IsOneLookLess, all_shown).await.is_some();
        let snapshot = self.snapshot.try_get_untracked().unwrap_or_default();
        let list_error = self.list_error();
        let _ = self.unconfirmed.try_update(|all| {
            all.retain_mut(|stop| {
                let is_verified = stops.iter().any(|(id, _)| *id == stop.id);
                stop.is_verifying &= !is_verified;
                !(is_verified && was_read)
            });
        });
        let outcomes = stops.iter().map(|(id, sent)| {
            let shown = was_read.then(|| state_of(&snapshot, id)).flatten();
            let outcome = match (shown, sent) {
                (Some(StopState::Stopped), _) => Ok(()),
                (Some(StopState::Gone), _) => Err(ActionError::Gone),
                (Some(StopState::Other), StopRequest::Accepted) => Err(ActionError::NotShown),
                (Some(StopState::Other), StopRequest::InDoubt(error)) => Err(ActionError::NotDone(error.clone())),
                (None, StopRequest::Accepted) => Err(ActionError::NotConfirmed(list_error.clone())),
                (None, StopRequest::InDoubt(error)) => Err(ActionError::CannotTell(error.clone())),
            };
            if outcome.is_ok() {
                self.report_change(Action::Stop, id);
            }
            outcome
        });
        outcomes.collect()
    }

    /// Removes the accepted stops that a list confirms. After the verification a list that contradicts a stop removes
    /// it, too.
    pub(crate) fn confirm_stops(&self, snapshot: &Snapshot) {
        let is_settled = |stop: &UnconfirmedStop| !stop.is_verifying || is_stopped_or_gone(snapshot, &stop.id);
        let is_any_settled = self.unconfirmed.with_untracked(|all| all.iter().any(is_settled));
        if is_any_settled {
            self.unconfirmed.update(|all| all.retain(|stop| !is_settled(stop)));
        }
    }

    /// Reports a change of a task to the portal, and marks the device statistics as outdated. Does nothing if the user has
    /// left: the portal must not hear of it in the session of the next user.
    pub(crate) fn report_change(&self, action: Action, id: &TaskId) {
        if self.has_user_left() {
            return;
        }
        self.outdate_device_counts();
        let change = match action {
            Action::Delete => TaskChange::Deleted,
            Action::Start | Action::Stop => TaskChange::Updated,
        };
        self.client.session.emit(ConsoleEvent::Task(change, id.clone()));
    }
}
