//! The state of the create form. It outlives the dialog, the sign-in panel and a change of language: nothing typed
//! is lost until the task exists or the operator discards it.

mod chosen;
mod files;
mod kept;
mod prefill;
mod step;
mod submit;

pub use kept::forget_all;
pub use step::Step;
pub use submit::{Failure, Submitted};

use super::addresses::Addresses;
use super::library::Library;
use super::picks::Picks;
use super::uploads::Uploads;
use crate::reactive::{Memo, RwSignal, memo, signal, stored};
use crate::tasks::store::TaskStore;
use kept::Place;
use leptos::prelude::*;
use upgrade_api::checks::{Facts, Warning, warnings};
use upgrade_api::draft::{Extent, Field, FirmwareDraft, Part, Side, TaskDraft};
use upgrade_api::error::ErrorCode;
use upgrade_api::task::{NewTask, Task};
use upgrade_api::values::{Md5, Problem, Version};

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
    failure: RwSignal<Option<Failure>>,
    sending: RwSignal<bool>,
    looking: RwSignal<bool>,
    /// What was sent and may have been created: nobody knows.
    doubtful: RwSignal<Option<NewTask>>,
    place: StoredValue<Option<Place>>,
    /// Whether what stands in it was typed before the page was loaded, and nobody has gone on with it yet.
    restored: RwSignal<bool>,
    picks: Picks,
    uploads: Uploads,
    addresses: Addresses,
    library: Library,
    step: RwSignal<Step>,
    warnings: Memo<Vec<(Field, Warning)>>,
}

/// A place in the form to go to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A field of the task.
    Field(Field),
    /// The checksum a side's file is compared with.
    Checksum(Side),
    /// What the platform measured of a side's file, which is not that file.
    Upload(Side),
}

impl CreateForm {
    /// An empty form for the product of `store`, for files of at most `file_limit` bytes.
    #[must_use]
    pub fn new(store: TaskStore, file_limit: Option<u64>) -> Self {
        let draft = signal(TaskDraft::default());
        let picks = Picks::new(file_limit);
        let library = Library::new();
        Self {
            store,
            draft,
            left: signal(Vec::new()),
            refusal: signal(None),
            failure: signal(None),
            sending: signal(false),
            looking: signal(false),
            doubtful: signal(None),
            place: stored(None),
            restored: signal(false),
            picks,
            uploads: Uploads::new(),
            addresses: Addresses::new(),
            library,
            step: signal(Step::Firmware),
            warnings: memo(move || warned(store, draft, picks, library)),
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
        let extent = self.extent();
        let problem = self.draft.with(|draft| draft.problem(field, extent, &known.tasks));
        if let Some(problem) = problem.filter(|_| checked) {
            return Some(FieldError::Here(problem));
        }
        // A refusal stands as long as the text it was about.
        let refusal = self.refusal.get().filter(|refusal| refusal.field == field)?;
        (refusal.text == self.text(field)).then_some(FieldError::Platform(refusal.code))
    }

    /// The task that already has this name or starts here, where a field says so.
    #[must_use]
    pub fn in_the_way(&self, field: Field) -> Option<Task> {
        self.error(field)?;
        let known = self.store.known();
        let extent = self.extent();
        let found = |draft: &TaskDraft| draft.in_the_way(field, extent, &known.tasks).cloned();
        self.draft.with(found)
    }

    /// What is allowed and probably wrong, and beside which field to say so.
    #[must_use]
    pub fn warnings(&self) -> Vec<(Field, Warning)> {
        self.warnings.get()
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

    /// One of the two versions as typed.
    #[must_use]
    pub fn side(&self, side: Side) -> FirmwareDraft {
        self.draft.with(|draft| draft.side(side).clone())
    }

    /// Everything as typed.
    #[must_use]
    pub fn draft(&self) -> TaskDraft {
        self.draft.get()
    }

    /// Empties the form.
    pub fn discard(&self) {
        self.step.set(Step::Firmware);
        self.uploads.discard();
        self.addresses.discard();
        self.picks.discard();
        self.draft.set(TaskDraft::default());
        self.left.set(Vec::new());
        self.refusal.set(None);
        self.failure.set(None);
        self.doubtful.set(None);
        self.restored.set(false);
    }
}

fn warned(store: TaskStore, draft: RwSignal<TaskDraft>, picks: Picks, library: Library) -> Vec<(Field, Warning)> {
    let fleet = store.fleet();
    let page = library.page();
    let names = SIDES.map(|side| picks.name(side));
    let facts = Facts {
        extent: if store.is_full() { Extent::Full } else { Extent::Core },
        fleet: fleet.as_deref(),
        library: &page.list,
        names: [names[0].as_deref(), names[1].as_deref()],
    };
    draft.with(|draft| warnings(draft, &facts))
}
