//! Rest of the limits of a guard, as text.

use crate::i18n::Messages;
use crate::state::task_store::{GuardPhase, GuardedTask};

/// What a guard shows beside the status of its task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum GuardShown {
    /// Devices, and minutes without an upgraded device, until the stop.
    Left(Option<u64>, Option<u64>),
    /// A stop is due, or sent and not confirmed.
    Stopping,
}

impl GuardShown {
    pub(crate) fn of(GuardedTask { guard, phase, .. }: &GuardedTask) -> Option<Self> {
        match phase {
            GuardPhase::Watching => Some(Self::Left(guard.devices_left(), guard.minutes_left())),
            GuardPhase::Due(_) | GuardPhase::Stopping(_) => Some(Self::Stopping),
            GuardPhase::Ended(_) => None,
        }
    }

    pub(crate) fn text(self, m: &dyn Messages) -> String {
        let number = |number: Option<u64>| number.map(|number| m.number(number));
        match self {
            Self::Left(devices, minutes) => {
                let (devices, minutes) = (number(devices), number(minutes));
                m.guard().left(devices.as_deref(), minutes.as_deref())
            }
            Self::Stopping => m.guard().stopping().to_owned(),
        }
    }
}
