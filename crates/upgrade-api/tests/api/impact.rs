//! Device statistics, and the devices that a task affects.

use crate::kit::{numbered, version, wrong};
use proptest::prelude::*;
use upgrade_api::impact::read_statistics;
use upgrade_api::{DeviceCounts, DevicePart, Impact, Proportion, ReadError, Task};

fn impact(affected: u64, all: u64) -> Impact {
    let (affected, all) = (Some(affected), Some(all));
    Impact { affected, all }
}

#[test]
fn statistics_are_sorted_by_version_number() {
    let statistics = read_statistics(r#"{"10":1200,"9":"3","2147483647":0,"0":18446744073709551615}"#).unwrap();
    let counts = statistics.into_iter().map(|(version, count)| (version.get(), count));
    assert_eq!(
        counts.collect::<Vec<_>>(),
        [(0, u64::MAX), (9, 3), (10, 1200), (2_147_483_647, 0)]
    );
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
    let device_counts = DeviceCounts::read(r#"{"3": 1284, "5": 593, "1": 7533, "9": 0}"#).unwrap();
    assert_eq!(device_counts.total(), 9410);
    assert_eq!((device_counts.on(version(3)), device_counts.on(version(4))), (1284, 0));
    // Lowest first, without versions that no device runs.
    let versions = device_counts.versions().map(|(version, _)| version.get());
    assert_eq!(versions.collect::<Vec<_>>(), [1, 3, 5]);

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
    for (surplus_count, device_part, known, affected, all) in cases {
        let task = Task {
            surplus_count,
            device_part,
            ..numbered(0, 3, 5)
        };
        let impact = Impact::of(&task, known.then_some(&device_counts));
        assert_eq!(
            impact,
            Impact { affected, all },
            "{surplus_count:?} {device_part:?} {known}"
        );
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
        assert_eq!(impact(affected, all).per_mille(), Some(share), "{affected} of {all}");
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
        // A share that is above the limit by less than a tenth of a percent.
        (Some(501), Some(1001), true),
        (Some(500), Some(1001), false),
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
        prop_assert!(impact(affected, all).per_mille().unwrap() <= 1000);
    }

    #[test]
    fn more_devices_never_drop_below_the_limit(affected: u64, more: u64, all in 1_u64.., devices: u64, percent in 0_u64..=100) {
        let limit = Proportion { devices, percent };
        if impact(affected, all).exceeds(limit) {
            prop_assert!(impact(affected.saturating_add(more), all).exceeds(limit));
        }
    }
}
