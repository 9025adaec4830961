//! The table of tasks.

use super::TaskDialogs;
use super::parts::{Counts, StatusBadge, VersionPath, kind_text};
use super::store::{Entry, TaskStore};
use crate::i18n::messages;
use crate::ui::{Button, Tone};
use leptos::prelude::*;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::{Row, Task};

/// All rows. The table's roles are written out because on a narrow screen its cells are laid out as a card.
#[component]
pub fn TaskTable() -> impl IntoView {
    let m = messages();
    let store: TaskStore = expect_context();
    view! {
        <div class="card">
            <table class="tasks" role="table" aria-label=m.upgrade_tasks>
                <thead role="rowgroup">
                    <tr role="row">
                        <th role="columnheader" scope="col">{m.name}</th>
                        <th role="columnheader" scope="col">{m.versions}</th>
                        <th role="columnheader" scope="col">{m.status}</th>
                        <th role="columnheader" scope="col">{m.progress}</th>
                        <th role="columnheader" scope="col"><span class="visually-hidden">{m.actions}</span></th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || store.entries() key=|entry| entry.key.clone() let:entry>
                        <TableRow entry=entry />
                    </For>
                </tbody>
            </table>
        </div>
    }
}

#[component]
fn TableRow(
    /// What to show.
    entry: Entry,
) -> impl IntoView {
    move || match entry.row.get() {
        Row::Task(task) => view! { <TaskRow task=*task /> }.into_any(),
        Row::Unreadable { error, raw, .. } => {
            let m = messages();
            view! {
                <tr role="row" class="row-unreadable">
                    <td role="cell" colspan="5">
                        <strong>{m.unreadable_row}</strong>
                        " "
                        {error.to_string()}
                        <code class="raw">{raw}</code>
                    </td>
                </tr>
            }
            .into_any()
        }
    }
}

#[component]
fn TaskRow(
    /// The task.
    task: Task,
) -> impl IntoView {
    let dialogs: TaskDialogs = expect_context();
    let id = task.id.clone();
    let open = move |_| dialogs.show_details(Some(id.clone()));
    view! {
        <tr role="row">
            <td role="cell" class="cell-name">
                <button type="button" class="link name" on:click=open><bdi>{task.name.clone()}</bdi></button>
                <div class="description" title=task.description.clone()><bdi>{task.description.clone()}</bdi></div>
            </td>
            <td role="cell" class="cell-versions">
                <VersionPath from=task.from.version target=task.target.version />
                {kind_text(task.kind).map(|kind| view! { <span class="hint">{kind}</span> })}
            </td>
            <td role="cell" class="cell-status"><StatusBadge status=task.status.clone() /></td>
            <td role="cell" class="cell-counts"><Counts task=task.clone() /></td>
            <td role="cell" class="cell-actions"><RowActions task=task /></td>
        </tr>
    }
}

#[component]
fn RowActions(
    /// The task.
    task: Task,
) -> impl IntoView {
    let m = messages();
    let dialogs: TaskDialogs = expect_context();
    // One button for start and stop: it changes its word under the finger, it does not move.
    let (action, label) = match task.status {
        TaskStatus::Known(RunState::Running) => (Action::Stop, m.stop),
        _ => (Action::Start, m.start),
    };
    let reason = |action| {
        task.status
            .allows(action)
            .err()
            .map(|refusal| (m.refusal)(refusal).to_owned())
    };
    let (switch_reason, delete_reason) = (reason(action), reason(Action::Delete));
    let (switched, deleted) = (task.clone(), task.clone());
    view! {
        <div class="row-actions">
            <Button
                label=label.to_owned()
                disabled_reason=Signal::derive(move || switch_reason.clone())
                on_press=Callback::new(move |()| dialogs.ask(action, switched.clone()))
            />
            <Button
                label=m.delete.to_owned()
                tone=Tone::Quiet
                disabled_reason=Signal::derive(move || delete_reason.clone())
                on_press=Callback::new(move |()| dialogs.ask(Action::Delete, deleted.clone()))
            />
        </div>
    }
}
