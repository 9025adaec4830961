//! The task that the address names: where the list shows that it is gone, the page says so and leaves the address.

use crate::builder::visible;
use crate::pages::tasks::context::TaskContext;
use crate::state::task_store::ListState;
use leptos::prelude::*;
use upgrade_api::values::TaskId;

/// Follows the task whose details are open, or asked for by a link.
pub(crate) fn leave_gone_task(cx: TaskContext) {
    let TaskContext {
        m,
        store,
        dialogs,
        toasts,
        activity,
        ..
    } = cx;
    let seen = StoredValue::new(None::<(TaskId, String)>);
    Effect::new(move |_| {
        let Some(id) = dialogs.details.get() else { return };
        let known = store.known();
        let is_read = store.read_at().is_some() && store.state() == ListState::Ready;
        if let Some(task) = known.task(&id) {
            return seen.set_value(Some((id, task.name.clone())));
        }
        if !is_read || known.changed_while_read() {
            return;
        }
        let name = seen.get_value().filter(|(seen, _)| *seen == id);
        let said = match name {
            _ if !known.all_read() => m.view.linked_unread.to_owned(),
            Some((_, name)) => (m.view.linked_deleted)(&visible(&name)),
            None => m.view.linked_gone.to_owned(),
        };
        // This tab's own deed is told already, or about to be.
        let is_own = untrack(|| store.is_acting(&id)) || activity.just_deleted(&id);
        dialogs.show_details(None);
        if !is_own {
            toasts.warn(Some(id.as_str()), said);
        }
    });
}
