//! Changes that another operator made to a task, as text.

use crate::components::visible;
use crate::i18n::{Messages, use_messages};
use crate::pages::tasks::format::{device_part_text, mode_text};
use crate::pages::tasks::status_badge::status_text;
use leptos::prelude::*;
use upgrade_api::compare::differences;
use upgrade_api::field::FieldId;
use upgrade_api::task::Task;

/// List of the differences between two states of a task: a line for each, with the old and the new value.
#[component]
pub(crate) fn Changes(
    /// Old state.
    old: Task,
    /// New state.
    new: Task,
) -> impl IntoView {
    let m = use_messages();
    let line = |field| {
        let (before, after) = (value(m, &old, field), value(m, &new, field));
        let text = format!("{}{}{before} → {after}", m.field_in_full(field), m.colon());
        view! { <li prop:textContent=text /> }
    };
    view! { <ul class="changes">{differences(&old, &new).into_iter().map(line).collect_view()}</ul> }
}

fn value(m: &dyn Messages, task: &Task, field: FieldId) -> String {
    let text = match field {
        FieldId::Status => status_text(m, &task.status),
        FieldId::Type => {
            let part_text = device_part_text(m, task.device_part);
            let mode = task
                .mode
                .map_or(String::new(), |mode| format!("{}{}", m.comma(), mode_text(m, mode)));
            part_text + &mode
        }
        _ => task.text(field),
    };
    visible(&text)
}
