//! Text of the confirmation: the task, the effect of the action, its risk and its failure.

use crate::components::{Note, NoteTone, visible};
use crate::i18n::use_messages;
use crate::pages::tasks::actions::reason;
use crate::pages::tasks::confirm::pending::PendingConfirmation;
use crate::pages::tasks::confirm::question::Question;
use crate::pages::tasks::confirm::typed_confirmation::{RequiredText, RequiredTextField};
use crate::pages::tasks::context::{TaskContext, use_task_context};
use crate::pages::tasks::differences::Changes;
use crate::pages::tasks::format::{affected, numbered_part_text};
use crate::pages::tasks::guard::fields::GuardFields;
use crate::pages::tasks::version_path::{VersionPath, version_steps};
use crate::state::task_store::{ActionError, use_task_store};
use leptos::prelude::*;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::Action;
use upgrade_api::task::{DevicePart, Task};
use upgrade_api::values::Version;

/// Body of the confirmation dialog.
#[component]
pub(crate) fn QuestionBody(
    /// Question.
    question: Question,
    /// State of the confirmation.
    pending: PendingConfirmation,
) -> impl IntoView {
    let context = use_task_context();
    let (m, product) = (context.m, context.store.product());
    let (action, task) = (question.action, question.task.clone());
    let failure = move |(error, expected): (ActionError, Task)| {
        let text = reason(m, &error);
        let now = match error {
            ActionError::Changed(now) => Some(*now),
            _ => None,
        };
        view! {
            <Note tone=NoteTone::Error text=text>
                {now.map(|now| view! { <Changes old=expected new=now /> })}
            </Note>
        }
    };
    let part_text = numbered_part_text(m, task.device_part).map(|text| format!(" · {text}"));
    view! {
        <div class="dialog-body">
            <p class="dialog-subject">
                <VersionPath from=task.from.version target=task.target.version />
                <span>
                    {m.on()} " " <strong>
                        <bdi translate="no" prop:textContent=visible(&product.name) />
                    </strong> {part_text.map(|text| view! { <span prop:textContent=text /> })}
                </span>
                <span class="hint">{m.task_id()} " " <code translate="no" prop:textContent=task.id.to_string() /></span>
            </p>
            <ActionEffect action=action task=task />
            <Risk question=question pending=pending />
            {(action == Action::Start)
                .then(|| view! { <GuardFields draft=pending.guard poll_seconds=context.poll_seconds /> })}
            {move || pending.failed.get().map(failure)}
        </div>
    }
}

/// Effect of the action, with warnings.
#[component]
fn ActionEffect(
    /// Action.
    action: Action,
    /// Task.
    task: Task,
) -> impl IntoView {
    let context = use_task_context();
    let m = context.m;
    let warning =
        |is_shown: bool, text: &'static str| is_shown.then(|| view! { <Note tone=NoteTone::Warning text=text /> });
    match action {
        Action::Start => {
            let (from, target) = (task.from.version, task.target.version);
            let effect = m.start_effect(from, target);
            // The text follows the list, which may be read while the dialog is open.
            let devices = Memo::new(move |_| {
                let now = context.store.task(&task.id);
                affected(context, now.as_ref().unwrap_or(&task))
            });
            view! {
                <p prop:textContent=effect />
                <p class="affected" prop:textContent=move || devices.get() />
                {warning(target < from, m.downgrade_warning())}
                {warning(true, m.no_undo())}
            }
            .into_any()
        }
        Action::Stop => view! { <p>{m.stop_effect()}</p> }.into_any(),
        Action::Delete => {
            let upgraded = m.upgraded_so_far(&m.number(task.upgrade_count));
            let is_running = task.status.is_running();
            view! {
                <p>{m.delete_effect()}</p>
                <p prop:textContent=upgraded />
                {warning(is_running, m.delete_running())}
            }
            .into_any()
        }
    }
}

/// Risk of a start that needs more than a press, and the field that confirms it.
#[component]
fn Risk(
    /// Question.
    question: Question,
    /// State of the confirmation.
    pending: PendingConfirmation,
) -> impl IntoView {
    let m = use_messages();
    let device_part = question.task.device_part;
    let is_start = question.action == Action::Start;
    let required = Memo::new(move |_| pending.typed.required(&question));
    let note = move |required: &RequiredText| match required {
        RequiredText::Loop(versions) => {
            Some(view! { <LoopNote versions=versions.clone() device_part=device_part /> }.into_any())
        }
        RequiredText::Unchecked(_) => {
            Some(view! { <Note tone=NoteTone::Warning text=m.impact().loops_unchecked() /> }.into_any())
        }
        RequiredText::Nothing | RequiredText::Count | RequiredText::Target(_) => None,
    };
    view! {
        {move || required.with(note)}
        {is_start.then(|| view! { <UnreadLoops /> })}
        {move || view! { <RequiredTextField confirmation=pending.typed required=required.get() /> }}
    }
}

/// Note that the start may close a loop with a task that cannot be read, if the list has one.
#[component]
pub(crate) fn UnreadLoops() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let are_some_unread = Memo::new(move |_| !store.snapshot().all_read());
    view! {
        <Show when=move || are_some_unread.get()>
            <Note tone=NoteTone::Warning text=m.impact().loops_unread() />
        </Show>
    }
}

/// The loop that the start would close.
#[component]
fn LoopNote(
    /// Versions of the loop; the last one is the first one again.
    versions: Vec<Version>,
    /// Device part that the task upgrades.
    device_part: DevicePart,
) -> impl IntoView {
    let context = use_task_context();
    let closes_loop = context.m.impact().closes_loop(&version_steps(&versions));
    let devices = Memo::new(move |_| loop_devices(&versions, device_part, context));
    view! {
        <Note tone=NoteTone::Error>
            <strong prop:textContent=closes_loop />
            <p prop:textContent=move || devices.get() />
        </Note>
    }
}

/// Number of devices in a loop, as text.
fn loop_devices(versions: &[Version], device_part: DevicePart, context: TaskContext) -> String {
    let m = context.m;
    // The device statistics count Wi-Fi firmware only.
    match context
        .store
        .device_counts()
        .filter(|_| device_part == DevicePart::Wifi)
    {
        Some(device_counts) => {
            let devices = versions.iter().skip(1).map(|version| device_counts.on(*version));
            m.impact().loop_devices(&m.number(devices.fold(0, u64::saturating_add)))
        }
        None if context.store.uncounted(device_part) == Uncounted::NotYet => m.impact().counting_devices().to_owned(),
        None => m.impact().loop_devices_unknown().to_owned(),
    }
}
