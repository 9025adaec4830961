//! State of a product: its tasks, its create form and its dialogs.

use crate::components::{Toasts, visible};
use crate::i18n::Messages;
use crate::pages::create_task::state::CreateForm;
use crate::pages::tasks::context::{TaskContext, TaskPageState};
use crate::state::activity_log::ActivityLog;
use crate::state::task_store::TaskStore;
use crate::web::scoped;
use leptos::prelude::*;
use upgrade_api::impact::Proportion;
use upgrade_api::products::Product;

/// State of one product.
#[derive(Clone, Copy)]
pub struct Workspace {
    pub(crate) store: TaskStore,
    pub(crate) form: CreateForm,
    pub(crate) page: TaskPageState,
    pub(crate) type_to_start: Proportion,
    pub(crate) poll_seconds: u32,
}

impl Workspace {
    /// Context of the views of the product.
    pub fn context(&self, m: &'static dyn Messages, toasts: Toasts, activity: ActivityLog) -> TaskContext {
        TaskContext {
            m,
            store: self.store,
            form: self.form,
            page: self.page,
            toasts,
            activity,
            type_to_start: self.type_to_start,
            poll_seconds: self.poll_seconds,
        }
    }

    /// The product.
    pub fn product(&self) -> Product {
        self.store.product()
    }

    /// Name of the view beside or above the list: the create dialog, the task of the open details, the map. Tracked.
    pub fn view_name(&self, m: &dyn Messages) -> Option<String> {
        let TaskPageState {
            creating, details, map, ..
        } = self.page;
        let task = scoped(details).get().and_then(|id| self.store.task(&id));
        match task {
            _ if scoped(creating).get() => Some(m.create_task().to_owned()),
            Some(task) => Some(visible(&task.name)),
            None => scoped(map).get().then(|| m.map().upgrade_map().to_owned()),
        }
    }
}
