//! Device statistics, and the devices that a task affects.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use proptest::prelude::*;
use upgrade_api::impact::{DeviceCounts, Impact, Proportion, read_statistics};
use upgrade_api::json::ReadError;
use upgrade_api::task::{DevicePart, Task};
use upgrade_api::values::Version;

fn version(number: u64) -> Version {
    Version::from_number(number).unwrap()
}

fn device_counts(json: &str) -> DeviceCounts {
    DeviceCounts::read(json).unwrap()
}

fn wrong<T>(field: &'static str, found: &str) -> Result<T, ReadError> {
    let found = found.to_owned();
    Err(ReadError::Field { field, found })
}

fn task(from: u64, surplus: Option<u64>, device_part: DevicePart) -> Task {
    let mut task = Task::read(include_str!("fixtures/task_numbers.json")).unwrap();
    task.from.version = version(from);
    task.surplus_count = surplus;
    task.device_part = device_part;
    task
}

#[test]
fn statistics_are_sorted_by_version_number() {
    let statistics = read_statistics(r#"{"10":1200,"9":"3","2147483647":0,"0":18446744073709551615}"#).unwrap();
    let counts: Vec<_> = statistics
        .into_iter()
        .map(|(version, count)| (version.get(), count))
        .collect();
    assert_eq!(counts, [(0, u64::MAX), (9, 3), (10, 1200), (2_147_483_647, 0)]);
    assert!(read_statistics("{}").unwrap().is_empty());
}

#[test]
fn unreadable_statistics_report_the_invalid_version() {
    let cases = [
        (r#"{"1.0.2":5}"#, wrong("version", "1.0.2")),
        (r#"{"":5}"#, wrong("version", "")),
        (r#"{"2147483648":5}"#, wrong("version", "2147483648")),
        (r#"{"7":-1}"#, wrong("count", "7")),
        (r#"{"7":null}"#, wrong("count", "7")),
        (r#"{"7":"many"}"#, wrong("count", "7")),
        (r#"{"7":1,"7":2}"#, Err(ReadError::Duplicate { field: "7".to_owned() })),
        (r#"{"7":1,"07":2}"#, Err(ReadError::Duplicate { field: "7".to_owned() })),
        ("[]", Err(ReadError::Shape { expected: "an object" })),
    ];
    for (text, expected) in cases {
        assert_eq!(read_statistics(text), expected, "{text}");
    }
}

#[test]
fn a_task_affects_the_devices_on_its_from_version() {
    let device_counts = device_counts(r#"{"3": 1284, "5": 593, "1": 7533, "9": 0}"#);
    assert_eq!(device_counts.total(), 9410);
    assert_eq!((device_counts.on(version(3)), device_counts.on(version(4))), (1284, 0));
    let versions: Vec<_> = device_counts.versions().map(|(version, _)| version.get()).collect();
    assert_eq!(
        versions,
        [1, 3, 5],
        "lowest first, without versions that no device runs"
    );

    let wifi = DevicePart::Wifi;
    // surplus_count, device part, whether statistics are known, affected devices, all devices
    let cases = [
        (None, wifi, true, Some(1284), Some(9410)),
        // The count of the task takes precedence over the statistics.
        (Some(1200), wifi, true, Some(1200), Some(9410)),
        (Some(1200), wifi, false, Some(1200), None),
        (None, wifi, false, None, None),
        // Statistics count devices by their WIFI version only.
        (None, DevicePart::Mcu(1), true, None, None),
        (None, DevicePart::SubDevice(3), true, None, None),
    ];
    for (surplus, device_part, known, affected, all) in cases {
        let device_counts = known.then_some(&device_counts);
        let impact = Impact::of(&task(3, surplus, device_part), device_counts);
        assert_eq!(impact, Impact { affected, all }, "{surplus:?} {device_part:?} {known}");
    }
}

#[test]
fn a_share_is_rounded_to_a_tenth_of_a_percent() {
    let cases = [
        (1284, 9410, 136),
        (0, 10, 0),
        (10, 10, 1000),
        (1, 3, 333),
        (2, 3, 667),
        (1, 6, 167),
        (1, 16, 63),
        (1, 32, 31),
        // Counts read at different times.
        (11, 10, 1000),
        (u64::MAX, u64::MAX, 1000),
        (u64::MAX / 2, u64::MAX, 500),
    ];
    for (affected, all, share) in cases {
        let impact = Impact {
            affected: Some(affected),
            all: Some(all),
        };
        assert_eq!(impact.per_mille(), Some(share), "{affected} of {all}");
    }
    for (affected, all) in [(None, Some(3)), (Some(3), None), (Some(0), Some(0))] {
        assert_eq!(Impact { affected, all }.per_mille(), None, "{affected:?} of {all:?}");
    }
}

#[test]
fn a_start_above_one_of_the_limits_is_over_the_limit() {
    let limit = Proportion {
        devices: 1000,
        percent: 50,
    };
    let cases = [
        (Some(1000), Some(9410), false),
        (Some(1001), Some(9410), true),
        (Some(1001), None, true),
        (Some(5), Some(10), false),
        (Some(6), Some(10), true),
        (Some(6), None, false),
        // An unknown count is not over the limit.
        (None, Some(10), false),
        (None, None, false),
    ];
    for (affected, all, over) in cases {
        assert_eq!(Impact { affected, all }.exceeds(limit), over, "{affected:?} of {all:?}");
    }
}

proptest! {
    #[test]
    fn a_share_is_at_most_1000_per_mille(affected: u64, all in 1_u64..) {
        let impact = Impact { affected: Some(affected), all: Some(all) };
        prop_assert!(impact.per_mille().unwrap() <= 1000);
    }

    #[test]
    fn more_devices_never_drop_below_the_limit(affected: u64, more: u64, all in 1_u64.., devices: u64, percent in 0_u64..=100) {
        let limit = Proportion { devices, percent };
        let of = |affected| Impact { affected: Some(affected), all: Some(all) };
        if of(affected).exceeds(limit) {
            prop_assert!(of(affected.saturating_add(more)).exceeds(limit));
        }
    }
}
