//! The question before a task is started, stopped or deleted: which task, which versions, what will happen.

use super::parts::{VersionPath, kind_text};
use super::store::TaskStore;
use super::{TaskDialogs, after_closing};
use crate::api::ApiError;
use crate::browser;
use crate::i18n::{Messages, messages};
use crate::ui::{Button, Dialog, Note, NoteTone, Toasts, Tone, grouped};
use leptos::prelude::*;
use leptos::task::spawn_local;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;

/// What is asked, about the task as it was when the button was pressed.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// What to do.
    pub action: Action,
    /// To which task.
    pub task: Task,
}

/// The dialog.
#[component]
pub fn ConfirmDialog() -> impl IntoView {
    let m = messages();
    let dialogs: TaskDialogs = expect_context();
    let question = dialogs.question;
    let title = move || {
        let asked = question.get();
        asked.map_or_else(String::new, |q| (m.ask_title)(q.action, &q.task.name))
    };
    view! {
        <Dialog
            id="confirm"
            open=Signal::derive(move || question.with(Option::is_some))
            title=Signal::derive(title)
            close_label=m.close
            on_close=Callback::new(move |()| question.set(None))
        >
            {move || question.get().map(|question| view! { <QuestionBody question=question /> })}
        </Dialog>
    }
}

#[component]
fn QuestionBody(
    /// What is asked.
    question: Question,
) -> impl IntoView {
    let m = messages();
    let store: TaskStore = expect_context();
    let dialogs: TaskDialogs = expect_context();
    let toasts = Toasts::expect();
    let Question { action, task } = question;
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<ApiError>);
    let (id, name) = (task.id.clone(), task.name.clone());
    let go = move |()| {
        // Set before the first await: a second press in the same moment finds it set.
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let (id, name) = (id.clone(), name.clone());
        spawn_local(async move {
            let answer = store.act(&id, action).await;
            busy.set(false);
            match answer {
                Ok(()) => {
                    dialogs.question.set(None);
                    toasts.tell((m.done)(action, &name));
                    if action == Action::Delete {
                        // Its button is gone: the focus goes on to the page's title instead of nowhere.
                        after_closing(|| browser::focus("page-title"));
                    }
                }
                Err(problem) => error.set(Some(problem)),
            }
        });
    };
    let label = move || {
        if busy.get() {
            m.working.to_owned()
        } else {
            (m.action)(action).to_owned()
        }
    };
    let product = store.product();
    view! {
        <div class="dialog-body">
            <p class="asked">
                <VersionPath from=task.from.version target=task.target.version />
                <span>{m.on} " " <strong><bdi>{product.name}</bdi></strong> {kind_text(task.kind).map(|k| format!(" · {k}"))}</span>
                <span class="hint">{m.task_id} " " <code>{task.id.to_string()}</code></span>
            </p>
            <WhatHappens action=action task=task />
            {move || error.get().map(|e| view! { <Note tone=NoteTone::Error>{e.text(m)}</Note> })}
        </div>
        <footer class="dialog-foot">
            <Button
                label=m.cancel.to_owned()
                first_focus=true
                on_press=Callback::new(move |()| dialogs.question.set(None))
            />
            <Button
                label=Signal::derive(label)
                tone=if action == Action::Delete { Tone::Danger } else { Tone::Primary }
                on_press=Callback::new(go)
            />
        </footer>
    }
}

#[component]
fn WhatHappens(
    /// What is asked.
    action: Action,
    /// Of which task.
    task: Task,
) -> impl IntoView {
    let m = messages();
    match action {
        Action::Start => view! {
            <p>{(m.start_effect)(task.from.version, task.target.version)}</p>
            <p>{affected(m, &task)}</p>
            {(task.target.version < task.from.version)
                .then(|| view! { <Note tone=NoteTone::Warning>{m.downgrade_warning}</Note> })}
            <Note tone=NoteTone::Warning>{m.no_undo}</Note>
        }
        .into_any(),
        Action::Stop => view! { <p>{m.stop_effect}</p> }.into_any(),
        Action::Delete => view! {
            <p>{m.delete_effect}</p>
            <p>{(m.upgraded_so_far)(&grouped(task.upgrade_count))}</p>
            {(task.status == TaskStatus::Known(RunState::Running))
                .then(|| view! { <Note tone=NoteTone::Warning>{m.delete_running}</Note> })}
        }
        .into_any(),
    }
}

/// Who is hit, or plainly that nobody here knows.
fn affected(m: &Messages, task: &Task) -> String {
    match task.surplus_count {
        Some(left) => (m.affected)(&grouped(left), task.from.version, &grouped(task.upgrade_count)),
        None => (m.affected_unknown)(task.from.version),
    }
}
