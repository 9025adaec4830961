//! One action for several tasks, one task after another, with a result for each.

pub(crate) mod dialog;
pub(crate) mod plan;
pub(crate) mod run;
pub(crate) mod task_list;

pub use dialog::BulkDialog;

use crate::components::{Button, Tone};
use crate::pages::tasks::context::{TaskContext, use_task_context};
use leptos::prelude::*;
use plan::{BulkQuestion, Scope, plan};
use std::sync::Arc;
use upgrade_api::graph::may_run;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// Opens the dialog for the tasks that `tasks` selects from the list as last read.
pub fn ask(context: TaskContext, action: Action, scope: Scope, tasks: impl Fn(&Task) -> bool) {
    let store = context.store;
    let snapshot = untrack(|| store.snapshot());
    let tasks = snapshot.tasks.iter().filter(|task| tasks(task)).cloned().collect();
    let impact = |task: &Task| untrack(|| store.impact(task));
    let mut plan = plan(action, tasks, &snapshot.tasks, context.type_to_start, &impact);
    if scope == Scope::AllRunning {
        plan.unreadable = snapshot.unreadable_ids().cloned().collect();
    }
    context.page.bulk.set(Some(BulkQuestion {
        action,
        scope,
        plan: Arc::new(plan),
    }));
}

/// *Stop all*: the first press asks, the second one stops every task that is not known to be stopped.
#[component]
pub fn StopAllButton() -> impl IntoView {
    let context = use_task_context();
    let (m, store) = (context.m, context.store);
    let disabled_reason = move || {
        let none = !store.snapshot().may_run();
        context
            .read_only()
            .or_else(|| none.then(|| m.view().stop_all_none().to_owned()))
    };
    view! {
        <Button
            tone=Tone::Danger
            label=m.view().stop_all()
            disabled_reason=disabled_reason
            on_press=move |_| ask(context, Action::Stop, Scope::AllRunning, may_run)
        />
    }
}
