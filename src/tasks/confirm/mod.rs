//! The question before a task is started or deleted: which task, which versions, who is hit, what will happen. Stopping
//! is one press: nothing is worth a question that keeps devices from being flashed meanwhile.

mod body;
mod outcome;
mod proof;

use super::store::{ActError, Done};
use super::{TaskContext, after_closing};
use crate::activity::{Deed, Outcome};
use crate::browser;
use crate::reactive::{RwSignal, memo, signal, spawn, stored};
use crate::ui::{Dialog, El, Tone, button, dynamic, el, guarded_button, nothing, several, visible};
use body::question_body;
use leptos::prelude::*;
pub(super) use outcome::{outcome, reason};
use proof::Proof;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;

/// What is asked, about the task as it was when the button was pressed.
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// What to do.
    pub action: Action,
    /// To which task.
    pub task: Task,
    /// What came of trying already, where that was before it was asked about.
    pub failed: Option<ActError>,
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
    dialog.view(title, move || {
        let Some(asked) = question.get_untracked() else {
            return nothing();
        };
        let asking = Asking {
            cx,
            busy: signal(false),
            failed: signal(asked.failed.clone().map(|error| (error, asked.task.clone()))),
            changed_at: stored(-DOUBLE_CLICK_MS),
            proof: Proof::new(cx),
        };
        let body = dynamic(move || match question.get() {
            Some(asked) => untrack(|| question_body(&asked, asking)),
            None => nothing(),
        });
        several(vec![body, question_foot(&asked, asking)])
    })
}

/// Stops a task, and says what that cannot stop. Where it is not done for certain, the question says so.
pub(super) fn stop(cx: TaskContext, task: Task) {
    let TaskContext { m, dialogs, toasts, .. } = cx;
    if untrack(|| cx.store.is_acting(&task.id)) {
        return;
    }
    let stopping = cx.store.act(&task, Action::Stop, None);
    spawn(async move {
        let Done { end, request_id } = stopping.await;
        if cx.store.is_over() {
            return;
        }
        note(cx, Action::Stop, &task, &end, request_id);
        let name = visible(&task.name);
        match end {
            Ok(()) => {
                let said = format!("{} {}", (m.done)(Action::Stop, &name), m.stop_effect);
                toasts.tell(Some(task.id.as_str()), said);
            }
            Err(error) if dialogs.is_deciding() => {
                let said = format!("{} {}", (m.ask_title)(Action::Stop, &name), reason(m, &error));
                toasts.warn(Some(task.id.as_str()), said);
            }
            Err(error) => {
                let now = untrack(|| cx.store.task(&task.id)).unwrap_or(task);
                dialogs.question.set(Some(Question {
                    action: Action::Stop,
                    task: now,
                    failed: Some(error),
                }));
            }
        }
    });
}

/// Milliseconds after the question has changed in which a press is still the second half of a double click.
const DOUBLE_CLICK_MS: f64 = 700.0;

/// A question being answered.
#[derive(Clone, Copy)]
struct Asking {
    cx: TaskContext,
    busy: RwSignal<bool>,
    /// Why it was not done, and the task as it was asked about.
    failed: RwSignal<Option<(ActError, Task)>>,
    /// When the task was last found to be another than asked about, in milliseconds on the steady clock.
    changed_at: StoredValue<f64>,
    proof: Proof,
}

impl Asking {
    /// Does it; `first` is done before it, where something is.
    fn go(self, first: Option<Action>) {
        // Set before the first await: a second press in the same moment finds it set.
        if self.busy.get_untracked() || browser::steady_ms() < self.changed_at.get_value() + DOUBLE_CLICK_MS {
            return;
        }
        let Some(mut asked) = self.cx.dialogs.question.get_untracked() else {
            return;
        };
        let accepted = untrack(|| self.proof.closing_loop(&asked));
        self.busy.set(true);
        self.failed.set(None);
        let cx = self.cx;
        spawn(async move {
            if let Some(first) = first {
                let Done { end, request_id } = cx.store.act(&asked.task, first, None).await;
                note(cx, first, &asked.task, &end, request_id);
                if let Err(error) = end {
                    self.busy.set(false);
                    return self.not_done(asked, error);
                }
                // What is asked about from here on is the same task, stopped: anything else about it that has changed
                // meanwhile is found by the look before the next step.
                asked.task.status = TaskStatus::Known(RunState::Stopped);
                if cx.dialogs.question.get_untracked().is_some() {
                    cx.dialogs.question.set(Some(asked.clone()));
                }
            }
            let done = cx.store.act(&asked.task, asked.action, accepted).await;
            self.busy.set(false);
            self.answered(asked, done);
        });
    }

