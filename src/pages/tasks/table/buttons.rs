//! Buttons that start, stop and delete a task.

use crate::components::{Button, PressedAction, Tone};
use crate::i18n::use_messages;
use crate::pages::tasks::actions::stop;
use crate::pages::tasks::context::use_task_context;
use crate::pages::tasks::table::row_values::Refusals;
use crate::state::task_store::TaskRef;
use leptos::ev;
use leptos::prelude::*;
use upgrade_api::status::{Action, RunState, TaskStatus};
use upgrade_api::task::Task;

/// One button that starts or stops a task, and one that deletes it. A poll changes the label of the first and never replaces
/// the button: a press means the label that the button had when the press began.
#[component]
pub fn TaskButtons(
    /// Task; `None` after its deletion.
    #[prop(into)]
    task: Signal<Option<Task>>,
    /// Action of the label when the press began.
    pressed: PressedAction<Action>,
    /// Reasons against the actions. By default the reasons in the store.
    #[prop(optional, into)]
    refusals: Option<Signal<Refusals>>,
) -> impl IntoView {
    let (m, cx) = (use_messages(), use_task_context());
    let refusals = refusals.unwrap_or_else(|| {
        Signal::derive(move || {
            let id = task.with(|task| task.as_ref().map(|task| task.id.clone()));
            id.map_or_else(Refusals::default, |id| Refusals::of(cx, &id))
        })
    });
    let disabled_reason = move |action: fn(&TaskStatus) -> Action| {
        Memo::new(move |_| {
            let status = task.with(|task| task.as_ref().map(|task| task.status.clone()))?;
            let Refusals { stop, other } = refusals.get();
            match action(&status) {
                Action::Stop => stop,
                action => other.or_else(|| Some(m.refusal(status.allows(action).err()?).to_owned())),
            }
        })
    };
    let main_action = Memo::new(move |_| task.with(|task| task.as_ref().map(|task| main_action_of(&task.status))));
    let label = move || {
        let Some(action) = main_action.get() else {
            return String::new();
        };
        pressed.shows(action);
        m.action(action).to_owned()
    };
    let act = move |()| {
        let Some(task) = task.get_untracked() else { return };
        let action = main_action_of(&task.status);
        match action {
            // The label has changed during the press. That never starts a task; a stop is confirmed first.
            action if !pressed.was(action) => cx.dialogs.ask(Action::Stop, task),
            Action::Stop => stop(cx, TaskRef::from(&task)),
            Action::Start | Action::Delete => cx.dialogs.ask(action, task),
        }
    };
    let delete = move |()| {
        if let Some(task) = task.get_untracked() {
            cx.dialogs.ask(Action::Delete, task);
        }
    };
    let key_down = move |event: ev::KeyboardEvent| {
        if !event.repeat() {
            pressed.begin();
        }
    };
    view! {
        <Button
            label=Signal::derive(label)
            disabled_reason=disabled_reason(main_action_of)
            on_press=act
            on:pointerdown=move |_| pressed.begin()
            on:keydown=key_down
        />
        <Button tone=Tone::Quiet label=m.delete() disabled_reason=disabled_reason(|_| Action::Delete) on_press=delete />
    }
}

/// Stop for every task that is not known to be stopped.
fn main_action_of(status: &TaskStatus) -> Action {
    match status {
        TaskStatus::Known(RunState::Running) | TaskStatus::Unknown(_) => Action::Stop,
        TaskStatus::Known(RunState::Stopped) => Action::Start,
    }
}
