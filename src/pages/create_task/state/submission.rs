//! Submission of the create form: check, one request, outcome.

use crate::api::ApiError;
use crate::pages::create_task::state::chosen_files::Comparison;
use crate::pages::create_task::state::form::CreateForm;
use crate::pages::create_task::state::step::FormLocation;
use crate::pages::create_task::state::step::Refusal;
use crate::state::task_store::{CreateFailure, CreateOutcome, CreatedTask, WriteResult};
use leptos::prelude::*;
use upgrade_api::draft::TaskDraft;
use upgrade_api::field::{FieldId, Side};
use upgrade_api::task::NewTask;

/// Outcome of a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SubmitOutcome {
    /// The task is created.
    Created(CreatedTask),
    /// The input is invalid and nothing was sent. Contains the location of the first error.
    Invalid(Option<FormLocation>),
    /// The create was refused or its outcome is unknown. The form shows the failure and keeps the input. Contains the
    /// location of the refused field, if there is one.
    Failed(CreateFailure, Option<FormLocation>),
}

impl CreateForm {
    /// Creates the task. `None` if a create is in flight.
    pub async fn submit(self) -> Option<WriteResult<SubmitOutcome>> {
        if self.sending.get_untracked() {
            return None;
        }
        let task = match untrack(|| self.checked()) {
            Ok(task) => task,
            Err(location) => {
                let (outcome, request_id) = (SubmitOutcome::Invalid(location), None);
                return Some(WriteResult { outcome, request_id });
            }
        };
        // Set before the first await, so that a second press at the same time finds it set.
        self.sending.set(true);
        self.failure.set(None);
        self.refusal.set(None);
        let sent = self.draft.get_untracked();
        let in_doubt = self
            .unconfirmed_task
            .with_untracked(|unconfirmed| unconfirmed.as_ref() == Some(&task));
        // Stored as sent before the request, so that a reload during the request restores it.
        self.unconfirmed_task.set(Some(task.clone()));
        untrack(|| self.save());
        let searching = self.searching;
        let done = self.store.create(&task, in_doubt, || searching.set(true)).await;
        searching.set(false);
        self.sending.set(false);
        let request_id = done.request_id;
        let outcome = self.finish(task, &sent, done.outcome);
        Some(WriteResult { outcome, request_id })
    }

    /// Updates the form after a create and returns the outcome. `sent` is the input at the time of the request.
    pub(crate) fn finish(self, task: NewTask, sent: &TaskDraft, outcome: CreateOutcome) -> SubmitOutcome {
        match outcome {
            Ok(created) => {
                self.discard_sent(sent);
                SubmitOutcome::Created(created)
            }
            Err(CreateFailure::Refused(error)) => {
                self.unconfirmed_task.set(None);
                let location = self.show_refusal(error.clone(), sent).map(FormLocation::Field);
                SubmitOutcome::Failed(CreateFailure::Refused(error), location)
            }
            Err(failure) => {
                self.unconfirmed_task.set(Some(task));
                self.failure.set(Some(failure.clone()));
                SubmitOutcome::Failed(failure, None)
            }
        }
    }

    /// Empties the form after the task was created, unless the operator has changed the input since the request.
    fn discard_sent(&self, sent: &TaskDraft) {
        self.unconfirmed_task.set(None);
        if self.draft.try_with_untracked(|draft| draft == sent) == Some(true) {
            self.discard();
        }
    }

    /// Checks the input and converts it to a new task. All shown fields show their errors afterwards. The error is the
    /// location of the first problem.
    pub(crate) fn checked(&self) -> Result<NewTask, Option<FormLocation>> {
        let product = self.store.product_id();
        let snapshot = self.store.snapshot();
        let profile = self.profile();
        FieldId::TEXT_INPUTS
            .into_iter()
            .for_each(|field| self.show_as_read(field));
        // A field that is not shown has no reader yet.
        let is_shown = |field: &FieldId| self.draft.with(|draft| draft.is_required(*field, profile));
        self.blurred
            .set(FieldId::TEXT_INPUTS.into_iter().filter(is_shown).collect());
        let checked = self
            .draft
            .with(|draft| draft.checked(product, profile, &snapshot.tasks));
        let task = checked.map_err(|problems| problems.first().map(|(field, _)| FormLocation::Field(*field)))?;
        // Devices would load other bytes than the chosen file.
        if let Some(side) = Side::ALL.into_iter().find(|side| self.is_other_upload(*side)) {
            return Err(Some(FormLocation::Upload(side)));
        }
        // Devices would install another file than the published one.
        let differs = |side: &Side| matches!(self.comparison(*side), Some(Comparison::Different(_)));
        match Side::ALL.into_iter().find(differs) {
            Some(side) => Err(Some(FormLocation::Checksum(side))),
            None => Ok(task),
        }
    }

    /// Whether the platform has other bytes than the chosen file. Tracked.
    fn is_other_upload(&self, side: Side) -> bool {
        self.uploads.contradicts(side) && self.files.digest(side).is_some()
    }

    /// Shows a refusal at the field that it is about, which is returned, or as a failure of the form: if the form does not
    /// show the field, or the operator has changed it since it was sent.
    fn show_refusal(&self, error: ApiError, sent: &TaskDraft) -> Option<FieldId> {
        let has_sent = |field: &FieldId| {
            let is_same = self
                .draft
                .with_untracked(|draft| draft.text(*field) == sent.text(*field));
            is_same && sent.is_required(*field, self.profile())
        };
        let field = match &error {
            ApiError::Refused(body) => body.field().filter(has_sent).map(|field| (field, body.code)),
            _ => None,
        };
        let Some((field, code)) = field else {
            self.failure.set(Some(CreateFailure::Refused(error)));
            return None;
        };
        let text = sent.text(field).to_owned();
        self.refusal.set(Some(Refusal { field, text, code }));
        Some(field)
    }
}
