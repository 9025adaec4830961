//! The confirmation before a task is started or deleted: the task, its versions, the affected devices and the effect. A stop
//! needs no confirmation: until it is sent, devices go on flashing.

pub(crate) mod body;
pub(crate) mod pending;
pub(crate) mod question;
pub(crate) mod typed_confirmation;

use crate::components::{Button, Dialog, Tone, visible};
use crate::i18n::use_messages;
use crate::pages::tasks::confirm::body::QuestionBody;
use crate::pages::tasks::confirm::pending::PendingConfirmation;
use crate::pages::tasks::confirm::question::{DIALOG, Question};
use crate::pages::tasks::context::{use_page_state, use_task_context};
use crate::state::task_store::ActionError;
use crate::web::scoped;
use leptos::prelude::*;
use upgrade_api::status::Action;

/// The confirmation dialog.
#[component]
pub fn ConfirmDialog() -> impl IntoView {
    let (m, question) = (use_messages(), use_page_state().question);
    let open = move || scoped(question).with(Option::is_some);
    let title = Memo::new(move |_| {
        let title = |current: &Question| m.confirm_title(current.action, &visible(&current.task.name));
        scoped(question).with(|current| current.as_ref().map(title).unwrap_or_default())
    });
    view! {
        <Dialog id=DIALOG question=true open=open title=title on_close=move |()| question.set(None)>
            <OpenQuestion />
        </Dialog>
    }
}

/// Content of the dialog. It lasts until the dialog closes. Where the question changes before that, only the body follows, and
/// the focus stays on the buttons.
#[component]
fn OpenQuestion() -> impl IntoView {
    let context = use_task_context();
    let question = context.page.question;
    question.get_untracked().map(|current| {
        let pending = PendingConfirmation::new(context, &current);
        view! {
            {move || {
                scoped(question).get().map(|current| view! { <QuestionBody question=current pending=pending /> })
            }}
            <footer class="dialog-foot">
                <Button label=context.m.cancel() on_press=move |_| question.set(None) attr:data-focus="" />
                <ConfirmButton action=current.action pending=pending />
            </footer>
        }
    })
}

/// The button that confirms.
#[component]
fn ConfirmButton(
    /// Action to confirm.
    action: Action,
    /// State of the confirmation.
    pending: PendingConfirmation,
) -> impl IntoView {
    let PendingConfirmation {
        context, busy, failed, ..
    } = pending;
    let (m, question) = (context.m, context.page.question);
    let disabled_reason = move || {
        let is_gone = failed.with(|failed| matches!(failed, Some((ActionError::Gone, _))));
        let is_gone = is_gone.then(|| m.task_gone().to_owned());
        let current = scoped(question).get()?;
        // Another request is in flight, perhaps of this dialog before it was closed. A stop waits for one about its task only.
        let is_blocked = match action {
            Action::Stop => context.store.is_acting(&current.task.id),
            Action::Start | Action::Delete => context.store.is_writing(),
        };
        let is_writing = (is_blocked && !busy.get()).then(|| m.working().to_owned());
        let refusal = current.task.status.allows(action).err();
        let refusal = refusal.map(|refusal| m.refusal(refusal).to_owned());
        let unconfirmed = pending.typed.refusal(&current);
        let invalid_guard = pending.guard.limits().is_err();
        let invalid_guard = invalid_guard.then(|| m.flow().guard_invalid().to_owned());
        context
            .read_only()
            .or(is_gone)
            .or(refusal)
            .or(is_writing)
            .or(unconfirmed)
            .or(invalid_guard)
    };
    let label = move || {
        let stops_first = scoped(question).with(|current| current.as_ref().is_some_and(Question::stops_first));
        match stops_first {
            _ if busy.get() => m.working(),
            true => m.impact().stop_then_delete(),
            false => m.action(action),
        }
    };
    view! {
        <Button
            tone=if action == Action::Delete { Tone::Danger } else { Tone::Primary }
            label=label
            disabled_reason=disabled_reason
            on_press=move |_| pending.confirm()
        />
    }
}
