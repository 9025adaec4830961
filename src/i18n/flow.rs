//! Creating a task: what is said around library, upload and review. Both languages side by side.

use super::en::count;
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

    firmware_library: &'static str,
    search_library: &'static str,
    loading_library: &'static str,
    by_hand: &'static str,
    not_in_library: &'static str,
    not_released: &'static str,
    none_found: &'static str,
    /// So many versions are not on show.
    more_versions: fn(usize) -> String,
    /// So many versions could not be read.
    unread_versions: fn(usize) -> String,

    file_hint: &'static str,
    upload: &'static str,
    upload_again: &'static str,
    uploading: &'static str,
    stop_upload: &'static str,
    wait_for_upload: &'static str,
    /// Whether its address stands in the form.
    uploaded: fn(bool) -> &'static str,
    /// The digest and the size the platform has measured.
    upload_differs: fn(&str, u64) -> String,
    seconds_left: fn(u64) -> String,
    model: &'static str,
    model_required: &'static str,
    version_first: &'static str,
    add_to_library: &'static str,
    is_in_library: &'static str,

    check_address: &'static str,
    checking_address: &'static str,
    address_same: &'static str,
    /// The digest and the size of what was found.
    address_other: fn(&str, u64) -> String,
    address_refused: fn(u16) -> String,
    address_unreadable: &'static str,

    size_jump: &'static str,
    file_named: fn(Version) -> String,
    nobody_on: fn(Version) -> String,
    /// The digest the library has of this version.
    other_in_library: fn(&str) -> String,
    in_library_as: fn(Version) -> String,
}

pub(super) static EN: FlowMessages = FlowMessages {
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

    firmware_library: "Firmware library",
    search_library: "Search the firmware library",
    loading_library: "Reading the firmware library…",
    by_hand: "Everything can still be entered by hand.",
    not_in_library: "not in the firmware library: only the version is filled in",
    not_released: "not released",
    none_found: "No version is found.",
    more_versions: |more| {
        let more = count(more, "more version is", "more versions are");
        format!("{more} not on show: search for one.")
    },
    unread_versions: |unread| {
        let unread = count(unread, "version", "versions");
        format!("{unread} of the firmware library could not be read.")
    },

    file_hint: "MD5 and size are computed here; the file is uploaded only when you press Upload.",
    upload: "Upload",
    upload_again: "Upload again",
    uploading: "Uploading",
    stop_upload: "Stop the upload",
    wait_for_upload: "Wait until the file is uploaded, or stop the upload.",
    uploaded: |is_filled_in| match is_filled_in {
        true => "Uploaded: the platform has the same bytes, and the address is filled in",
        false => "Uploaded: the platform has the same bytes, at another address than the one entered here",
    },
    upload_differs: |md5, size| {
        format!(
            "The platform has other bytes than this file: MD5 {md5}, {}. The address is not filled in, and no task can be created with this file until it is uploaded again or another one is picked.",
            count(size, "byte", "bytes")
        )
    },
    seconds_left: |seconds| match seconds {
        0..=119 => format!("{seconds} s left"),
        _ => format!("{} min left", seconds / 60),
    },
    model: "Hardware model",
    model_required: "Enter the hardware model, 1 to 20 characters.",
    version_first: "Enter the version number first.",
    add_to_library: "Add to the firmware library",
    is_in_library: "The firmware library has this version with these bytes",

    check_address: "Check address",
    checking_address: "Reading the file at this address",
    address_same: "This address gives these bytes: MD5 and size are right",
    address_other: |md5, size| {
        let size = count(size, "byte", "bytes");
        format!(
            "The file at this address has MD5 {md5} and {size}, which is not what is entered here. Correct address, MD5 or size."
        )
    },
    address_refused: |status| {
        format!("The server does not give this file to a browser (HTTP {status}). Check the address.")
    },
    address_unreadable: "The browser may not read this address, or it does not answer. That says nothing about devices.",

    size_jump: "The target file is more than half larger or smaller than the one it replaces.",
    file_named: |version| format!("The name of the picked file says version {version}."),
    nobody_on: |version| format!("No device is on version {version} now."),
    other_in_library: |md5| format!("The firmware library has this version with another MD5: {md5}"),
    in_library_as: |version| format!("The firmware library has this file as version {version}."),
};

pub(super) static ZH: FlowMessages = FlowMessages {
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

    firmware_library: "固件库",
    search_library: "搜索固件库",
    loading_library: "正在读取固件库…",
    by_hand: "仍可手动填写所有内容。",
    not_in_library: "不在固件库中，仅填写版本号",
    not_released: "未发布",
    none_found: "没有找到版本。",
    more_versions: |more| format!("另有 {more} 个版本未显示，请搜索。"),
    unread_versions: |count| format!("固件库中有 {count} 个版本无法读取。"),

    file_hint: "MD5 和大小在本地计算；按“上传”后才会上传文件。",
    upload: "上传",
    upload_again: "重新上传",
    uploading: "正在上传",
    stop_upload: "停止上传",
    wait_for_upload: "请等待文件上传完成，或停止上传。",
    uploaded: |is_filled_in| match is_filled_in {
        true => "已上传：平台上的内容与文件一致，地址已填写",
        false => "已上传：平台上的内容与文件一致，但其地址与此处填写的不同",
    },
    upload_differs: |md5, size| {
        format!(
            "平台收到的内容与该文件不同：MD5 {md5}，{size} 字节。地址未填写；重新上传或另选文件之前，不能用该文件创建任务。"
        )
    },
    seconds_left: |seconds| match seconds {
        0..=119 => format!("剩余 {seconds} 秒"),
        _ => format!("剩余 {} 分钟", seconds / 60),
    },
    model: "硬件型号",
    model_required: "请填写硬件型号，1 到 20 个字符。",
    version_first: "请先填写版本号。",
    add_to_library: "加入固件库",
    is_in_library: "固件库中已有该版本，内容一致",

    check_address: "检查地址",
    checking_address: "正在读取该地址的文件",
    address_same: "该地址提供的就是这些内容：MD5 和大小一致",
    address_other: |md5, size| {
        format!("该地址上的文件为 MD5 {md5}，{size} 字节，与此处填写的不符。请修正地址、MD5 或大小。")
    },
    address_refused: |status| format!("服务器不向浏览器提供该文件（HTTP {status}）。请检查地址。"),
    address_unreadable: "浏览器不能读取该地址，或地址没有响应。这不代表设备无法下载。",

    size_jump: "目标文件与其替换的文件相比，大小变化超过一半。",
    file_named: |version| format!("所选文件的名称显示为版本 {version}。"),
    nobody_on: |version| format!("目前没有设备处于版本 {version}。"),
    other_in_library: |md5| format!("固件库中该版本的 MD5 不同：{md5}"),
    in_library_as: |version| format!("固件库中该文件的版本为 {version}。"),
};
