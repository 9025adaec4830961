//! Buttons that start, stop and delete a task.

use crate::components::{PressedAction, Tone};
use crate::pages::tasks::actions::stop;
use crate::pages::tasks::context::use_task_context;
use crate::pages::tasks::table::row_values::{Refusals, RowValues};
use crate::state::task_store::TaskRef;
use leptos::ev;
use leptos::prelude::*;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;

/// Buttons of a row.
#[component]
pub(crate) fn RowButtons(
    /// Values of the row.
    values: RwSignal<RowValues>,
) -> impl IntoView {
    let pressed = PressedAction::default();
    let task = move || values.with_untracked(|values| values.row.task().cloned());
    let state = Memo::new(move |_| {
        values.with(|values| Some((values.row.task()?.status.clone(), values.state.refusals.clone())))
    });
    let buttons = move |(status, refusals)| {
        view! { <TaskButtons status=status refusals=refusals pressed=pressed task=task /> }
    };
    view! { {move || state.get().map(buttons)} }
}

/// One button that starts or stops a task, and one that deletes it, from values. A later rendering changes the label of the
/// first and keeps its element: a press means the label that the button had when the press began.
#[component]
pub fn TaskButtons(
    /// Status of the task.
    status: TaskStatus,
    /// Reasons against the actions.
    refusals: Refusals,
    /// Action of the label when the press began.
    pressed: PressedAction<Action>,
    /// Task at the time of a press; `None` after its deletion.
    task: impl Fn() -> Option<Task> + Copy + 'static,
) -> impl IntoView {
    let context = use_task_context();
    let m = context.m;
    let main_action = main_action_of(&status);
    pressed.shows(main_action);
    let disabled_reason = |action| match action {
        Action::Stop => refusals.stop.clone(),
        action => {
            let refusal = || Some(m.refusal(status.allows(action).err()?).to_owned());
            refusals.other.clone().or_else(refusal)
        }
    };
    let (main_refusal, delete_refusal) = (disabled_reason(main_action), disabled_reason(Action::Delete));
    let (is_disabled, cannot_delete) = (main_refusal.is_some(), delete_refusal.is_some());
    let act = move |_| {
        let Some(task) = task().filter(|_| !is_disabled) else {
            return;
        };
        match main_action {
            // The label has changed during the press. That never starts a task; a stop is confirmed first.
            action if !pressed.was(action) => context.page.ask(Action::Stop, task),
            Action::Stop => stop(context, TaskRef::from(&task)),
            Action::Start | Action::Delete => context.page.ask(main_action, task),
        }
    };
    let delete = move |_| {
        if let Some(task) = task().filter(|_| !cannot_delete) {
            context.page.ask(Action::Delete, task);
        }
    };
    let key_down = move |event: ev::KeyboardEvent| {
        if !event.repeat() {
            pressed.begin();
        }
    };
    view! {
        <button
            type="button"
            class=Tone::Plain.class()
            aria-disabled=is_disabled.then_some("true")
            title=main_refusal
            on:click=act
            on:pointerdown=move |_| pressed.begin()
            on:keydown=key_down
            prop:textContent=m.action(main_action)
        />
        <button
            type="button"
            class=Tone::Quiet.class()
            aria-disabled=cannot_delete.then_some("true")
            title=delete_refusal
            on:click=delete
            prop:textContent=m.action(Action::Delete)
        />
    }
}

/// Stop for every task that is not known to be stopped.
fn main_action_of(status: &TaskStatus) -> Action {
    match status {
        TaskStatus::Known(RunState::Running) | TaskStatus::Unknown(_) => Action::Stop,
        TaskStatus::Known(RunState::Stopped) => Action::Start,
    }
}
