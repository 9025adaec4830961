//! The question before something is done to several tasks, and its results.

use crate::builder::{
    Dialog, El, FieldKind, FieldMessages, NoteTone, TextField, Tone, button, dynamic, el, grouped, guarded_button,
    note, nothing, several, visible,
};
use crate::i18n::Messages;
use crate::pages::tasks::bulk::plan::{BulkQuestion, Scope};
use crate::pages::tasks::bulk::plan::{Exclusion, Plan};
use crate::pages::tasks::bulk::run::close;
use crate::pages::tasks::bulk::run::{LEAVE, Phase, Run, TaskStep};
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::version_path::version_path;
use crate::state::activity_log::Outcome;
use crate::web::Moment;
use leptos::prelude::*;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// The dialog.
pub fn bulk_dialog(cx: TaskContext) -> AnyView {
    let TaskContext { m, dialogs, .. } = cx;
    let dialog = Dialog {
        id: "bulk",
        wide: false,
        open: Memo::new(move |_| dialogs.bulk.with(Option::is_some)),
        close_label: m.close,
        on_close: Callback::new(move |()| close(cx)),
    };
    let title = move || {
        dialogs.bulk.with(|bulk| {
            let Some(BulkQuestion { action, scope, plan }) = bulk else {
                return String::new();
            };
            match scope {
                Scope::AllRunning => (m.view.bulk_stop_all)(plan.len()),
                Scope::Picked => (m.view.bulk_title)(*action, plan.len()),
            }
        })
    };
    dialog.view(title, move || match dialogs.bulk.get_untracked() {
        Some(bulk) => {
            let run = Run::new(cx, &bulk);
            several(vec![body(&bulk, run), foot(bulk, run)])
        }
        None => nothing(),
    })
}

fn body(bulk: &BulkQuestion, run: Run) -> AnyView {
    let m = run.cx.m;
    let plan = &bulk.plan;
    let todo = plan.todo.iter().enumerate().map(|(at, (task, impact))| {
        // Only a start hits anybody.
        let hit = impact.hit.filter(|_| bulk.action == Action::Start);
        let hit = hit.map(|hit| (m.map.devices)(&grouped(hit)));
        line(m, task)
            .child(hit.map(|hit| el("span").class("hint").child(hit)))
            .child(result(at, run))
    });
    let unreadable = plan.unreadable.iter().enumerate().map(|(at, id)| {
        el("li")
            .class("bulk-task")
            .child(el("code").child(id.as_str()))
            .child(el("span").class("hint").child(m.unreadable_row))
            .child(result(plan.todo.len() + at, run))
    });
    let todo: Vec<El> = todo.chain(unreadable).collect();
    let list = match todo.is_empty() {
        true => el("p").child(m.view.bulk_none),
        false => el("ol").class("bulk-list").child(todo),
    };
    let progress = move || {
        let done = run
            .steps
            .with(|steps| steps.iter().filter(|step| **step == TaskStep::Done).count());
        match run.phase.get() {
            Phase::Asking => String::new(),
            _ => (m.view.bulk_result)(done, run.steps.with(Vec::len)),
        }
    };
    el("div")
        .class("dialog-body")
        .child(what_happens(m, bulk))
        .child(list)
        .child(left_out(m, plan))
        .child(unread(bulk, run))
        .child(to_type(bulk, run))
        .child(el("p").class("hint").child(m.view.bulk_about))
        .child(el("p").attr("role", "status").text_with(progress))
        .view()
}

fn what_happens(m: &Messages, bulk: &BulkQuestion) -> Vec<El> {
    let plan = &bulk.plan;
    let paragraph = |text: &str| el("p").child(text);
    match bulk.action {
        Action::Start => {
            let (hit, is_all) = plan.hit();
            let who = match hit.hit.map(grouped) {
                _ if plan.todo.is_empty() => None,
                Some(hit) if is_all => Some((m.view.bulk_hit)(&hit)),
                Some(hit) => Some((m.view.bulk_hit_at_least)(&hit)),
                None => Some(m.view.bulk_hit_unknown.to_owned()),
            };
            let who = who.map(|who| el("p").class("affected").child(who));
            who.into_iter().chain([note(NoteTone::Warning, m.no_undo)]).collect()
        }
        Action::Stop => vec![paragraph(m.stop_effect)],
        Action::Delete => {
            let running = plan.running();
            let warning = (running > 0).then(|| note(NoteTone::Warning, (m.view.bulk_running)(running)));
            [Some(paragraph(m.view.bulk_delete)), warning]
                .into_iter()
                .flatten()
                .collect()
        }
    }
}

/// A task, in one line.
fn line(m: &Messages, task: &Task) -> El {
    el("li")
        .class("bulk-task")
        .child(el("bdi").class("name").verbatim().child(visible(&task.name)))
        .child(version_path(m, task.from.version, task.target.version))
}

fn result(at: usize, run: Run) -> AnyView {
    let m = run.cx.m;
    let step = Memo::new(move |_| run.steps.with(|steps| steps.get(at).cloned()));
    dynamic(move || {
        let (class, word, why) = match step.get() {
            Some(TaskStep::Working) => ("badge badge-working", m.working, None),
            Some(TaskStep::Accepted) => ("badge badge-working", m.stop_unconfirmed, None),
            Some(TaskStep::Done) => ("badge badge-running", m.view.done, None),
            Some(TaskStep::NotDone(Outcome::Unknown, why)) => ("badge badge-unknown", m.outcome_unknown, Some(why)),
            Some(TaskStep::NotDone(_, why)) => ("badge badge-refused", m.view.not_done, Some(why)),
            Some(TaskStep::Skipped) => ("badge", m.view.not_done, Some(m.view.skipped.to_owned())),
            Some(TaskStep::Waiting) if run.phase.get() != Phase::Asking => ("badge", m.view.waiting, None),
            Some(TaskStep::Waiting) | None => return nothing(),
        };
        several(vec![
            el("span").class(class).child(word).view(),
            why.map_or_else(nothing, |why| el("p").class("bulk-why").child(why).view()),
        ])
    })
}

