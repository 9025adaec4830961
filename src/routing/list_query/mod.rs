//! View of the task list: search, filters, sort, columns and page, their form in the query string, and their result for a
//! list of tasks. Pure: without DOM, signals or clock.

pub(crate) mod arrange;
pub(crate) mod key;
pub(crate) mod page;
pub(crate) mod query;
pub(crate) mod summary;

pub use arrange::{Arranged, Counts, SearchIndex, arrange};
pub use key::SortContext;
pub use key::natural;
pub use page::{PageSize, RowPage};
pub use query::{KEYS, MAP, firmware_type};
pub use summary::{Change, Reading, Summary, summary};

use upgrade_api::progress::Idle;
use upgrade_api::status::TaskStatus;
use upgrade_api::task::{FirmwareType, Task};
use upgrade_api::values::Version;

/// Largest number of characters of a search.
pub const SEARCH_MAX: usize = 100;

/// View of the task list: search, filters, sort, columns and page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListView {
    /// Search text, as typed.
    pub search: String,
    /// State filter.
    pub status: StatusFilter,
    /// Filter by type of firmware.
    pub firmware_type: Option<FirmwareType>,
    /// Filter by a version, as from version or target version.
    pub version: Option<Version>,
    /// Sort; `None` is the platform's order.
    pub sort: Option<Sort>,
    /// Visible columns.
    pub columns: Columns,
    /// Page of the rows.
    pub page: RowPage,
}

impl ListView {
    /// Whether the search or a filter is set.
    pub fn is_filtered(&self) -> bool {
        let Self {
            search,
            status,
            firmware_type,
            version,
            ..
        } = self;
        !search.trim().is_empty() || *status != StatusFilter::All || firmware_type.is_some() || version.is_some()
    }

    /// The view without search and filters.
    pub fn unfiltered(self) -> Self {
        Self {
            sort: self.sort,
            columns: self.columns,
            page: self.page,
            ..Self::default()
        }
    }

    /// Whether another view has the same rows in the same order, apart from columns and page.
    pub fn has_same_order(&self, other: &Self) -> bool {
        let other = Self {
            columns: self.columns,
            page: self.page,
            ..other.clone()
        };
        *self == other
    }

    /// The view after a press on a column header: first direction of the column, other direction, platform's order.
    pub fn sorted_by(self, column: Column) -> Self {
        let first = column.first_direction();
        let sort = match self.sort {
            Some(Sort {
                column: current,
                direction,
            }) if current == column => (direction == first)
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

/// State filter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StatusFilter {
    /// All tasks, including those in an unknown state.
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
    /// All state filters, in the order of the buttons.
    pub const ALL: [Self; 5] = [Self::All, Self::Running, Self::Stopped, Self::Complete, Self::Stalled];

    /// Whether a task in this state passes the filter.
    pub fn takes(self, status: &TaskStatus, idle: Option<Idle>) -> bool {
        match self {
            Self::All => true,
            Self::Running => status.is_running(),
            Self::Stopped => status.is_stopped(),
            Self::Complete => idle == Some(Idle::Complete),
            Self::Stalled => idle == Some(Idle::Stalled),
        }
    }

    /// Whether the filter needs the number of remaining devices (profile full).
    pub fn needs_counts(self) -> bool {
        matches!(self, Self::Complete | Self::Stalled)
    }
}

/// Sort of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// Column to sort by.
    pub column: Column,
    /// Direction of the sort.
    pub direction: Direction,
}

/// Direction of a sort. Unknown values are last in both directions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Smallest value first.
    Up,
    /// Largest value first.
    Down,
}

impl Direction {
    /// The other direction.
    pub fn turned(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }
}

