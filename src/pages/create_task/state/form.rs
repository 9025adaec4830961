//! The state of the create form.

use crate::pages::create_task::state::draft_storage::DraftStorage;
use crate::pages::create_task::state::file_selection::FileSelection;
use crate::pages::create_task::state::library::Library;
use crate::pages::create_task::state::sides::SIDES;
use crate::pages::create_task::state::step::{FieldError, FormLocation, Refusal, Step, SubmitFailure};
use crate::pages::create_task::state::uploads::Uploads;
use crate::pages::create_task::state::url_check::UrlChecks;
use crate::state::task_store::TaskStore;
use leptos::prelude::*;
use upgrade_api::checks::{Facts, Warning, warnings};
use upgrade_api::draft::{Extent, Field, FirmwareDraft, Part, Side, TaskDraft};
use upgrade_api::task::{NewTask, Task};
use upgrade_api::values::{Md5, Version};

/// The create form.
#[derive(Clone, Copy)]
pub struct CreateForm {
    pub(crate) store: TaskStore,
    pub(crate) draft: RwSignal<TaskDraft>,
    pub(crate) left: RwSignal<Vec<Field>>,
    pub(crate) refusal: RwSignal<Option<Refusal>>,
    pub(crate) failure: RwSignal<Option<SubmitFailure>>,
    pub(crate) sending: RwSignal<bool>,
    pub(crate) looking: RwSignal<bool>,
    /// What was sent and may have been created: nobody knows.
    pub(crate) doubtful: RwSignal<Option<NewTask>>,
    pub(crate) place: StoredValue<Option<DraftStorage>>,
    /// Whether what stands in it was typed before the page was loaded, and nobody has gone on with it yet.
    pub(crate) restored: RwSignal<bool>,
    pub(crate) picks: FileSelection,
    pub(crate) uploads: Uploads,
    pub(crate) addresses: UrlChecks,
    pub(crate) library: Library,
    pub(crate) step: RwSignal<Step>,
    pub(crate) warnings: Memo<Vec<(Field, Warning)>>,
}

impl CreateForm {
    /// An empty form for the product of `store`, for files of at most `file_limit` bytes.
    #[must_use]
    pub fn new(store: TaskStore, file_limit: Option<u64>) -> Self {
        let draft = RwSignal::new(TaskDraft::default());
        let picks = FileSelection::new(file_limit);
        let library = Library::new();
        Self {
            store,
            draft,
            left: RwSignal::new(Vec::new()),
            refusal: RwSignal::new(None),
            failure: RwSignal::new(None),
            sending: RwSignal::new(false),
            looking: RwSignal::new(false),
            doubtful: RwSignal::new(None),
            place: StoredValue::new(None),
            restored: RwSignal::new(false),
            picks,
            uploads: Uploads::new(),
            addresses: UrlChecks::new(),
            library,
            step: RwSignal::new(Step::Firmware),
            warnings: Memo::new(move |_| warned(store, draft, picks, library)),
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
    pub fn failure(&self) -> Option<SubmitFailure> {
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

    /// Where the operator is.
    #[must_use]
    pub fn step(&self) -> Step {
        self.step.get()
    }

    /// Goes on to the review, where nothing is wrong.
    ///
    /// # Errors
    /// The first place where something is.
    pub fn review(&self) -> Result<(), Option<FormLocation>> {
        untrack(|| self.checked())?;
        self.step.set(Step::Review);
        Ok(())
    }

    /// Goes back to the form.
    pub fn go_back(&self) {
        self.step.set(Step::Firmware);
    }

    /// Begins anew with these texts. What stood in it is gone: whoever calls this has asked.
    pub fn prefill(&self, draft: TaskDraft) {
        self.discard();
        self.draft.set(draft);
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

fn warned(
    store: TaskStore,
    draft: RwSignal<TaskDraft>,
    picks: FileSelection,
    library: Library,
) -> Vec<(Field, Warning)> {
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
