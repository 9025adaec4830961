//! Announcements for screen readers of what a reading has changed, and of the rows on another page.
//!
//! A change of a task is announced with the reading that shows it. Upgraded devices, which change all the time, are announced
//! at most once a minute. Changes by this tab are left out, because toasts announce them.

use crate::components::visible;
use crate::i18n::{Messages, use_messages};
use crate::pages::row_pager::rows_text;
use crate::routing::list_query::{Change, Reading, RowPage, summary};
use crate::state::activity_log::use_activity_log;
use crate::state::task_store::{Snapshot, use_task_store};
use crate::web::time_zone::clock_time;
use crate::web::{self, Moment};
use leptos::prelude::*;
use std::sync::Arc;

/// Milliseconds between two announcements that only count upgraded devices.
const COUNTS_MS: f64 = 60_000.0;
/// Largest number of tasks that an announcement names.
const NAMED: usize = 3;

/// Upgraded devices that are not announced yet.
#[derive(Clone, Copy)]
struct Pending {
    devices: u64,
    /// Start of the count, in milliseconds since 1970.
    since: f64,
    /// Time of the last announcement, in milliseconds on the steady clock.
    announced_at: f64,
}

/// Live region with the last announcement.
#[component]
pub(crate) fn Announcements() -> impl IntoView {
    let (m, store, activity) = (use_messages(), use_task_store(), use_activity_log());
    let text = RwSignal::new(String::new());
    let before = StoredValue::new(None::<Arc<Snapshot>>);
    let pending = StoredValue::new(Pending {
        devices: 0,
        since: 0.0,
        announced_at: f64::NEG_INFINITY,
    });
    Effect::new(move |_| {
        let snapshot = store.snapshot();
        let read_at = untrack(|| store.read_at()).map(Moment::wall_ms);
        // The first list is no change. It may be old: the page of the product may have been closed for a while.
        let (Some(old), Some(read_at)) = (before.get_value(), read_at) else {
            before.set_value(read_at.map(|_| snapshot));
            pending.set_value(Pending {
                devices: 0,
                since: read_at.unwrap_or_default(),
                announced_at: f64::NEG_INFINITY,
            });
            return;
        };
        let changes = summary(&reading(&old), &reading(&snapshot), &|id| activity.just_did(id));
        before.set_value(Some(snapshot));
        let earlier = pending.get_value();
        let devices = changes.upgraded.saturating_add(earlier.devices);
        let steady = web::steady_ms();
        let is_due = devices > 0 && steady - earlier.announced_at >= COUNTS_MS;
        if changes.tasks.is_empty() && !is_due {
            return pending.set_value(Pending { devices, ..earlier });
        }
        pending.set_value(Pending {
            devices: 0,
            since: read_at,
            announced_at: steady,
        });
        let since = untrack(|| clock_time(m.language().html_tag(), earlier.since, web::now_ms()));
        text.set(announcement(m, &changes.tasks, devices, &since));
    });
    let page = Memo::new(move |_| store.read_at().map(|_| store.view().page));
    Effect::new(move |before: Option<Option<RowPage>>| {
        let page = page.get();
        if let (Some(Some(before)), Some(page)) = (before, page)
            && before != page
        {
            let rows = untrack(|| store.found()).rows;
            text.set(rows_text(m, &page.range(rows), rows));
        }
        page
    });
    // A memo: an equal text is not written again, which would announce it again.
    let text = Memo::new(move |_| text.get());
    view! { <p id="changes" class="visually-hidden" role="status" prop:textContent=text /> }
}

fn reading(snapshot: &Snapshot) -> Reading<'_> {
    Reading {
        tasks: &snapshot.tasks,
        unreadable: snapshot.unreadable_ids().collect(),
        has_all_ids: snapshot.has_all_ids(),
    }
}

fn announcement(m: &dyn Messages, tasks: &[(Change, String)], upgraded: u64, since: &str) -> String {
    let word = |change: Change| match change {
        Change::New => m.view().new_task(),
        Change::Gone => m.view().deleted_task(),
        Change::Started => m.running(),
        Change::Stopped => m.stopped(),
        Change::Changed => m.view().changed_task(),
    };
    let named = tasks.iter().take(NAMED);
    let named: Vec<String> = named
        .map(|(change, name)| m.view().task_change(&visible(name), word(*change)))
        .collect();
    let tasks = (!tasks.is_empty()).then(|| m.view().tasks_changed(&named, tasks.len() - named.len()));
    let devices = (upgraded > 0).then(|| m.view().upgraded_since(&m.number(upgraded), since));
    let parts: Vec<&str> = [&tasks, &devices].into_iter().flatten().map(String::as_str).collect();
    m.sentences(&parts)
}
