//! Tests of the list query in the query string.
#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;

#[test]
fn every_view_survives_a_round_trip_through_the_query_string() {
    let searches = ["", "灯 50% & a=b", "#?/"];
    let firmware_types = [
        None,
        Some(FirmwareType::Wifi),
        Some(FirmwareType::Mcu),
        Some(FirmwareType::SubDevice),
    ];
    let versions = [
        None,
        Version::from_number(0).ok(),
        Version::from_number(2_147_483_647).ok(),
    ];
    let directions = [Direction::Up, Direction::Down];
    let sorts = Column::ALL
        .into_iter()
        .flat_map(|column| directions.map(|direction| Sort { column, direction }));
    let sorts: Vec<_> = sorts.map(Some).chain([None]).collect();
    let assert_round_trip = |view: ListView| {
        let mut read = ListView::default();
        for (key, value) in view.pairs() {
            if let Some(value) = value {
                read.take(key, &value).unwrap();
            }
        }
        assert_eq!(read, view);
    };
    for (search, status) in searches
        .into_iter()
        .flat_map(|s| StatusFilter::ALL.map(|status| (s, status)))
    {
        for (firmware_type, version) in firmware_types
            .into_iter()
            .flat_map(|firmware_type| versions.map(|version| (firmware_type, version)))
        {
            for sort in &sorts {
                assert_round_trip(ListView {
                    search: search.to_owned(),
                    status,
                    firmware_type,
                    version,
                    sort: *sort,
                    ..ListView::default()
                });
            }
        }
    }
    let hideable: Vec<_> = Column::ALL
        .into_iter()
        .filter(|column| column.can_be_hidden())
        .collect();
    for mask in 0..1 << hideable.len() {
        let chosen = hideable.iter().enumerate().filter(|(at, _)| mask & (1 << at) != 0);
        let columns = chosen.fold(Columns::none(), |columns, (_, column)| columns.toggled(*column));
        assert_round_trip(ListView {
            columns,
            ..ListView::default()
        });
    }
}

/// Column after this one in the sort menu. A column that this match does not know does not compile.
fn next(column: Column) -> Column {
    match column {
        Column::Name => Column::Versions,
        Column::Versions => Column::Status,
        Column::Status => Column::Progress,
        Column::Progress => Column::Upgraded,
        Column::Upgraded => Column::Remaining,
        Column::Remaining => Column::Rate,
        Column::Rate => Column::Devices,
        Column::Devices => Column::FirmwareType,
        Column::FirmwareType => Column::Name,
    }
}

#[test]
fn every_column_is_in_the_sort_menu_and_has_cells_in_the_table() {
    let followers = Column::ALL.into_iter().cycle().skip(1);
    for (column, follower) in Column::ALL.into_iter().zip(followers) {
        assert_eq!(next(column), follower, "{column:?}");
        let places = Column::TABLE.into_iter().filter(|known| *known == column).count();
        assert_eq!(places == 1, column.cells() == column, "{column:?}");
        assert!(Column::TABLE.contains(&column.cells()), "{column:?}");
    }
}

#[test]
fn default_values_are_not_written() {
    assert!(ListView::default().pairs().iter().all(|(_, value)| value.is_none()));
    let blank = ListView {
        search: "  ".to_owned(),
        ..ListView::default()
    };
    assert!(blank.pairs().iter().all(|(_, value)| value.is_none()));
    assert!(!blank.is_filtered());
}

#[test]
fn an_invalid_value_is_refused_and_changes_nothing() {
    let long = "x".repeat(SEARCH_MAX + 1);
    let wrong = [
        ("q", ""),
        ("q", "  "),
        ("q", long.as_str()),
        ("status", "Running"),
        ("status", "2"),
        ("type", "0"),
        ("type", "4"),
        ("type", "wifi"),
        ("version", "-1"),
        ("version", "2147483648"),
        ("version", "a"),
        ("version", ""),
        ("sort", ""),
        ("sort", "-"),
        ("sort", "--name"),
        ("sort", "names"),
        ("columns", ""),
        ("columns", "name"),
        ("columns", "rate,rate"),
        ("columns", "rate,"),
        ("view", "map"),
        ("token", "x"),
    ];
    for (key, value) in wrong {
        let mut view = ListView::default();
        assert_eq!(view.take(key, value), None, "{key}={value}");
        assert_eq!(view, ListView::default(), "{key}={value}");
    }
}
