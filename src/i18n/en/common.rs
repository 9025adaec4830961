//! Texts of the pages, the task list and the errors.

use crate::i18n::en::plural::count;
use crate::i18n::en::{English, codes};
use crate::i18n::language::Language;
use crate::i18n::messages::Messages;
use upgrade_api::error::ErrorCode;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::{Action, Refusal};
use upgrade_api::values::Version;

impl Messages for English {
    texts! {
        brand: "Firmware upgrade",
        language_menu: "Language",
        theme_auto: "Automatic",
        theme_light: "Light",
        theme_dark: "Dark",
        theme: "Theme",
        keyboard_shortcuts: "Keyboard shortcuts",
        skip_to_content: "Skip to the content",
        sign_out: "Sign out",
        notifications: "Messages",
        dismiss: "Dismiss",

        sign_in: "Sign in",
        sign_in_about: "The console acts with your access token and stores it nowhere unless you ask it to.",
        signed_out: "You are signed out. The token is forgotten here.",
        token_refused: "The platform no longer takes this token. Sign in again; what you typed is still there.",
        access_token: "Access token",
        token_hint: "Paste the token your platform gave you.",
        keep_token: "Keep me signed in in this tab",
        sign_in_with_account: "Sign in with account",
        account: "Account",
        password: "Password",
        token_too_long: "This is too long for an access token. Copy only the token itself.",
        token_character: "An access token has no blanks, line breaks or letters outside ASCII. Copy only the token itself.",
        required: "Fill this in.",

        framed_title: "The console does not open here",
        framed_unknown: "This page is shown inside another one, and that is not a portal this console knows. Nothing was loaded from the platform, and nothing was sent.",
        framed_unknown_next: "Open the console in a tab of its own. To embed it, let your administrator add the portal's origin to portal_origins in config.json and to frame-ancestors in the server's headers.",
        framed_version: "This portal speaks an unsupported protocol version. Nothing was loaded from the platform, and nothing was sent.",
        framed_version_next: "Let your administrator bring portal and console to versions that go together.",
        portal_waiting: "Waiting for the portal…",
        portal_title: "The portal gives no access",
        portal_signed_out: "You are signed out of the portal. Sign in there, then try again.",
        portal_denied: "The portal does not let your account use this console. Ask your administrator for the right.",
        portal_unavailable: "The portal could not give an access token just now. Try again in a moment.",
        portal_malformed: "What the portal gave is no access token. Nothing was sent. Tell whoever runs the portal, then try again.",
        portal_ended: "The portal has ended this view. Reload the page to go on.",
        portal_refused: "The platform does not take the portal's access token. Sign in to the portal again, then try again; what you typed is still there.",

        product: "Product",
        choose_product: "Choose a product",
        product_unknown: "The platform does not know this product, or this token may not see it:",
        choose_product_about: "Tasks belong to one product. None is chosen for you, so that none is changed by mistake.",
        product_id: "Product id",
        product_id_hint: "As your platform shows it, usually 32 characters.",
        product_id_wrong: "A product id has 1 to 64 characters.",
        open_product: "Open",
        change_product: "Change product",
        loading_products: "Loading products…",
        no_products: "Your enterprise has no product yet. Add one in the portal, then reload.",

        upgrade_tasks: "Upgrade tasks",
        about_tasks: "A running task upgrades every device on its from version the next time the device connects.",
        tasks: "Tasks",
        name: "Name",
        description: "Description",
        versions: "Versions",
        version: "Version",
        status: "Status",
        progress: "Progress",
        actions: "Actions",
        running: "Running",
        stopped: "Stopped",
        complete: "Complete",
        complete_about: "No device remains on the from version, and none has been upgraded for 10 minutes. The task still runs: a device that appears on the from version is upgraded.",
        stalled: "Stalled",
        stalled_about: "Devices remain on the from version, and none has been upgraded for 10 minutes.",
        upgraded: "Upgraded",
        remaining: "Remaining",
        remaining_unknown: "Remaining unknown",
        to: "to",
        on: "on",
        downgrade: "Downgrade",
        sub_device: "Sub-device",
        firmware_type: "Type",
        loading_tasks: "Loading tasks…",
        loading_part: "Loading…",
        part_missing: "This part of the page could not be loaded. Check the connection and try again; if that does not help, reload the page. Nothing was sent.",
        draft_not_shown: "A task you began before this page was loaded is still here, but the part of the page that shows it could not be loaded. Check the connection and try again.",
        draft_not_shown_sent: "It was sent already, and it is not known whether it was created: look for it in the list before you create it again.",
        no_tasks: "No upgrade task yet",
        no_tasks_hint: "A task takes every device on one version to another. It is created stopped; nothing happens until you start it.",
        create_first_task: "Create the first task",
        unreadable_row: "This row could not be read; the others are not affected.",
        rows_out_of_date: "The rows below are older.",
        read_only: "Read only. ",
        refresh: "Refresh",
        retry: "Try again",
        retry_now: "Try now",
        retrying: "Trying again…",
        wait_for_list: "The list could not be read again, so this may be out of date. Refresh it first.",
        wait_for_all_pages: "Not all tasks are read yet. Wait until the list is complete.",

        start: "Start",
        stop: "Stop",
        delete: "Delete",
        cancel: "Cancel",
        close: "Close",
        working: "Working…",
        no_undo: "There is no undo. Stopping later keeps further devices from starting; it brings none back.",
        downgrade_warning: "The target is below the from version: a downgrade. Some devices never act on one.",
        stop_effect: "No further device starts this upgrade. A device that is already upgrading finishes; one that has upgraded stays on the new version.",
        delete_effect: "The task is removed for good. Devices it has upgraded stay on the new version.",
        delete_running: "This task is running. It is stopped first and deleted once the list shows it stopped.",

        task_id: "Task id",
        copy_id: "Copy task id",
        link: "Link",
        copy_link: "Copy link to this task",
        copy_address: "Copy file address",
        copy_md5: "Copy MD5",
        copy_size: "Copy size",
        copied: "Copied.",
        copy_manually: "The browser does not let this page copy. The text is selected: press Ctrl+C.",

        activity: "Activity",
        activity_about: "What was done here, newest first. Kept in this tab only: signing out or reloading forgets it.",
        activity_none: "Nothing has been done here yet.",
        time: "Time",
        operation: "Action",
        task: "Task",
        result: "Result",
        message: "Message",
        request_id: "Request id",
        create: "Create",
        outcome_done: "Done",
        outcome_refused: "Refused",
        outcome_unknown: "Unknown",
        outcome_not_done: "Not done",
        copy_csv: "Copy CSV",
        export_csv: "Export CSV",
        export_framed: "If no file arrives, the portal does not allow downloads: copy instead.",

        create_task: "Create task",
        from_version: "From version",
        target_version: "Target version",
        file_hint: "MD5 and size are computed here; the file is not uploaded.",
        file_address: "File address",
        md5: "MD5",
        size: "Size (bytes)",
        platform_message: "The platform says: ",
        not_signed_in: "You are not signed in. Sign in, then try again.",
        session_renewed: "The session had run out and has been renewed. Nothing was changed by this: send it again.",
        session_not_renewed: "The session has run out and could not be renewed just now. Nothing was changed. Try again in a moment.",
        unreachable: "The platform could not be reached. Check the network, then try again.",
        timed_out: "The platform did not answer in time. Try again in a moment.",
        left_before_answer: "The page was left before the platform’s answer came.",
        answer_too_large: "The platform’s answer is larger than 16 MiB; reading it was stopped. Try again; if it stays, tell your administrator.",
        request_too_large: "What was sent is larger than a server in front of the platform lets through (HTTP 413). Use a smaller file, or let your administrator raise the limit there.",
        throttled_retrying: "The platform is asked too often. Trying again.",
        gateway_token: "A gateway in front of the platform refused the request (HTTP 401). Sign in again; what you typed is still there. If the token is good, tell your administrator: requests of this console carry no cookies.",
        gateway_token_portal: "A gateway in front of the platform refused the request (HTTP 401). Sign in to the portal again, then try again; what you typed is still there. If that does not help, tell your administrator: requests of this console carry no cookies.",
        nothing_sent: "Nothing was sent: the task could not be read once more before it.",
        task_changed: "Somebody has changed this task since you looked. Nothing was sent. See what is different, then decide again.",
        task_gone: "This task no longer exists: somebody has deleted it.",
        list_changed: "The list changed while it was read: tasks were created or deleted meanwhile, and some may be missing here. It is read again with the next update.",
        stop_unconfirmed: "Stop accepted, not confirmed",
        stop_unconfirmed_why: "The platform accepted the stop, but the list could not be read since.",
        action_not_done: "The list, read three times since, does not show it done. Trying again does no harm: the wanted state is sent, not a change.",
        action_outcome_unknown: "It is not known whether it was done: the list could not be read. Look at the list before you rely on either.",
        action_not_shown: "The platform accepted it, but the list, read three times since, still shows the task as before. Look again before you rely on it.",

        loading_config: "Loading…",
        config_wrong: "This console is not set up correctly",
        config_next: "Nothing was sent. Correct config.json beside index.html, then reload.",
        config_not_json: "config.json is not a JSON object.",

        unknown_status(status: &str): "Unknown: {status}",
        retrying_in(seconds: u64): "Trying again in {seconds} s.",
        reading_pages(read: &str, all: &str): "Reading tasks: {read} of {all}. Search, filters and totals follow.",
        pages_missing(read: &str, all: &str): "Only {read} of {all} tasks could be read.",
        platform_code(code: u32): " (code {code})",
        unavailable_retrying(status: u16): "The platform is temporarily unavailable (HTTP {status}). Trying again.",
        unexpected(status: u16, detail: &str): "The platform answered with something that is not documented (HTTP {status}: {detail}). Try again; if it stays, tell your administrator.",
        config_unknown_key(key: &str): "config.json has an unknown key: {key}",
        config_wrong_value(key: &str): "config.json has a wrong value at: {key}",
    }

