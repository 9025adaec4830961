//! The state of the create form. It outlives the dialog, the sign-in panel and a change of language: nothing typed
//! is lost until the task exists or the operator discards it.

use super::picks::Picks;
use crate::api::ApiError;
use crate::files::Dropped;
use crate::reactive::signal;
use crate::tasks::store::TaskStore;
use leptos::prelude::*;
use upgrade_api::draft::{Field, Part, Side, TaskDraft};
use upgrade_api::error::ErrorCode;
use upgrade_api::rules::Warning;
use upgrade_api::task::{FirmwareKind, NewTask, Task};
use upgrade_api::values::{Md5, Problem, Version};
use web_sys::File;

/// Both sides, in the order of the form.
pub(super) const SIDES: [Side; 2] = [Side::From, Side::Target];

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldError {
    /// Found here.
    Here(Problem),
    /// Said by the platform.
    Platform(ErrorCode),
}

/// A refusal by the platform, and the text it was about.
#[derive(Clone, PartialEq, Eq)]
struct Refusal {
    field: Field,
    text: String,
    code: ErrorCode,
}

/// The create form.
#[derive(Clone, Copy)]
pub struct CreateForm {
    store: TaskStore,
    draft: RwSignal<TaskDraft>,
    left: RwSignal<Vec<Field>>,
    refusal: RwSignal<Option<Refusal>>,
    failure: RwSignal<Option<ApiError>>,
    sending: RwSignal<bool>,
    picks: Picks,
}

/// A place in the form to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A field of the task.
    Field(Field),
    /// The checksum a side's file is compared with.
    Checksum(Side),
}

impl CreateForm {
    /// An empty form for the product of `store`, for files of at most `file_limit` bytes.
    #[must_use]
    pub fn new(store: TaskStore, file_limit: Option<u64>) -> Self {
        Self {
            store,
            draft: signal(TaskDraft::default()),
            left: signal(Vec::new()),
            refusal: signal(None),
            failure: signal(None),
            sending: signal(false),
            picks: Picks::new(file_limit),
        }
    }

    /// The text of a field.
    #[must_use]
    pub fn text(&self, field: Field) -> String {
        self.draft.with(|draft| draft.text(field).to_owned())
    }

    /// Whether anything is typed or picked.
    #[must_use]
    pub fn is_touched(&self) -> bool {
        self.draft.with(|draft| *draft != TaskDraft::default()) || self.picks.is_touched()
    }

    /// Whether a create is on its way.
    #[must_use]
    pub fn is_sending(&self) -> bool {
        self.sending.get()
    }

    /// What went wrong with the last create, where it is not about one field.
    #[must_use]
    pub fn failure(&self) -> Option<ApiError> {
        self.failure.get()
    }

    /// Takes what was typed into a field.
    pub fn set(&self, field: Field, text: String) {
        self.draft.update(|draft| draft.set(field, text));
    }

    /// From now on a field says what is wrong with it: somebody has been there and left.
    pub fn leave(&self, field: Field) {
        if !self.left.with_untracked(|left| left.contains(&field)) {
            self.left.update(|left| left.push(field));
        }
    }

    /// What a field should say is wrong with it now.
    #[must_use]
    pub fn error(&self, field: Field) -> Option<FieldError> {
        let checked = self.left.with(|left| left.contains(&field));
        let tasks = self.store.tasks();
        let problem = self
            .draft
            .with(|draft| draft.problem(field, FirmwareKind::Wifi, &tasks));
        if let Some(problem) = problem.filter(|_| checked) {
            return Some(FieldError::Here(problem));
        }
        // A refusal stands as long as the text it was about.
        let refusal = self.refusal.get().filter(|refusal| refusal.field == field)?;
        (refusal.text == self.text(field)).then_some(FieldError::Platform(refusal.code))
    }

    /// What a field should warn of.
    #[must_use]
    pub fn warning(&self, field: Field) -> Option<Warning> {
        self.draft.with(|draft| draft.warning(field))
    }

    /// The digest of the picked file, where what stands in the field is another one.
    #[must_use]
    pub fn differing_digest(&self, side: Side) -> Option<Md5> {
        let md5 = self.picks.digest(side)?.md5;
        let typed = Md5::parse(&self.text(Field::Firmware(side, Part::Md5))).ok()?;
        (typed != md5).then_some(md5)
    }

    /// The version typed for a side, where it is one.
    #[must_use]
    pub fn version(&self, side: Side) -> Option<Version> {
        Version::parse(&self.text(Field::Firmware(side, Part::Version))).ok()
    }

    /// Empties the form.
    pub fn discard(&self) {
        self.picks.discard();
        self.draft.set(TaskDraft::default());
        self.left.set(Vec::new());
        self.refusal.set(None);
        self.failure.set(None);
    }

    /// Creates the task. Gives the task's name where it was created, else the place to go to, if it is about one;
    /// `answered` is told what became of the request, where there was one.
    ///
    /// # Errors
    /// The form says what is wrong; everything typed is still there.
    pub async fn submit(self, answered: impl FnOnce(Result<&Task, &ApiError>)) -> Result<String, Option<Spot>> {
        // Set before the first await: a second press in the same moment finds it set.
        if self.sending.get_untracked() {
            return Err(None);
        }
        let task = untrack(|| self.checked())?;
        self.sending.set(true);
        self.failure.set(None);
        self.refusal.set(None);
        let answer = self.store.create(&task).await;
        self.sending.set(false);
        answered(answer.as_ref());
        match answer {
            Ok(task) => {
                self.discard();
                Ok(task.name)
            }
            Err(error) => Err(self.refused(error).map(Spot::Field)),
        }
    }

    fn checked(&self) -> Result<NewTask, Option<Spot>> {
        let product = self.store.product().id;
        let tasks = self.store.tasks();
        self.left.set(Field::ALL.to_vec());
        let checked = self.draft.with(|draft| draft.checked(product, None, &tasks));
        let task = checked.map_err(|problems| problems.first().map(|(field, _)| Spot::Field(*field)))?;
        // A file that is not the one somebody published is the one mistake that can still be seen here.
        match SIDES.into_iter().find(|side| self.picks.contradicts(*side)) {
            Some(side) => Err(Some(Spot::Checksum(side))),
            None => Ok(task),
        }
    }

    fn refused(&self, error: ApiError) -> Option<Field> {
        let field = match &error {
            ApiError::Refused(body) => body.field().map(|field| (field, body.code)),
            _ => None,
        };
        let Some((field, code)) = field else {
            self.failure.set(Some(error));
            return None;
        };
        let text = self.draft.with_untracked(|draft| draft.text(field).to_owned());
        self.refusal.set(Some(Refusal { field, text, code }));
        Some(field)
    }
}

/// Picked files.
impl CreateForm {
    /// The picked files.
    #[must_use]
    pub fn picks(&self) -> Picks {
        self.picks
    }

    /// Takes what was dropped on a side.
    pub(super) fn take(self, side: Side, dropped: Dropped) {
        match dropped.firmware {
            Some(Ok(file)) => self.pick_file(side, &file),
            Some(Err(error)) => self.picks.refuse(side, error),
            None => {}
        }
        if let Some(file) = dropped.checksums {
            self.picks.read_checksums(side, file);
        }
    }

    /// Reads a file and fills in its digest and size. Only the last file picked for a side counts.
    pub fn pick_file(self, side: Side, file: &File) {
        self.picks.read(side, file, move |digest| {
            self.set(Field::Firmware(side, Part::Md5), digest.md5.to_string());
            self.set(Field::Firmware(side, Part::Size), digest.size.get().to_string());
        });
    }
}
