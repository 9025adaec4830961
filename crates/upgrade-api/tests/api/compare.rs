//! Search for the task of an unanswered create, and differences between two readings of a task.

use crate::kit::{FROM, TARGET, product_id, version};
use upgrade_api::compare::{created, differences};
use upgrade_api::{
    Created, Description, DevicePart, FieldId, Firmware, FullFields, Name, NewTask, Part, RunState, Side, Task,
    TaskMode, TaskStatus,
};

const A: &str = "0123456789abcdef0123456789abcdef";
const B: &str = "fedcba9876543210fedcba9876543210";

fn firmware(version: u64, md5: &str, bytes: u64) -> Firmware {
    crate::kit::firmware(version, "https://files.example/1.bin", md5, bytes)
}

fn wanted() -> NewTask {
    NewTask {
        product_id: product_id("p1"),
        name: Name::parse("Meter 7 to 9").unwrap(),
        description: Description::parse("Fixes the clock").unwrap(),
        from: firmware(7, A, 51_008),
        target: firmware(9, B, 52_000),
        full: None,
    }
}

fn reported(id: &str) -> Task {
    let text = format!(
        r#"{{"id":"{id}","product_id":"p1","name":"Meter 7 to 9","description":"Fixes the clock","from_version":7,
        "from_version_url":"https://files.example/1.bin","from_version_md5":"{A}","from_version_size":"51008",
        "target_version":9,"target_version_url":"https://files.example/1.bin","target_version_md5":"{}",
        "target_version_size":52000,"upgrade_count":0,"status":0}}"#,
        B.to_uppercase()
    );
    Task::read(&text).unwrap()
}

#[test]
fn a_created_task_is_found_regardless_of_digest_case_and_number_format() {
    for all_read in [true, false] {
        let tasks = [reported("new")];
        assert_eq!(created(&wanted(), &tasks, all_read), Created::Here(&tasks[0]));
    }
}

#[test]
fn a_matching_task_that_has_run_may_be_older_than_the_request() {
    let mut running = reported("old");
    running.status = TaskStatus::Known(RunState::Running);
    let mut used = reported("old");
    used.upgrade_count = 1;
    for old in [running, used] {
        assert_eq!(created(&wanted(), &[old], true), Created::CannotTell);
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
        let mut task = reported("new");
        change(&mut task);
        assert_eq!(created(&wanted(), &[task], true), Created::NotThere, "change {at}");
    }
    let mut full = wanted();
    full.full = Some(FullFields {
        device_part: DevicePart::Mcu(2),
        mode: TaskMode::Automatic,
    });
    assert_eq!(created(&full, &[reported("new")], true), Created::NotThere);
}

#[test]
fn an_unreadable_row_leaves_the_result_open() {
    assert_eq!(created(&wanted(), &[], true), Created::NotThere);
    assert_eq!(created(&wanted(), &[], false), Created::CannotTell);
}

#[test]
fn device_counts_are_not_compared() {
    let mut later = reported("a");
    later.upgrade_count = 900;
    later.surplus_count = Some(4);
    assert_eq!(differences(&reported("a"), &later), []);
}

#[test]
fn each_other_difference_is_reported() {
    type Change = fn(&mut Task);
    let firmware = FieldId::Firmware;
    let changes: [(FieldId, Change); 13] = [
        (FieldId::Status, |t| t.status = TaskStatus::Known(RunState::Running)),
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
        let mut task = reported("a");
        change(&mut task);
        assert_eq!(differences(&reported("a"), &task), [field], "{field:?}");
    }
}