    fn answered(self, asked: Question, Done { end, request_id }: Done<Result<(), ActError>>) {
        let TaskContext { m, dialogs, toasts, .. } = self.cx;
        if self.cx.store.is_over() {
            return;
        }
        note(self.cx, asked.action, &asked.task, &end, request_id);
        match end {
            Ok(()) => {
                let said = (m.done)(asked.action, &visible(&asked.task.name));
                toasts.tell(Some(asked.task.id.as_str()), said);
                if !self.is_open(&asked) {
                    return;
                }
                dialogs.question.set(None);
                if asked.action == Action::Delete {
                    // Its button is gone: the focus goes on to the page's title instead of nowhere.
                    after_closing(|| browser::focus("page-title"));
                }
            }
            Err(error) => self.not_done(asked, error),
        }
    }

    /// Closed meanwhile, or another one is being asked?
    fn is_open(self, asked: &Question) -> bool {
        self.cx.dialogs.question.get_untracked().as_ref() == Some(asked)
    }

    fn not_done(self, asked: Question, error: ActError) {
        let TaskContext { m, dialogs, toasts, .. } = self.cx;
        if self.cx.store.is_over() {
            return;
        }
        if !self.is_open(&asked) {
            // Nobody may miss it.
            let title = (m.ask_title)(asked.action, &visible(&asked.task.name));
            let said = format!("{title} {}", reason(m, &error));
            return toasts.warn(Some(asked.task.id.as_str()), said);
        }
        if let ActError::Changed(now) = &error {
            self.changed_at.set_value(browser::steady_ms());
            let task = (**now).clone();
            dialogs.question.set(Some(Question { task, ..asked.clone() }));
        }
        self.failed.set(Some((error, asked.task)));
    }
}

/// Writes down what came of an action.
pub(super) fn note(cx: TaskContext, action: Action, task: &Task, end: &Result<(), ActError>, request: Option<String>) {
    let m = cx.m;
    if cx.store.is_over() {
        return;
    }
    let came_of_it = match end {
        Ok(()) => (Outcome::Done, (m.done)(action, &visible(&task.name))),
        Err(error) => (outcome(error), reason(m, error)),
    };
    cx.note(Deed::Act(action), &task.name, Some(&task.id), came_of_it, request);
}

fn question_foot(asked: &Question, asking: Asking) -> AnyView {
    let m = asking.cx.m;
    let action = asked.action;
    let tone = if action == Action::Delete {
        Tone::Danger
    } else {
        Tone::Primary
    };
    let cancel = button(Tone::Plain, m.cancel, move || asking.cx.dialogs.question.set(None)).attr("data-focus", "");
    let is_running = asked.task.status == TaskStatus::Known(RunState::Running);
    let both = (action == Action::Delete && is_running).then(|| {
        go_button(
            asking,
            action,
            Tone::Danger,
            m.impact.stop_then_delete,
            Some(Action::Stop),
        )
    });
    el("footer")
        .class("dialog-foot")
        .child(cancel)
        .child(go_button(asking, action, tone, (m.action)(action), None))
        .child(both)
        .view()
}

fn go_button(asking: Asking, action: Action, tone: Tone, word: &'static str, first: Option<Action>) -> El {
    let m = asking.cx.m;
    let question = asking.cx.dialogs.question;
    let reason = move || {
        let gone = asking.failed.with(|failed| matches!(failed, Some((ActError::Gone, _))));
        let gone = gone.then(|| m.task_gone.to_owned());
        // Closed and asked again while the first answer is awaited.
        let elsewhere = (asking.cx.store.is_writing() && !asking.busy.get()).then(|| m.working.to_owned());
        let asked = question.get()?;
        let pointless = asked.task.status.allows(first.unwrap_or(action)).err();
        let pointless = pointless.map(|refusal| (m.refusal)(refusal).to_owned());
        let unproven = asking.proof.missing(&asked);
        asking.cx.read_only().or(gone).or(pointless).or(elsewhere).or(unproven)
    };
    guarded_button(tone, "", reason, move || asking.go(first))
        .text_with(move || if asking.busy.get() { m.working } else { word }.to_owned())
}
