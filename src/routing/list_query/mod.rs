//! What an operator looks for in the list, and in which order: a pure state, written into the page's address, and what
//! follows from it for a list of tasks. No DOM, no clock.

pub(crate) mod arrange;
pub(crate) mod key;
pub(crate) mod query;
pub(crate) mod summary;

pub use arrange::{Arranged, Counts, SearchIndex, arrange};
pub use key::SortContext;
pub use key::natural;
pub use query::{KEYS, MAP};
pub use summary::{Change, Summary, summary};

use upgrade_api::progress::Standstill;
use upgrade_api::status::{RunState, TaskStatus};
use upgrade_api::task::{FirmwareKind, Task};
use upgrade_api::values::Version;

/// Characters of a search that count.
pub const SEARCH_MAX: usize = 100;

/// Which tasks are on show, in which order, and what is said about each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// What is searched for, as typed.
    pub search: String,
    /// Running ones, stopped ones, or all.
    pub status: StatusFilter,
    /// Only those about this type of firmware.
    pub kind: Option<KindFilter>,
    /// Only those that start or end at this version.
    pub version: Option<Version>,
    /// The order; the platform's own where there is none.
    pub sort: Option<Sort>,
    /// What is said about each task.
    pub columns: Columns,
}

impl ListView {
    /// Whether tasks are left out.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        let Self {
            search,
            status,
            kind,
            version,
            ..
        } = self;
        !search.trim().is_empty() || *status != StatusFilter::All || kind.is_some() || version.is_some()
    }

    /// The same without leaving any task out.
    #[must_use]
    pub fn unfiltered(self) -> Self {
        Self {
            sort: self.sort,
            columns: self.columns,
            ..Self::default()
        }
    }

    /// The next order after a press on a column: its natural direction, the other one, the platform's own.
    #[must_use]
    pub fn sorted_by(self, column: Column) -> Self {
        let first = column.first_direction();
        let sort = match self.sort {
            Some(Sort { column: now, direction }) if now == column => (direction == first)
                .then(|| direction.turned())
                .map(|direction| Sort { column, direction }),
            _ => Some(Sort {
                column,
                direction: first,
            }),
        };
        Self { sort, ..self }
    }
}

/// Which states are on show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusFilter {
    /// All of them, unknown ones too.
    #[default]
    All,
    /// Running tasks.
    Running,
    /// Stopped tasks.
    Stopped,
    /// Running tasks that are complete.
    Complete,
    /// Running tasks that are stalled.
    Stalled,
}

impl StatusFilter {
    /// All of them, in the order of the buttons.
    pub const ALL: [Self; 5] = [Self::All, Self::Running, Self::Stopped, Self::Complete, Self::Stalled];

    /// Whether a task in this state is on show.
    #[must_use]
    pub fn takes(self, status: &TaskStatus, standstill: Option<Standstill>) -> bool {
        match self {
            Self::All => true,
            Self::Running => *status == TaskStatus::Known(RunState::Running),
            Self::Stopped => *status == TaskStatus::Known(RunState::Stopped),
            Self::Complete => standstill == Some(Standstill::Complete),
            Self::Stalled => standstill == Some(Standstill::Stalled),
        }
    }

    /// Whether only a platform that counts the devices left can tell (profile full).
    #[must_use]
    pub fn needs_counts(self) -> bool {
        matches!(self, Self::Complete | Self::Stalled)
    }
}

/// Which type of firmware is on show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum KindFilter {
    /// The WIFI module.
    Wifi,
    /// Any MCU.
    Mcu,
    /// Any sub-device.
    SubDevice,
}

impl KindFilter {
    /// All of them, by their numbers on the wire.
    pub const ALL: [Self; 3] = [Self::Wifi, Self::Mcu, Self::SubDevice];

    /// The type a task is about.
    #[must_use]
    pub fn of(kind: FirmwareKind) -> Self {
        match kind {
            FirmwareKind::Wifi => Self::Wifi,
            FirmwareKind::Mcu(_) => Self::Mcu,
            FirmwareKind::SubDevice(_) => Self::SubDevice,
        }
    }
}

