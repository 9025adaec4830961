//! State of the create form.

use crate::firmware_file::Digest;
use crate::pages::create_task::state::chosen_files::{ChosenFiles, Comparison};
use crate::pages::create_task::state::discarded::DiscardedInput;
use crate::pages::create_task::state::draft_storage::DraftStorage;
use crate::pages::create_task::state::library::{Library, LibraryAdditions};
use crate::pages::create_task::state::step::{FieldError, FormLocation, Refusal, Step};
use crate::pages::create_task::state::uploads::Uploads;
use crate::pages::create_task::state::url_check::UrlChecks;
use crate::state::task_store::{CreateFailure, TaskStore};
use crate::web::{self, scoped};
use leptos::prelude::*;
use upgrade_api::checks::{Facts, Warning, warnings};
use upgrade_api::draft::TaskDraft;
use upgrade_api::field::{FieldId, Part, PerSide, Side};
use upgrade_api::task::{NewTask, Task};
use upgrade_api::text::similar_name_key;
use upgrade_api::values::{FileSize, Md5, Name, Version};

/// State of the create form.
#[derive(Clone, Copy)]
pub struct CreateForm {
    pub(crate) store: TaskStore,
    pub(crate) draft: RwSignal<TaskDraft>,
    /// Fields that the operator has typed into, even if they are empty now.
    pub(crate) typed: StoredValue<Vec<FieldId>>,
    /// Fields that the operator has left, which show their errors.
    pub(crate) blurred: RwSignal<Vec<FieldId>>,
    pub(crate) refusal: RwSignal<Option<Refusal>>,
    pub(crate) failure: RwSignal<Option<CreateFailure>>,
    pub(crate) sending: RwSignal<bool>,
    pub(crate) searching: RwSignal<bool>,
    /// Task that was sent with an unknown outcome.
    pub(crate) unconfirmed_task: RwSignal<Option<NewTask>>,
    pub(crate) storage: StoredValue<Option<DraftStorage>>,
    /// Whether the browser has stored the present input.
    pub(crate) stored: RwSignal<bool>,
    /// Whether the form was restored after a reload and the operator has not continued with it.
    pub(crate) restored: RwSignal<bool>,
    /// Input that the operator has discarded and may restore.
    pub(crate) discarded: RwSignal<Option<DiscardedInput>, LocalStorage>,
    pub(crate) files: ChosenFiles,
    pub(crate) uploads: Uploads,
    pub(crate) url_checks: UrlChecks,
    pub(crate) library: Library,
    pub(crate) additions: PerSide<LibraryAdditions>,
    pub(crate) step: RwSignal<Step>,
    /// Task with a name that looks like the typed one.
    pub(crate) similar_task: Memo<Option<Task>>,
    pub(crate) warnings: Memo<Vec<(FieldId, Warning)>>,
}

impl CreateForm {
    /// An empty form for the product of `store`, for files of at most `file_limit` bytes.
    pub fn new(store: TaskStore, file_limit: Option<u64>) -> Self {
        let draft = RwSignal::new(TaskDraft::default());
        let files = ChosenFiles::new(file_limit);
        let library = Library::default();
        let similar_task = similar_task(store, draft);
        Self {
            store,
            draft,
            typed: StoredValue::new(Vec::new()),
            blurred: RwSignal::new(Vec::new()),
            refusal: RwSignal::new(None),
            failure: RwSignal::new(None),
            sending: RwSignal::new(false),
            searching: RwSignal::new(false),
            unconfirmed_task: RwSignal::new(None),
            storage: StoredValue::new(None),
            stored: RwSignal::new(false),
            restored: RwSignal::new(false),
            discarded: RwSignal::new_local(None),
            files,
            uploads: Uploads::default(),
            url_checks: UrlChecks::default(),
            library,
            additions: PerSide::default(),
            step: RwSignal::new(Step::Firmware),
            similar_task,
            warnings: Memo::new(move |_| {
                let similar_name = similar_task.get().map(|task| task.name);
                current_warnings(store, draft, files, library, similar_name)
            }),
        }
    }

