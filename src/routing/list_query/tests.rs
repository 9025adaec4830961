#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;
use std::sync::Arc;
use upgrade_api::impact::Impact;
use upgrade_api::progress::{Pace, Standstill};

/// A task: name, versions, state, counts.
fn task(id: &str, name: &str, from: u32, target: u32, status: &str, done: u64, left: Option<u64>) -> Task {
    let left = left.map_or("null".to_owned(), |left| left.to_string());
    let text = format!(
        r#"{{"id":"{id}","product_id":"p","name":"{name}","description":"About {name}","from_version":{from},
        "from_version_url":"u","from_version_md5":"m","from_version_size":1,"target_version":{target},
        "target_version_url":"u","target_version_md5":"m","target_version_size":1,"upgrade_count":{done},
        "status":"{status}","surplus_count":{left}}}"#
    );
    Task::read(&text).unwrap()
}

fn named(names: &[&str]) -> Vec<Task> {
    let task = |name: &&str| task(name, name, 1, 2, "0", 0, None);
    names.iter().map(task).collect()
}

fn arranged(tasks: &[Task], view: &ListView) -> Arranged {
    let pace = |task: &Task| match task.upgrade_count {
        0 => Pace::Unknown,
        per_hour => Pace::Moving {
            per_hour,
            left_ms: None,
        },
    };
    let impact = |task: &Task| Impact {
        hit: task.surplus_count,
        all: None,
    };
    let standstill = |task: &Task| match task.surplus_count {
        _ if task.status != TaskStatus::Known(RunState::Running) => None,
        Some(0) => Some(Standstill::Complete),
        Some(1) => Some(Standstill::Stalled),
        _ => None,
    };
    let around = SortContext {
        pace: &pace,
        standstill: &standstill,
        impact: &impact,
    };
    arrange(tasks, view, &mut || Arc::new(SearchIndex::of(tasks)), &around)
}

fn ids(tasks: &[Task], view: &ListView) -> Vec<String> {
    let order = arranged(tasks, view).order.into_iter();
    order.map(|at| tasks[at].id.to_string()).collect()
}

fn by(column: Column, direction: Direction) -> ListView {
    ListView {
        sort: Some(Sort { column, direction }),
        ..ListView::default()
    }
}

