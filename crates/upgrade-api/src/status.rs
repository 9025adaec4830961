//! Task states and the actions each state allows.

use serde::{Serialize, Serializer};

/// Documented state of a task (`upgrade-task-api.zh.md`). A new task is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunState {
    /// 0: no device starts the upgrade.
    Stopped,
    /// 1: each device on the from version is upgraded when it connects.
    Running,
}

impl RunState {
    /// Number on the wire.
    pub fn number(self) -> u8 {
        match self {
            Self::Stopped => 0,
            Self::Running => 1,
        }
    }

    /// State with this number; `None` for an undocumented number.
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

/// State as reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TaskStatus {
    /// Documented state.
    Known(RunState),
    /// Any other value, as reported. Such a task can only be stopped: it may be running.
    Unknown(String),
}

/// Action of an operator on an existing task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Upgrade the devices on the from version.
    Start,
    /// Upgrade no further devices. Upgrades in progress finish.
    Stop,
    /// Delete the task permanently.
    Delete,
}

/// Reason why a state does not allow an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The task is already running.
    AlreadyRunning,
    /// The task is already stopped.
    AlreadyStopped,
    /// The reported state is not documented.
    UnknownStatus,
}

impl TaskStatus {
    /// Whether the platform reports the task as running.
    pub fn is_running(&self) -> bool {
        *self == Self::Known(RunState::Running)
    }

    /// Whether the platform reports the task as stopped.
    pub fn is_stopped(&self) -> bool {
        *self == Self::Known(RunState::Stopped)
    }

    /// Checks whether the state allows an action. Buttons and their explanations use this table. The interface deletes
    /// running tasks too; the console stops such a task first.
    ///
    /// # Errors
    /// The reason why the action is not allowed.
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