fn left_out(m: &Messages, plan: &Plan) -> Option<El> {
    if plan.left_out.is_empty() {
        return None;
    }
    let one = |(task, why): &(Task, Exclusion)| {
        let why = match why {
            Exclusion::State(refusal) => (m.refusal)(*refusal),
            Exclusion::Downgrade => m.view.left_downgrade,
            Exclusion::Loop => m.view.left_loop,
            Exclusion::Many => m.view.left_many,
        };
        line(m, task).child(el("p").class("bulk-why").child(why))
    };
    let tasks: Vec<El> = plan.left_out.iter().map(one).collect();
    let list = el("ul").class("bulk-list").attr("aria-label", m.view.bulk_left_out);
    Some(
        el("section")
            .class("bulk-left-out")
            .child(el("h3").child(m.view.bulk_left_out))
            .child(list.child(tasks)),
    )
}

/// What *Stop all* cannot know: tasks whose ids cannot be read, and tasks started since the list was read.
fn unread(bulk: &BulkQuestion, run: Run) -> Vec<El> {
    let TaskContext { m, store, .. } = run.cx;
    if bulk.scope != Scope::AllRunning {
        return Vec::new();
    }
    let known = untrack(|| store.known());
    let has_no_id = known.unreadable() > known.unreadable_ids().count();
    let is_old = untrack(|| run.cx.is_list_old());
    let age = untrack(|| store.read_at()).map_or(0.0, Moment::age_ms);
    let told = [
        has_no_id.then(|| m.map.some_unreadable.to_owned()),
        is_old.then(|| (m.view.stop_all_old)((age.max(0.0) / 1000.0) as u64)),
        known.changed_while_read().then(|| m.list_changed.to_owned()),
    ];
    told.into_iter()
        .flatten()
        .map(|text| note(NoteTone::Warning, text))
        .collect()
}

/// The number of devices that has to be typed, where all of them together are more than a plain question is for.
fn devices_to_type(bulk: &BulkQuestion, run: Run) -> Option<u64> {
    let (hit, _) = bulk.plan.hit();
    let is_over = bulk.action == Action::Start && hit.is_over(run.cx.type_to_start);
    hit.hit.filter(|_| is_over)
}

fn to_type(bulk: &BulkQuestion, run: Run) -> AnyView {
    let m = run.cx.m;
    let Some(devices) = devices_to_type(bulk, run) else {
        return nothing();
    };
    let field = TextField {
        id: "bulk-typed".to_owned(),
        label: m.impact.devices,
        kind: FieldKind::Digits,
        autocomplete: "off",
        first_focus: false,
        required: true,
    };
    let says = move || FieldMessages {
        hint: Some((m.view.bulk_type)(&grouped(devices))),
        ..FieldMessages::default()
    };
    field.view(move || run.typed.get(), says, move |text| run.typed.set(text), || {})
}

/// Whether a text is this number, however it is grouped.
fn is_number(text: &str, number: u64) -> bool {
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | ' ' | '\u{a0}')).collect();
    digits.parse() == Ok(number)
}

/// The same two buttons from the question to the results: the focus stays where it is.
fn foot(bulk: BulkQuestion, run: Run) -> AnyView {
    let m = run.cx.m;
    let action = bulk.action;
    let count = bulk.plan.len();
    let devices = devices_to_type(&bulk, run);
    let leave = button(Tone::Plain, "", move || run.leave())
        .attr("id", LEAVE)
        .attr("data-focus", "")
        .text_with(move || {
            let word = match run.phase.get() {
                Phase::Asking => m.cancel,
                Phase::Running => m.view.stop_after_this,
                Phase::Stopping | Phase::Over => m.close,
            };
            word.to_owned()
        });
    let reason = move || {
        let none = (count == 0).then(|| m.view.bulk_none.to_owned());
        let working = (run.phase.get() != Phase::Asking || run.cx.store.is_writing()).then(|| m.working.to_owned());
        let untyped = devices.filter(|devices| !is_number(&run.typed.get(), *devices));
        let untyped = untyped.map(|devices| (m.view.bulk_type_reason)(&grouped(devices)));
        run.cx.read_only().or(none).or(working).or(untyped)
    };
    let tone = if action == Action::Start {
        Tone::Primary
    } else {
        Tone::Danger
    };
    let is_over = Memo::new(move |_| run.phase.get() == Phase::Over);
    let word = match action {
        Action::Delete if bulk.plan.running() > 0 => m.impact.stop_then_delete.to_owned(),
        _ => (m.view.bulk_go)(action, count),
    };
    let go = guarded_button(tone, "", reason, move || run.start(bulk.clone()))
        .text_with(move || match run.phase.get() {
            Phase::Asking | Phase::Over => word.clone(),
            Phase::Running => m.working.to_owned(),
            Phase::Stopping => m.view.stops_after_this.to_owned(),
        })
        .attr_with("hidden", move || is_over.get().then(String::new));
    el("footer").class("dialog-foot").child(leave).child(go).view()
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn a_number_is_typed_as_it_is_read() {
        for (text, is_it) in [
            ("1284", true),
            ("1,284", true),
            (" 1 284 ", true),
            ("01284", true),
            ("128", false),
            ("", false),
            ("1284x", false),
            ("yes", false),
        ] {
            assert_eq!(is_number(text, 1284), is_it, "{text}");
        }
    }
}
