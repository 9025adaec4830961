//! The states of a task and what may be done in each.

use serde::{Serialize, Serializer};

/// The two documented states (`upgrade-task-api.zh.md`: 0 stopped, 1 running; a created task is stopped).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunState {
    /// No device starts this upgrade.
    Stopped,
    /// Every device on the from version upgrades the next time it connects.
    Running,
}

impl RunState {
    /// The number on the wire.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Stopped => 0,
            Self::Running => 1,
        }
    }

    /// The state with this number, if there is one.
    #[must_use]
    pub fn from_number(number: u64) -> Option<Self> {
        match number {
            0 => Some(Self::Stopped),
            1 => Some(Self::Running),
            _ => None,
        }
    }
}

impl Serialize for RunState {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u8(self.number())
    }
}

/// A state as a platform reported it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskStatus {
    /// One of the documented two.
    Known(RunState),
    /// Any other value, as reported. Such a task can only be stopped: start and delete would be guesses.
    Unknown(String),
}

/// What an operator can do with an existing task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Let devices on the from version upgrade.
    Start,
    /// Keep further devices from starting; those already upgrading finish.
    Stop,
    /// Remove the task for good.
    Delete,
}

/// Why an action is not on offer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The task runs already.
    AlreadyRunning,
    /// The task is stopped already.
    AlreadyStopped,
    /// The platform reported a state this interface does not know.
    UnknownStatus,
}

impl TaskStatus {
    /// Whether `action` makes sense in this state: the one table both the buttons and their explanations read. A stop is
    /// refused only where the task is known to be stopped.
    ///
    /// # Errors
    /// The reason why not.
    pub fn allows(&self, action: Action) -> Result<(), Refusal> {
        match (self, action) {
            (Self::Unknown(_), Action::Stop) => Ok(()),
            (Self::Unknown(_), Action::Start | Action::Delete) => Err(Refusal::UnknownStatus),
            (Self::Known(RunState::Running), Action::Start) => Err(Refusal::AlreadyRunning),
            (Self::Known(RunState::Stopped), Action::Stop) => Err(Refusal::AlreadyStopped),
            (Self::Known(_), Action::Start | Action::Stop | Action::Delete) => Ok(()),
        }
    }
}