#[test]
fn every_view_is_read_back_as_it_was_written() {
    let searches = ["", "灯 50% & a=b", "#?/"];
    let kinds = [
        None,
        Some(KindFilter::Wifi),
        Some(KindFilter::Mcu),
        Some(KindFilter::SubDevice),
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
    let mut views = 0;
    for columns in (0..64).map(Columns) {
        for (search, status) in searches
            .into_iter()
            .flat_map(|s| StatusFilter::ALL.map(|status| (s, status)))
        {
            for (kind, version) in kinds
                .into_iter()
                .flat_map(|kind| versions.map(|version| (kind, version)))
            {
                for sort in &sorts {
                    let view = ListView {
                        search: search.to_owned(),
                        status,
                        kind,
                        version,
                        sort: *sort,
                        columns,
                    };
                    let mut read = ListView::default();
                    for (key, value) in view.pairs() {
                        if let Some(value) = value {
                            read.take(key, &value).unwrap();
                        }
                    }
                    assert_eq!(read, view);
                    views += 1;
                }
            }
        }
    }
    assert_eq!(views, 64 * 15 * 12 * 19);
}

#[test]
fn what_is_as_usual_is_not_written() {
    assert!(ListView::default().pairs().iter().all(|(_, value)| value.is_none()));
    let blank = ListView {
        search: "  ".to_owned(),
        ..ListView::default()
    };
    assert!(blank.pairs().iter().all(|(_, value)| value.is_none()));
    assert!(!blank.is_filtered());
}

#[test]
fn a_wrong_value_changes_nothing() {
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

#[test]
fn names_are_ordered_as_people_do() {
    let wanted = [
        "",
        "2 lamps",
        "10 lamps",
        "lamp",
        "Lamp 9",
        "lamp 9b",
        "Lamp 10",
        "LAMP 10",
        "Lamp 99999999999999999999999",
        "lamp a",
        "lamp-1",
        "修复",
        "灯 2",
        "灯 10",
    ];
    for pair in wanted.windows(2) {
        assert!(natural(pair[0]) <= natural(pair[1]), "{pair:?}");
    }
    assert_eq!(natural("Lamp 007"), natural("lamp 7"));
    assert!(natural("a0") < natural("a1"));
    let tasks = named(&["Lamp 10", "lamp 9", "Lamp 9"]);
    assert_eq!(
        ids(&tasks, &by(Column::Name, Direction::Up)),
        ["lamp 9", "Lamp 9", "Lamp 10"]
    );
    assert_eq!(
        ids(&tasks, &by(Column::Name, Direction::Down)),
        ["Lamp 10", "lamp 9", "Lamp 9"]
    );
}

#[test]
fn numbers_are_ordered_as_numbers_and_what_is_unknown_stands_last_either_way() {
    let tasks = [
        task("a", "a", 9, 10, "0", 0, None),
        task("b", "b", 10, 11, "1", 5, Some(5)),
        task("c", "c", 9, 2, "1", 900, Some(100)),
        task("d", "d", 2, 3, "9", 0, Some(0)),
    ];
    let cases = [
        (Column::Versions, "dcab", "bacd"),
        (Column::Status, "abcd", "bcad"),
        (Column::Progress, "bcad", "cbad"),
        (Column::Upgraded, "adbc", "cbad"),
        (Column::Remaining, "dbca", "cbda"),
        (Column::Rate, "bcad", "cbad"),
        (Column::Devices, "dbca", "cbda"),
        (Column::Kind, "abcd", "abcd"),
    ];
    for (column, up, down) in cases {
        assert_eq!(ids(&tasks, &by(column, Direction::Up)).concat(), up, "{column:?}");
        assert_eq!(ids(&tasks, &by(column, Direction::Down)).concat(), down, "{column:?}");
    }
}

#[test]
fn shares_of_numbers_as_large_as_they_come_are_compared() {
    let tasks = [
        task("a", "a", 1, 2, "1", u64::MAX, Some(u64::MAX)),
        task("b", "b", 1, 2, "1", 1, Some(u64::MAX)),
        task("c", "c", 1, 2, "1", u64::MAX - 1, Some(1)),
    ];
    assert_eq!(ids(&tasks, &by(Column::Progress, Direction::Up)), ["b", "a", "c"]);
}

#[test]
fn the_platforms_order_stands_where_there_is_no_other() {
    let tasks = named(&["c", "a", "b"]);
    assert_eq!(ids(&tasks, &ListView::default()), ["c", "a", "b"]);
    // Equals keep it, in both directions.
    let sorted = by(Column::Versions, Direction::Down);
    assert_eq!(ids(&tasks, &sorted), ["c", "a", "b"]);
}

#[test]
fn a_search_finds_names_descriptions_versions_and_ids_in_any_case() {
    let tasks = [
        task("id-7", "Autumn", 31, 45, "0", 0, None),
        task("id-8", "秋季版本", 3, 5, "0", 0, None),
    ];
    let cases: [(&str, &[&str]); 9] = [
        ("", &["id-7", "id-8"]),
        ("  ", &["id-7", "id-8"]),
        ("autUMN", &["id-7"]),
        (" about 秋 ", &["id-8"]),
        ("季", &["id-8"]),
        ("45", &["id-7"]),
        ("3", &["id-7", "id-8"]),
        ("ID-8", &["id-8"]),
        ("id-", &[]),
    ];
    for (search, found) in cases {
        let view = ListView {
            search: search.to_owned(),
            ..ListView::default()
        };
        assert_eq!(ids(&tasks, &view), found, "{search}");
    }
}

#[test]
fn filters_are_all_kept_and_each_state_says_how_many_there_would_be() {
    let mut tasks = vec![
        task("a", "a", 3, 5, "1", 0, None),
        task("b", "b", 5, 7, "0", 0, None),
        task("c", "c", 3, 7, "0", 0, None),
        task("d", "d", 3, 4, "odd", 0, None),
    ];
    tasks[2].kind = FirmwareKind::Mcu(2);
    let view = ListView {
        version: Version::from_number(3).ok(),
        ..ListView::default()
    };
    let found = arranged(&tasks, &view);
    assert_eq!((found.order, found.counts), (vec![0, 2, 3], [3, 1, 1, 0, 0]));
    let stopped = ListView {
        status: StatusFilter::Stopped,
        ..view
    };
    let found = arranged(&tasks, &stopped);
    assert_eq!((found.order, found.counts), (vec![2], [3, 1, 1, 0, 0]));
    let wifi = ListView {
        kind: Some(KindFilter::Wifi),
        ..stopped
    };
    assert!(arranged(&tasks, &wifi).order.is_empty());
    assert!(wifi.is_filtered());
    assert!(!wifi.unfiltered().is_filtered());
}

#[test]
fn complete_and_stalled_tasks_are_found_and_are_running_ones_too() {
    let tasks = [
        task("a", "a", 3, 5, "1", 9, Some(0)),
        task("b", "b", 5, 7, "1", 9, Some(1)),
        task("c", "c", 3, 7, "1", 9, Some(9)),
        task("d", "d", 3, 4, "0", 9, Some(0)),
        task("e", "e", 3, 4, "odd", 9, Some(1)),
    ];
    for (status, found) in [
        (StatusFilter::All, &["a", "b", "c", "d", "e"][..]),
        (StatusFilter::Running, &["a", "b", "c"]),
        (StatusFilter::Stopped, &["d"]),
        (StatusFilter::Complete, &["a"]),
        (StatusFilter::Stalled, &["b"]),
    ] {
        let view = ListView {
            status,
            ..ListView::default()
        };
        assert_eq!(ids(&tasks, &view), found, "{status:?}");
        assert_eq!(arranged(&tasks, &view).counts, [5, 3, 1, 1, 1]);
    }
}

#[test]
fn a_column_goes_from_its_first_direction_to_the_other_to_none() {
    let view = ListView::default().sorted_by(Column::Name);
    assert_eq!(view, by(Column::Name, Direction::Up));
    let view = view.sorted_by(Column::Name);
    assert_eq!(view, by(Column::Name, Direction::Down));
    assert_eq!(view.clone().sorted_by(Column::Rate), by(Column::Rate, Direction::Down));
    assert_eq!(view.sorted_by(Column::Name), ListView::default());
}

#[test]
fn twenty_thousand_tasks_are_arranged_at_once() {
    let names: Vec<String> = (0..20_000).map(|n| format!("Lamp {}", n * 7919 % 20_000)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let tasks = named(&names);
    let found = ids(&tasks, &by(Column::Name, Direction::Up));
    let wanted: Vec<String> = (0..20_000).map(|n| format!("Lamp {n}")).collect();
    assert_eq!(found, wanted);
}

#[test]
fn a_summary_names_what_others_did_and_counts_devices() {
    let old = [
        task("a", "A", 1, 2, "1", 10, None),
        task("b", "B", 1, 2, "0", 0, None),
        task("c", "C", 1, 2, "0", 3, None),
        task("d", "D", 1, 2, "0", 0, None),
    ];
    let nobody = |_: &upgrade_api::values::TaskId| false;
    assert!(summary(&old, &old, &nobody).is_empty());
    let new = [
        task("b", "B", 1, 2, "1", 7, None),
        task("a", "A", 1, 2, "1", 40, None),
        task("d", "D", 1, 2, "1", 0, None),
        task("e", "E", 1, 2, "0", 99, None),
    ];
    let said = summary(&old, &new, &|id| id.as_str() == "d");
    let tasks = [(Change::Started, "B"), (Change::New, "E"), (Change::Gone, "C")];
    assert_eq!(said.tasks, tasks.map(|(change, name)| (change, name.to_owned())));
    assert_eq!(said.upgraded, 37);
    let fewer = [task("a", "A", 1, 2, "1", 2, None)];
    assert_eq!(summary(&old[..1], &fewer, &nobody), Summary::default());
}

#[test]
fn a_summary_of_a_long_list_that_has_moved_on_says_what_is_new_and_gone() {
    let nobody = |_: &upgrade_api::values::TaskId| false;
    let list = |ids: &mut dyn Iterator<Item = u32>| -> Vec<Task> {
        let one = |id: u32| task(&id.to_string(), &format!("T {id}"), 1, 2, "1", 5, None);
        ids.map(one).collect()
    };
    let old = list(&mut (0..20_000));
    let said = summary(&old, &list(&mut (1..20_001).rev()), &nobody);
    let tasks = [(Change::New, "T 20000"), (Change::Gone, "T 0")];
    assert_eq!(said.tasks, tasks.map(|(change, name)| (change, name.to_owned())));
    // Two of one id are a platform's mistake; one of them that has gone leaves the other one there.
    let twice = list(&mut [7, 8, 7].into_iter());
    assert!(summary(&twice, &list(&mut [7, 7, 8].into_iter()), &nobody).is_empty());
    assert!(summary(&twice, &list(&mut [8, 7].into_iter()), &nobody).is_empty());
}
