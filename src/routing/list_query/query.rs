//! Form of a view in a query string. Default values are left out. Invalid values are reported to the caller, because
//! the address of the page is parsed leniently and the route of a portal strictly.

use crate::routing::list_query::{Column, Columns, Direction, ListView, PageSize, SEARCH_MAX, Sort, StatusFilter};
use upgrade_api::task::FirmwareType;
use upgrade_api::values::Version;

/// Keys of a view in the query string.
pub const KEYS: [&str; 8] = ["q", "status", "type", "version", "sort", "columns", "page", "rows"];
/// Key and value for the map in place of the list.
pub const MAP: (&str, &str) = ("view", "map");

const NO_COLUMNS: &str = "none";

impl StatusFilter {
    /// Name in the query string and value of the control.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Complete => "complete",
            Self::Stalled => "stalled",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.name() == name)
    }
}

/// Returns the firmware type with this number, as text in the query string.
pub fn firmware_type(text: &str) -> Option<FirmwareType> {
    FirmwareType::ALL
        .into_iter()
        .find(|known| known.number().to_string() == text)
}

impl Column {
    /// Name in the query string and value of the control.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Versions => "versions",
            Self::Status => "status",
            Self::Progress => "progress",
            Self::Upgraded => "upgraded",
            Self::Remaining => "remaining",
            Self::Rate => "rate",
            Self::Devices => "devices",
            Self::FirmwareType => "type",
        }
    }

    /// Returns the column with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|column| column.name() == name)
    }
}

impl ListView {
    /// Keys with their values; `None` for a default value.
    pub fn pairs(&self) -> [(&'static str, Option<String>); 8] {
        let search = self.search.trim();
        let search = (!search.is_empty()).then(|| search.to_owned());
        let status = (self.status != StatusFilter::All).then(|| self.status.name().to_owned());
        let number = self.firmware_type.map(|known| known.number().to_string());
        let version = self.version.map(|version| version.to_string());
        let columns = (self.columns != Columns::default()).then(|| self.columns.text());
        let size = self.page.size;
        let size = (size != PageSize::default()).then(|| size.name().to_owned());
        let sort = self.sort.map(Sort::text);
        let values = [search, status, number, version, sort, columns, self.page.number(), size];
        let mut values = values.into_iter();
        KEYS.map(|key| (key, values.next().flatten()))
    }

    /// Sets a value from a query string. `None` for an unknown key or an invalid value; the view does not change then.
    #[must_use]
    pub fn take(&mut self, key: &str, value: &str) -> Option<()> {
        match key {
            "q" => {
                let value = value.trim();
                if value.is_empty() || value.chars().count() > SEARCH_MAX {
                    return None;
                }
                value.clone_into(&mut self.search);
            }
            "status" => self.status = StatusFilter::named(value)?,
            "type" => self.firmware_type = Some(firmware_type(value)?),
            "version" => self.version = Some(Version::parse(value).ok()?),
            "sort" => self.sort = Some(Sort::read(value)?),
            "columns" => self.columns = Columns::read(value)?,
            "page" => self.page = self.page.numbered(value)?,
            "rows" => self.page.size = PageSize::named(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl Sort {
    /// Form in the query string: name of the column, with `-` before it for a descending sort.
    pub fn text(self) -> String {
        let sign = match self.direction {
            Direction::Up => "",
            Direction::Down => "-",
        };
        format!("{sign}{}", self.column.name())
    }

    /// Parses the form in the query string.
    pub fn read(text: &str) -> Option<Self> {
        let (direction, name) = match text.strip_prefix('-') {
            Some(name) => (Direction::Down, name),
            None => (Direction::Up, text),
        };
        let column = Column::named(name)?;
        Some(Self { column, direction })
    }
}

impl Columns {
    fn text(self) -> String {
        let shown = Column::TABLE
            .into_iter()
            .filter(|column| column.can_be_hidden() && self.has(*column));
        let names: Vec<_> = shown.map(Column::name).collect();
        match names.as_slice() {
            [] => NO_COLUMNS.to_owned(),
            names => names.join(","),
        }
    }

    fn read(text: &str) -> Option<Self> {
        let mut columns = Self::none();
        if text == NO_COLUMNS {
            return Some(columns);
        }
        for name in text.split(',') {
            let column = Column::named(name).filter(|column| column.can_be_hidden())?;
            if columns.has(column) {
                return None;
            }
            columns = columns.toggled(column);
        }
        Some(columns)
    }
}
