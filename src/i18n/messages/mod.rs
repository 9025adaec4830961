//! Texts of the console, one struct per topic. Each language fills every field, so that a missing text does not
//! compile.

pub(crate) mod flow;
pub(crate) mod form;
pub(crate) mod help;
pub(crate) mod impact;
pub(crate) mod map;
pub(crate) mod view;

pub use flow::FlowMessages;
pub use form::FormMessages;
pub use help::HelpMessages;
pub use impact::ImpactMessages;
pub use map::MapMessages;
pub use view::ViewMessages;

use crate::i18n::language::Language;
use upgrade_api::error::ErrorCode;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::{Action, Refusal};
use upgrade_api::values::Version;

/// Texts that the first list needs. Functions return the other topics.
#[expect(missing_docs, reason = "the name says where a text is used")]
pub struct Messages {
    /// Devices affected, rates and confirmations.
    pub impact: ImpactMessages,
    /// Search, filters, selection, bulk actions and export.
    pub view: ViewMessages,
    /// Upgrade map.
    pub map: MapMessages,
    /// Language of the texts.
    pub own: Language,

    pub brand: &'static str,
    pub language: &'static str,
    pub theme_auto: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,
    pub theme: &'static str,
    /// Keyboard shortcuts of the page.
    pub shortcuts: &'static str,
    pub sign_out: &'static str,
    pub notifications: &'static str,
    pub dismiss: &'static str,

    pub sign_in: &'static str,
    pub sign_in_about: &'static str,
    pub signed_out_by_you: &'static str,
    pub token_refused: &'static str,
    pub access_token: &'static str,
    pub token_hint: &'static str,
    pub keep_token: &'static str,
    pub sign_in_with_account: &'static str,
    pub account: &'static str,
    pub password: &'static str,
    pub token_too_long: &'static str,
    pub token_character: &'static str,
    pub required: &'static str,

    pub framed_title: &'static str,
    pub framed_unknown: &'static str,
    pub framed_unknown_next: &'static str,
    pub framed_version: &'static str,
    pub framed_version_next: &'static str,
    pub portal_waiting: &'static str,
    pub portal_title: &'static str,
    pub portal_signed_out: &'static str,
    pub portal_denied: &'static str,
    pub portal_unavailable: &'static str,
    pub portal_malformed: &'static str,
    pub portal_ended: &'static str,
    pub portal_refused: &'static str,

    pub product: &'static str,
    pub choose_product: &'static str,
    pub choose_product_about: &'static str,
    /// Sentence before the product id.
    pub product_unknown: &'static str,
    pub product_id: &'static str,
    pub product_id_hint: &'static str,
    pub product_id_wrong: &'static str,
    pub open_product: &'static str,
    pub change_product: &'static str,
    pub loading_products: &'static str,
    pub no_products: &'static str,

    pub upgrade_tasks: &'static str,
    pub about_tasks: &'static str,
    pub tasks: &'static str,
    pub name: &'static str,
    pub description: &'static str,
    pub versions: &'static str,
    pub version: &'static str,
    pub status: &'static str,
    pub progress: &'static str,
    pub actions: &'static str,
    pub running: &'static str,
    pub stopped: &'static str,
    /// Shown beside *Running*.
    pub complete: &'static str,
    pub complete_about: &'static str,
    pub stalled: &'static str,
    pub stalled_about: &'static str,
    /// Undocumented state that the platform has reported.
    pub unknown_status: fn(&str) -> String,
    pub upgraded: &'static str,
    pub remaining: &'static str,
    pub remaining_unknown: &'static str,
    pub to: &'static str,
    pub on: &'static str,
    pub downgrade: &'static str,
    pub sub_device: &'static str,
    pub kind: &'static str,
    pub loading_tasks: &'static str,
    pub loading_part: &'static str,
    pub part_missing: &'static str,
    /// A restored draft exists, but the module that shows it could not be loaded.
    pub draft_untold: &'static str,
    pub draft_untold_sent: &'static str,
    pub no_tasks: &'static str,
    pub no_tasks_hint: &'static str,
    pub create_first_task: &'static str,
    pub unreadable_row: &'static str,
    pub shown_is_older: &'static str,
    /// Argument: age of the data in seconds.
    pub updated_ago: fn(u64) -> String,
    pub out_of_date: fn(u64) -> String,
    pub read_only: &'static str,
    pub refresh: &'static str,
    pub retry: &'static str,
    pub try_now: &'static str,
    pub trying_again: &'static str,
    /// Argument: seconds until the list is read again.
    pub trying_in: fn(u64) -> String,
    pub rows_shown: fn(&str, &str) -> String,
    pub show_more: &'static str,
    pub wait_for_list: &'static str,

