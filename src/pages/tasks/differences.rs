//! Differences between two readings of a task, as text.

use crate::builder::{El, el, visible};
use crate::i18n::Messages;
use crate::pages::tasks::format::{kind_text, mode_text};
use crate::pages::tasks::status_badge::status_text;
use upgrade_api::compare::differences;
use upgrade_api::field::FieldId;
use upgrade_api::task::Task;

/// List of the differences, each with the old and the new value.
pub(crate) fn changes(m: &Messages, old: &Task, new: &Task) -> El {
    let lines = differences(old, new).into_iter().map(|field| {
        let (was, is) = (value(m, old, field), value(m, new, field));
        el("li").child(format!("{}{}{was} → {is}", m.field_in_full(field), m.map.colon))
    });
    el("ul").class("changes").child(lines.collect::<Vec<_>>())
}

fn value(m: &Messages, task: &Task, field: FieldId) -> String {
    let text = match field {
        FieldId::Status => status_text(m, &task.status),
        FieldId::Type => {
            let kind = kind_text(m, task.kind).unwrap_or_else(|| "WIFI".to_owned());
            let mode = task
                .mode
                .map_or(String::new(), |mode| format!("{}{}", m.map.comma, mode_text(m, mode)));
            kind + &mode
        }
        _ => task.text(field),
    };
    visible(&text)
}
