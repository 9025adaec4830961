//! The dialog that lists what was done, and takes it elsewhere.

pub(crate) mod csv;
pub(crate) mod labels;

use crate::components::{CopyLabels, Dialog, El, Toasts, Tone, button, copy_now, dynamic, el, several};
use crate::i18n::Messages;
use crate::pages::activity::csv::log_csv;
use crate::pages::activity::labels::{deed_word, outcome_word};
use crate::state::activity_log::{ActivityLog, Entry, Outcome};
use crate::web;
use crate::web::time_zone::local_time;
use leptos::prelude::*;

const TABLE: &str = "activity-table";

/// The dialog.
pub fn activity_dialog(m: &'static Messages, activity: ActivityLog, toasts: Toasts) -> AnyView {
    let close = move || activity.close();
    let dialog = Dialog {
        id: "activity",
        wide: true,
        open: Memo::new(move |_| activity.is_open()),
        close_label: m.close,
        on_close: Callback::new(move |()| close()),
    };
    dialog.view(
        move || m.activity.to_owned(),
        move || {
            let list = dynamic(move || {
                activity.entries.with(|entries| match entries.is_empty() {
                    true => el("p").child(m.activity_none).view(),
                    false => several(vec![tools(m, activity, toasts).view(), table(m, entries).view()]),
                })
            });
            let body = el("div")
                .class("dialog-body")
                .child(el("p").class("hint").child(m.activity_about))
                .child(list);
            let close = button(Tone::Plain, m.close, close).attr("data-focus", "");
            let foot = el("footer").class("dialog-foot").child(close);
            several(vec![body.view(), foot.view()])
        },
    )
}

/// What takes the log elsewhere.
fn tools(m: &'static Messages, activity: ActivityLog, toasts: Toasts) -> El {
    let words = CopyLabels {
        label: m.copy_csv,
        copied: m.copied,
        selected: m.press_copy,
    };
    let copy = move || copy_now(toasts, TABLE, csv_now(m, activity), words);
    let save = move || {
        // Colons are not for file names.
        let name = format!("activity-{}.csv", web::iso_time(web::now_ms()).replace(':', "-"));
        // Without the mark Excel takes Chinese for another encoding.
        web::save(&name, &format!("\u{feff}{}", csv_now(m, activity)));
    };
    // A frame may be forbidden to download, and is not told.
    let framed = web::is_framed().then(|| el("span").class("hint").child(m.export_framed));
    el("div")
        .class("toolbar")
        .child(framed)
        .child(button(Tone::Plain, m.copy_csv, copy))
        .child(button(Tone::Plain, m.export_csv, save))
}

#[inline(never)]
fn csv_now(m: &Messages, activity: ActivityLog) -> String {
    activity.entries.with_untracked(|entries| log_csv(m, entries))
}

/// Roles are written out for the same reason as those of the table of tasks.
fn table(m: &Messages, entries: &[Entry]) -> El {
    let head = |word: &str| el("th").attr("role", "columnheader").attr("scope", "col").child(word);
    let heads = [m.time, m.deed, m.task, m.result].map(head);
    let rows: Vec<El> = entries.iter().rev().map(|entry| entry_row(m, entry)).collect();
    el("table")
        .attr("id", TABLE)
        .class("tasks log")
        .attr("role", "table")
        .attr("aria-label", m.activity)
        .child(
            el("thead")
                .attr("role", "rowgroup")
                .child(row().child(Vec::from(heads))),
        )
        .child(el("tbody").attr("role", "rowgroup").child(rows))
}

fn row() -> El {
    el("tr").attr("role", "row")
}

fn entry_row(m: &Messages, entry: &Entry) -> El {
    let cell = |class| el("td").attr("role", "cell").class(class);
    let hint = |text: String| el("div").class("hint").child(text);
    let id = entry
        .task_id
        .as_ref()
        .map(|id| el("code").class("hint").verbatim().child(id.as_str()));
    let request = entry
        .request_id
        .as_ref()
        .map(|id| hint(format!("{} ", m.request_id)).child(el("code").verbatim().child(id.as_str())));
    let outcome = el("span")
        .class(outcome_class(entry.outcome))
        .child(outcome_word(m, entry.outcome));
    row()
        .child(cell("log-time").child(local_time(entry.at_ms)))
        .child(cell("log-deed").child(deed_word(m, entry.deed)))
        .child(
            cell("log-task")
                .child(el("bdi").class("name").verbatim().child(entry.task.as_str()))
                .child(" ")
                .child(id),
        )
        .child(
            cell("log-result")
                .child(outcome)
                .child(hint(entry.said.clone()))
                .child(request),
        )
}

fn outcome_class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "badge badge-running",
        Outcome::Unknown => "badge badge-unknown",
        Outcome::Refused => "badge badge-refused",
        Outcome::NotDone => "badge",
    }
}
