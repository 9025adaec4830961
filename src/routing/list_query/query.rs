//! A view as keys and values of an address. Default values are not written. A wrong value is told apart from a right one;
//! whoever reads decides what follows: the page's own address is read leniently, a portal's place strictly.

use crate::routing::list_query::{
    Column, Columns, Direction, KindFilter, ListView, OptionalColumn, SEARCH_MAX, Sort, StatusFilter,
};
use upgrade_api::values::Version;

/// The keys a view is written under.
pub const KEYS: [&str; 6] = ["q", "status", "type", "version", "sort", "columns"];
/// The key and the value that say that the map is on show in place of the list.
pub const MAP: (&str, &str) = ("view", "map");

const STATUSES: [(StatusFilter, &str); 5] = [
    (StatusFilter::All, "all"),
    (StatusFilter::Running, "running"),
    (StatusFilter::Stopped, "stopped"),
    (StatusFilter::Complete, "complete"),
    (StatusFilter::Stalled, "stalled"),
];
const KINDS: [(KindFilter, &str); 3] = [
    (KindFilter::Wifi, "1"),
    (KindFilter::Mcu, "2"),
    (KindFilter::SubDevice, "3"),
];
const ORDERS: [(Column, &str); 9] = [
    (Column::Name, "name"),
    (Column::Versions, "versions"),
    (Column::Status, "status"),
    (Column::Progress, "progress"),
    (Column::Upgraded, "upgraded"),
    (Column::Remaining, "remaining"),
    (Column::Rate, "rate"),
    (Column::Devices, "devices"),
    (Column::Kind, "type"),
];
const COLUMNS: [(OptionalColumn, &str); 6] = [
    (OptionalColumn::Versions, "versions"),
    (OptionalColumn::Status, "status"),
    (OptionalColumn::Devices, "devices"),
    (OptionalColumn::Progress, "progress"),
    (OptionalColumn::Rate, "rate"),
    (OptionalColumn::Kind, "type"),
];
const NO_COLUMNS: &str = "none";

fn named<T: Copy>(table: &[(T, &'static str)], name: &str) -> Option<T> {
    let found = table.iter().find(|(_, known)| *known == name)?;
    Some(found.0)
}

fn name_of<T: Copy + PartialEq>(table: &[(T, &'static str)], value: T) -> &'static str {
    let found = table.iter().find(|(known, _)| *known == value);
    found.map_or("", |(_, name)| name)
}

impl StatusFilter {
    /// Its name in an address, and as the value of a control.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&STATUSES, self)
    }
}

impl KindFilter {
    /// Its number on the wire, as text.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&KINDS, self)
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        named(&KINDS, name)
    }
}

impl Column {
    /// Its name in an address, and as the value of a control.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&ORDERS, self)
    }

    /// The one of this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        named(&ORDERS, name)
    }
}

impl OptionalColumn {
    /// Its name in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        name_of(&COLUMNS, self)
    }
}

impl ListView {
    /// What is to be written, key by key.
    #[must_use]
    pub fn pairs(&self) -> [(&'static str, Option<String>); 6] {
        let search = self.search.trim();
        let search = (!search.is_empty()).then(|| search.to_owned());
        let status = (self.status != StatusFilter::All).then(|| self.status.name().to_owned());
        let kind = self.kind.map(|kind| kind.name().to_owned());
        let version = self.version.map(|version| version.to_string());
        let columns = (self.columns != Columns::default()).then(|| self.columns.text());
        let values = [search, status, kind, version, self.sort.map(Sort::text), columns];
        let mut values = values.into_iter();
        KEYS.map(|key| (key, values.next().flatten()))
    }

    /// Takes a value. `None`: there is no such key, or no such value; nothing is changed then.
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
            "status" => self.status = named(&STATUSES, value)?,
            "type" => self.kind = Some(KindFilter::named(value)?),
            "version" => self.version = Some(Version::parse(value).ok()?),
            "sort" => self.sort = Some(Sort::read(value)?),
            "columns" => self.columns = Columns::read(value)?,
            _ => return None,
        }
        Some(())
    }
}

impl Sort {
    /// As in an address.
    #[must_use]
    pub fn text(self) -> String {
        let sign = match self.direction {
            Direction::Up => "",
            Direction::Down => "-",
        };
        format!("{sign}{}", self.column.name())
    }

    /// As in an address.
    #[must_use]
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
        let names = OptionalColumn::ALL.into_iter().filter(|column| self.has(*column));
        let names: Vec<_> = names.map(OptionalColumn::name).collect();
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
            let column = named(&COLUMNS, name)?;
            if columns.has(column) {
                return None;
            }
            columns = columns.toggled(column);
        }
        Some(columns)
    }
}
