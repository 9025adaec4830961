//! Selected tasks, and actions on all of them.

use crate::components::{Button, Tone, visible};
use crate::i18n::use_messages;
use crate::pages::tasks::bulk::ask;
use crate::pages::tasks::bulk::plan::Scope;
use crate::pages::tasks::context::{TaskContext, use_task_context, use_task_dialogs};
use crate::pages::tasks::table::row_values::RowValues;
use crate::state::task_store::{TaskStore, use_task_store};
use crate::web::{self, scoped};
use leptos::prelude::*;
use std::collections::HashSet;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::Action;
use upgrade_api::task::{FirmwareKind, Row};
use upgrade_api::values::TaskId;

/// Id of the check box for all visible tasks.
const ALL: &str = "pick-all";

/// Check box of a task.
#[component]
pub(crate) fn PickBox(
    /// Id of the task.
    id: TaskId,
    /// Name of the task.
    name: String,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let (m, picked) = (use_messages(), use_task_dialogs().picked);
    let toggle = move |_| {
        picked.update(|picked| match picked.iter().position(|other| *other == id) {
            Some(at) => drop(picked.remove(at)),
            None => picked.push(id.clone()),
        });
    };
    view! {
        <input
            type="checkbox"
            aria-label=m.view().select(&visible(&name))
            prop:checked=move || values.with(|values| values.state.task.is_some_and(|task| task.is_picked))
            on:change=toggle
        />
    }
}

/// Ids of the visible tasks. Tracked.
fn visible_ids(store: TaskStore) -> Vec<TaskId> {
    let id = |row: &Row| match row {
        Row::Task(task) => Some(task.id.clone()),
        Row::Unreadable { .. } => None,
    };
    // The id of a row never changes.
    let entries = store.entries().into_iter();
    entries.filter_map(|entry| entry.row.with_untracked(id)).collect()
}

/// Check box of all visible tasks. It selects the rest of them, or clears the selection if all of them are selected.
#[component]
pub(crate) fn PickAllBox() -> impl IntoView {
    let (m, store, picked) = (use_messages(), use_task_store(), use_task_dialogs().picked);
    let state = Memo::new(move |_| {
        let ids = visible_ids(store);
        let picked: HashSet<TaskId> = scoped(picked).get().into_iter().collect();
        let count = ids.iter().filter(|id| picked.contains(id)).count();
        (count > 0, count == ids.len())
    });
    let are_all_picked = move || state.get() == (true, true);
    let toggle = move |_| {
        let ids = untrack(|| visible_ids(store));
        let is_visible: HashSet<&TaskId> = ids.iter().collect();
        let were_all_picked = untrack(are_all_picked);
        picked.update(|picked| {
            picked.retain(|id| !is_visible.contains(id));
            if !were_all_picked {
                picked.extend(ids.iter().cloned());
            }
        });
    };
    view! {
        <input
            id=ALL
            type="checkbox"
            aria-label=m.view().select_all()
            prop:checked=are_all_picked
            prop:indeterminate=move || state.get() == (true, false)
            on:change=toggle
        />
    }
}

/// Clears the selection.
pub(crate) fn clear(picked: RwSignal<Vec<TaskId>>) {
    if picked.with_untracked(Vec::is_empty) {
        return;
    }
    web::catch_focus(".picks", ALL);
    picked.set(Vec::new());
}

/// Number of selected tasks, and buttons for actions on them. A task that is deleted leaves the selection.
#[component]
pub(crate) fn PickedBar() -> impl IntoView {
    let (m, store, picked) = (use_messages(), use_task_store(), use_task_dialogs().picked);
    Effect::new(move |_| {
        let known = store.known();
        let exists = |id: &TaskId| known.task(id).is_some();
        if picked.with_untracked(|picked| !picked.iter().all(exists)) {
            picked.update(|picked| picked.retain(exists));
        }
    });
    let counts = Memo::new(move |_| {
        let ids: HashSet<TaskId> = visible_ids(store).into_iter().collect();
        scoped(picked).with(|picked| (picked.len(), picked.iter().filter(|id| !ids.contains(id)).count()))
    });
    let text = move || {
        let (count, hidden) = counts.get();
        m.view().selected(count, hidden)
    };
    view! {
        <Show when=move || { counts.get().0 > 0 }>
            <div class="picks" role="group" aria-label=m.view().selected_tasks()>
                <span class="picks-count" role="status" prop:textContent=text />
                <BulkButton action=Action::Start />
                <BulkButton action=Action::Stop />
                <BulkButton action=Action::Delete tone=Tone::Danger />
                <Button tone=Tone::Quiet label=m.view().clear_selection() on_press=move |_| clear(picked) />
            </div>
        </Show>
    }
}

/// Button for an action on the selected tasks.
#[component]
fn BulkButton(
    /// Action.
    action: Action,
    /// Appearance.
    #[prop(optional)]
    tone: Tone,
) -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, store, dialogs, .. } = context;
    let picked = dialogs.picked;
    // Number of selected tasks that the action applies to.
    let count = Memo::new(move |_| {
        let known = store.known();
        let applies = |id: &TaskId| known.task(id).is_some_and(|task| task.status.allows(action).is_ok());
        scoped(picked).with(|picked| picked.iter().filter(|id| applies(id)).count())
    });
    let label = Memo::new(move |_| m.view().bulk_confirm(action, count.get()));
    let disabled_reason = move || {
        let refusal = match action {
            Action::Stop => context.read_only(),
            Action::Start | Action::Delete => context.cannot_act(),
        };
        let none = || (count.get() == 0).then(|| m.view().none_applicable(action).to_owned());
        // The confirmation of a start depends on the number of affected devices.
        let is_counting = || action == Action::Start && store.uncounted(FirmwareKind::Wifi) == Uncounted::NotYet;
        let counting = || is_counting().then(|| m.impact().counting_devices().to_owned());
        refusal.or_else(none).or_else(counting)
    };
    // In the order of the list, not of the selection.
    let confirm = move |_| {
        let picked = picked.get_untracked();
        ask(context, action, Scope::Picked, |task| picked.contains(&task.id));
    };
    view! { <Button tone=tone label=label disabled_reason=disabled_reason on_press=confirm /> }
}
