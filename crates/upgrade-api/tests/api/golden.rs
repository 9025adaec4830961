//! JSON samples of `upgrade-task-api.zh.md`: request bodies byte for byte, answers with numbers and with strings.
//!
//! `fixtures/document/*.txt` are copies of the samples, with placeholders and a trailing comma. They define the fields and
//! their order. `fixtures/*.json` are the same samples with real values.

use crate::kit::{TASK, json, new_task, product_id};
use upgrade_api::{
    DeleteTask, DevicePart, Firmware, FirmwareType, FullFields, NewTask, QueryTasks, ReportedFirmware, Row, RunState,
    SetTaskStatus, Task, TaskId, TaskListPage, TaskMode, TaskStatus, read_list,
};

const CREATE_REQUEST: &str = include_str!("fixtures/create_request.json");
const TASK_STRINGS: &str = include_str!("fixtures/task_strings.json");
const TASK_FULL_NUMBERS: &str = include_str!("fixtures/task_full_numbers.json");
const TASK_FULL_STRINGS: &str = include_str!("fixtures/task_full_strings.json");
const LIST_ANSWER: &str = include_str!("fixtures/list_answer.json");

const PRODUCT: &str = "160fa2b2ab4a03e9160fa2b2ab4a03e9";

fn task() -> Task {
    let reported = |firmware: Firmware| ReportedFirmware {
        version: firmware.version,
        url: firmware.url.as_str().to_owned(),
        md5: firmware.md5.to_string(),
        size: firmware.size.get(),
    };
    let new = new_task();
    Task {
        id: TaskId::parse("17a3c5d40be849b2").unwrap(),
        product_id: new.product_id,
        name: new.name.as_str().to_owned(),
        description: new.description.as_str().to_owned(),
        from: reported(new.from),
        target: reported(new.target),
        upgrade_count: 41,
        status: TaskStatus::Known(RunState::Running),
        device_part: DevicePart::Wifi,
        mode: None,
        surplus_count: None,
    }
}

fn full_task() -> Task {
    Task {
        mode: Some(TaskMode::Manual),
        surplus_count: Some(1159),
        ..task()
    }
}

/// Field names of a sample: the first quoted word of each line.
fn documented_fields(sample: &str) -> Vec<&str> {
    sample.lines().filter_map(|line| line.split('"').nth(1)).collect()
}

/// Field names of a JSON object, in the order of the text.
fn sent_fields(body: &str) -> Vec<String> {
    let object = upgrade_api::json::Object::parse(body).unwrap();
    object.names().map(str::to_owned).collect()
}

#[test]
fn each_body_has_the_fields_of_its_sample_in_the_same_order() {
    let create = json(&new_task());
    let samples = [
        (include_str!("fixtures/document/create_request.txt"), create, 11),
        (include_str!("fixtures/document/create_answer.txt"), json(&task()), 14),
        (include_str!("fixtures/document/list_answer.txt"), json(&task()), 14),
        (include_str!("fixtures/document/status_request.txt"), start_body(), 3),
        (include_str!("fixtures/document/delete_request.txt"), delete_body(), 2),
    ];
    for (sample, body, fields) in samples {
        assert_eq!(documented_fields(sample).len(), fields, "{sample}");
        assert_eq!(sent_fields(&body), documented_fields(sample));
    }
}

