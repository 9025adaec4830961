//! Selected tasks, and actions on all of them.

use crate::components::{Button, Tone, visible};
use crate::i18n::use_messages;
use crate::pages::tasks::bulk::ask;
use crate::pages::tasks::bulk::plan::Scope;
use crate::pages::tasks::context::{TaskContext, use_page_state, use_task_context};
use crate::pages::tasks::table::row_values::RowValues;
use crate::state::task_store::{TaskStore, use_task_store};
use crate::web::{self, scoped};
use leptos::prelude::*;
use std::collections::HashSet;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::Action;
use upgrade_api::task::{DevicePart, Row};
use upgrade_api::values::TaskId;

/// Id of the check box for all visible tasks in the head of the table.
pub(crate) const ALL: &str = "select-all";
/// Id of the one above the cards of a narrow screen, where the head is hidden.
pub(crate) const ALL_CARDS: &str = "select-all-cards";

/// Check box of a task.
#[component]
pub(crate) fn SelectBox(
    /// Id of the task.
    id: TaskId,
    /// Name of the task.
    name: String,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let (m, selected) = (use_messages(), use_page_state().selected);
    let toggle = move |_| {
        selected.update(|selected| match selected.iter().position(|other| *other == id) {
            Some(at) => drop(selected.remove(at)),
            None => selected.push(id.clone()),
        });
    };
    view! {
        <input
            type="checkbox"
            aria-label=m.view().select(&visible(&name))
            prop:checked=move || values.with(|values| values.state.task.is_some_and(|task| task.is_selected))
            on:change=toggle
        />
    }
}

/// Ids of the visible tasks. Tracked.
fn visible_ids(store: TaskStore) -> Vec<TaskId> {
    let id = |row: &Row| row.task().map(|task| task.id.clone());
    // The id of a row never changes.
    let entries = store.entries().into_iter();
    entries.filter_map(|entry| entry.row.with_untracked(id)).collect()
}

/// Check box of all visible tasks. It selects the rest of them, or clears the selection if all of them are selected.
#[component]
pub(crate) fn SelectAllBox(
    /// Id.
    id: &'static str,
) -> impl IntoView {
    let (m, store, selected) = (use_messages(), use_task_store(), use_page_state().selected);
    let state = Memo::new(move |_| {
        let ids = visible_ids(store);
        let selected: HashSet<TaskId> = scoped(selected).get().into_iter().collect();
        let count = ids.iter().filter(|id| selected.contains(id)).count();
        (count > 0, count == ids.len())
    });
    let are_all_selected = move || state.get() == (true, true);
    let toggle = move |_| {
        let ids = untrack(|| visible_ids(store));
        let is_visible: HashSet<&TaskId> = ids.iter().collect();
        let were_all_selected = untrack(are_all_selected);
        selected.update(|selected| {
            selected.retain(|id| !is_visible.contains(id));
            if !were_all_selected {
                selected.extend(ids.iter().cloned());
            }
        });
    };
    view! {
        <input
            id=id
            type="checkbox"
            aria-label=m.view().select_all()
            // Unreadable rows have no box.
            disabled=move || visible_ids(store).is_empty()
            prop:checked=are_all_selected
            prop:indeterminate=move || state.get() == (true, false)
            on:change=toggle
        />
    }
}

/// Clears the selection.
pub(crate) fn clear(selected: RwSignal<Vec<TaskId>>) {
    if selected.with_untracked(Vec::is_empty) {
        return;
    }
    let shown = [ALL, ALL_CARDS].into_iter().find(|id| web::is_shown(id));
    web::catch_focus(".selection", shown.unwrap_or(web::PAGE_TITLE));
    selected.set(Vec::new());
}

/// Number of selected tasks, and buttons for actions on them. A task that is deleted leaves the selection.
#[component]
pub(crate) fn SelectionBar() -> impl IntoView {
    let (m, store, selected) = (use_messages(), use_task_store(), use_page_state().selected);
    Effect::new(move |_| {
        let snapshot = store.snapshot();
        let existing = selected.with_untracked(|ids| snapshot.existing(ids));
        if existing.is_empty() {
            clear(selected);
        } else if selected.with_untracked(|ids| ids.len() != existing.len()) {
            selected.set(existing);
        }
    });
    let counts = Memo::new(move |_| {
        let ids: HashSet<TaskId> = visible_ids(store).into_iter().collect();
        scoped(selected).with(|selected| (selected.len(), selected.iter().filter(|id| !ids.contains(id)).count()))
    });
    let text = move || {
        let (count, hidden) = counts.get();
        m.view().selected(count, hidden)
    };
    view! {
        <Show when=move || { counts.get().0 > 0 }>
            <div class="selection" role="group" aria-label=m.view().selected_tasks()>
                <span class="selection-count" role="status" prop:textContent=text />
                <BulkButton action=Action::Start />
                <BulkButton action=Action::Stop />
                <BulkButton action=Action::Delete tone=Tone::Danger />
                <Button tone=Tone::Quiet label=m.view().clear_selection() on_press=move |_| clear(selected) />
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
    let TaskContext { m, store, page, .. } = context;
    let selected = page.selected;
    // Number of selected tasks that the action applies to.
    let count = Memo::new(move |_| {
        let snapshot = store.snapshot();
        let selected = scoped(selected).with(|selected| snapshot.tasks_with(selected));
        selected
            .iter()
            .filter(|task| task.status.allows(action).is_ok())
            .count()
    });
    let label = Memo::new(move |_| m.view().bulk_confirm(action, count.get()));
    let disabled_reason = move || {
        let refusal = match action {
            Action::Stop => context.read_only(),
            Action::Start | Action::Delete => context.blocked_reason(),
        };
        let none = || (count.get() == 0).then(|| m.view().none_applicable(action).to_owned());
        // The confirmation of a start depends on the number of affected devices.
        let is_counting = || action == Action::Start && store.uncounted(DevicePart::Wifi) == Uncounted::NotYet;
        let counting = || is_counting().then(|| m.impact().counting_devices().to_owned());
        refusal.or_else(none).or_else(counting)
    };
    // In the order of the list, not of the selection.
    let confirm = move |_| {
        let selected: HashSet<TaskId> = selected.get_untracked().into_iter().collect();
        ask(context, action, Scope::Selected, |task| selected.contains(&task.id));
    };
    view! { <Button tone=tone label=label disabled_reason=disabled_reason on_press=confirm /> }
}