/// Column of the task list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Name, with digits compared as numbers.
    Name,
    /// From version, then target version, as numbers.
    Versions,
    /// State: stopped, running, unknown.
    Status,
    /// Upgraded share of the devices. Its cell contains both counts.
    Progress,
    /// Number of upgraded devices.
    Upgraded,
    /// Number of remaining devices.
    Remaining,
    /// Upgraded devices per hour; unknown for stopped tasks and for tasks with too few samples.
    Rate,
    /// Number of devices on the from version, and their share.
    Devices,
    /// Type of firmware, then its number.
    FirmwareType,
}

impl Column {
    /// All columns, in the order of the sort menu.
    pub const ALL: [Self; 9] = [
        Self::Name,
        Self::Versions,
        Self::Status,
        Self::Progress,
        Self::Upgraded,
        Self::Remaining,
        Self::Rate,
        Self::Devices,
        Self::FirmwareType,
    ];

    /// Columns that have cells of their own, in the order of the table.
    pub const TABLE: [Self; 7] = [
        Self::Name,
        Self::Versions,
        Self::Status,
        Self::Devices,
        Self::Progress,
        Self::Rate,
        Self::FirmwareType,
    ];

    /// Column whose cells contain the values.
    pub fn cells(self) -> Self {
        match self {
            Self::Upgraded | Self::Remaining => Self::Progress,
            Self::Name | Self::Versions | Self::Status | Self::Progress => self,
            Self::Rate | Self::Devices | Self::FirmwareType => self,
        }
    }

    /// Whether the table shows the column until the operator hides it.
    pub fn is_shown_by_default(self) -> bool {
        match self {
            Self::Name | Self::Versions | Self::Status | Self::Progress | Self::Upgraded => true,
            Self::Remaining | Self::Rate | Self::Devices => true,
            // Most products have Wi-Fi firmware only.
            Self::FirmwareType => false,
        }
    }

    /// Whether the table can hide the column. It always shows names.
    pub fn can_be_hidden(self) -> bool {
        self.cells() == self && self != Self::Name
    }

    /// Whether only a platform of profile full has the values.
    pub fn needs_full(self) -> bool {
        match self {
            Self::Devices | Self::FirmwareType => true,
            Self::Name | Self::Versions | Self::Status | Self::Progress | Self::Upgraded => false,
            Self::Remaining | Self::Rate => false,
        }
    }

    /// Direction after the first press on the column: live values from the largest.
    pub fn first_direction(self) -> Direction {
        match self.is_live() {
            true => Direction::Down,
            false => Direction::Up,
        }
    }

    /// Whether the values change while devices upgrade. Such an order is kept while a row has the focus.
    pub fn is_live(self) -> bool {
        match self {
            Self::Name | Self::Versions | Self::FirmwareType => false,
            Self::Status | Self::Progress | Self::Upgraded | Self::Remaining | Self::Rate | Self::Devices => true,
        }
    }
}

/// Set of visible columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Columns(u16);

impl Default for Columns {
    fn default() -> Self {
        let shown = Column::TABLE.into_iter().filter(|column| column.is_shown_by_default());
        shown
            .filter(|column| column.can_be_hidden())
            .fold(Self::none(), Self::toggled)
    }
}

impl Columns {
    /// No column that can be hidden.
    pub fn none() -> Self {
        Self(0)
    }

    /// Whether a column is visible.
    pub fn has(self, column: Column) -> bool {
        !column.can_be_hidden() || self.0 & Self::bit(column) != 0
    }

    /// The set with a column shown if it was hidden, or hidden if it was shown.
    pub fn toggled(self, column: Column) -> Self {
        Self(self.0 ^ Self::bit(column))
    }

    fn bit(column: Column) -> u16 {
        1 << column as u16
    }
}

/// Whether a task passes the filters by type and version.
fn takes(view: &ListView, task: &Task) -> bool {
    let has_type = view
        .firmware_type
        .is_none_or(|chosen| chosen == task.device_part.firmware_type());
    let version = view
        .version
        .is_none_or(|version| version == task.from.version || version == task.target.version);
    has_type && version
}

#[cfg(test)]
mod query_tests;
#[cfg(test)]
pub(crate) mod tests;
