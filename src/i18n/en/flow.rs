//! Texts of the create flow: library, upload, review.

use crate::i18n::en::English;
use crate::i18n::en::plural::count;
use crate::i18n::messages::FlowMessages;
use upgrade_api::values::Version;

impl FlowMessages for English {
    texts! {
        firmware: "Firmware",
        review: "Review",
        review_title: "Look once more before it is created",
        back: "Back",
        create_and_start: "Create and start",
        change: "Change",

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
        manual_entry: "Everything can still be entered by hand.",
        not_in_library: "not in the firmware library: only the version is filled in",
        not_released: "not released",
        no_versions_found: "No version is found.",

        file_hint: "MD5 and size are computed here; the file is uploaded only when you press Upload.",
        upload: "Upload",
        upload_again: "Upload again",
        uploading: "Uploading",
        stop_upload: "Stop the upload",
        wait_for_upload: "Wait until the file is uploaded, or stop the upload.",
        model: "Hardware model",
        model_required: "Enter the hardware model, 1 to 20 characters.",
        version_required_first: "Enter the version number first.",
        add_to_library: "Add to the firmware library",
        in_library: "The firmware library has this version with these bytes",

        check_address: "Check address",
        checking_address: "Reading the file at this address",
        address_matches: "This address gives these bytes: MD5 and size are right",
        address_unreadable: "The browser may not read this address, or it does not answer. That says nothing about devices.",

        sizes_differ: "The target file is more than half larger or smaller than the one it replaces.",

        seen_here: "Seen by this tab",
        seen_about: "Only what happened while this page was open. Each time is that of the reading that showed it.",
        seen_nothing: "No change of this task yet.",
        created_here: "Created in this tab",
        started_here: "Started in this tab",
        stopped_here: "Stopped in this tab",
        seen_running: "Already running",
        seen_started: "Started",
        more_upgraded: "More devices upgraded",
        complete_no_more: "No longer complete",
        upgrading_again: "No longer stalled",

        percent_upgraded(percent: u64): "{percent} % upgraded",
        change_group(what: &str): "Change {what}",
        show_task(name: &str): "Show “{name}”",
        address_refused(status: u16): "The server does not give this file to a browser (HTTP {status}). Check the address.",
        file_name_version(version: Version): "The name of the picked file says version {version}.",
        no_devices_on(version: Version): "No device is on version {version} now.",
        library_md5_differs(md5: &str): "The firmware library has this version with another MD5: {md5}",
        library_version(version: Version): "The firmware library has this file as version {version}.",
    }

    fn more_versions(&self, more: usize) -> String {
        let more = count(more, "more version is", "more versions are");
        format!("{more} not on show: search for one.")
    }

    fn unreadable_versions(&self, unread: usize) -> String {
        let unread = count(unread, "version", "versions");
        format!("{unread} of the firmware library could not be read.")
    }

    fn uploaded(&self, is_filled_in: bool) -> &'static str {
        match is_filled_in {
            true => "Uploaded: the platform has the same bytes, and the address is filled in",
            false => "Uploaded: the platform has the same bytes, at another address than the one entered here",
        }
    }

    fn upload_differs(&self, md5: &str, size: u64) -> String {
        format!(
            "The platform has other bytes than this file: MD5 {md5}, {}. The address is not filled in, and no task can be created with this file until it is uploaded again or another one is picked.",
            count(size, "byte", "bytes")
        )
    }

    fn running_for(&self, minutes: u64, has_seen_start: bool) -> String {
        let time = match minutes {
            0 => "less than a minute".to_owned(),
            1..=119 => format!("{minutes} min"),
            120..=2879 => format!("{} h {} min", minutes / 60, minutes % 60),
            _ => format!("{} days", minutes / 1440),
        };
        match has_seen_start {
            true => format!("Running for {time}, since the start that this tab has seen."),
            false => format!("Running for {time} or longer: it ran already when this tab first read it."),
        }
    }

    fn seconds_remaining(&self, seconds: u64) -> String {
        match seconds {
            0..=119 => format!("{seconds} s left"),
            _ => format!("{} min left", seconds / 60),
        }
    }

    fn address_differs(&self, md5: &str, size: u64) -> String {
        let size = count(size, "byte", "bytes");
        format!(
            "The file at this address has MD5 {md5} and {size}, which is not what is entered here. Correct address, MD5 or size."
        )
    }
}
