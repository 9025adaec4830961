//! Texts of the pages, the task list and the errors.

use crate::i18n::en::plural::count;
use crate::i18n::en::{English, codes};
use crate::i18n::language::Language;
use crate::i18n::messages::Messages;
use upgrade_api::error::ErrorCode;
use upgrade_api::impact::Uncounted;
use upgrade_api::json::ReadError;
use upgrade_api::status::{Action, Refusal};
use upgrade_api::values::Version;

impl Messages for English {
    texts! {
        comma: ", ",
        colon: ": ",
        full_stop: ". ",
        and: ", ",

        brand: "Firmware upgrade",
        language_menu: "Language",
        theme_auto: "System",
        theme_light: "Light",
        theme_dark: "Dark",
        theme: "Theme",
        keyboard_shortcuts: "Keyboard shortcuts",
        skip_to_content: "Skip to the content",
        sign_out: "Sign out",
        notifications: "Messages",
        dismiss: "Dismiss",

        sign_in: "Sign in",
        sign_in_about: "The console uses your access token to work with the platform. The token isn’t stored unless you choose to stay signed in.",
        signed_out: "You’re signed out. The access token is no longer kept here.",
        signed_out_stored: "You’re signed out. The access token stays in this browser’s storage, because it belongs to the portal. Reload the page to use it again.",
        token_refused: "Your session has ended; nothing you entered is lost.",
        access_token: "Access token",
        token_hint: "Paste the token issued by your platform.",
        keep_token: "Stay signed in when this tab is reloaded",
        sign_in_with_account: "Sign in with account",
        account: "Account",
        password: "Password",
        token_too_long: "This is too long for an access token. Copy only the token itself.",
        token_character: "An access token contains only ASCII characters, without spaces or line breaks. Copy only the token itself.",
        required: "Fill this in.",

        framed_title: "The console can’t be opened here",
        framed_unknown: "This page is embedded in a site that isn’t set up as a portal. Nothing was loaded from the platform, and nothing was sent.",
        framed_unknown_next: "Open the console in its own tab. To embed it, ask your administrator to add the portal’s origin to portal_origins in config.json and to frame-ancestors in the server’s headers.",
        framed_version: "This portal uses a protocol version that the console doesn’t support. Nothing was loaded from the platform, and nothing was sent.",
        framed_version_next: "Ask your administrator to update the portal and the console to matching versions.",
        portal_waiting: "Waiting for the portal…",
        portal_title: "The portal didn’t grant access",
        portal_signed_out: "You’re signed out of the portal. Sign in there, then try again.",
        portal_denied: "Your account isn’t allowed to use this console. Ask your administrator for access.",
        portal_unavailable: "The portal can’t provide an access token right now. Try again in a moment.",
        portal_malformed: "The portal sent something that isn’t a valid access token. Nothing was sent to the platform. Tell the portal’s administrator, then try again.",
        portal_ended: "The portal has closed this view. Reload the page to continue.",
        portal_refused: "The platform doesn’t accept the portal’s access token. Sign in to the portal again, then try again; nothing you entered is lost.",

        product: "Product",
        choose_product: "Choose a product",
        product_unknown: "This product doesn’t exist, or your access token doesn’t allow you to see it:",
        choose_product_about: "Choose the product you want to work on.",
        product_id: "Product ID",
        product_id_hint: "As shown on your platform, usually 32 characters.",
        product_id_wrong: "A product ID has 1 to 64 characters.",
        open_product: "Open",
        change_product: "Change product",
        loading_products: "Loading products…",
        no_products: "Your enterprise has no products yet. Add one on your platform, then reload.",
        search_products: "Search products",
        no_product_found: "No products match.",
        recent_products: "Recent products",
        recent_products_about: "Kept in this browser until you sign out.",

        upgrade_tasks: "Upgrade tasks",
        about_tasks: "A running task upgrades every device on the from version the next time it connects.",
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
        complete_about: "No devices are left on the from version, and none has been upgraded for 10 minutes. The task is still running: a device that appears on the from version will be upgraded.",
        stalled: "Stalled",
        stalled_about: "Devices are still on the from version, but none has been upgraded for 10 minutes.",
        upgraded: "Upgraded",
        remaining: "Remaining",
        remaining_unknown: "Remaining unknown",
        to: "to",
        on: "on",
        downgrade: "Downgrade",
        sub_device: "Sub-device",
        firmware_type: "Type",
        loading_tasks: "Loading tasks…",
        loading: "Loading…",
        part_missing: "This part of the page couldn’t be loaded. Nothing was sent. Check your connection and try again; if it keeps happening, reload the page.",
        new_version: "A new version of this console is available. Reload the page to use it: saved drafts are kept, chosen files aren’t, and you may have to sign in again.",
        reload_page: "Reload",
        draft_not_shown: "You have a draft of a new task, but the form couldn’t be loaded. Check your connection and try again.",
        draft_not_shown_sent: "The task was already submitted and may have been created. Look for it in the list before you create it again.",
        no_tasks: "No upgrade tasks yet",
        no_tasks_hint: "A task moves every device from one version to another. It is created stopped; nothing happens until you start it.",
        create_first_task: "Create the first task",
        unreadable_row: "The platform sent invalid data for this task, so it can’t be shown. The task may be running. Tell your administrator.",
        read_only: "Read only. ",
        refresh: "Refresh",
        retry: "Try again",
        retry_now: "Try now",
        retrying: "Trying again…",
        wait_for_list: "The list couldn’t be refreshed and may be out of date. Refresh it first.",
        wait_for_all_pages: "Not all tasks are loaded yet. Wait until the list is complete.",

        cancel: "Cancel",
        close: "Close",
        working: "Working…",
        no_undo: "This can’t be undone. Stopping later only prevents further devices from upgrading.",
        downgrade_warning: "The target version is lower than the from version: this is a downgrade. Some devices don’t install downgrades.",
        stop_effect: "No further devices start this upgrade. Devices that are already upgrading finish; upgraded devices stay on the new version.",
        delete_effect: "The task is deleted permanently. Devices it has upgraded stay on the new version.",
        delete_running: "This task is running. It is stopped first, and deleted once the list shows it stopped.",

        task_id: "Task ID",
        copy_id: "Copy task ID",
        link: "Link",
        copy_link: "Copy link to this task",
        copy_address: "Copy file address",
        copy_md5: "Copy MD5",
        copy_size: "Copy size",
        copied: "Copied.",
        copy_manually: "The browser doesn’t allow this page to copy. The text is selected: press Ctrl+C (⌘C on a Mac).",

        activity: "Activity",
        activity_about: "Actions in this tab, newest first; cleared when you reload or sign out.",
        activity_none: "No actions yet.",
        time: "Time",
        operation: "Action",
        task: "Task",
        result: "Result",
        message: "Message",
        request_id: "Request ID",
        create: "Create",
        outcome_done: "Done",
        outcome_refused: "Refused",
        outcome_unknown: "Unknown",
        outcome_not_done: "Not done",
        copy_csv: "Copy CSV",
        export_csv: "Export CSV",
        export_framed: "If no file arrives, the portal doesn’t allow downloads. Copy the data instead.",

        create_task: "Create task",
        from_version: "From version",
        target_version: "Target version",
        file_hint: "MD5 and size are computed in your browser; the file isn’t uploaded.",
        file_address: "File address",
        md5: "MD5",
        size: "Size (bytes)",
        platform_message: "The platform says: ",
        not_signed_in: "You’re not signed in. Sign in, then try again.",
        session_renewed: "Your session expired and has been renewed. Nothing was changed. Try again.",
        session_not_renewed: "Your session expired and can’t be renewed right now. Nothing was changed. Try again in a moment.",
        unreachable: "The platform can’t be reached.",
        check_connection: "Check your connection, then try again.",
        timed_out: "The platform didn’t respond in time.",
        throttled: "Too many requests to the platform. Nothing was done.",
        server_fault: "The platform had an internal error.",
        try_again_or_tell: "Try again; if it keeps happening, tell your administrator.",
        left_before_answer: "The page was closed before the platform responded.",
        answer_too_large: "The platform’s response can’t be shown: it is larger than 16 MiB, or the list has more than 100,000 tasks. Try again; if it keeps happening, tell your administrator.",
        request_too_large: "The request is larger than a server in front of the platform allows (HTTP 413). Use a smaller file, or ask your administrator to raise the limit.",
        throttled_retrying: "Too many requests to the platform. Trying again.",
        gateway_token: "A gateway in front of the platform refused the request (HTTP 401). Sign in again; nothing you entered is lost. If it keeps happening, tell your administrator that the console sends no cookies.",
        gateway_token_portal: "A gateway in front of the platform refused the request (HTTP 401). Sign in to the portal again, then try again; nothing you entered is lost. If it keeps happening, tell your administrator that the console sends no cookies.",
        nothing_sent: "Nothing was sent: the latest task state couldn’t be loaded.",
        task_changed: "Someone changed this task after you opened it. Nothing was sent. Check the differences, then decide again.",
        task_gone: "This task no longer exists: it has been deleted.",
        list_changed: "Tasks were created or deleted while the list was loading, so some may be missing here until the next update.",
        stop_unconfirmed: "Stop accepted, not confirmed",
        stop_unconfirmed_why: "The list couldn’t be loaded, so the task may still be running. Check its status after the next refresh.",
        stop_unconfirmed_row: "The list can’t confirm the stop, so the task may still be running. Check its status after the next refresh.",
        action_not_done: "The list shows that the task hasn’t changed. It is safe to try again.",
        action_outcome_unknown: "It isn’t known whether the action was carried out: the list couldn’t be loaded. Check the list before you continue.",
        action_not_shown: "The platform accepted the action, but the list still shows the task unchanged. Check the list again before you continue.",

        config_wrong: "The console isn’t set up correctly",
        config_next: "Nothing was sent. Correct config.json next to index.html, then reload.",
        config_not_json: "config.json isn’t a JSON object.",

        stopping(name: &str): "Stopping “{name}”:",
        forget_product(name: &str): "Remove {name} from the recent products",
        unknown_status(status: &str): "Unknown: {status}",
        rows_out_of_date(time: &str): "Showing data from {time}.",
        retrying_in(seconds: u64): "Trying again in {seconds} s.",
        reading_pages(read: &str, all: &str): "Loading tasks: {read} of {all}. Search, filters and totals are available once all are loaded.",
        pages_missing(read: &str, all: &str): "Only {read} of {all} tasks could be loaded.",
        platform_code(code: u32): " (code {code})",
        unavailable(status: u16): "The platform is temporarily unavailable (HTTP {status}).",
        unavailable_retrying(status: u16): "The platform is temporarily unavailable (HTTP {status}). Trying again.",
        unexpected(status: u16, detail: &str): "The platform sent an unexpected response (HTTP {status}: {detail}).",
        config_unknown_key(key: &str): "config.json has an unknown key: {key}",
        config_wrong_value(key: &str): "config.json has an invalid value at: {key}",
    }