    fn language(&self) -> Language {
        Language::En
    }

    fn updated_ago(&self, seconds: u64) -> String {
        match seconds {
            0..=1 => "Updated just now".to_owned(),
            2..=119 => format!("Updated {seconds} s ago"),
            _ => format!("Updated {} min ago", seconds / 60),
        }
    }

    fn out_of_date(&self, seconds: u64) -> String {
        match seconds {
            0..=119 => format!("Out of date: read {seconds} s ago"),
            _ => format!("Out of date: read {} min ago", seconds / 60),
        }
    }

    fn refusal(&self, refusal: Refusal) -> &'static str {
        match refusal {
            Refusal::AlreadyRunning => "This task is running already.",
            Refusal::AlreadyStopped => "This task is stopped already.",
            Refusal::UnknownStatus => {
                "The platform reports a state this console does not know, so it offers nothing here."
            }
        }
    }

    fn action(&self, action: Action) -> &'static str {
        match action {
            Action::Start => "Start",
            Action::Stop => "Stop",
            Action::Delete => "Delete",
        }
    }

    fn confirm_title(&self, action: Action, name: &str) -> String {
        match action {
            Action::Start => format!("Start “{name}”?"),
            Action::Stop => format!("Stop “{name}”?"),
            Action::Delete => format!("Delete “{name}”?"),
        }
    }

    fn action_done(&self, action: Action, name: &str) -> String {
        match action {
            Action::Start => format!("“{name}” is running."),
            Action::Stop => format!("“{name}” is stopped."),
            Action::Delete => format!("“{name}” is deleted."),
        }
    }

    fn start_effect(&self, from: Version, target: Version) -> String {
        let goes = if target < from { "is downgraded" } else { "upgrades" };
        format!("Every device on version {from} {goes} to version {target} the next time it connects.")
    }

    fn affected_unknown(&self, why: Uncounted, from: Version) -> String {
        match why {
            Uncounted::Never => format!("This platform does not say how many devices are on version {from}."),
            Uncounted::OnlyWifi => format!(
                "How many devices are on version {from} of this firmware is not known: the platform counts devices by their WIFI firmware alone."
            ),
            Uncounted::NotYet => format!("Reading how many devices are on version {from}…"),
            Uncounted::Failed => format!("How many devices are on version {from} could not be read just now."),
        }
    }

    fn upgraded_so_far(&self, done: &str) -> String {
        format!(
            "It has upgraded {} so far; that count goes with it.",
            count(done, "device", "devices")
        )
    }

    fn code(&self, code: ErrorCode) -> &'static str {
        codes::code(code)
    }

    fn throttled(&self, seconds: Option<u32>) -> String {
        format!("The platform is asked too often. Nothing was done. {}", try_in(seconds))
    }

    fn unavailable(&self, status: u16, seconds: Option<u32>) -> String {
        format!(
            "The platform is temporarily unavailable (HTTP {status}). {}",
            try_in(seconds)
        )
    }

    fn gateway(&self, status: Option<u16>) -> String {
        let how = match status {
            None => "a redirect".to_owned(),
            Some(200) => "a page in place of data".to_owned(),
            Some(status) => format!("HTTP {status}"),
        };
        format!(
            "A gateway in front of the platform refused the request ({how}). It may want a sign-in of its own; requests of this console carry no cookies. Tell your administrator."
        )
    }

    fn config_unavailable(&self, status: u16) -> String {
        match status {
            0 => "config.json could not be fetched: no answer.".to_owned(),
            status => format!("config.json could not be fetched: HTTP {status}."),
        }
    }
}

fn try_in(seconds: Option<u32>) -> String {
    match seconds {
        Some(seconds @ 1..) => format!("Try again in {seconds} s."),
        Some(0) | None => "Try again in a moment.".to_owned(),
    }
}
