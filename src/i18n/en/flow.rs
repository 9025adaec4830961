//! Texts of the create flow: library, upload, review.

use crate::i18n::en::plural::count;
use crate::i18n::messages::FlowMessages;

pub(crate) static MESSAGES: FlowMessages = FlowMessages {
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
