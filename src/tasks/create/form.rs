//! The state of the create form. It outlives the dialog, the sign-in panel and a change of language: nothing typed
//! is lost until the task exists or the operator discards it.

use super::picks::Picks;
use crate::api::ApiError;
use crate::files::Dropped;
use crate::reactive::{signal, stored};
use crate::tasks::store::{Creation, Done, TaskStore};
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

/// Why a create failed, where it is not about one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The platform said no.
    Refused(ApiError),
    /// The answer was lost; as far as the list shows the task was not created.
    NotThere(ApiError),
    /// The answer was lost, and nobody can tell.
    CannotTell(ApiError),
}

/// What became of a create.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Submitted {
    /// The platform answered with the task.
    Made(Task),
    /// The answer was lost, but the task is in the list.
    Found(Task),
    /// Nothing for certain: the form says what is wrong, everything typed is still there. The place to go to, if it is
    /// about one.
    Not(Option<Spot>),
}

/// The create form.
#[derive(Clone, Copy)]
pub struct CreateForm {
    store: TaskStore,
    draft: RwSignal<TaskDraft>,
    left: RwSignal<Vec<Field>>,
    refusal: RwSignal<Option<Refusal>>,
    failure: RwSignal<Option<Failure>>,
    sending: RwSignal<bool>,
    looking: RwSignal<bool>,
    /// What was sent and may have been created: nobody knows.
    doubtful: StoredValue<Option<NewTask>>,
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
            looking: signal(false),
            doubtful: stored(None),
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

    /// Whether the answer to a create was lost and the list is searched for the task.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        self.looking.get()
    }

    /// What went wrong with the last create, where it is not about one field.
    #[must_use]
    pub fn failure(&self) -> Option<Failure> {
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
        let known = self.store.known();
        let problem = self
            .draft
            .with(|draft| draft.problem(field, FirmwareKind::Wifi, &known.tasks));
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
        self.doubtful.set_value(None);
    }

    /// Creates the task. `None`: it is being created already.
    pub async fn submit(self) -> Option<Done<Submitted>> {
        let not = |spot| Done {
            end: Submitted::Not(spot),
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
        let in_doubt = self.doubtful.with_value(|doubtful| doubtful.as_ref() == Some(&task));
        let looking = self.looking;
        let done = self.store.create(&task, in_doubt, || looking.set(true)).await;
        looking.set(false);
        self.sending.set(false);
        let end = match done.end {
            Creation::Made(made) => {
                self.finished(&sent);
                Submitted::Made(made)
            }
            Creation::Found(found) => {
                self.finished(&sent);
                Submitted::Found(found)
            }
            Creation::Refused(error) => Submitted::Not(self.refused(error).map(Spot::Field)),
            Creation::NotThere(error) => self.in_doubt(task, Failure::NotThere(error)),
            Creation::CannotTell(error) => self.in_doubt(task, Failure::CannotTell(error)),
        };
        let request_id = done.request_id;
        Some(Done { end, request_id })
    }

    /// The task exists. What was typed after it was sent is another one, and stays.
    fn finished(&self, sent: &TaskDraft) {
        if self.draft.try_with_untracked(|draft| draft == sent) == Some(true) {
            self.discard();
        }
    }

    fn in_doubt(&self, task: NewTask, failure: Failure) -> Submitted {
        self.doubtful.set_value(Some(task));
        self.failure.set(Some(failure));
        Submitted::Not(None)
    }

    fn checked(&self) -> Result<NewTask, Option<Spot>> {
        let product = self.store.product().id;
        let known = self.store.known();
        self.left.set(Field::ALL.to_vec());
        let checked = self.draft.with(|draft| draft.checked(product, None, &known.tasks));
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
            self.failure.set(Some(Failure::Refused(error)));
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
