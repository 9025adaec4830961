//! Menu of a row.

use crate::components::{Button, Lazy, Menu, Tone, visible};
use crate::i18n::use_messages;
use crate::pages::lazy_views::{LazyViews, use_lazy_views};
use crate::pages::tasks::actions::StopButton;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::pages::tasks::duplicate::{duplicate, next_hop};
use crate::pages::tasks::table::row_values::RowValues;
use crate::state::task_store::TaskRef;
use crate::web;
use crate::web::after_render;
use leptos::prelude::*;
use upgrade_api::draft::TaskDraft;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// Id of the button that keeps the present draft of the create form.
const KEEP: &str = "keep-draft";

/// The menu of a row. Its items exist only while it is open.
#[component]
pub(crate) fn RowMenu(
    /// Name of the task.
    name: String,
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let (m, lazy) = (use_messages(), use_lazy_views());
    view! {
        <Menu label=m.view().more_actions(&visible(&name)) tone=Tone::Icon>
            {
                let task = Memo::new(move |_| values.with(|values| values.row.task().cloned()));
                let items = move |parts: &LazyViews| (parts.row_items)(task);
                view! { <Lazy module=lazy view=items eager=true /> }
            }
        </Menu>
    }
}

/// Items of the menu. They are also part of the details.
#[component]
pub fn RowItems(
    /// Task; `None` after its deletion.
    task: Memo<Option<Task>>,
) -> impl IntoView {
    let context = use_task_context();
    let TaskContext { m, form, .. } = context;
    // Draft that replaces the one in the form if the operator agrees.
    let replacement = RwSignal::new(None::<TaskDraft>);
    // A list that could not be read may show a task as stopped that another operator has started since.
    let stoppable = Memo::new(move |_| {
        let is_stoppable = |task: &Task| context.store.is_outdated() && task.status.allows(Action::Stop).is_err();
        task.with(|task| task.as_ref().filter(|task| is_stoppable(task)).map(TaskRef::from))
    });
    let disabled_reason = move || {
        let busy = || form.is_sending().then(|| m.working().to_owned());
        context.read_only().or_else(busy)
    };
    let begin = move |draft: fn(&Task, &[Task]) -> TaskDraft| {
        let Some(task) = task.get_untracked() else { return };
        let draft = draft(&task, &untrack(|| context.store.snapshot()).tasks);
        if untrack(|| form.is_touched()) {
            replacement.set(Some(draft));
            after_render(|| web::focus(KEEP));
        } else {
            open_with(draft, context);
        }
    };
    // With a touched draft the menu stays open for the question.
    let item = move |label: &'static str, draft: fn(&Task, &[Task]) -> TaskDraft| {
        view! {
            <Button
                tone=Tone::Quiet
                label=label
                disabled_reason=disabled_reason
                on_press=move |_| begin(draft)
                attr:data-stays=move || form.is_touched().then_some("")
            />
        }
    };
    let replace = move |draft: TaskDraft| {
        replacement.set(None);
        open_with(draft, context);
    };
    view! {
        {move || {
            let label = m.action(Action::Stop);
            stoppable.get().map(|task| view! { <StopButton tone=Tone::Quiet label=label task=task /> })
        }}
        {move || match replacement.get() {
            None => {
                view! {
                    {item(m.view().duplicate(), duplicate)}
                    {item(m.view().next_hop(), |task, _| next_hop(task))}
                }
                    .into_any()
            }
            Some(draft) => {
                view! {
                    <p role="alert" prop:textContent=m.view().replace_draft() />
                    <Button label=m.view().keep_draft() on_press=move |_| replacement.set(None) attr:id=KEEP />
                    <Button tone=Tone::Danger label=m.view().replace() on_press=move |_| replace(draft.clone()) />
                }
                    .into_any()
            }
        }}
    }
}

/// Opens the create dialog after the menu has closed and its button has the focus: the dialog returns the focus there.
fn open_with(draft: TaskDraft, context: TaskContext) {
    after_render(move || {
        context.form.prefill(draft);
        context.page.creating.set(true);
    });
}
