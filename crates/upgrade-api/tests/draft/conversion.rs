//! Conversion of a draft to a new task.

use super::*;

#[test]
fn a_valid_draft_becomes_a_task_with_normalized_values() {
    let draft = draft_with(&[
        (FROM, " 002 "),
        (
            FieldId::Firmware(Side::From, Part::Md5),
            " 0CC175B9C0F1B6A831C399E269772661 ",
        ),
        (FieldId::Firmware(Side::From, Part::Size), " 01048576"),
        (
            FieldId::Firmware(Side::From, Part::Url),
            " https://files.example.com/gateway-2.bin\n",
        ),
    ]);
    let task = draft.checked(product_id(), Profile::Core, &[]).unwrap();
    let expected = include_str!("../fixtures/create_request.json").trim_end();
    assert_eq!(serde_json::to_string(&task).unwrap(), expected);
    assert_eq!(task, valid_draft().checked(product_id(), Profile::Core, &[]).unwrap());
}

#[test]
fn the_form_shows_a_value_as_it_is_read() {
    let cases = [
        (FieldId::Name, " 灯 A9\u{200b}", Some("灯 A9")),
        (FieldId::Name, "灯 A9", None),
        (FieldId::Name, "\u{3164}", None),
        (FieldId::Description, "修复\r\n", Some("修复")),
        (FieldId::Reason, "\u{feff}它会死机 ", Some("它会死机")),
        (FieldId::Identify, "００７", Some("7")),
        (FROM, "１２", Some("12")),
        (FROM, "12", None),
        (FROM, "v12", None),
        (FROM, "", None),
        (FieldId::Firmware(Side::From, Part::Size), "1,531,904", Some("1531904")),
        (
            FieldId::Firmware(Side::Target, Part::Md5),
            "0CC175B9C0F1B6A831C399E269772661  fw.bin",
            Some("0cc175b9c0f1b6a831c399e269772661"),
        ),
        (
            FieldId::Firmware(Side::Target, Part::Url),
            "Https://h/x\u{a0}",
            Some("https://h/x"),
        ),
        (FieldId::Firmware(Side::Target, Part::Url), "https://h/a b", None),
    ];
    for (field, text, read) in cases {
        assert_eq!(draft_with(&[(field, text)]).read_as(field).as_deref(), read, "{text:?}");
    }
}

#[test]
fn type_number_and_mode_are_part_of_a_task_in_profile_full_only() {
    let cases = [
        (FirmwareType::Wifi, "7", DevicePart::Wifi),
        (FirmwareType::Mcu, " 02 ", DevicePart::Mcu(2)),
        (FirmwareType::SubDevice, "4", DevicePart::SubDevice(4)),
    ];
    for (choice, identify, device_part) in cases {
        for mode in [TaskMode::Automatic, TaskMode::Manual] {
            let mut draft = draft_with(&[(FieldId::Identify, identify)]);
            (draft.firmware_type, draft.mode) = (choice, mode);
            let full = |profile| draft.checked(product_id(), profile, &[]).unwrap().full;
            assert_eq!(full(Profile::Full), Some(FullFields { device_part, mode }));
            assert_eq!(full(Profile::Core), None);
        }
    }
}
