//! The state of the create form. It outlives the dialog, the sign-in panel and a change of language: nothing typed
//! is lost until the task exists or the operator discards it.

use crate::api::ApiError;
use crate::files::{Digest, FileError, digest};
use crate::reactive::{signal, spawn, stored};
use crate::tasks::store::TaskStore;
use leptos::prelude::*;
use upgrade_api::draft::{Field, Part, Side, TaskDraft};
use upgrade_api::error::ErrorCode;
use upgrade_api::rules::Warning;
use upgrade_api::task::{FirmwareKind, NewTask};
use upgrade_api::values::{Md5, Problem, Version};
use web_sys::File;

/// A picked file and how far reading it has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// The file's name: data, only ever shown as text.
    pub name: String,
    /// Its size in bytes.
    pub size: u64,
    /// How far it is.
    pub state: PickState,
}

/// How far reading a picked file has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PickState {
    /// So many bytes are digested.
    Reading(u64),
    /// Digest and size are known.
    Done(Digest),
    /// There is no digest, and why.
    Failed(FileError),
}

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
    picks: [RwSignal<Option<Pick>>; 2],
    pick_turns: [StoredValue<u32>; 2],
}

impl CreateForm {
    /// An empty form for the product of `store`.
    #[must_use]
    pub fn new(store: TaskStore) -> Self {
        Self {
            store,
            draft: signal(TaskDraft::default()),
            left: signal(Vec::new()),
            refusal: signal(None),
            failure: signal(None),
            sending: signal(false),
            picks: [signal(None), signal(None)],
            pick_turns: [stored(0), stored(0)],
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
        self.draft.with(|draft| *draft != TaskDraft::default())
            || self.picks.iter().any(|pick| pick.with(Option::is_some))
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
        let Some(PickState::Done(digest)) = self.pick(side).map(|pick| pick.state) else {
            return None;
        };
        let typed = Md5::parse(&self.text(Field::Firmware(side, Part::Md5))).ok()?;
        (typed != digest.md5).then_some(digest.md5)
    }

    /// The version typed for a side, where it is one.
    #[must_use]
    pub fn version(&self, side: Side) -> Option<Version> {
        Version::parse(&self.text(Field::Firmware(side, Part::Version))).ok()
    }

    /// Empties the form.
    pub fn discard(&self) {
        for side in [Side::From, Side::Target] {
            self.drop_pick(side);
        }
        self.draft.set(TaskDraft::default());
        self.left.set(Vec::new());
        self.refusal.set(None);
        self.failure.set(None);
    }

    /// Creates the task. Gives the task's name where it was created, else the field to go to, if it is about one.
    ///
    /// # Errors
    /// The form says what is wrong; everything typed is still there.
    pub async fn submit(self) -> Result<String, Option<Field>> {
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
        match answer {
            Ok(task) => {
                self.discard();
                Ok(task.name)
            }
            Err(error) => Err(self.refused(error)),
        }
    }

    fn checked(&self) -> Result<NewTask, Option<Field>> {
        let product = self.store.product().id;
        let tasks = self.store.tasks();
        self.left.set(Field::ALL.to_vec());
        let checked = self.draft.with(|draft| draft.checked(product, None, &tasks));
        checked.map_err(|problems| problems.first().map(|(field, _)| *field))
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
    /// The file picked for a side.
    #[must_use]
    pub fn pick(&self, side: Side) -> Option<Pick> {
        self.picks[place(side)].get()
    }

    /// Reads a file and fills in its digest and size. Only the last file picked for a side counts.
    pub fn pick_file(self, side: Side, file: File) {
        let turn = self.next_turn(side);
        let pick = self.picks[place(side)];
        pick.set(Some(Pick {
            name: file.name(),
            size: file.size() as u64,
            state: PickState::Reading(0),
        }));
        let tell = move |state| pick.update(|pick| pick.iter_mut().for_each(|pick| pick.state = state));
        spawn(async move {
            let current = move || self.pick_turns[place(side)].try_get_value() == Some(turn);
            let result = digest(&file, |done| {
                let go_on = current();
                if go_on {
                    tell(PickState::Reading(done));
                }
                go_on
            })
            .await;
            if !current() {
                return;
            }
            match result {
                Ok(digest) => {
                    tell(PickState::Done(digest));
                    self.set(Field::Firmware(side, Part::Md5), digest.md5.to_string());
                    self.set(Field::Firmware(side, Part::Size), digest.size.get().to_string());
                }
                Err(error) => tell(PickState::Failed(error)),
            }
        });
    }

    /// Stops reading a side's file and forgets it; what stands in the fields stays.
    pub fn drop_pick(&self, side: Side) {
        self.next_turn(side);
        self.picks[place(side)].set(None);
    }

    /// Whether a file is being read.
    #[must_use]
    pub fn is_reading(&self) -> bool {
        let reading = |pick: &Option<Pick>| {
            matches!(
                pick,
                Some(Pick {
                    state: PickState::Reading(_),
                    ..
                })
            )
        };
        self.picks.iter().any(|pick| pick.with(reading))
    }

    fn next_turn(&self, side: Side) -> u32 {
        let turns = self.pick_turns[place(side)];
        let turn = turns.get_value().wrapping_add(1);
        turns.set_value(turn);
        turn
    }
}

fn place(side: Side) -> usize {
    match side {
        Side::From => 0,
        Side::Target => 1,
    }
}
