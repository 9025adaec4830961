//! The activity log as CSV: labels in the language of the page, times in UTC.

use crate::i18n::Messages;
use crate::pages::activity::labels::{operation_word, outcome_word};
use crate::state::activity_log::Entry;
use crate::web;
use upgrade_api::csv::csv;

/// The log as CSV with a header row, newest entry first.
pub(crate) fn log_csv(m: &dyn Messages, entries: &[Entry]) -> String {
    let head = [
        m.time(),
        m.operation(),
        m.task(),
        m.task_id(),
        m.result(),
        m.message(),
        m.request_id(),
    ];
    let row = |entry: &Entry| {
        vec![
            web::iso_time(entry.at_ms),
            operation_word(m, entry.operation).to_owned(),
            entry.task.clone(),
            entry.task_id.as_ref().map_or_else(String::new, ToString::to_string),
            outcome_word(m, entry.outcome).to_owned(),
            entry.message.clone(),
            entry.request_id.clone().unwrap_or_default(),
        ]
    };
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(entries.iter().rev().map(row));
    csv(rows)
}
