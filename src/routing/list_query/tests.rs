#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;
use std::sync::Arc;
use upgrade_api::impact::Impact;
use upgrade_api::progress::{Idle, UpgradeRate};
use upgrade_api::status::RunState;
use upgrade_api::task::DevicePart;

/// Task with this name, these versions, this state and these counts.
pub(crate) fn task(
    id: &str,
    name: &str,
    from: u32,
    target: u32,
    status: &str,
    done: u64,
    remaining: Option<u64>,
) -> Task {
    let remaining = remaining.map_or("null".to_owned(), |remaining| remaining.to_string());
    let text = format!(
        r#"{{"id":"{id}","product_id":"p","name":"{name}","description":"About {name}","from_version":{from},
        "from_version_url":"u","from_version_md5":"m","from_version_size":1,"target_version":{target},
        "target_version_url":"u","target_version_md5":"m","target_version_size":1,"upgrade_count":{done},
        "status":"{status}","surplus_count":{remaining}}}"#
    );
    Task::read(&text).unwrap()
}

fn named(names: &[&str]) -> Vec<Task> {
    let task = |name: &&str| task(name, name, 1, 2, "0", 0, None);
    names.iter().map(task).collect()
}

fn arranged(tasks: &[Task], view: &ListView) -> Arranged {
    let rate = |task: &Task| match task.upgrade_count {
        0 => UpgradeRate::Unknown,
        per_hour => UpgradeRate::Upgrading {
            per_hour,
            remaining_ms: None,
        },
    };
    let impact = |task: &Task| Impact {
        affected: task.surplus_count,
        all: None,
    };
    let idle = |task: &Task| match task.surplus_count {
        _ if task.status != TaskStatus::Known(RunState::Running) => None,
        Some(0) => Some(Idle::Complete),
        Some(1) => Some(Idle::Stalled),
        _ => None,
    };
    let context = SortContext {
        rate: &rate,
        idle: &idle,
        impact: &impact,
    };
    arrange(tasks, view, &mut || Arc::new(SearchIndex::of(tasks)), &context)
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
fn names_sort_without_case_and_with_digits_as_numbers() {
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
}

#[test]
fn numbers_sort_as_numbers_and_unknown_values_are_last_in_both_directions() {
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
        (Column::FirmwareType, "abcd", "abcd"),
    ];
    for (column, up, down) in cases {
        assert_eq!(ids(&tasks, &by(column, Direction::Up)).concat(), up, "{column:?}");
        assert_eq!(ids(&tasks, &by(column, Direction::Down)).concat(), down, "{column:?}");
    }
}

#[test]
fn shares_of_the_largest_counts_are_compared() {
    let tasks = [
        task("a", "a", 1, 2, "1", u64::MAX, Some(u64::MAX)),
        task("b", "b", 1, 2, "1", 1, Some(u64::MAX)),
        task("c", "c", 1, 2, "1", u64::MAX - 1, Some(1)),
    ];
    assert_eq!(ids(&tasks, &by(Column::Progress, Direction::Up)), ["b", "a", "c"]);
}

#[test]
fn the_platform_order_is_kept_without_a_sort_and_between_equal_values() {
    let tasks = named(&["c", "a", "b"]);
    assert_eq!(ids(&tasks, &ListView::default()), ["c", "a", "b"]);
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
fn all_filters_apply_and_each_state_has_a_count_without_the_state_filter() {
    let mut tasks = vec![
        task("a", "a", 3, 5, "1", 0, None),
        task("b", "b", 5, 7, "0", 0, None),
        task("c", "c", 3, 7, "0", 0, None),
        task("d", "d", 3, 4, "odd", 0, None),
    ];
    tasks[2].device_part = DevicePart::Mcu(2);
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
        firmware_type: Some(FirmwareType::Wifi),
        ..stopped
    };
    assert!(arranged(&tasks, &wifi).order.is_empty());
    assert!(wifi.is_filtered());
    assert!(!wifi.unfiltered().is_filtered());
}

#[test]
fn complete_and_stalled_tasks_also_count_as_running() {
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
fn presses_on_a_column_cycle_through_first_direction_other_direction_and_no_sort() {
    let view = ListView::default().sorted_by(Column::Name);
    assert_eq!(view, by(Column::Name, Direction::Up));
    let view = view.sorted_by(Column::Name);
    assert_eq!(view, by(Column::Name, Direction::Down));
    assert_eq!(view.clone().sorted_by(Column::Rate), by(Column::Rate, Direction::Down));
    assert_eq!(view.sorted_by(Column::Name), ListView::default());
}

#[test]
fn twenty_thousand_tasks_are_sorted() {
    let names: Vec<String> = (0..20_000).map(|n| format!("Lamp {}", n * 7919 % 20_000)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let tasks = named(&names);
    let found = ids(&tasks, &by(Column::Name, Direction::Up));
    let wanted: Vec<String> = (0..20_000).map(|n| format!("Lamp {n}")).collect();
    assert_eq!(found, wanted);
}
