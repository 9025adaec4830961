//! Values that the platform writes and the console reads are equal.

use crate::kit::{json, task};
use proptest::prelude::*;
use upgrade_api::{
    DevicePart, ErrorBody, ErrorCode, FileSize, FileUrl, ID_MAX, LibraryFirmware, Md5, Product, ProductId,
    ReportedFirmware, RunState, SIZE_MAX, Task, TaskId, TaskMode, TaskStatus, Uploaded, VERSION_MAX, Version,
};

fn any_id() -> impl Strategy<Value = String> {
    prop::collection::vec(any::<char>(), 1..=ID_MAX)
        .prop_map(String::from_iter)
        .prop_filter("an id is not blank", |id| !id.trim().is_empty())
}

fn any_product_id() -> impl Strategy<Value = ProductId> {
    any_id().prop_map(|id| ProductId::parse(&id).unwrap())
}

fn any_version() -> impl Strategy<Value = Version> {
    (0..=VERSION_MAX).prop_map(|version| Version::from_number(u64::from(version)).unwrap())
}

/// Known status, or a text of at most 40 characters that is not read as a known status.
fn any_status() -> impl Strategy<Value = TaskStatus> {
    let unknown = prop::collection::vec(any::<char>(), 0..=40)
        .prop_map(String::from_iter)
        .prop_filter("0 and 1 are known", |text| !text.contains(['0', '1']));
    prop_oneof![
        Just(TaskStatus::Known(RunState::Stopped)),
        Just(TaskStatus::Known(RunState::Running)),
        unknown.prop_map(TaskStatus::Unknown),
        Just(TaskStatus::Unknown("2".to_owned())),
        Just(TaskStatus::Unknown("\"quoted\" \\".to_owned())),
        Just(TaskStatus::Unknown("null".to_owned())),
        Just(TaskStatus::Unknown("true".to_owned())),
    ]
}

fn any_device_part() -> impl Strategy<Value = DevicePart> {
    prop_oneof![
        Just(DevicePart::Wifi),
        any::<u64>().prop_map(DevicePart::Mcu),
        any::<u64>().prop_map(DevicePart::SubDevice),
    ]
}

prop_compose! {
    fn any_reported()(
        version in any_version(), url in any::<String>(), md5 in any::<String>(), size in any::<u64>()
    ) -> ReportedFirmware {
        ReportedFirmware { version, url, md5, size }
    }
}

prop_compose! {
    fn any_task()(
        id in any_id(),
        product_id in any_product_id(),
        (name, description) in any::<(String, String)>(),
        from in any_reported(),
        target in any_reported(),
        upgrade_count in any::<u64>(),
        status in any_status(),
        device_part in any_device_part(),
        mode in prop::option::of(prop::sample::select(&TaskMode::ALL[..])),
        surplus_count in any::<Option<u64>>(),
    ) -> Task {
        let id = TaskId::parse(&id).unwrap();
        Task { id, product_id, name, description, from, target, upgrade_count, status, device_part, mode, surplus_count }
    }
}

prop_compose! {
    fn any_library_firmware()(
        version in any_version(),
        (id, model, file_url, file_md5) in any::<(String, String, String, String)>(),
        (description, release_date, create_date) in any::<(String, String, String)>(),
        (file_size, identify, firmware_type, is_release) in any::<(u64, u64, u8, bool)>(),
    ) -> LibraryFirmware {
        LibraryFirmware {
            id, model, version, file_url, file_md5, file_size, description, release_date, is_release, firmware_type,
            identify, create_date,
        }
    }
}

proptest! {
    #[test]
    fn any_task_is_read_as_it_was_written(task in any_task()) {
        prop_assert_eq!(Task::read(&json(&task)), Ok(task));
    }

    #[test]
    fn any_error_body_is_read_as_it_was_written(number in any::<u32>(), msg in any::<String>()) {
        let body = ErrorBody { code: ErrorCode::from_number(number), msg };
        prop_assert_eq!(ErrorBody::read(&json(&body)), Ok(body));
    }

    #[test]
    fn any_product_is_read_as_it_was_written(
        id in any_product_id(), (name, description) in any::<(String, String)>()
    ) {
        let product = Product { id, name, description };
        prop_assert_eq!(Product::read(&json(&product)), Ok(product));
    }

    #[test]
    fn any_library_entry_is_read_as_it_was_written(firmware in any_library_firmware()) {
        prop_assert_eq!(LibraryFirmware::read(&json(&firmware)), Ok(firmware));
    }

    #[test]
    fn any_answer_to_an_upload_is_read_as_it_was_written(
        path in "([a-z0-9/._-]|%[0-9A-Fa-f]{2}){0,20}", md5 in any::<[u8; 16]>(), bytes in 1..=SIZE_MAX
    ) {
        let uploaded = Uploaded {
            url: FileUrl::parse(&format!("https://h:8080/{path}")).unwrap(),
            md5: Md5::from_bytes(md5),
            size: FileSize::from_bytes(bytes).unwrap(),
        };
        prop_assert_eq!(Uploaded::read(&json(&uploaded)), Ok(uploaded));
    }
}

#[test]
fn a_task_for_an_mcu_without_a_mode_is_written_with_its_type() {
    let device_part = DevicePart::Mcu(3);
    let mcu = json(&Task { device_part, ..task() });
    assert!(mcu.ends_with(r#""status":1,"type":2,"identify":3}"#), "{mcu}");
}
