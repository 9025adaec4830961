//! What polls change, said to whoever cannot see it: one sentence for all of it, in one place.
//!
//! What happens to a task is said with the poll that shows it; that devices follow, which is what running tasks are for, at
//! most once a minute. What this tab has done itself has been told already.

use crate::builder::{El, el, grouped, visible};
use crate::pages::tasks::context::TaskContext;
use crate::routing::list_query::{Change, summary};
use crate::state::task_store::Snapshot;
use crate::web;
use crate::web::time_zone::local_time;
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds between two sentences that only say that devices follow.
const COUNTS_MS: f64 = 60_000.0;
/// Tasks that are named.
const NAMED: usize = 3;

/// Where it is said.
pub(crate) fn changes_said(cx: TaskContext) -> El {
    let TaskContext { store, activity, .. } = cx;
    let said = RwSignal::new(String::new());
    let before = StoredValue::new(None::<Arc<Snapshot>>);
    // Devices that were not told of yet, since when they are counted, and when counts were told last (steady clock).
    let pending = StoredValue::new((0_u64, 0.0, f64::NEG_INFINITY));
    Effect::new(move |_| {
        let known = store.known();
        // The first list is no change.
        let first = untrack(|| store.read_at()).is_none();
        let Some(old) = before.get_value().filter(|_| !first) else {
            before.set_value(Some(known).filter(|_| !first));
            pending.set_value((0, web::now_ms(), f64::NEG_INFINITY));
            return;
        };
        let found = summary(&old.tasks, &known.tasks, &|id| activity.just_did(id));
        before.set_value(Some(known));
        let (waiting, since, said_at) = pending.get_value();
        let upgraded = found.upgraded.saturating_add(waiting);
        let (now, steady) = (web::now_ms(), web::steady_ms());
        let is_due = upgraded > 0 && steady - said_at >= COUNTS_MS;
        if found.tasks.is_empty() && !is_due {
            return pending.set_value((upgraded, since, said_at));
        }
        pending.set_value((0, now, steady));
        said.set(sentence(cx, &found.tasks, upgraded, &untrack(|| moment(since, now))));
    });
    el("p")
        .attr("id", "changes")
        .class("visually-hidden")
        .attr("role", "status")
        .text_with(move || said.get())
}

/// A moment as far as it has to be named now: `14:05`, and the day where it is another one.
fn moment(then: f64, now: f64) -> String {
    let [then, now] = [then, now].map(local_time);
    let is_today = then.get(..10) == now.get(..10);
    then.get(if is_today { 11..16 } else { 0..16 })
        .unwrap_or(&then)
        .to_owned()
}

fn sentence(cx: TaskContext, tasks: &[(Change, String)], upgraded: u64, since: &str) -> String {
    let m = cx.m;
    let word = |change: Change| match change {
        Change::New => m.view.was_new,
        Change::Gone => m.view.was_deleted,
        Change::Started => m.running,
        Change::Stopped => m.stopped,
        Change::Changed => m.view.was_changed,
    };
    let named = tasks.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|(change, name)| (m.view.changed_how)(&visible(name), word(*change)))
        .collect();
    let tasks = (!tasks.is_empty()).then(|| (m.view.changed)(&named, tasks.len() - named.len()));
    let devices = (upgraded > 0).then(|| (m.view.upgraded_since)(&grouped(upgraded), since));
    let parts: Vec<String> = [tasks, devices].into_iter().flatten().collect();
    parts.join(" ")
}
