//! From what was typed to a task, once, and what is said where that failed.

use crate::api::ApiError;
use crate::pages::create_task::state::form::CreateForm;
use crate::pages::create_task::state::sides::SIDES;
use crate::pages::create_task::state::step::FormLocation;
use crate::pages::create_task::state::step::Refusal;
use crate::pages::create_task::state::step::SubmitFailure;
use crate::state::task_store::{CreateOutcome, WriteResult};
use leptos::prelude::*;
use upgrade_api::draft::{Field, TaskDraft};
use upgrade_api::task::{NewTask, Task};

/// What became of a create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// The platform answered with the task.
    Made(Task),
    /// The answer was lost, but the task is in the list.
    Found(Task),
    /// Nothing was sent: something is wrong with the form, there.
    Wrong(Option<FormLocation>),
    /// It was sent, and nothing is for certain, or it was refused: the form says so, everything typed is still there. The
    /// place to go to, if it is about one.
    Failed(SubmitFailure, Option<FormLocation>),
}

impl CreateForm {
    /// Creates the task. `None`: it is being created already.
    pub async fn submit(self) -> Option<WriteResult<SubmitOutcome>> {
        let not = |spot| WriteResult {
            end: SubmitOutcome::Wrong(spot),
            request_id: None,
        };
        // Set before the first await: a second press in the same moment finds it set.
        if self.sending.get_untracked() {
            return None;
        }
        let task = match untrack(|| self.checked()) {
            Ok(task) => task,
            Err(spot) => return Some(not(spot)),
        };
        self.sending.set(true);
        self.failure.set(None);
        self.refusal.set(None);
        let sent = self.draft.get_untracked();
        let in_doubt = self
            .doubtful
            .with_untracked(|doubtful| doubtful.as_ref() == Some(&task));
        // Kept before it is sent: a page that goes away meanwhile finds it again, and that it was sent.
        self.doubtful.set(Some(task.clone()));
        untrack(|| self.save());
        let looking = self.looking;
        let done = self.store.create(&task, in_doubt, || looking.set(true)).await;
        looking.set(false);
        self.sending.set(false);
        let request_id = done.request_id;
        let end = self.finish(task, &sent, done.end);
        Some(WriteResult { end, request_id })
    }

    pub(crate) fn finish(self, task: NewTask, sent: &TaskDraft, end: CreateOutcome) -> SubmitOutcome {
        match end {
            CreateOutcome::Made(made) => {
                self.finished(sent);
                SubmitOutcome::Made(made)
            }
            CreateOutcome::Found(found) => {
                self.finished(sent);
                SubmitOutcome::Found(found)
            }
            CreateOutcome::Refused(error) => {
                self.doubtful.set(None);
                let spot = self.refused(error.clone()).map(FormLocation::Field);
                SubmitOutcome::Failed(SubmitFailure::Refused(error), spot)
            }
            CreateOutcome::NotThere(error) => self.in_doubt(task, SubmitFailure::NotThere(error)),
            CreateOutcome::CannotTell(error) => self.in_doubt(task, SubmitFailure::CannotTell(error)),
        }
    }

    /// The task exists. What was typed after it was sent is another one, and stays.
    fn finished(&self, sent: &TaskDraft) {
        self.doubtful.set(None);
        if self.draft.try_with_untracked(|draft| draft == sent) == Some(true) {
            self.discard();
        }
    }

    fn in_doubt(&self, task: NewTask, failure: SubmitFailure) -> SubmitOutcome {
        self.doubtful.set(Some(task));
        self.failure.set(Some(failure.clone()));
        SubmitOutcome::Failed(failure, None)
    }

    pub(crate) fn checked(&self) -> Result<NewTask, Option<FormLocation>> {
        let product = self.store.product().id;
        let known = self.store.known();
        self.left.set(Field::ALL.to_vec());
        let extent = self.extent();
        let checked = self.draft.with(|draft| draft.checked(product, extent, &known.tasks));
        let task = checked.map_err(|problems| problems.first().map(|(field, _)| FormLocation::Field(*field)))?;
        // Devices would get other bytes than the file that was picked.
        if let Some(side) = SIDES.into_iter().find(|side| self.uploads.contradicts(*side)) {
            return Err(Some(FormLocation::Upload(side)));
        }
        // A file that is not the one somebody published is the one mistake that can still be seen here.
        match SIDES.into_iter().find(|side| self.picks.contradicts(*side)) {
            Some(side) => Err(Some(FormLocation::Checksum(side))),
            None => Ok(task),
        }
    }

    fn refused(&self, error: ApiError) -> Option<Field> {
        let field = match &error {
            ApiError::Refused(body) => body.field().map(|field| (field, body.code)),
            _ => None,
        };
        let Some((field, code)) = field else {
            self.failure.set(Some(SubmitFailure::Refused(error)));
            return None;
        };
        let text = self.draft.with_untracked(|draft| draft.text(field).to_owned());
        self.refusal.set(Some(Refusal { field, text, code }));
        Some(field)
    }
}