/// What rows are ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// By what.
    pub column: Column,
    /// Which way.
    pub direction: Direction,
}

/// Which way rows are ordered. What is not known stands last either way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The least first.
    Up,
    /// The most first.
    Down,
}

impl Direction {
    /// The other one.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// What tasks can be ordered by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The name, digits in it as numbers.
    Name,
    /// The from version, then the target, as numbers.
    Versions,
    /// Stopped, running, anything else.
    Status,
    /// The share that is done; unknown last.
    Progress,
    /// Devices upgraded.
    Upgraded,
    /// Devices still to be upgraded; unknown last.
    Remaining,
    /// Devices an hour; what does not run, or has not been watched for long enough, last.
    Rate,
    /// Devices on the from version; unknown last.
    Devices,
    /// Type, then number.
    Kind,
}

impl Column {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Versions,
        Self::Status,
        Self::Progress,
        Self::Upgraded,
        Self::Remaining,
        Self::Rate,
        Self::Devices,
        Self::Kind,
    ];

    /// The direction somebody wants who presses it first: names from A, numbers of devices from the most.
    #[must_use]
    pub fn first_direction(self) -> Direction {
        match self {
            Self::Name | Self::Versions | Self::Kind => Direction::Up,
            Self::Status | Self::Progress | Self::Upgraded | Self::Remaining | Self::Rate | Self::Devices => {
                Direction::Down
            }
        }
    }

    /// Whether it changes while devices upgrade: such an order holds still while somebody works in a row.
    #[must_use]
    pub fn is_live(self) -> bool {
        !matches!(self, Self::Name | Self::Versions | Self::Kind)
    }
}

/// A column that can be left out. Names and actions are always there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionalColumn {
    /// From and target version.
    Versions,
    /// The state.
    Status,
    /// Upgraded and remaining.
    Progress,
    /// Devices an hour.
    Rate,
    /// Devices on the from version, and their share (profile full).
    Devices,
    /// The type of firmware (profile full).
    Kind,
}

impl OptionalColumn {
    /// All of them, in the order of the table.
    pub const ALL: [Self; 6] = [
        Self::Versions,
        Self::Status,
        Self::Devices,
        Self::Progress,
        Self::Rate,
        Self::Kind,
    ];

    /// What its rows are ordered by.
    #[must_use]
    pub fn column(self) -> Column {
        match self {
            Self::Versions => Column::Versions,
            Self::Status => Column::Status,
            Self::Progress => Column::Progress,
            Self::Rate => Column::Rate,
            Self::Devices => Column::Devices,
            Self::Kind => Column::Kind,
        }
    }
}

/// Which columns are on show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Columns(u8);

impl Default for Columns {
    fn default() -> Self {
        let all = OptionalColumn::ALL.into_iter();
        all.filter(|column| *column != OptionalColumn::Kind)
            .fold(Self::none(), Self::toggled)
    }
}

impl Columns {
    /// No column that can be left out.
    #[must_use]
    pub fn none() -> Self {
        Self(0)
    }

    /// Whether a column is on show.
    #[must_use]
    pub fn has(self, column: OptionalColumn) -> bool {
        self.0 & Self::bit(column) != 0
    }

    /// With a column that was left out, or without one that was not.
    #[must_use]
    pub fn toggled(self, column: OptionalColumn) -> Self {
        Self(self.0 ^ Self::bit(column))
    }

    fn bit(column: OptionalColumn) -> u8 {
        1 << column as u8
    }
}

/// Whether a task is the one an operator looks for, apart from its name and its state.
fn takes(view: &ListView, task: &Task) -> bool {
    let kind = view.kind.is_none_or(|kind| kind == KindFilter::of(task.kind));
    let version = view
        .version
        .is_none_or(|version| version == task.from.version || version == task.target.version);
    kind && version
}

#[cfg(test)]
mod tests;
