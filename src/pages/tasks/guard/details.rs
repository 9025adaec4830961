//! Guard of a task, in its details.

use crate::components::{Button, Note, NoteTone};
use crate::pages::tasks::context::use_task_context;
use crate::pages::tasks::guard::guard_text::GuardShown;
use crate::state::activity_log::{Entry, Operation, Outcome};
use crate::state::task_store::{GuardPhase, GuardedTask};
use crate::web;
use leptos::prelude::*;
use upgrade_api::task::Task;

/// Limits of the guard, their rest, and the button that removes it. Empty without a guard.
#[component]
pub(crate) fn GuardDetails(
    /// Task.
    task: Memo<Option<Task>>,
) -> impl IntoView {
    let context = use_task_context();
    let (m, store) = (context.m, context.store);
    let id = Memo::new(move |_| task.with(|task| task.as_ref().map(|task| task.id.clone())));
    let guarded = Memo::new(move |_| store.guard_of(&id.get()?));
    let shown = Memo::new(move |_| guarded.with(|guarded| GuardShown::of(guarded.as_ref()?)));
    let limits = Memo::new(move |_| {
        let limits = guarded.with(|guarded| guarded.as_ref().map(|guarded| guarded.guard.limits()));
        let limits = limits.map_or([None, None], |limits| [limits.devices(), limits.minutes()]);
        let [devices, minutes] = limits.map(|limit| limit.map(|limit| m.number(limit.get())));
        m.flow().guard_limits(devices.as_deref(), minutes.as_deref())
    });
    let left = move || shown.get().map(|shown| shown.text(m)).unwrap_or_default();
    let remove = move |_| {
        let Some(GuardedTask { id, name, phase, .. }) = guarded.get_untracked() else {
            return;
        };
        let text = match phase {
            GuardPhase::Watching | GuardPhase::Ended(_) => m.flow().guard_removed(),
            GuardPhase::Due(_) | GuardPhase::Stopping(_) => m.flow().guard_removed_stopping(),
        };
        let text = text.to_owned();
        let entry = Entry::now(Operation::Guard, &name, Some(&id), Outcome::Done, text.clone(), None);
        context.activity.log(entry);
        context.toasts.notify(Some(&store.subject(&id)), text);
        // The button is removed with the guard.
        if let Some(first) = web::all("#details [data-focus]").pop() {
            web::focus_in_place(first);
        }
        store.remove_guard(&id);
    };
    view! {
        <Show when=move || shown.with(Option::is_some)>
            <Note tone=NoteTone::Info>
                <strong prop:textContent=left />
                <p prop:textContent=move || limits.get() />
                <p class="hint" prop:textContent=m.flow().guard_about(context.poll_seconds) />
                <Button label=m.flow().remove_guard() on_press=remove />
            </Note>
        </Show>
    }
}
