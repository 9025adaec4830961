//! State of the list: its figures, its age, the last failure and the next reading.

use crate::components::{Button, Note, NoteTone};
use crate::i18n::use_messages;
use crate::pages::error_text::reading_failure;
use crate::state::task_store::{ListState, PartlyRead, use_task_store};
use crate::web;
use crate::web::Moment;
use leptos::prelude::*;
use leptos::task::spawn_local;
/// Id of the button that reads the list again.
const REFRESH: &str = "refresh";

/// Numbers of tasks, running tasks and upgraded devices.
#[component]
pub(crate) fn Figures() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let figures = Memo::new(move |_| {
        store.read_at()?;
        let snapshot = store.snapshot();
        let tasks = &snapshot.tasks;
        let running = tasks.iter().filter(|task| task.status.is_running()).count();
        let upgraded = tasks.iter().map(|task| task.upgrade_count).fold(0, u64::saturating_add);
        Some([tasks.len() as u64, running as u64, upgraded])
    });
    let figure = move |(at, label): (usize, &'static str)| {
        let number = Memo::new(move |_| figures.get().map_or_else(String::new, |figures| m.number(figures[at])));
        view! {
            <div class="figure">
                <dt>{label}</dt>
                <dd prop:textContent=number />
            </div>
        }
    };
    view! {
        <Show when=move || figures.with(Option::is_some)>
            <dl class="figures">
                {[m.tasks(), m.running(), m.upgraded()].into_iter().enumerate().map(figure).collect_view()}
            </dl>
        </Show>
    }
}

/// Age of the list, and a button that reads it again.
#[component]
pub(crate) fn Freshness(
    /// Present time, set once a second.
    now: RwSignal<Moment>,
) -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let age = move || match store.read_at() {
        Some(at) => {
            let seconds = (at.age_at(now.get()) / 1000.0) as u64;
            match store.state() {
                ListState::Failed(_) => m.out_of_date(seconds),
                ListState::Loading | ListState::Ready => m.updated_ago(seconds),
            }
        }
        None => String::new(),
    };
    view! {
        <span class="hint freshness" prop:textContent=age />
        <Button label=m.refresh() on_press=move |_| spawn_local(store.refresh()) attr:id=REFRESH />
    }
}

/// Why the list is out of date or incomplete.
#[component]
pub(crate) fn ListProblem() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    // A memo: a screen reader announces a failure once, and not after each reading.
    let problem = Memo::new(move |_| match store.state() {
        ListState::Failed(error) => Some((NoteTone::Error, reading_failure(m, store, &error))),
        ListState::Ready if store.snapshot().changed_while_read => {
            Some((NoteTone::Warning, m.list_changed().to_owned()))
        }
        ListState::Loading | ListState::Ready => None,
    });
    view! { {move || problem.get().map(|(tone, text)| view! { <Note tone=tone text=text /> })} }
}

/// Says that the rows are the first page only, and how many tasks are read, until a list is complete.
#[component]
pub(crate) fn PagesRead() -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    let text = Memo::new(move |_| {
        let PartlyRead { read, count } = store.partly_read()?;
        let (read, count) = (m.number(read as u64), m.number(count));
        Some(match store.state() {
            ListState::Failed(_) => m.pages_missing(&read, &count),
            ListState::Loading | ListState::Ready => m.reading_pages(&read, &count),
        })
    });
    view! {
        <Show when=move || text.with(Option::is_some)>
            <p class="filters hint" prop:textContent=move || text.get().unwrap_or_default() />
        </Show>
    }
}

/// Seconds until the next reading after a failed one, and a button that reads at once. It is no part of the note about the
/// failure, whose changes a screen reader announces.
#[component]
pub(crate) fn NextTry(
    /// Present time, set once a second.
    now: RwSignal<Moment>,
    /// Seconds between two readings of the list.
    poll_seconds: u32,
) -> impl IntoView {
    let (m, store) = (use_messages(), use_task_store());
    on_cleanup(|| web::catch_focus("#next-try", REFRESH));
    let text = move || {
        now.track();
        // A failed reading changes the time of the next one.
        let _ = store.state();
        let remaining_ms = store.next_poll_ms(poll_seconds);
        match store.is_busy() {
            true => m.retrying().to_owned(),
            false if remaining_ms > 0.0 => m.retrying_in((remaining_ms / 1000.0).ceil() as u64),
            // The reading is due, and waits until a dialog is closed.
            false => String::new(),
        }
    };
    view! {
        <div id="next-try" class="next-try">
            <span class="hint" prop:textContent=text />
            <Button label=m.retry_now() on_press=move |_| spawn_local(store.refresh()) />
        </div>
    }
}
