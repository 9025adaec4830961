//! Search for the task of an unanswered create, and differences between two readings of a task.

use crate::kit::{A, B, FROM, RUNNING, STOPPED, TARGET, new_task, task, version};
use upgrade_api::compare::{created, differences};
use upgrade_api::{Created, DevicePart, FieldId, FullFields, Part, Side, Task, TaskMode};

/// The task of [`new_task`] as a platform reports it that writes digests in upper case.
fn reported() -> Task {
    let mut reported = Task {
        status: STOPPED,
        upgrade_count: 0,
        ..task()
    };
    reported.target.md5 = B.to_uppercase();
    reported
}

#[test]
fn a_created_task_is_found_regardless_of_digest_case() {
    let tasks = [reported()];
    for all_read in [true, false] {
        assert_eq!(created(&new_task(), &tasks, all_read), Created::Here(&tasks[0]));
    }
}

#[test]
fn a_matching_task_that_has_run_may_be_older_than_the_request() {
    let mut running = reported();
    running.status = RUNNING;
    let mut used = reported();
    used.upgrade_count = 1;
    for old in [running, used] {
        assert_eq!(created(&new_task(), &[old], true), Created::CannotTell);
    }
}

#[test]
fn a_task_that_differs_in_one_property_is_not_the_created_one() {
    type Change = fn(&mut Task);
    let changes: [Change; 8] = [
        |task| task.name.push('!'),
        |task| task.from.version = version(8),
        |task| task.from.md5 = B.to_owned(),
        |task| task.from.size += 1,
        |task| task.target.version = version(10),
        |task| task.target.md5 = A.to_owned(),
        |task| task.target.md5 = "none".to_owned(),
        |task| task.target.size += 1,
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let mut task = reported();
        change(&mut task);
        assert_eq!(created(&new_task(), &[task], true), Created::NotThere, "change {at}");
    }
    let mut for_mcu = new_task();
    for_mcu.full = Some(FullFields {
        device_part: DevicePart::Mcu(2),
        mode: TaskMode::Automatic,
    });
    assert_eq!(created(&for_mcu, &[reported()], true), Created::NotThere);
}

#[test]
fn an_unreadable_row_leaves_the_result_open() {
    assert_eq!(created(&new_task(), &[], true), Created::NotThere);
    assert_eq!(created(&new_task(), &[], false), Created::CannotTell);
}

#[test]
fn device_counts_are_not_compared() {
    let mut later = reported();
    later.upgrade_count = 900;
    later.surplus_count = Some(4);
    assert_eq!(differences(&reported(), &later), []);
}

#[test]
fn each_other_difference_is_reported() {
    type Change = fn(&mut Task);
    let firmware = FieldId::Firmware;
    let changes: [(FieldId, Change); 13] = [
        (FieldId::Status, |t| t.status = RUNNING),
        (FieldId::Name, |t| t.name.clear()),
        (FieldId::Description, |t| t.description.clear()),
        (FROM, |t| t.from.version = version(1)),
        (firmware(Side::From, Part::Url), |t| t.from.url.clear()),
        (firmware(Side::From, Part::Md5), |t| t.from.md5.clear()),
        (firmware(Side::From, Part::Size), |t| t.from.size = 1),
        (TARGET, |t| t.target.version = version(1)),
        (firmware(Side::Target, Part::Url), |t| t.target.url.clear()),
        (firmware(Side::Target, Part::Md5), |t| t.target.md5.clear()),
        (firmware(Side::Target, Part::Size), |t| t.target.size = 1),
        (FieldId::Type, |t| t.device_part = DevicePart::Mcu(1)),
        (FieldId::Type, |t| t.mode = Some(TaskMode::Manual)),
    ];
    for (field, change) in changes {
        let mut task = reported();
        change(&mut task);
        assert_eq!(differences(&reported(), &task), [field], "{field:?}");
    }
}