    /// Reads the input. Tracked.
    pub fn read<T>(&self, of: impl FnOnce(&TaskDraft) -> T) -> T {
        scoped(self.draft).with(of)
    }

    /// Text of a field. Tracked.
    pub fn text(&self, field: FieldId) -> String {
        self.read(|draft| draft.text(field).to_owned())
    }

    /// Whether the form has any input. Tracked.
    pub fn is_touched(&self) -> bool {
        self.read(|draft| *draft != TaskDraft::default()) || self.files.is_touched()
    }

    /// Whether a create is in flight. Tracked.
    pub fn is_sending(&self) -> bool {
        scoped(self.sending).get()
    }

    /// Whether the answer to a create was lost and the list is searched for the task. Tracked.
    pub fn is_searching(&self) -> bool {
        scoped(self.searching).get()
    }

    /// Failure of the last create that does not belong to one field. Tracked.
    pub fn failure(&self) -> Option<CreateFailure> {
        scoped(self.failure).get()
    }

    /// Sets the text of a field.
    pub fn set(&self, field: FieldId, text: String) {
        self.draft.update(|draft| draft.set(field, text));
    }

    /// Sets the text of a field to what the operator types.
    pub fn type_text(&self, field: FieldId, text: String) {
        self.typed.update_value(|typed| {
            if !typed.contains(&field) {
                typed.push(field);
            }
        });
        self.set(field, text);
    }

    /// Replaces the text of a field by the value that is read from it.
    pub(crate) fn show_as_read(&self, field: FieldId) {
        if let Some(read) = self.draft.with_untracked(|draft| draft.read_as(field)) {
            self.set(field, read);
        }
    }

    /// Marks a field as blurred, so that it shows its value as it is read, or its error. An empty field that the operator has
    /// not typed into shows none before the review.
    pub fn blur(&self, field: FieldId) {
        let is_empty = self.draft.with_untracked(|draft| draft.text(field).is_empty());
        if is_empty && !self.typed.with_value(|typed| typed.contains(&field)) {
            return;
        }
        self.show_as_read(field);
        if !self.blurred.with_untracked(|blurred| blurred.contains(&field)) {
            self.blurred.update(|blurred| blurred.push(field));
        }
    }

    /// Error that a field shows. Tracked.
    pub fn error(&self, field: FieldId) -> Option<FieldError> {
        let checked = scoped(self.blurred).with(|blurred| blurred.contains(&field));
        let snapshot = self.store.snapshot();
        let profile = self.profile();
        let problem = self.read(|draft| draft.problem(field, profile, &snapshot.tasks));
        if let Some(problem) = problem.filter(|_| checked) {
            return Some(FieldError::Here(problem));
        }
        // A refusal applies until the text of the field changes.
        let refusal = scoped(self.refusal).get().filter(|refusal| refusal.field == field)?;
        (refusal.text == self.text(field)).then_some(FieldError::Platform(refusal.code))
    }

    /// Existing task with the same name or from version, if the field has an error, or with a name that looks like the typed
    /// one. Tracked.
    pub fn conflicting_task(&self, field: FieldId) -> Option<Task> {
        if self.error(field).is_none() {
            return scoped(ArcMemo::from(self.similar_task))
                .get()
                .filter(|_| field == FieldId::Name);
        }
        let snapshot = self.store.snapshot();
        let profile = self.profile();
        let found = |draft: &TaskDraft| draft.conflicting_task(field, profile, &snapshot.tasks).cloned();
        self.read(found)
    }

    /// Warnings about valid but probably wrong input, with the fields to show them at. Tracked.
    pub fn warnings(&self) -> Vec<(FieldId, Warning)> {
        scoped(ArcMemo::from(self.warnings)).get()
    }