#[test]
fn create_in_profile_full_appends_three_fields() {
    let core = CREATE_REQUEST.trim_end().strip_suffix('}').unwrap();
    for (device_part, mode, end) in [
        (DevicePart::Wifi, TaskMode::Automatic, [1, 0, 0]),
        (DevicePart::Mcu(7), TaskMode::Manual, [2, 7, 1]),
        (DevicePart::SubDevice(0), TaskMode::Automatic, [3, 0, 0]),
    ] {
        let [number, identify, mode_number] = end;
        let end = format!(r#""type":{number},"identify":{identify},"task_type":{mode_number}}}"#);
        let full = Some(FullFields { device_part, mode });
        assert_eq!(json(&NewTask { full, ..new_task() }), format!("{core},{end}"));
    }
}

fn start_body() -> String {
    set_status(RunState::Running)
}

fn set_status(status: RunState) -> String {
    json(&SetTaskStatus {
        product_id: product_id(PRODUCT),
        upgrade_task_id: TaskId::parse("17a3c5d40be849b2").unwrap(),
        status,
    })
}

fn delete_body() -> String {
    json(&DeleteTask {
        id: TaskId::parse("17a3c5d40be849b2").unwrap(),
        product_id: product_id(PRODUCT),
    })
}

#[test]
fn start_stop_and_delete_send_the_task_the_product_and_the_requested_state() {
    let start = format!(r#"{{"product_id":"{PRODUCT}","upgrade_task_id":"17a3c5d40be849b2","status":"#);
    assert_eq!(start_body(), format!("{start}1}}"));
    assert_eq!(set_status(RunState::Stopped), format!("{start}0}}"));
    let delete = format!(r#"{{"id":"17a3c5d40be849b2","product_id":"{PRODUCT}"}}"#);
    assert_eq!(delete_body(), delete);
}

#[test]
fn a_query_contains_the_type_only_if_it_is_set() {
    let query = |firmware_type| {
        json(&QueryTasks {
            product_id: product_id(PRODUCT),
            offset: 20,
            limit: 10,
            firmware_type,
        })
    };
    let start = format!(r#"{{"product_id":"{PRODUCT}","offset":20,"limit":10"#);
    assert_eq!(query(None), format!("{start}}}"));
    assert_eq!(query(Some(FirmwareType::Mcu)), format!("{start},\"type\":2}}"));
}

#[test]
fn an_answer_reads_the_same_with_numbers_and_with_strings() {
    assert_eq!(Task::read(TASK_FULL_NUMBERS), Ok(full_task()));
    assert_eq!(Task::read(TASK_FULL_STRINGS), Ok(full_task()));
    assert_eq!(Task::read(TASK), Ok(task()));
    assert_eq!(Task::read(TASK_STRINGS), Ok(task()));
}

#[test]
fn a_task_is_written_as_documented_with_known_fields_of_profile_full_last() {
    assert_eq!(json(&task()), TASK.trim_end());
    assert_eq!(json(&full_task()), TASK_FULL_NUMBERS.trim_end());
}

#[test]
fn an_unreadable_row_does_not_hide_its_neighbours() {
    let rows = read_list(LIST_ANSWER).unwrap();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0], Row::Task(Box::new(task())));
    let start = "{\"id\":\"17a3c5d40be849b2\"";
    assert!(matches!(&rows[1], Row::Unreadable { index: 1, raw, .. } if raw.starts_with(start)));
    assert_eq!(rows[2], Row::Task(Box::new(task())));
    assert_eq!(read_list("[]"), Ok(Vec::new()));
}

#[test]
fn a_sample_with_placeholders_is_an_unreadable_row() {
    // The version "起始版本号" is not a number.
    let rows = read_list(include_str!("fixtures/document/list_answer.txt")).unwrap();
    assert!(matches!(&rows[..], [Row::Unreadable { index: 0, .. }]), "{rows:?}");
}

#[test]
fn a_page_contains_the_total_and_its_rows() {
    for count in ["12", "\"12\"", "12.0"] {
        let page = TaskListPage::read(&format!("{{\"count\":{count},\"list\":{LIST_ANSWER}}}")).unwrap();
        assert_eq!(page.count, 12);
        assert_eq!(page.list, read_list(LIST_ANSWER).unwrap());
    }
    let negative = r#"{"count":-1,"list":[]}"#;
    for body in [
        "[]",
        "{}",
        r#"{"count":1}"#,
        r#"{"list":[]}"#,
        r#"{"count":1,"list":{}}"#,
        negative,
    ] {
        assert!(TaskListPage::read(body).is_err(), "{body}");
    }
}
