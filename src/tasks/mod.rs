//! The page: the tasks of one product, and what can be done with them.

mod again;
mod bulk;
mod changes;
pub mod confirm;
pub mod create;
mod details;
mod export;
mod fleet;
mod gone;
pub mod help;
pub mod later;
mod map;
pub mod pace;
mod page;
mod parts;
mod picked;
mod polling;
mod said;
pub mod store;
mod table;
mod toolbar;
pub mod view;

pub use page::tasks_page;

use crate::activity::{Activity, Deed, Entry, Outcome};
use crate::address;
use crate::api::{ApiError, code_text};
use crate::i18n::Messages;
use crate::reactive::{RwSignal, signal};
use crate::ui::Toasts;
use bulk::Bulk;
use confirm::Question;
use create::form::CreateForm;
use later::Later;
use leptos::prelude::*;
use std::time::Duration;
use store::{ListState, TaskStore};
use upgrade_api::impact::Proportion;
use upgrade_api::status::Action;
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// What the views of one product's tasks are made from.
#[derive(Clone, Copy)]
pub struct TaskContext {
    /// What to say, and in which language.
    pub m: &'static Messages,
    /// The tasks.
    pub store: TaskStore,
    /// The create form.
    pub form: CreateForm,
    /// The dialogs.
    pub dialogs: TaskDialogs,
    /// Where to say what has been done.
    pub toasts: Toasts,
    /// Where to write down what has been done.
    pub activity: Activity,
    /// From where on a start has to be typed.
    pub type_to_start: Proportion,
    /// What comes after the list.
    pub later: Later,
}

impl TaskContext {
    /// Why no task can be started or deleted now, if that is so.
    fn cannot_act(&self) -> Option<String> {
        // What is on show may be wrong by now, and a start or a delete depends on it.
        self.read_only()
            .or_else(|| self.is_list_old().then(|| self.m.wait_for_list.to_owned()))
    }

    /// Whether the list could not be read the last time.
    fn is_list_old(&self) -> bool {
        matches!(self.store.state(), ListState::Failed(_))
    }

    /// Why nothing may be changed here, if that is so.
    fn read_only(&self) -> Option<String> {
        let code = self.store.read_only()?;
        Some(format!("{}{}", self.m.read_only, code_text(self.m, code)))
    }

    /// Writes down what came of something, and the sentence that said so.
    fn note(
        &self,
        deed: Deed,
        task: &str,
        id: Option<&TaskId>,
        (outcome, said): (Outcome, String),
        request: Option<String>,
    ) {
        let entry = Entry::now(deed, task, id, outcome, said);
        self.activity.note(Entry {
            request_id: request,
            ..entry
        });
    }
}

/// What a refusal is to whoever reads the log: a no, or nothing that got as far as one.
fn outcome_of(error: &ApiError) -> Outcome {
    match error {
        ApiError::Refused(_) => Outcome::Refused,
        _ => Outcome::NotDone,
    }
}

/// Which dialog is open.
#[derive(Clone, Copy)]
pub struct TaskDialogs {
    /// Whether the upgrade map stands in place of the list.
    pub map: RwSignal<bool>,
    /// The create dialog.
    pub creating: RwSignal<bool>,
    /// The question before an action.
    pub question: RwSignal<Option<Question>>,
    /// Several tasks are asked about at once.
    pub bulk: RwSignal<Option<Bulk>>,
    /// The tasks somebody has picked.
    pub picked: RwSignal<Vec<TaskId>>,
    /// The task whose details are shown; also in the page's address.
    pub details: RwSignal<Option<TaskId>>,
}

impl TaskDialogs {
    /// None open but the one the page's address names.
    #[must_use]
    pub fn from_address() -> Self {
        Self {
            map: signal(address::map()),
            creating: signal(false),
            question: signal(None),
            bulk: signal(None),
            picked: signal(Vec::new()),
            details: signal(address::task()),
        }
    }

    /// Shows the map in place of the list, or the list, and says so in the page's address.
    pub fn show_map(&self, map: bool) {
        address::set_map(map, true);
        self.map.set(map);
    }

    /// Asks before doing.
    pub fn ask(&self, action: Action, task: Task) {
        self.question.set(Some(Question {
            action,
            task,
            failed: None,
        }));
    }

    /// Shows a task's details, or none, and says so in the page's address.
    pub fn show_details(&self, task: Option<TaskId>) {
        address::set_task(task.as_ref());
        self.details.set(task);
    }

    /// Closes all of them.
    pub fn close_all(&self) {
        self.creating.set(false);
        self.question.set(None);
        self.bulk.set(None);
        self.picked.set(Vec::new());
        self.show_details(None);
    }

    /// Whether one is open, or the map is, or should be.
    fn is_any_open(&self) -> bool {
        // Every one is read, so that every one is followed.
        [
            self.map.get(),
            self.creating.get(),
            self.question.with(Option::is_some),
            self.bulk.with(Option::is_some),
            self.details.with(Option::is_some),
        ]
        .contains(&true)
    }

    /// Takes back what was asked for and cannot be shown.
    fn withdraw(&self) {
        self.show_map(false);
        self.creating.set(false);
        self.question.set(None);
        self.bulk.set(None);
        self.show_details(None);
    }

    /// Whether something is being decided: the page holds still meanwhile.
    #[must_use]
    pub fn is_deciding(&self) -> bool {
        let asks = self.question.with_untracked(Option::is_some) || self.bulk.with_untracked(Option::is_some);
        self.creating.get_untracked() || asks
    }
}

/// Runs `act` once the changes made now are on the page and an open dialog has given the focus back.
fn after_closing(act: impl FnOnce() + 'static) {
    set_timeout(act, Duration::ZERO);
}