    /// Digest of the chosen file, if the field contains another digest. Tracked.
    pub fn differing_digest(&self, side: Side) -> Option<Md5> {
        let md5 = self.files.digest(side)?.md5;
        let typed = Md5::parse(&self.text(FieldId::Firmware(side, Part::Md5))).ok()?;
        (typed != md5).then_some(md5)
    }

    /// Whether MD5 and size of a side are those of its chosen file. Tracked.
    pub fn is_of_file(&self, side: Side, digest: &Digest) -> bool {
        self.read(|draft| {
            let entered = draft.side(side);
            Md5::parse(&entered.md5) == Ok(digest.md5) && FileSize::parse(&entered.size) == Ok(digest.size)
        })
    }

    /// Comparison of a side with its expected checksum; `None` without a checksum. Tracked.
    pub fn comparison(&self, side: Side) -> Option<Comparison> {
        let entered = self.read(|draft| Md5::parse(&draft.side(side).md5).ok());
        self.files.comparison(side, entered)
    }

    /// Version of a side; `None` if the text is not a version. Tracked.
    pub fn version(&self, side: Side) -> Option<Version> {
        Version::parse(&self.text(FieldId::Firmware(side, Part::Version))).ok()
    }

    /// All input, as typed. Tracked.
    pub fn draft(&self) -> TaskDraft {
        scoped(self.draft).get()
    }

    /// Current step. Tracked.
    pub fn step(&self) -> Step {
        scoped(self.step).get()
    }

    /// Goes to the review, if the input is valid.
    ///
    /// # Errors
    /// The location of the first error.
    pub fn review(&self) -> Result<(), Option<FormLocation>> {
        untrack(|| self.checked())?;
        self.step.set(Step::Review);
        Ok(())
    }

    /// Goes back to the form.
    pub fn go_back(&self) {
        self.step.set(Step::Firmware);
    }

    /// Replaces all input with these texts. The caller has asked the operator for confirmation.
    pub fn prefill(&self, draft: TaskDraft) {
        self.discard();
        self.draft.set(draft);
    }

    /// Empties the form.
    pub fn discard(&self) {
        self.step.set(Step::Firmware);
        self.uploads.discard();
        self.url_checks.discard();
        self.files.discard();
        self.additions.iter().for_each(LibraryAdditions::discard);
        self.draft.set(TaskDraft::default());
        self.typed.set_value(Vec::new());
        self.blurred.set(Vec::new());
        self.refusal.set(None);
        self.failure.set(None);
        self.unconfirmed_task.set(None);
        self.restored.set(false);
        self.discarded.set(None);
    }
}

fn current_warnings(
    store: TaskStore,
    draft: RwSignal<TaskDraft>,
    files: ChosenFiles,
    library: Library,
    similar_name: Option<String>,
) -> Vec<(FieldId, Warning)> {
    let device_counts = store.device_counts();
    let page = library.page();
    let file_names = PerSide::new(|side| files.name(side));
    let facts = Facts {
        profile: store.client.profile,
        device_counts: device_counts.as_deref(),
        library: &page.list,
        similar_name: similar_name.as_deref(),
        file_names: PerSide::new(|side| file_names[side].as_deref()),
    };
    draft.with(|draft| warnings(draft, &facts))
}

/// Task with a name that looks like the typed one and is not the same. The names of the list are folded once per list.
fn similar_task(store: TaskStore, draft: RwSignal<TaskDraft>) -> Memo<Option<Task>> {
    let keys = Memo::new(move |_| {
        let snapshot = store.snapshot();
        web::all_folded(snapshot.tasks.iter().map(|task| similar_name_key(&task.name)))
    });
    let name = Memo::new(move |_| draft.with(|draft| Name::parse(&draft.name).ok()));
    Memo::new(move |_| {
        let name = name.get()?;
        let own = web::folded(&similar_name_key(name.as_str()));
        let at = keys.with(|keys| keys.iter().position(|other| *other == own))?;
        let found = store.snapshot().tasks.get(at).cloned();
        found.filter(|task| task.name != name.as_str())
    })
}