    fn read_error(&self, error: &ReadError) -> String {
        match error {
            ReadError::NotJson => "It isn’t JSON.".to_owned(),
            ReadError::Shape { .. } => "It isn’t in the documented form.".to_owned(),
            ReadError::Missing { field } => format!("“{field}” is missing."),
            ReadError::Field { field, found } => format!("“{field}” has the value {found}."),
            ReadError::Duplicate { field } => format!("“{field}” occurs twice."),
        }
    }

    fn language(&self) -> Language {
        Language::En
    }

    fn updated_ago(&self, seconds: u64) -> String {
        match seconds {
            0..=1 => "Updated just now".to_owned(),
            2..=119 => format!("Updated {seconds} s ago"),
            _ => format!("Updated {} min ago", Language::En.number(seconds / 60)),
        }
    }

    fn out_of_date(&self, seconds: u64) -> String {
        match seconds {
            0..=119 => format!("Out of date: last updated {seconds} s ago"),
            _ => format!(
                "Out of date: last updated {} min ago",
                Language::En.number(seconds / 60)
            ),
        }
    }

    fn refusal(&self, refusal: Refusal) -> &'static str {
        match refusal {
            Refusal::AlreadyRunning => "This task is already running.",
            Refusal::AlreadyStopped => "This task is already stopped.",
            Refusal::UnknownStatus => {
                "The platform reports a status that the console doesn’t know. The task may be running. You can only stop it."
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
        format!("{} “{name}”?", self.action(action))
    }

    fn action_done(&self, action: Action, name: &str) -> String {
        match action {
            Action::Start => format!("“{name}” is running."),
            Action::Stop => format!("“{name}” is stopped."),
            Action::Delete => format!("“{name}” was deleted."),
        }
    }

    fn start_effect(&self, from: Version, target: Version) -> String {
        let goes = if target < from { "is downgraded" } else { "upgrades" };
        format!("Every device on version {from} {goes} to version {target} the next time it connects.")
    }

    fn affected_unknown(&self, why: Uncounted, from: Version) -> String {
        match why {
            Uncounted::Never => format!("This platform doesn’t report how many devices are on version {from}."),
            Uncounted::OnlyWifi => format!(
                "The number of devices on version {from} of this firmware isn’t available: the platform counts devices only by their Wi-Fi firmware."
            ),
            Uncounted::NotYet => format!("Loading the number of devices on version {from}…"),
            Uncounted::Failed => format!("The number of devices on version {from} couldn’t be loaded."),
        }
    }

    fn upgraded_so_far(&self, done: &str) -> String {
        format!(
            "It has upgraded {} so far; this count is deleted with it.",
            count(done, "device", "devices")
        )
    }

    fn code(&self, code: ErrorCode) -> &'static str {
        codes::code(code)
    }

    fn try_again_in(&self, seconds: Option<u32>) -> String {
        match seconds {
            Some(seconds @ 1..) => format!("Try again in {seconds} s."),
            Some(0) | None => "Try again in a moment.".to_owned(),
        }
    }

    fn gateway(&self, status: Option<u16>) -> String {
        let how = match status {
            None => "a redirect".to_owned(),
            Some(200) => "a web page instead of data".to_owned(),
            Some(status) => format!("HTTP {status}"),
        };
        format!(
            "A gateway in front of the platform refused the request ({how}). It may require its own sign-in. Tell your administrator that the console sends no cookies."
        )
    }

    fn config_unavailable(&self, status: u16) -> String {
        match status {
            0 => "config.json couldn’t be loaded: no response.".to_owned(),
            status => format!("config.json couldn’t be loaded: HTTP {status}."),
        }
    }
}
