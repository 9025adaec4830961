//! Status of a task as a badge.

use crate::i18n::{Messages, use_messages};
use leptos::prelude::*;
use upgrade_api::progress::Idle;
use upgrade_api::status::{RunState, TaskStatus};

/// Status of a task as badges: dot, word and colour together. *Complete* and *Stalled* appear beside *Running*.
#[component]
pub fn StatusBadges(
    /// Status.
    status: TaskStatus,
    /// Idle state of a running task.
    idle: Option<Idle>,
) -> impl IntoView {
    view! {
        <span class="badges">
            <Badges m=use_messages() status=status idle=idle />
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
    /// Idle state of a running task.
    idle: Option<Idle>,
) -> impl IntoView {
    let idle = idle.map(|idle| {
        let (class, about) = match idle {
            Idle::Complete => ("badge badge-complete", m.complete_about()),
            Idle::Stalled => ("badge badge-stalled", m.stalled_about()),
        };
        view! { <span class=class title=about prop:textContent=idle_text(m, idle) /> }.into_any()
    });
    view! {
        <span class=status_class(&status) prop:textContent=status_text(m, &status) />
        {idle}
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
pub fn idle_text(m: &dyn Messages, idle: Idle) -> &'static str {
    match idle {
        Idle::Complete => m.complete(),
        Idle::Stalled => m.stalled(),
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
