//! State that the views of the tasks page share.

use crate::components::Toasts;
use crate::i18n::Messages;
use crate::pages::create_task::state::CreateForm;
use crate::pages::error_text::code_text;
use crate::pages::tasks::bulk::plan::BulkQuestion;
use crate::pages::tasks::confirm::question::Question;
use crate::routing;
use crate::state::activity_log::ActivityLog;
use crate::state::task_store::TaskStore;
use crate::web::scoped;
use leptos::prelude::*;
use upgrade_api::impact::Proportion;
use upgrade_api::status::Action;
use upgrade_api::task::Task;
use upgrade_api::values::TaskId;

/// State of the tasks page, for functions that act on tasks or put their state into words.
#[derive(Clone, Copy)]
pub struct TaskContext {
    /// Texts in the language of the page.
    pub m: &'static dyn Messages,
    /// Tasks of the product.
    pub store: TaskStore,
    /// State of the create form.
    pub form: CreateForm,
    /// Open dialogs, selection, and whether the map is shown.
    pub page: TaskPageState,
    /// Toasts.
    pub toasts: Toasts,
    /// Activity log.
    pub activity: ActivityLog,
    /// Share or number of devices above which a start requires typed confirmation.
    pub type_to_start: Proportion,
    /// Seconds between two readings of the list.
    pub poll_seconds: u32,
}

impl TaskContext {
    /// Reason why no task can be started or deleted. Tracked.
    pub fn blocked_reason(&self) -> Option<String> {
        // The rows may be outdated, and a start or a delete depends on them.
        self.read_only()
            .or_else(|| self.store.is_outdated().then(|| self.m.wait_for_list().to_owned()))
            .or_else(|| self.store.partly_read().map(|_| self.m.wait_for_all_pages().to_owned()))
    }

    /// Reason why the token may change nothing. Tracked.
    pub fn read_only(&self) -> Option<String> {
        read_only(self.m, self.store)
    }
}

/// Reason why the token may change no task of a product. Tracked.
pub(crate) fn read_only(m: &dyn Messages, store: TaskStore) -> Option<String> {
    let code = store.read_only()?;
    Some(format!("{}{}", m.read_only(), code_text(m, code)))
}

/// State for functions that act on tasks. A component that calls such functions takes its parts from it; every other component
/// takes the parts it shows, for example with [`use_task_store`](crate::state::task_store::use_task_store).
pub fn use_task_context() -> TaskContext {
    expect_context()
}

/// State of the page.
pub fn use_page_state() -> TaskPageState {
    expect_context()
}

/// Provides the state of the page, and its parts, to the views of the page.
pub fn provide_task_context(context: TaskContext) {
    provide_context(context);
    provide_context(context.store);
    provide_context(context.form);
    provide_context(context.page);
}

/// State of the page of one product: open dialogs, selected tasks, and whether the map is shown.
#[derive(Clone, Copy, Default)]
pub struct TaskPageState {
    /// Whether the page shows the upgrade map instead of the list.
    pub map: RwSignal<bool>,
    /// Whether the create dialog is open.
    pub creating: RwSignal<bool>,
    /// Question of the confirmation dialog.
    pub question: RwSignal<Option<Question>>,
    /// Question of the bulk dialog.
    pub bulk: RwSignal<Option<BulkQuestion>>,
    /// Selected tasks.
    pub selected: RwSignal<Vec<TaskId>>,
    /// Task whose details are open; the address names it too.
    pub details: RwSignal<Option<TaskId>>,
    /// Task that was just created. Its row is highlighted, until the highlight ends.
    pub new_task: RwSignal<Option<TaskId>>,
}

impl TaskPageState {
    /// The state that the address names.
    pub fn from_address() -> Self {
        let page = Self::default();
        page.map.set(routing::map());
        page.details.set(routing::task());
        page
    }

    /// Shows the map or the list, and updates the address.
    pub fn show_map(&self, map: bool) {
        routing::set_map(map, true);
        self.map.set(map);
    }

    /// Opens the confirmation of an action.
    pub fn ask(&self, action: Action, task: Task) {
        self.question.set(Some(Question::new(action, task, None)));
    }

    /// Opens or closes the details, and updates the address.
    pub fn show_details(&self, task: Option<TaskId>) {
        routing::set_task(task.as_ref());
        self.details.set(task);
    }

    /// Closes all dialogs and clears the selection.
    pub fn close_all(&self) {
        self.close_dialogs();
        self.selected.set(Vec::new());
        self.new_task.set(None);
    }

    fn close_dialogs(&self) {
        let Self {
            map: _,
            creating,
            question,
            bulk,
            selected: _,
            details: _,
            new_task: _,
        } = self;
        creating.set(false);
        question.set(None);
        bulk.set(None);
        self.show_details(None);
    }

    /// Whether a view of the second module is open or requested. Tracked.
    pub fn is_any_open(&self) -> bool {
        let Self {
            map,
            creating,
            question,
            bulk,
            selected: _,
            details,
            new_task: _,
        } = *self;
        scoped(map).get()
            || scoped(creating).get()
            || scoped(question).with(Option::is_some)
            || scoped(bulk).with(Option::is_some)
            || scoped(details).with(Option::is_some)
    }

    /// Withdraws the requests for views of the second module.
    pub fn withdraw(&self) {
        self.show_map(false);
        self.close_dialogs();
    }

    /// Whether the operator decides something. Polls pause while they do.
    pub fn is_deciding(&self) -> bool {
        let Self {
            map: _,
            creating,
            question,
            bulk,
            selected: _,
            details: _,
            new_task: _,
        } = self;
        let asks = question.with_untracked(Option::is_some) || bulk.with_untracked(Option::is_some);
        creating.get_untracked() || asks
    }
}
