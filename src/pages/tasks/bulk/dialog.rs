//! The dialog for several tasks: the question, the results, and two buttons.

use crate::components::{Button, Dialog, FieldKind, FieldMessages, Note, NoteTone, TextField, Tone};
use crate::i18n::use_messages;
use crate::pages::tasks::bulk::plan::{BulkQuestion, Scope};
use crate::pages::tasks::bulk::run::{LEAVE, Phase, Run, close};
use crate::pages::tasks::bulk::task_list::{ExcludedTasks, PlannedTasks, RunProgress};
use crate::pages::tasks::confirm::body::UnreadLoops;
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::state::task_store::{PartlyRead, TaskStore};
use crate::web::{Moment, scoped};
use leptos::prelude::*;
use upgrade_api::status::Action;
use upgrade_api::text::ascii_form;

/// The dialog for several tasks.
#[component]
pub fn BulkDialog() -> impl IntoView {
    let context = use_task_context();
    let (m, bulk) = (context.m, context.page.bulk);
    let open = move || scoped(bulk).with(Option::is_some);
    let title = Memo::new(move |_| {
        scoped(bulk).with(|bulk| match bulk {
            None => String::new(),
            Some(BulkQuestion { action, scope, plan }) => match scope {
                Scope::AllRunning => m.view().bulk_stop_all(&m.number(plan.len() as u64)),
                Scope::Selected if plan.len() == 0 => m.view().bulk_none(*action).to_owned(),
                Scope::Selected => m.view().bulk_title(*action, plan.len()),
            },
        })
    });
    view! {
        <Dialog id="bulk" question=true open=open title=title on_close=move |()| close(context)>
            <Content />
        </Dialog>
    }
}

/// Content of the open dialog.
#[component]
fn Content() -> impl IntoView {
    let context = use_task_context();
    let m = context.m;
    context.page.bulk.get_untracked().map(|bulk| {
        let run = Run::new(context, &bulk);

        view! {
            <div class="dialog-body">
                {(bulk.plan.len() > 0).then(|| view! { <BulkEffect bulk=bulk.clone() /> })}
                <PlannedTasks bulk=bulk.clone() run=run /> <ExcludedTasks plan=bulk.plan.clone() />
                {(bulk.scope == Scope::AllRunning).then(|| view! { <UnknownTasks store=context.store /> })}
                {devices_to_type(&bulk, context).map(|devices| view! { <DevicesField devices=devices run=run /> })}
                <p class="hint">{m.view().bulk_about()}</p> <RunProgress steps=run.steps phase=run.phase />
            </div>
            <Foot bulk=bulk run=run />
        }
    })
}

/// Effect of the action, with warnings.
#[component]
fn BulkEffect(
    /// Question.
    bulk: BulkQuestion,
) -> impl IntoView {
    let m = use_messages();
    let plan = bulk.plan;
    match bulk.action {
        Action::Start => {
            let (impact, is_complete) = plan.affected();
            let affected = match impact.affected.map(|devices| m.number(devices)) {
                Some(devices) if is_complete => Some(m.view().bulk_affected(&devices)),
                Some(devices) => Some(m.view().bulk_affected_at_least(&devices)),
                None => Some(m.view().bulk_affected_unknown().to_owned()),
            };
            view! {
                {affected.map(|affected| view! { <div class="affected">{affected}</div> })}
                <Note tone=NoteTone::Warning text=m.no_undo() />
                <UnreadLoops />
            }
            .into_any()
        }
        Action::Stop => view! { <p>{m.stop_effect()}</p> }.into_any(),
        Action::Delete => {
            let running = plan.running();
            let warning = (running > 0).then(|| m.view().bulk_running(&m.number(running as u64)));
            view! {
                <p>{m.view().bulk_delete()}</p>
                {warning.map(|warning| view! { <Note tone=NoteTone::Warning text=warning /> })}
            }
            .into_any()
        }
    }
}

