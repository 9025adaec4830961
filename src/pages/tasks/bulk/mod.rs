//! The same done to several tasks, one after another, with a result for each.

pub(crate) mod dialog;
pub(crate) mod plan;
pub(crate) mod run;

pub use dialog::bulk_dialog;

use crate::builder::{El, Tone, guarded_button};
use crate::pages::tasks::context::TaskContext;
use leptos::prelude::*;
use plan::{BulkQuestion, Scope, plan};
use std::sync::Arc;
use upgrade_api::status::Action;
use upgrade_api::task::Task;

/// Asks about these tasks, with the list as last read.
pub fn ask(cx: TaskContext, action: Action, scope: Scope, tasks: impl Fn(&Task) -> bool) {
    let store = cx.store;
    let known = untrack(|| store.known());
    let tasks = known.tasks.iter().filter(|task| tasks(task)).cloned().collect();
    let impact = |task: &Task| untrack(|| store.impact(task));
    let mut plan = plan(action, tasks, &known.tasks, cx.type_to_start, &impact);
    if scope == Scope::AllRunning {
        plan.unreadable = known.unreadable_ids().cloned().collect();
    }
    cx.dialogs.bulk.set(Some(BulkQuestion {
        action,
        scope,
        plan: Arc::new(plan),
    }));
}

/// *Stop all*: one press to ask, one to stop every task that is not known to be stopped.
pub fn stop_all(cx: TaskContext) -> El {
    let TaskContext { m, store, .. } = cx;
    let may_run = |task: &Task| task.status.allows(Action::Stop).is_ok();
    let reason = move || {
        let known = store.known();
        let none = !known.tasks.iter().any(may_run) && known.unreadable_ids().next().is_none();
        cx.read_only().or_else(|| none.then(|| m.view.stop_all_none.to_owned()))
    };
    guarded_button(Tone::Danger, m.view.stop_all, reason, move || {
        ask(cx, Action::Stop, Scope::AllRunning, may_run);
    })
}
