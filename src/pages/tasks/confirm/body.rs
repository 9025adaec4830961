//! What a question says.

use crate::builder::{El, NoteTone, dynamic, el, grouped, note, nothing, several};
use crate::i18n::Messages;
use crate::pages::tasks::actions::reason;
use crate::pages::tasks::confirm::pending::PendingConfirmation;
use crate::pages::tasks::confirm::question::Question;
use crate::pages::tasks::confirm::typed_confirmation::RequiredText;
use crate::pages::tasks::differences::changes;
use crate::pages::tasks::format::{affected, kind_text};
use crate::pages::tasks::version_path::{version_path, version_steps};
use crate::state::task_store::ActionError;
use leptos::prelude::*;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::Version;

pub(crate) fn question_body(asked: &Question, asking: PendingConfirmation) -> AnyView {
    let m = asking.cx.m;
    let task = &asked.task;
    let kind = kind_text(m, task.kind).map(|kind| format!(" · {kind}"));
    let on = el("span")
        .child(format!("{} ", m.on))
        .child(el("strong").child(el("bdi").verbatim().child(asking.cx.store.product().name)))
        .child(kind);
    let id = el("span")
        .class("hint")
        .child(format!("{} ", m.task_id))
        .child(el("code").verbatim().child(task.id.as_str()));
    el("div")
        .class("dialog-body")
        .child(
            el("p")
                .class("asked")
                .child(version_path(m, task.from.version, task.target.version))
                .child(on)
                .child(id),
        )
        .child(what_happens(asked, asking))
        .child(to_type(asked, asking))
        .child(dynamic(move || match asking.failed.get() {
            Some((error, asked)) => failure(m, &error, &asked),
            None => nothing(),
        }))
        .view()
}

fn failure(m: &Messages, error: &ActionError, asked: &Task) -> AnyView {
    let what = match error {
        ActionError::Changed(now) => Some(changes(m, asked, now)),
        _ => None,
    };
    let text = el("p").child(reason(m, error));
    note(NoteTone::Error, vec![Some(text), what]).view()
}

fn what_happens(asked: &Question, asking: PendingConfirmation) -> Vec<El> {
    let Question { action, task, .. } = asked;
    let cx = asking.cx;
    let m = cx.m;
    let paragraph = |text: String| el("p").child(text);
    let warning = |holds: bool, text: &str| holds.then(|| note(NoteTone::Warning, text));
    let running = task.status == TaskStatus::Known(RunState::Running);
    let happens = match action {
        Action::Start => [
            Some(paragraph((m.start_effect)(task.from.version, task.target.version))),
            Some(hit(task.clone(), asking)),
            warning(task.target.version < task.from.version, m.downgrade_warning),
            warning(true, m.no_undo),
        ],
        Action::Stop => [Some(paragraph(m.stop_effect.to_owned())), None, None, None],
        Action::Delete => [
            Some(paragraph(m.delete_effect.to_owned())),
            Some(paragraph((m.upgraded_so_far)(&grouped(task.upgrade_count)))),
            warning(running, m.delete_running),
            None,
        ],
    };
    happens.into_iter().flatten().collect()
}

/// Who is hit. The list may be read once more while it is asked: then it is said anew.
fn hit(task: Task, asking: PendingConfirmation) -> El {
    let cx = asking.cx;
    el("p").class("affected").text_with(move || {
        let now = cx.store.task(&task.id);
        let task = now.as_ref().unwrap_or(&task);
        affected(cx, task)
    })
}

/// The loop that would be closed, and what has to be typed.
fn to_type(asked: &Question, asking: PendingConfirmation) -> AnyView {
    let asked = asked.clone();
    let kind = asked.task.kind;
    let wanted = Memo::new(move |_| asking.typed.required(&asked));
    dynamic(move || {
        let wanted = wanted.get();
        let closed = match &wanted {
            RequiredText::Loop(versions) => Some(loop_note(versions, kind, asking).view()),
            RequiredText::Unchecked(_) => Some(note(NoteTone::Warning, asking.cx.m.impact.loops_unchecked).view()),
            RequiredText::Nothing | RequiredText::Count | RequiredText::Target(_) => None,
        };
        let field = untrack(|| asking.typed.field(&wanted));
        several([closed, field].into_iter().flatten().collect())
    })
}

fn loop_note(versions: &[Version], kind: FirmwareKind, asking: PendingConfirmation) -> El {
    let m = asking.cx.m;
    let steps = version_steps(versions);
    let who = el("p").child(loop_devices(versions, kind, asking));
    note(
        NoteTone::Error,
        vec![el("strong").child((m.impact.closes_loop)(&steps)), who],
    )
}

/// How many devices the loop would have, as far as that is known.
fn loop_devices(versions: &[Version], kind: FirmwareKind, asking: PendingConfirmation) -> String {
    let store = asking.cx.store;
    let m = &asking.cx.m.impact;
    // The statistics are about WIFI alone.
    match store.fleet().filter(|_| kind == FirmwareKind::Wifi) {
        Some(fleet) => {
            // The last one is the first one again.
            let on = versions.iter().skip(1).map(|version| fleet.on(*version));
            (m.loop_devices)(&grouped(on.fold(0, u64::saturating_add)))
        }
        None if store.uncounted(kind) == Uncounted::NotYet => m.counting.to_owned(),
        None => m.loop_devices_unknown.to_owned(),
    }
}
