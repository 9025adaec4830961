//! Texts of the pages, the task list and the errors.

use crate::i18n::language::Language;
use upgrade_api::error::ErrorCode;
use upgrade_api::impact::Uncounted;
use upgrade_api::json::ReadError;
use upgrade_api::status::{Action, Refusal};
use upgrade_api::values::Version;

/// Texts of the pages, the task list and the errors. The other topics are methods of `dyn Messages`.
#[expect(clippy::wrong_self_convention, reason = "`from_version` names a field of a task")]
pub trait Messages: Sync {
    texts! {
        /// Separator between parts of a sentence.
        comma,
        /// Separator between a subject and its description.
        colon,
        /// Separator between sentences.
        full_stop,
        /// Separator between names.
        and,

        brand, language_menu, theme_auto, theme_light, theme_dark, theme,
        keyboard_shortcuts,
        skip_to_content, sign_out, notifications, dismiss,

        sign_in, sign_in_about, signed_out,
        /// The operator signed out, and the storage still has the token, which belongs to the portal.
        signed_out_stored,
        token_refused, access_token, token_hint, keep_token,
        sign_in_with_account, account, password, token_too_long, token_character, required,

        framed_title, framed_unknown, framed_unknown_next, framed_version, framed_version_next, portal_waiting,
        portal_title, portal_signed_out, portal_denied, portal_unavailable, portal_malformed, portal_ended,
        portal_refused,

        product, choose_product, choose_product_about,
        /// Sentence before the product id.
        product_unknown,
        product_id, product_id_hint, product_id_wrong, open_product, change_product, loading_products, no_products,
        search_products, no_product_found, recent_products, recent_products_about,

        upgrade_tasks, about_tasks, tasks, name, description, versions, version, status, progress, actions, running,
        stopped,
        /// Shown beside *Running*.
        complete,
        complete_about, stalled, stalled_about, upgraded, remaining, remaining_unknown, to, on, downgrade,
        sub_device, firmware_type, loading_tasks, loading, part_missing,
        new_version, reload_page,
        /// A restored draft exists, but the module that shows it could not be loaded.
        draft_not_shown,
        draft_not_shown_sent, no_tasks, no_tasks_hint, create_first_task, unreadable_row,
        read_only, refresh, retry, retry_now, retrying, wait_for_list,
        /// Reason against an action that depends on all tasks, while only the first pages are read.
        wait_for_all_pages,

        cancel, close, working,
        /// Warning before a start, and what a later stop prevents.
        no_undo,
        downgrade_warning, stop_effect, delete_effect,
        delete_running,

        task_id, copy_id, link, copy_link, copy_address, copy_md5, copy_size, copied, copy_manually,

        activity, activity_about, activity_none, time, operation, task, result, message, request_id, create,
        outcome_done, outcome_refused, outcome_unknown, outcome_not_done, copy_csv, export_csv, export_framed,

        create_task, from_version, target_version, file_hint, file_address, md5, size,

        platform_message, not_signed_in, session_renewed, session_not_renewed, unreachable, check_connection, timed_out,
        /// Too many requests.
        throttled,
        /// Internal error of the platform, without the next step.
        server_fault, try_again_or_tell,
        left_before_answer, answer_too_large,
        /// The request is larger than a server in front of the platform allows.
        request_too_large,
        throttled_retrying,
        /// A gateway refused the token with 401. The next text is the text in a portal.
        gateway_token,
        gateway_token_portal, nothing_sent, task_changed, task_gone, list_changed, stop_unconfirmed,
        stop_unconfirmed_why,
        /// The list was loaded, and the row of the task is missing from it or unreadable.
        stop_unconfirmed_row, action_not_done, action_outcome_unknown, action_not_shown,

        config_wrong, config_next, config_not_json,
    }

    /// Language of the texts.
    fn language(&self) -> Language;
    /// Name of the button that removes a product from the recent ones.
    fn forget_product(&self, name: &str) -> String;
    /// Undocumented state that the platform has reported.
    fn unknown_status(&self, status: &str) -> String;
    /// Age of the data.
    fn updated_ago(&self, seconds: u64) -> String;
    fn out_of_date(&self, seconds: u64) -> String;
    /// Time of the last reading, after the reason why the rows are out of date.
    fn rows_out_of_date(&self, time: &str) -> String;
    /// Time until the list is read again.
    fn retrying_in(&self, seconds: u64) -> String;
    /// Progress of the first reading, while the rows of the first page are shown.
    fn reading_pages(&self, read: &str, all: &str) -> String;
    /// The first reading has ended early.
    fn pages_missing(&self, read: &str, all: &str) -> String;
    /// Reason why an action is not available.
    fn refusal(&self, refusal: Refusal) -> &'static str;
    /// Name of an action.
    fn action(&self, action: Action) -> &'static str;
    /// Question before an action.
    fn confirm_title(&self, action: Action, name: &str) -> String;
    /// Beginning of the report of a stop that failed.
    fn stopping(&self, name: &str) -> String;
    /// Result of an action.
    fn action_done(&self, action: Action, name: &str) -> String;
    fn start_effect(&self, from: Version, target: Version) -> String;
    /// Reason why the number of devices on the version is unknown.
    fn affected_unknown(&self, why: Uncounted, from: Version) -> String;
    fn upgraded_so_far(&self, done: &str) -> String;
    /// Meaning of an error code of the platform and what to do next.
    fn code(&self, code: ErrorCode) -> &'static str;
    /// Number of an error code, after its sentence.
    fn platform_code(&self, code: u32) -> String;
    /// `seconds`: time to wait, if reported.
    fn try_again_in(&self, seconds: Option<u32>) -> String;
    /// The platform is unavailable.
    fn unavailable(&self, status: u16) -> String;
    fn unavailable_retrying(&self, status: u16) -> String;
    /// A gateway refused the request. `status`: `None` for a redirect.
    fn gateway(&self, status: Option<u16>) -> String;
    /// Undocumented answer. `detail`: beginning of the body.
    fn unexpected(&self, status: u16, detail: &str) -> String;
    /// `config.json` could not be loaded. `status`: 0 without an answer.
    fn config_unavailable(&self, status: u16) -> String;
    fn config_unknown_key(&self, key: &str) -> String;
    fn config_wrong_value(&self, key: &str) -> String;
    /// Reason why a row of the list is unreadable, with the names of the interface.
    fn read_error(&self, error: &ReadError) -> String;
}
