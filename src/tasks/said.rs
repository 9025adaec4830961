//! What polls change, said to whoever cannot see it: one sentence for all of it, in one place.
//!
//! What happens to a task is said with the poll that shows it; that devices follow, which is what running tasks are for, at
//! most once a minute. What this tab has done itself has been told already.

use super::TaskContext;
use super::store::Known;
use super::view::{Change, summary};
use crate::browser;
use crate::reactive::{effect, signal, stored};
use crate::ui::{El, el, grouped, visible};
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds between two sentences that only say that devices follow.
const COUNTS_MS: f64 = 60_000.0;
/// Tasks that are named.
const NAMED: usize = 3;

/// Where it is said.
pub(super) fn changes_said(cx: TaskContext) -> El {
    let TaskContext { store, activity, .. } = cx;
    let said = signal(String::new());
    let before = stored(None::<Arc<Known>>);
    let pending = stored((0_u64, 0.0));
    effect(move || {
        let known = store.known();
        // The first list is no change.
        let first = untrack(|| store.read_at()).is_none();
        let Some(old) = before.get_value().filter(|_| !first) else {
            before.set_value(Some(known).filter(|_| !first));
            return;
        };
        let found = summary(&old.tasks, &known.tasks, &|id| activity.just_did(id));
        before.set_value(Some(known));
        let (waiting, said_at) = pending.get_value();
        let upgraded = found.upgraded.saturating_add(waiting);
        let now = browser::now_ms();
        let is_due = upgraded > 0 && now - said_at >= COUNTS_MS;
        if found.tasks.is_empty() && !is_due {
            return pending.set_value((upgraded, said_at));
        }
        pending.set_value((0, now));
        said.set(sentence(cx, &found.tasks, upgraded));
    });
    el("p")
        .attr("id", "changes")
        .class("visually-hidden")
        .attr("role", "status")
        .text_with(move || said.get())
}

fn sentence(cx: TaskContext, tasks: &[(Change, String)], upgraded: u64) -> String {
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
        .map(|(change, name)| format!("{} ({})", visible(name), word(*change)))
        .collect();
    let tasks = (!tasks.is_empty()).then(|| (m.view.changed)(&named, tasks.len() - named.len()));
    let devices = (upgraded > 0).then(|| (m.view.upgraded_since)(&grouped(upgraded)));
    let parts: Vec<String> = [tasks, devices].into_iter().flatten().collect();
    parts.join(" ")
}