    pub start: &'static str,
    pub stop: &'static str,
    pub delete: &'static str,
    pub cancel: &'static str,
    pub close: &'static str,
    pub working: &'static str,
    /// Reason why an action is not available.
    pub refusal: fn(Refusal) -> &'static str,
    /// Name of an action.
    pub action: fn(Action) -> &'static str,
    /// Question before an action. Argument: name of the task.
    pub ask_title: fn(Action, &str) -> String,
    /// Confirmation of an action. Argument: name of the task.
    pub done: fn(Action, &str) -> String,
    /// Effect of a start. Arguments: from version, target version.
    pub start_effect: fn(Version, Version) -> String,
    /// Reason why the number of devices on the version is unknown.
    pub affected_unknown: fn(Uncounted, Version) -> String,
    pub no_undo: &'static str,
    pub downgrade_warning: &'static str,
    pub stop_effect: &'static str,
    pub delete_effect: &'static str,
    pub delete_running: &'static str,
    /// Argument: number of upgraded devices.
    pub upgraded_so_far: fn(&str) -> String,

    pub task_id: &'static str,
    pub copy_id: &'static str,
    pub copy_address: &'static str,
    pub copy_md5: &'static str,
    pub copy_size: &'static str,
    pub copied: &'static str,
    pub press_copy: &'static str,

    pub activity: &'static str,
    pub activity_about: &'static str,
    pub activity_none: &'static str,
    pub time: &'static str,
    pub deed: &'static str,
    pub task: &'static str,
    pub result: &'static str,
    pub said: &'static str,
    pub request_id: &'static str,
    pub create: &'static str,
    pub outcome_done: &'static str,
    pub outcome_refused: &'static str,
    pub outcome_unknown: &'static str,
    pub outcome_not_done: &'static str,
    pub copy_csv: &'static str,
    pub export_csv: &'static str,
    pub export_framed: &'static str,

    pub create_task: &'static str,
    pub from_version: &'static str,
    pub target_version: &'static str,
    pub file_hint: &'static str,
    pub file_address: &'static str,
    pub md5: &'static str,
    pub size: &'static str,

    /// Meaning of an error code of the platform and what to do next.
    pub code: fn(ErrorCode) -> &'static str,
    /// Number of an error code, after its sentence.
    pub platform_code: fn(u32) -> String,
    pub platform_says: &'static str,
    pub not_signed_in: &'static str,
    pub renewed: &'static str,
    pub not_renewed: &'static str,
    pub unreachable: &'static str,
    pub timed_out: &'static str,
    pub left_before_answer: &'static str,
    pub answer_too_large: &'static str,
    /// The request is larger than a server in front of the platform allows.
    pub over_limit: &'static str,
    /// Too many requests. Argument: seconds to wait, if reported.
    pub throttled: fn(Option<u32>) -> String,
    pub throttled_for_now: &'static str,
    /// The platform is unavailable. Arguments: HTTP status; seconds to wait, if reported.
    pub unavailable: fn(u16, Option<u32>) -> String,
    pub unavailable_for_now: fn(u16) -> String,
    /// A gateway refused the request. Argument: HTTP status; `None` for a redirect.
    pub gateway: fn(Option<u16>) -> String,
    /// A gateway refused the token with 401. The next field is the text in a portal.
    pub gateway_token: &'static str,
    pub gateway_token_portal: &'static str,
    pub nothing_sent: &'static str,
    pub task_changed: &'static str,
    pub task_gone: &'static str,
    pub list_changed: &'static str,
    pub stop_unconfirmed: &'static str,
    pub stop_unconfirmed_why: &'static str,
    pub not_done: &'static str,
    pub cannot_tell: &'static str,
    pub not_shown: &'static str,
    /// Undocumented answer. Arguments: HTTP status, beginning of the body.
    pub unexpected: fn(u16, &str) -> String,

    pub loading_config: &'static str,
    pub config_wrong: &'static str,
    pub config_next: &'static str,
    /// `config.json` could not be loaded. Argument: HTTP status; 0 without an answer.
    pub config_unavailable: fn(u16) -> String,
    pub config_not_json: &'static str,
    /// Argument: unknown key.
    pub config_unknown_key: fn(&str) -> String,
    /// Argument: key with an invalid value.
    pub config_wrong_value: fn(&str) -> String,
}
