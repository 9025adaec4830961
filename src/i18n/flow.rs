//! Creating a task: what is said around library, upload and review. Both languages side by side.

use super::messages;
use upgrade_api::values::Version;

messages! {
    /// See [`Messages`](super::Messages).
    FlowMessages:
    firmware: &'static str,
    review: &'static str,
    review_title: &'static str,
    back: &'static str,
    create_and_start: &'static str,
    change: &'static str,
    /// What a button that leads back to a field is called.
    change_what: fn(&str) -> String,
    /// The way to the task of this name.
    show_task: fn(&str) -> String,

    identify: &'static str,
    mode: &'static str,
    automatic: &'static str,
    manual: &'static str,
    identify_required: &'static str,

    allow_downgrade: &'static str,
    reason: &'static str,
    reason_required: &'static str,
    downgrade_refused: &'static str,

    size_jump: &'static str,
    file_named: fn(Version) -> String,
    nobody_on: fn(Version) -> String,
    /// The digest the library has of this version.
    other_in_library: fn(&str) -> String,
    in_library_as: fn(Version) -> String,
}

pub(super) const EN: FlowMessages = FlowMessages {
    firmware: "Firmware",
    review: "Review",
    review_title: "Look once more before it is created",
    back: "Back",
    create_and_start: "Create and start",
    change: "Change",
    change_what: |what| format!("Change {what}"),
    show_task: |name| format!("Show “{name}”"),

    identify: "Identify number",
    mode: "Mode",
    automatic: "Automatic",
    manual: "Manual",
    identify_required: "Enter the number of the MCU or sub-device.",

    allow_downgrade: "Allow a downgrade",
    reason: "Reason for the downgrade",
    reason_required: "Say why; the description keeps it.",
    downgrade_refused: "The target is below the from version. Correct it, or allow the downgrade and say why.",

    size_jump: "The target file is more than half larger or smaller than the one it replaces.",
    file_named: |version| format!("The name of the picked file says version {version}."),
    nobody_on: |version| format!("No device is on version {version} now."),
    other_in_library: |md5| format!("The firmware library has this version with another MD5: {md5}"),
    in_library_as: |version| format!("The firmware library has this file as version {version}."),
};

pub(super) const ZH: FlowMessages = FlowMessages {
    firmware: "固件",
    review: "核对",
    review_title: "创建前请再核对一遍",
    back: "返回",
    create_and_start: "创建并启动",
    change: "修改",
    change_what: |what| format!("修改{what}"),
    show_task: |name| format!("查看“{name}”"),

    identify: "标识号",
    mode: "升级方式",
    automatic: "自动",
    manual: "手动",
    identify_required: "请填写 MCU 或子设备的标识号。",

    allow_downgrade: "允许降级",
    reason: "降级原因",
    reason_required: "请说明原因，它会保留在描述中。",
    downgrade_refused: "目标版本低于起始版本。请修正，或允许降级并说明原因。",

    size_jump: "目标文件与其替换的文件相比，大小变化超过一半。",
    file_named: |version| format!("所选文件的名称显示为版本 {version}。"),
    nobody_on: |version| format!("目前没有设备处于版本 {version}。"),
    other_in_library: |md5| format!("固件库中该版本的 MD5 不同：{md5}"),
    in_library_as: |version| format!("固件库中该文件的版本为 {version}。"),
};
