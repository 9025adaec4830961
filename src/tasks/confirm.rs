//! The question before a task is started, stopped or deleted: which task, which versions, what will happen.

use super::parts::{kind_text, version_path};
use super::{TaskContext, after_closing};
use crate::activity::Deed;
use crate::api::ApiError;
use crate::browser;
use crate::i18n::Messages;
use crate::reactive::{memo, signal, spawn};
use crate::ui::{
    Dialog, El, NoteTone, Tone, button, dynamic, el, grouped, guarded_button, note, nothing, several, visible,
};
use leptos::prelude::*;
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
pub fn confirm_dialog(cx: TaskContext) -> AnyView {
    let m = cx.m;
    let question = cx.dialogs.question;
    let dialog = Dialog {
        id: "confirm",
        wide: false,
        open: memo(move || question.with(Option::is_some)),
        close_label: m.close,
        on_close: Callback::new(move |()| question.set(None)),
    };
    let title = move || {
        question
            .get()
            .map_or_else(String::new, |q| (m.ask_title)(q.action, &visible(&q.task.name)))
    };
    dialog.view(title, move || match question.get_untracked() {
        Some(asked) => {
            let asking = Asking {
                cx,
                busy: signal(false),
                failed: signal(None),
            };
            several(vec![question_body(&asked, asking), question_foot(asked, asking)])
        }
        None => nothing(),
    })
}

/// A question being answered.
#[derive(Clone, Copy)]
struct Asking {
    cx: TaskContext,
    busy: RwSignal<bool>,
    failed: RwSignal<Option<ApiError>>,
}

impl Asking {
    fn go(self, Question { action, task }: Question) {
        // Set before the first await: a second press in the same moment finds it set.
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let TaskContext {
            m,
            store,
            dialogs,
            toasts,
            ..
        } = self.cx;
        spawn(async move {
            let answer = store.act(&task.id, action).await;
            self.busy.set(false);
            let done = (m.done)(action, &visible(&task.name));
            let noted = answer.as_ref().map(|()| done.clone());
            self.cx.note(Deed::Act(action), &task.name, Some(&task.id), noted);
            match answer {
                Ok(()) => {
                    dialogs.question.set(None);
                    toasts.tell(done);
                    if action == Action::Delete {
                        // Its button is gone: the focus goes on to the page's title instead of nowhere.
                        after_closing(|| browser::focus("page-title"));
                    }
                }
                Err(error) => self.failed.set(Some(error)),
            }
        });
    }
}

fn question_body(asked: &Question, asking: Asking) -> AnyView {
    let m = asking.cx.m;
    let task = &asked.task;
    let kind = kind_text(m, task.kind).map(|kind| format!(" · {kind}"));
    let on = el("span")
        .child(format!("{} ", m.on))
        .child(el("strong").child(el("bdi").child(asking.cx.store.product().name)))
        .child(kind);
    let id = el("span")
        .class("hint")
        .child(format!("{} ", m.task_id))
        .child(el("code").child(task.id.as_str()));
    el("div")
        .class("dialog-body")
        .child(
            el("p")
                .class("asked")
                .child(version_path(m, task.from.version, task.target.version))
                .child(on)
                .child(id),
        )
        .child(what_happens(m, asked))
        .child(dynamic(move || match asking.failed.get() {
            Some(error) => note(NoteTone::Error, error.text(m)).view(),
            None => nothing(),
        }))
        .view()
}

fn question_foot(asked: Question, asking: Asking) -> AnyView {
    let m = asking.cx.m;
    let tone = if asked.action == Action::Delete {
        Tone::Danger
    } else {
        Tone::Primary
    };
    let word = (m.action)(asked.action);
    let cancel = button(Tone::Plain, m.cancel, move || asking.cx.dialogs.question.set(None)).attr("data-focus", "");
    let reason = move || asking.cx.read_only();
    let go = guarded_button(tone, "", reason, move || asking.go(asked.clone()))
        .text_with(move || if asking.busy.get() { m.working } else { word }.to_owned());
    el("footer").class("dialog-foot").child(cancel).child(go).view()
}

fn what_happens(m: &Messages, Question { action, task }: &Question) -> Vec<El> {
    let paragraph = |text: String| el("p").child(text);
    let warning = |holds: bool, text: &str| holds.then(|| note(NoteTone::Warning, text));
    let running = task.status == TaskStatus::Known(RunState::Running);
    match action {
        Action::Start => [
            Some(paragraph((m.start_effect)(task.from.version, task.target.version))),
            Some(paragraph(affected(m, task))),
            warning(task.target.version < task.from.version, m.downgrade_warning),
            warning(true, m.no_undo),
        ]
        .into_iter()
        .flatten()
        .collect(),
        Action::Stop => vec![paragraph(m.stop_effect.to_owned())],
        Action::Delete => [
            Some(paragraph(m.delete_effect.to_owned())),
            Some(paragraph((m.upgraded_so_far)(&grouped(task.upgrade_count)))),
            warning(running, m.delete_running),
        ]
        .into_iter()
        .flatten()
        .collect(),
    }
}

/// Who is hit, or plainly that nobody here knows.
fn affected(m: &Messages, task: &Task) -> String {
    match task.surplus_count {
        Some(left) => (m.affected)(&grouped(left), task.from.version, &grouped(task.upgrade_count)),
        None => (m.affected_unknown)(task.from.version),
    }
}
