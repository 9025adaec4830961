//! The activity dialog: operations of this tab, and ways to copy or export them.

pub(crate) mod csv;
pub(crate) mod labels;
pub(crate) mod notices;

use crate::components::{Button, Dialog, copy_now, use_toasts};
use crate::i18n::use_messages;
use crate::pages::activity::csv::log_csv;
use crate::pages::activity::labels::{operation_word, outcome_word};
use crate::pages::activity::notices::NoticesSwitch;
use crate::pages::row_pager::RowPager;
use crate::routing::list_query::RowPage;
use crate::state::activity_log::{Entry, Outcome, use_activity_log};
use crate::web::time_zone::local_time;
use crate::web::{self, scoped};
use leptos::prelude::*;

/// Id of the table.
const TABLE: &str = "activity-table";

/// The dialog.
#[component]
pub fn ActivityDialog() -> impl IntoView {
    let (m, activity) = (use_messages(), use_activity_log());
    let is_empty = move || scoped(activity.entries).with(Vec::is_empty);
    let (open, close) = (move || scoped(activity.open).get(), move || activity.open.set(false));
    view! {
        <Dialog id="activity" wide=true open=open title=m.activity() on_close=move |()| close()>
            <div class="dialog-body">
                <NoticesSwitch />
                <p class="hint">{m.activity_about()}</p>
                <Show when=move || !is_empty() fallback=move || view! { <p>{m.activity_none()}</p> }>
                    <Tools />
                    <EntryTable />
                </Show>
            </div>
            <footer class="dialog-foot">
                <Button label=m.close() on_press=move |_| close() attr:data-focus="" />
            </footer>
        </Dialog>
    }
}

/// Buttons that copy and export the log.
#[component]
fn Tools() -> impl IntoView {
    let (m, activity, toasts) = (use_messages(), use_activity_log(), use_toasts());

    let csv = move || activity.entries.with_untracked(|entries| log_csv(m, entries));
    let copy = move |_| copy_now(m, toasts, TABLE, csv(), m.view().copy_table_manually());
    let save = move |_| {
        // File names cannot have colons on every system.
        let name = format!("activity-{}.csv", web::iso_time(web::now_ms()).replace(':', "-"));
        // Excel needs the byte order mark to recognise UTF-8.
        web::save(&name, &format!("\u{feff}{}", csv()));
    };
    view! {
        <div class="toolbar">
            // A frame may be forbidden to download, and does not learn it.
            {web::is_framed().then(|| view! { <span class="hint">{m.export_framed()}</span> })}
            <Button label=m.copy_csv() on_press=copy /> <Button label=m.export_csv() on_press=save />
        </div>
    }
}

/// The entries, newest first. Roles are explicit: a narrow screen shows rows as cards, and a browser then drops the roles of
/// a table.
#[component]
fn EntryTable() -> impl IntoView {
    let (m, activity) = (use_messages(), use_activity_log());
    let heads = [m.time(), m.operation(), m.task(), m.result()]
        .map(|head| {
            view! {
                <th role="columnheader" scope="col">
                    {head}
                </th>
            }
        })
        .collect_view();
    let page = RwSignal::new(RowPage::default());
    let count = Memo::new(move |_| scoped(activity.entries).with(Vec::len));
    let rows = move || {
        let range = page.get().range(count.get());
        scoped(activity.entries).with(|entries| {
            let row = |entry: &Entry| view! { <EntryRow entry=entry.clone() /> };
            let newest_first = entries.iter().rev();
            newest_first.skip(range.start).take(range.len()).map(row).collect_view()
        })
    };
    view! {
        <table id=TABLE class="tasks log" role="table" aria-label=m.activity()>
            <thead role="rowgroup">
                <tr role="row">{heads}</tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        <RowPager list=m.activity() page=page rows=count on_change=move |next| page.set(next) />
    }
}

#[component]
fn EntryRow(
    /// Entry.
    entry: Entry,
) -> impl IntoView {
    let m = use_messages();
    let code = |class: &'static str, id: String| view! { <code class=class translate="no" prop:textContent=id /> };
    view! {
        <tr role="row">
            <td
                role="cell"
                class="log-time"
                prop:textContent=move || local_time(m.language().html_tag(), entry.at_ms)
            />
            <td role="cell" class="log-operation" prop:textContent=operation_word(m, entry.operation) />
            <td role="cell" class="log-task">
                <bdi class="name" translate="no" prop:textContent=entry.task />
                " "
                {entry.task_id.map(|id| code("hint", id.to_string()))}
            </td>
            <td role="cell" class="log-result">
                <span class=outcome_class(entry.outcome) prop:textContent=outcome_word(m, entry.outcome) />
                <div class="hint" prop:textContent=entry.message />
                {entry
                    .request_id
                    .map(|id| {
                        view! { <div class="hint">{m.request_id()} " " {code("", id)}</div> }
                    })}
            </td>
        </tr>
    }
}

fn outcome_class(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Done => "badge badge-running",
        Outcome::Unknown => "badge badge-unknown",
        Outcome::Refused => "badge badge-refused",
        Outcome::NotDone => "badge",
    }
}
