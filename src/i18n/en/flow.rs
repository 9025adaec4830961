//! Texts of the create flow (library, upload, review), of a task's timeline and of the guard of a start.

use crate::i18n::en::English;
use crate::i18n::en::form::not_a_number;
use crate::i18n::en::plural::count;
use crate::i18n::language::Language;
use crate::i18n::messages::FlowMessages;
use upgrade_api::values::{Problem, Version};

impl FlowMessages for English {
    texts! {
        review: "Review",
        review_title: "Review before creating",
        back: "Back",
        create_and_start: "Create and start",
        change: "Change",

        identify: "MCU or sub-device number",
        mode: "Upgrade mode",
        automatic: "Automatic",
        manual: "Manual",
        identify_required: "Enter the number of the MCU or sub-device.",

        allow_downgrade: "Allow a downgrade",
        reason: "Reason for the downgrade",
        reason_required: "Enter the reason; it is kept in the description.",
        downgrade_refused: "The target version is lower than the from version. Correct it, or allow the downgrade and give a reason.",

        firmware_library: "Firmware library",
        search_library: "Search the firmware library",
        loading_library: "Loading the firmware library…",
        manual_entry: "You can still enter everything by hand.",
        not_in_library: "not in the firmware library; choosing it fills in only the version",
        not_released: "not released",
        no_versions_found: "No versions found.",

        file_hint: "MD5 and size are computed in your browser; the file is uploaded only when you press Upload.",
        upload: "Upload",
        upload_again: "Upload again",
        uploading: "Uploading",
        stop_upload: "Stop upload",
        wait_for_upload: "Wait until the upload finishes, or stop it.",
        model: "Hardware model",
        model_required: "Enter the hardware model, 1 to 20 characters.",
        version_required_first: "Enter the version first.",
        add_to_library: "Add to the firmware library",
        in_library: "This version is in the firmware library, with the same file",

        check_address: "Check address",
        checking_address: "Checking the file at this address",
        address_matches: "The file at this address matches: same MD5 and size",
        address_unreadable: "The browser can’t check this address. Devices may still be able to download it.",

        sizes_differ: "The size of the target file differs from that of the from file by more than 50%. Check that you chose the right file.",

        seen_here: "History in this tab",
        seen_about: "Changes while this page was open. Times show when the console noticed them.",
        seen_nothing: "No changes since this page was opened.",
        created_here: "Created in this tab",
        started_here: "Started in this tab",
        stopped_here: "Stopped in this tab",
        seen_running: "Already running",
        seen_started: "Started",
        more_upgraded: "More devices upgraded",
        complete_no_more: "No longer complete",
        upgrading_again: "No longer stalled",

        shortcut_scope: "When you’re not typing in a field:",
        shortcut_search: "Go to the search",
        shortcut_create: "Create a task",
        shortcut_escape: "Close the open dialog or menu, or clear the selection",
        shortcut_list: "Show this list",
        single_keys: "Use single-key shortcuts",

        guard: "Guard",
        guard_start: "Guard this start",
        guard_devices: "Stop after (devices)",
        guard_devices_hint: "Upgraded devices, counted from the start. Devices that upgrade between two checks may exceed it.",
        guard_minutes: "Stop when no device upgrades for (minutes)",
        guard_minutes_hint: "Time without an upgraded device.",
        guard_invalid: "Correct or clear the limits of the guard first.",
        remove_guard: "Remove guard",
        sign_out_title: "Sign out?",
        guard_removed: "The guard is removed. The task goes on.",
        guard_removed_stopping: "The guard is removed and sends no further stop. A stop that it has sent may still take effect: check the task in the list.",

        notices_on: "Notify me",
        notices_off: "Stop notifying",
        notices_about: "Get a notification when a task completes, stalls or is stopped by its guard, or a loop appears, while this page is hidden.",
        notices_are_on: "On: while this page is hidden, it goes on reading the list and notifies you. It must stay open.",
        notices_not_allowed: "The browser hasn’t allowed notifications. While this page is hidden, only its title is marked.",
        notices_denied: "The browser blocks notifications of this page; allow them in its site settings. While this page is hidden, only its title is marked.",

        guard_about(seconds: u32): "Works only while this page stays open; checks every {seconds} s, in a hidden tab less often (about once a minute). Devices that already began aren’t stopped.",

        percent_upgraded(percent: &str): "{percent} upgraded",
        change_group(what: &str): "Change {what}",
        show_task(name: &str): "Show “{name}”",
        address_refused(status: u16): "The server didn’t return the file (HTTP {status}), and devices may fail the same way. Check the address.",
        file_name_version(version: Version): "The name of the chosen file says version {version}.",
        no_devices_on(version: Version): "No devices are on version {version}.",
        library_md5_differs(md5: &str): "The firmware library has a different MD5 for this version: {md5}",
        library_version(version: Version): "The firmware library has this file as version {version}.",
    }

    fn guard_limits(&self, devices: Option<&str>, minutes: Option<&str>) -> String {
        let devices = devices.map(|devices| format!("after {}", count(devices, "device", "devices")));
        let minutes = minutes.map(|minutes| format!("after {minutes} min without an upgraded device"));
        let limits: Vec<String> = devices.into_iter().chain(minutes).collect();
        format!("Stops the task {}.", limits.join(", or "))
    }

    fn ends_at_sign_out(&self, guards: usize) -> String {
        let guards = count(guards, "guard ends", "guards end");
        format!("{guards} when you sign out. Tasks that are running go on without a guard.")
    }

    fn guard_problem(&self, problem: Problem) -> String {
        match problem {
            Problem::TooLarge { max } => format!("Enter {} or less.", Language::En.number(max)),
            Problem::NotANumber(c) => not_a_number(c),
            _ => "Enter 1 or more.".to_owned(),
        }
    }

    fn more_versions(&self, more: &str) -> String {
        let more = count(more, "more version isn’t", "more versions aren’t");
        format!("{more} shown. Use the search.")
    }

    fn unreadable_versions(&self, unread: &str) -> String {
        let unread = count(unread, "version", "versions");
        format!("{unread} in the firmware library couldn’t be read.")
    }

    fn uploaded(&self, is_filled_in: bool) -> &'static str {
        match is_filled_in {
            true => "Uploaded and verified; address filled in",
            false => "Uploaded and verified, but the file address entered here is a different one. Check the address.",
        }
    }

    fn upload_differs(&self, md5: &str, size: &str) -> String {
        format!(
            "The platform received a different file: MD5 {md5}, {}. The address isn’t filled in, and no task can be created with this file. Upload it again, or choose another file.",
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
            true => format!("Running for {time}."),
            false if minutes == 0 => "It was already running when this page was loaded.".to_owned(),
            false => format!("Running for at least {time}; it was already running when this page was loaded."),
        }
    }

    fn seconds_remaining(&self, seconds: u64) -> String {
        match seconds {
            0..=119 => format!("{seconds} s left"),
            _ => format!("{} min left", Language::En.number(seconds / 60)),
        }
    }

    fn address_differs(&self, md5: &str, size: &str) -> String {
        let size = count(size, "byte", "bytes");
        format!(
            "The file at this address has MD5 {md5} and {size}, which doesn’t match the values entered here. Correct the address, MD5 or size."
        )
    }
}
