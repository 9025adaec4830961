//! Closes the details of a task that the list does not contain.

use crate::components::visible;
use crate::pages::tasks::context::TaskContext;
use crate::state::task_store::ListState;
use crate::web::scoped;
use leptos::prelude::*;
use upgrade_api::values::TaskId;

/// Closes the details, which a link may have opened, when a complete list does not contain their task, and shows a toast
/// about it. Runs until the view is removed.
pub(crate) fn leave_missing_task(context: TaskContext) {
    let TaskContext {
        m,
        store,
        page,
        toasts,
        activity,
        ..
    } = context;
    let seen = StoredValue::new(None::<(TaskId, String)>);
    Effect::new(move |_| {
        let Some(id) = scoped(page.details).get() else { return };
        let snapshot = store.snapshot();
        let is_read = store.read_at().is_some() && store.state() == ListState::Ready;
        if let Some(task) = snapshot.task(&id) {
            return seen.set_value(Some((id, task.name.clone())));
        }
        if !is_read || snapshot.changed_while_read {
            return;
        }
        let name = seen.get_value().filter(|(seen, _)| *seen == id);
        let text = match name {
            _ if !snapshot.all_read() => m.view().linked_task_unreadable().to_owned(),
            Some((_, name)) => m.view().linked_task_deleted(&visible(&name)),
            None => m.view().linked_task_missing().to_owned(),
        };
        // An action of this tab has its own toast.
        let is_own = untrack(|| store.is_acting(&id)) || activity.just_deleted(&id);
        page.show_details(None);
        if !is_own {
            toasts.warn(Some(&store.subject(&id)), text);
        }
    });
}
