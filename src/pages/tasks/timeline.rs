//! Life of a task as this tab has seen it: operations of the activity log, and events of the readings.

use crate::i18n::{Messages, use_messages};
use crate::pages::activity::labels::{operation_word, outcome_word};
use crate::state::activity_log::{Entry, Operation, Outcome, use_activity_log};
use crate::state::task_store::use_task_store;
use crate::web::time_zone::clock_time;
use crate::web::{self, Moment, scoped};
use leptos::prelude::*;
use upgrade_api::progress::Idle;
use upgrade_api::status::Action;
use upgrade_api::task::Task;
use upgrade_api::timeline::{Event, Sighting};

/// Largest number of lines; the newest are shown.
const LINES_MAX: usize = 50;
/// Milliseconds between an operation of this tab and a reading that shows its effect.
const SAME_MS: f64 = 15_000.0;

/// Line of the timeline.
#[derive(Clone, PartialEq)]
struct Line {
    /// Time in milliseconds since 1970.
    at_ms: f64,
    text: String,
    detail: Option<String>,
}

/// What this tab has seen of a task, and the time since its start. It claims nothing about the time before.
#[component]
pub(crate) fn TaskLife(
    /// Task.
    task: Memo<Option<Task>>,
) -> impl IntoView {
    let (m, store, activity) = (use_messages(), use_task_store(), use_activity_log());
    let id = Memo::new(move |_| task.with(|task| task.as_ref().map(|task| task.id.clone())));
    let timeline = Memo::new(move |_| store.timeline(&id.get()?));
    let lines = Memo::new(move |_| {
        let id = id.get();
        let is_own = |entry: &&Entry| id.is_some() && entry.task_id == id;
        let own: Vec<Entry> = scoped(activity.entries).with(|entries| entries.iter().filter(is_own).cloned().collect());
        timeline.with(|timeline| lines(m, &own, timeline.as_ref().map_or(&[], |timeline| &timeline.events)))
    });
    let elapsed = Memo::new(move |_| {
        let run = timeline.with(|timeline| timeline.as_ref()?.run)?;
        let minutes = (run.at.age_at(store.read_at()?) / 60_000.0) as u64;
        Some(m.flow().running_for(minutes, run.event == Event::Started))
    });
    let locale = m.language().html_tag();
    let line = move |line: Line| {
        let time = move || clock_time(locale, line.at_ms, web::now_ms());
        let detail = line
            .detail
            .map(|detail| view! { <span class="hint" prop:textContent=detail /> }.into_any());
        view! {
            <li>
                <time datetime=web::iso_time(line.at_ms) prop:textContent=time />
                <span prop:textContent=line.text />
                {detail}
            </li>
        }
    };
    let nothing = move || view! { <p>{m.flow().seen_nothing()}</p> };
    view! {
        <section class="facts-group" aria-label=m.flow().seen_here()>
            <h3>{m.flow().seen_here()}</h3>
            <p class="hint">{m.flow().seen_about()}</p>
            {move || elapsed.get().map(|text| view! { <p prop:textContent=text /> }.into_any())}
            <Show when=move || !lines.with(Vec::is_empty) fallback=nothing>
                // The role is explicit: a browser drops it for a list without markers.
                <ol class="timeline" role="list">
                    {move || lines.get().into_iter().map(line).collect_view()}
                </ol>
            </Show>
        </section>
    }
}

/// Lines of the operations and events, oldest first. An event that shows the effect of an operation has no line of its own.
fn lines(m: &dyn Messages, own: &[Entry], seen: &[Sighting<Moment>]) -> Vec<Line> {
    let is_effect = |event: &Sighting<Moment>| {
        let action = match event.event {
            Event::Started => Action::Start,
            Event::Stopped => Action::Stop,
            _ => return false,
        };
        let near = |entry: &Entry| (entry.at_ms - event.at.wall_ms()).abs() <= SAME_MS;
        let done = |entry: &Entry| entry.operation == Operation::Action(action) && entry.outcome == Outcome::Done;
        own.iter().any(|entry| done(entry) && near(entry))
    };
    let mut lines: Vec<Line> = own.iter().map(|entry| own_line(m, entry)).collect();
    let seen = seen.iter().filter(|event| !is_effect(event));
    lines.extend(seen.map(|event| seen_line(m, event)));
    lines.sort_by(|a, b| a.at_ms.total_cmp(&b.at_ms));
    lines.split_off(lines.len().saturating_sub(LINES_MAX))
}

fn own_line(m: &dyn Messages, entry: &Entry) -> Line {
    let done = match entry.operation {
        Operation::Create => Some(m.flow().created_here()),
        Operation::Action(Action::Start) => Some(m.flow().started_here()),
        Operation::Action(Action::Stop) => Some(m.flow().stopped_here()),
        Operation::Action(Action::Delete) | Operation::Guard => None,
    };
    let (text, detail) = match done.filter(|_| entry.outcome == Outcome::Done) {
        Some(done) => (done.to_owned(), None),
        None => {
            let words = [operation_word(m, entry.operation), outcome_word(m, entry.outcome)];
            (words.join(" · "), Some(entry.message.clone()))
        }
    };
    let at_ms = entry.at_ms;
    Line { at_ms, text, detail }
}

fn seen_line(m: &dyn Messages, seen: &Sighting<Moment>) -> Line {
    let devices = m.number(seen.upgraded);
    let text = match seen.event {
        Event::SeenRunning => m.flow().seen_running(),
        Event::Started => m.flow().seen_started(),
        Event::Percent(percent) => &m.flow().percent_upgraded(&m.percent(percent * 10)),
        Event::Upgraded => m.flow().more_upgraded(),
        Event::Idle(Idle::Complete) => m.complete(),
        Event::Idle(Idle::Stalled) => m.stalled(),
        Event::Resumed(Idle::Complete) => m.flow().complete_no_more(),
        Event::Resumed(Idle::Stalled) => m.flow().upgrading_again(),
        Event::Stopped => m.stopped(),
    };
    Line {
        at_ms: seen.at.wall_ms(),
        text: text.to_owned(),
        detail: Some(format!("{} {devices}", m.upgraded())),
    }
}