/// Warnings about tasks that *Stop all* cannot stop: tasks on pages that are not read yet, tasks without a readable id, and
/// tasks started after the list was read.
#[component]
pub(crate) fn UnknownTasks(
    /// Tasks of the product.
    store: TaskStore,
) -> impl IntoView {
    let m = use_messages();
    let snapshot = store.snapshot();
    let has_no_id = snapshot.unreadable() > snapshot.unreadable_ids().count();
    let age_seconds = (store.read_at().map_or(0.0, Moment::age_ms).max(0.0) / 1000.0) as u64;
    let partly_read = store.partly_read();
    let warnings = [
        partly_read
            .map(|PartlyRead { read, count }| m.view().stop_all_partly(&m.number(read as u64), &m.number(count))),
        has_no_id.then(|| m.view().stop_all_unreadable().to_owned()),
        store.is_outdated().then(|| m.view().stop_all_old(age_seconds)),
        snapshot.changed_while_read.then(|| m.list_changed().to_owned()),
    ];
    let warning = |text| view! { <Note tone=NoteTone::Warning text=text /> };
    warnings.into_iter().flatten().map(warning).collect_view()
}

/// Number of devices that the operator types before a start, where it exceeds the limit for a plain question.
fn devices_to_type(bulk: &BulkQuestion, context: TaskContext) -> Option<u64> {
    let (impact, _) = bulk.plan.affected();
    let exceeds_limit = bulk.action == Action::Start && impact.exceeds(context.type_to_start);
    impact.affected.filter(|_| exceeds_limit)
}

/// Field for the number of devices.
#[component]
fn DevicesField(
    /// Number that the operator has to type.
    devices: u64,
    /// Run.
    run: Run,
) -> impl IntoView {
    let m = use_messages();
    let messages = FieldMessages {
        hint: Some(m.view().bulk_type(&m.number(devices))),
        ..FieldMessages::default()
    };
    view! {
        <TextField
            id="bulk-typed"
            label=m.impact().devices()
            kind=FieldKind::Digits
            required=true
            value=run.typed
            messages=messages
            on_input=move |text| run.typed.set(text)
        />
    }
}

/// Whether a text is this number, with or without group separators.
fn is_number(text: &str, number: u64) -> bool {
    let digits = ascii_form(text).replace([',', ' '], "");
    digits.parse() == Ok(number)
}

/// Buttons to leave and to run. They stay from the question to the results, and so does the focus.
#[component]
fn Foot(
    /// Question.
    bulk: BulkQuestion,
    /// Run.
    run: Run,
) -> impl IntoView {
    let context = use_task_context();
    let m = context.m;
    let (action, count) = (bulk.action, bulk.plan.len());
    let devices = devices_to_type(&bulk, context);
    let leave_label = move || match run.phase.get() {
        Phase::Asking => m.cancel(),
        Phase::Running => m.view().stop_after_this(),
        Phase::Stopping | Phase::Over => m.close(),
    };
    let run_label = match action {
        Action::Delete if bulk.plan.running() > 0 => m.impact().stop_then_delete().to_owned(),
        _ => m.view().bulk_confirm(action, count),
    };
    let run_label = move || match run.phase.get() {
        Phase::Asking | Phase::Over => run_label.clone(),
        Phase::Running => m.working().to_owned(),
        Phase::Stopping => m.view().stopping_after_this().to_owned(),
    };
    let disabled_reason = move || {
        let none = (count == 0).then(|| m.view().bulk_empty().to_owned());
        // A stop waits for no other request.
        let is_blocked = action != Action::Stop && context.store.is_writing();
        let is_working = run.phase.get() != Phase::Asking || is_blocked;
        let is_working = is_working.then(|| m.working().to_owned());
        let untyped = devices.filter(|devices| !is_number(&run.typed.get(), *devices));
        let untyped = untyped.map(|devices| m.view().bulk_type_reason(&m.number(devices)));
        context.read_only().or(none).or(is_working).or(untyped)
    };
    view! {
        <footer class="dialog-foot">
            <Button label=leave_label on_press=move |_| run.leave() attr:id=LEAVE attr:data-focus="" />
            <Button
                tone=if action == Action::Start { Tone::Primary } else { Tone::Danger }
                label=run_label
                disabled_reason=disabled_reason
                on_press=move |_| run.start(bulk.clone())
                attr:hidden=move || run.phase.get() == Phase::Over
            />
        </footer>
    }
}

#[cfg(test)]
mod tests {
    use super::is_number;

    #[test]
    fn a_number_is_accepted_with_and_without_separators() {
        for (text, is_it) in [
            ("1284", true),
            ("1,284", true),
            (" 1 284 ", true),
            ("01284", true),
            ("１，２８４", true),
            ("128", false),
            ("", false),
            ("1284x", false),
            ("yes", false),
        ] {
            assert_eq!(is_number(text, 1284), is_it, "{text}");
        }
    }
}
