//! Changes that another operator made to a task, as text.

use crate::components::visible;
use crate::i18n::{Messages, use_messages};
use crate::pages::tasks::format::{kind_text, mode_text};
use crate::pages::tasks::status_badge::status_text;
use leptos::prelude::*;
use upgrade_api::compare::{Aspect, differences};
use upgrade_api::draft::{Field, Part, Side};
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
    let line = |aspect| {
        let (before, after) = (value(m, &old, aspect), value(m, &new, aspect));
        let text = format!("{}{}{before} → {after}", label(m, aspect), m.map.colon);
        view! { <li prop:textContent=text/> }
    };
    view! { <ul class="changes">{differences(&old, &new).into_iter().map(line).collect_view()}</ul> }
}

fn label(m: &Messages, aspect: Aspect) -> String {
    let side = |side, part: &str| match side {
        Side::From => format!("{} · {part}", m.from_version),
        Side::Target => format!("{} · {part}", m.target_version),
    };
    match aspect {
        Aspect::Status => m.status.to_owned(),
        Aspect::Kind => m.kind.to_owned(),
        Aspect::Field(Field::Name) => m.name.to_owned(),
        // The reason of a downgrade is part of the description.
        Aspect::Field(Field::Description | Field::Reason) => m.description.to_owned(),
        Aspect::Field(Field::Identify) => m.flow().identify.to_owned(),
        Aspect::Field(Field::Firmware(of, Part::Version)) => side(of, m.version),
        Aspect::Field(Field::Firmware(of, Part::Url)) => side(of, m.file_address),
        Aspect::Field(Field::Firmware(of, Part::Md5)) => side(of, m.md5),
        Aspect::Field(Field::Firmware(of, Part::Size)) => side(of, m.size),
    }
}

fn value(m: &Messages, task: &Task, aspect: Aspect) -> String {
    let text = match aspect {
        Aspect::Status => status_text(m, &task.status),
        Aspect::Kind => {
            let kind = kind_text(m, task.kind).unwrap_or_else(|| "WIFI".to_owned());
            let mode = task
                .mode
                .map_or(String::new(), |mode| format!("{}{}", m.map.comma, mode_text(m, mode)));
            kind + &mode
        }
        Aspect::Field(Field::Name) => task.name.clone(),
        Aspect::Field(Field::Description | Field::Reason) => task.description.clone(),
        Aspect::Field(Field::Identify) => task.kind.to_wire().1.to_string(),
        Aspect::Field(Field::Firmware(side, part)) => {
            let firmware = match side {
                Side::From => &task.from,
                Side::Target => &task.target,
            };
            match part {
                Part::Version => firmware.version.to_string(),
                Part::Url => firmware.url.clone(),
                Part::Md5 => firmware.md5.clone(),
                Part::Size => firmware.size.to_string(),
            }
        }
    };
    visible(&text)
}
