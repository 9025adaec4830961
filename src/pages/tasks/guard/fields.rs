//! Limits of a guard, in the confirmation of a start.

use crate::components::{FieldKind, FieldMessages, TextField};
use crate::i18n::use_messages;
use leptos::prelude::*;
use std::num::NonZeroU64;
use upgrade_api::guard::{GUARD_DEVICES_MAX, GUARD_MINUTES_MAX, GuardLimits};
use upgrade_api::values::Problem;

/// Limits as typed.
#[derive(Clone, Copy, Default)]
pub(crate) struct GuardDraft {
    devices: RwSignal<String>,
    minutes: RwSignal<String>,
}

impl GuardDraft {
    /// The limits; `None` if both fields are blank. Tracked.
    ///
    /// # Errors
    /// Problem of a field.
    pub(crate) fn limits(self) -> Result<Option<GuardLimits>, Problem> {
        let devices = GuardLimits::parse(&self.devices.get(), GUARD_DEVICES_MAX)?;
        let minutes = GuardLimits::parse(&self.minutes.get(), GUARD_MINUTES_MAX)?;
        Ok(GuardLimits::new(devices, minutes))
    }

    fn is_blank(self) -> bool {
        let is_blank = |text: &String| text.is_empty();
        self.devices.with_untracked(is_blank) && self.minutes.with_untracked(is_blank)
    }
}

/// The fields, folded while they are blank.
#[component]
pub(crate) fn GuardFields(
    /// Limits.
    draft: GuardDraft,
    /// Seconds between two readings of the list.
    poll_seconds: u32,
) -> impl IntoView {
    let m = use_messages();
    let about = m.flow().guard_about(poll_seconds);
    let is_open = !draft.is_blank();
    view! {
        <details class="guard" open=is_open>
            <summary>{m.flow().guard_start()}</summary>
            <p class="hint" prop:textContent=about />
            <LimitField
                id="guard-devices"
                label=m.flow().guard_devices()
                hint=m.flow().guard_devices_hint()
                max=GUARD_DEVICES_MAX
                value=draft.devices
            />
            <LimitField
                id="guard-minutes"
                label=m.flow().guard_minutes()
                hint=m.flow().guard_minutes_hint()
                max=GUARD_MINUTES_MAX
                value=draft.minutes
            />
        </details>
    }
}

/// Field of a limit. It may be blank.
#[component]
fn LimitField(
    /// Id of the field.
    id: &'static str,
    /// Label.
    label: &'static str,
    /// Help.
    hint: &'static str,
    /// Largest limit.
    max: u64,
    /// Limit as typed.
    value: RwSignal<String>,
) -> impl IntoView {
    let m = use_messages();
    let messages = move || {
        let text = value.get();
        let limit = GuardLimits::parse(&text, max);
        let read_as = limit.ok().flatten().map(NonZeroU64::get);
        let read_as = read_as.filter(|limit| limit.to_string() != text);
        FieldMessages {
            error: limit.err().map(|problem| m.flow().guard_problem(problem)),
            good: read_as.map(|limit| m.form().read_as(&m.number(limit))),
            hint: Some(hint.to_owned()),
            ..FieldMessages::default()
        }
    };
    view! {
        <TextField
            id=id
            label=label
            kind=FieldKind::Digits
            value=value
            messages=messages
            on_input=move |text| value.set(text)
        />
    }
}
