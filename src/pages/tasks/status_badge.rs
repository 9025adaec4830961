//! Status of a task as a badge.

use crate::i18n::{Messages, use_messages};
use leptos::prelude::*;
use upgrade_api::progress::Standstill;
use upgrade_api::status::{RunState, TaskStatus};

/// Status of a task as badges: dot, word and colour together. *Complete* and *Stalled* appear beside *Running*.
#[component]
pub fn StatusBadges(
    /// Status.
    status: TaskStatus,
    /// Standstill of a running task.
    standstill: Option<Standstill>,
) -> impl IntoView {
    view! {
        <span class="badges">
            <Badges m=use_messages() status=status standstill=standstill />
        </span>
    }
}

/// The content of [`StatusBadges`].
#[component]
pub(crate) fn Badges(
    /// Texts.
    m: &'static dyn Messages,
    /// Status.
    status: TaskStatus,
    /// Standstill of a running task.
    standstill: Option<Standstill>,
) -> impl IntoView {
    let standstill = standstill.map(|standstill| {
        let (class, about) = match standstill {
            Standstill::Complete => ("badge badge-complete", m.complete_about()),
            Standstill::Stalled => ("badge badge-stalled", m.stalled_about()),
        };
        view! { <span class=class title=about prop:textContent=standstill_text(m, standstill) /> }.into_any()
    });
    view! {
        <span class=status_class(&status) prop:textContent=status_text(m, &status) />
        {standstill}
    }
}

fn status_class(status: &TaskStatus) -> &'static str {
    match status {
        TaskStatus::Known(RunState::Running) => "badge badge-running",
        TaskStatus::Known(RunState::Stopped) => "badge",
        TaskStatus::Unknown(_) => "badge badge-unknown",
    }
}

/// Word for a running task that upgrades no device.
pub fn standstill_text(m: &dyn Messages, standstill: Standstill) -> &'static str {
    match standstill {
        Standstill::Complete => m.complete(),
        Standstill::Stalled => m.stalled(),
    }
}

/// A state in words.
pub fn status_text(m: &dyn Messages, status: &TaskStatus) -> String {
    match status {
        TaskStatus::Known(RunState::Running) => m.running().to_owned(),
        TaskStatus::Known(RunState::Stopped) => m.stopped().to_owned(),
        TaskStatus::Unknown(other) => m.unknown_status(other),
    }
}
