//! Everything the console says, in Chinese and English. One struct: a missing text does not compile.

mod en;
mod flow;
mod form;
mod help;
mod impact;
mod map;
#[cfg(test)]
mod tests;
mod view;
mod zh;

pub use flow::FlowMessages;
pub use form::FormMessages;
pub use help::HelpMessages;
pub use impact::ImpactMessages;
pub use map::MapMessages;
pub use view::ViewMessages;

use crate::browser;
use upgrade_api::error::ErrorCode;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::{Action, Refusal};
use upgrade_api::values::Version;

/// A language of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// 中文.
    Zh,
    /// English.
    En,
}

impl Language {
    /// The language of a BCP 47 tag, by its first part: `zh-CN`, `en-GB`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }

    /// The tag in addresses and the configuration.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh",
            Self::En => "en",
        }
    }

    /// The tag for `<html lang>`, which picks fonts and voices.
    #[must_use]
    pub fn html_tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language to start in where nobody asked for one: what the browser prefers, else English.
    #[must_use]
    pub fn of_browser() -> Self {
        let preferred = browser::preferred_languages();
        preferred.iter().find_map(|tag| Self::from_tag(tag)).unwrap_or(Self::En)
    }

    /// All texts.
    #[must_use]
    pub fn messages(self) -> &'static Messages {
        match self {
            Self::Zh => &zh::MESSAGES,
            Self::En => &en::MESSAGES,
        }
    }
}

macro_rules! messages {
    ($(#[$about:meta])* $struct:ident: $($(#[$doc:meta])* $name:ident: $type:ty,)*) => {
        $(#[$about])*
        pub struct $struct {
            $($(#[$doc])* #[allow(missing_docs, reason = "the name says it")] pub $name: $type,)*
        }
    };
}
use messages;

impl Messages {
    /// The create form: files, checksums, drafts. Asked for and not held, so that these texts come with what shows them
    /// (`tasks::later`).
    #[must_use]
    pub fn form(&self) -> &'static FormMessages {
        match self.own {
            Language::Zh => &form::ZH,
            Language::En => &form::EN,
        }
    }

    /// Creating a task: library, upload, review. Asked for as [`form`](Self::form).
    #[must_use]
    pub fn flow(&self) -> &'static FlowMessages {
        match self.own {
            Language::Zh => &flow::ZH,
            Language::En => &flow::EN,
        }
    }

    /// Keys and links. Asked for as [`form`](Self::form).
    #[must_use]
    pub fn help(&self) -> &'static HelpMessages {
        match self.own {
            Language::Zh => &help::ZH,
            Language::En => &help::EN,
        }
    }
}

messages! {
    /// Every text. Names say where a text is used; where one takes values it is a function.
    Messages:
    /// Who is hit, how fast, and what is asked before.
    impact: ImpactMessages,
    /// Finding, choosing and exporting tasks.
    view: ViewMessages,
    /// The upgrade map.
    map: MapMessages,
    /// Which language they are in.
    own: Language,

    brand: &'static str,
    language: &'static str,
    theme_auto: &'static str,
    theme_light: &'static str,
    theme_dark: &'static str,
    theme: &'static str,
    /// The keys of the page.
    shortcuts: &'static str,
    sign_out: &'static str,
    notifications: &'static str,
    dismiss: &'static str,

    sign_in: &'static str,
    sign_in_about: &'static str,
    signed_out_by_you: &'static str,
    token_refused: &'static str,
    access_token: &'static str,
    token_hint: &'static str,
    keep_token: &'static str,
    sign_in_with_account: &'static str,
    account: &'static str,
    password: &'static str,
    token_too_long: &'static str,
    token_character: &'static str,
    required: &'static str,

    framed_title: &'static str,
    framed_unknown: &'static str,
    framed_unknown_next: &'static str,
    framed_version: &'static str,
    framed_version_next: &'static str,
    portal_waiting: &'static str,
    portal_title: &'static str,
    portal_signed_out: &'static str,
    portal_denied: &'static str,
    portal_unavailable: &'static str,
    portal_malformed: &'static str,
    portal_ended: &'static str,
    portal_refused: &'static str,

    product: &'static str,
    choose_product: &'static str,
    choose_product_about: &'static str,
    /// Before the product's id.
    product_unknown: &'static str,
    product_id: &'static str,
    product_id_hint: &'static str,
    product_id_wrong: &'static str,
    open_product: &'static str,
    change_product: &'static str,
    loading_products: &'static str,
    no_products: &'static str,

    upgrade_tasks: &'static str,
    about_tasks: &'static str,
    tasks: &'static str,
    name: &'static str,
    description: &'static str,
    versions: &'static str,
    version: &'static str,
    status: &'static str,
    progress: &'static str,
    actions: &'static str,
    running: &'static str,
    stopped: &'static str,
    /// Beside *Running*.
    complete: &'static str,
    complete_about: &'static str,
    stalled: &'static str,
    stalled_about: &'static str,
    /// A state the platform reported and nobody documented.
    unknown_status: fn(&str) -> String,
    upgraded: &'static str,
    remaining: &'static str,
    remaining_unknown: &'static str,
    to: &'static str,
    on: &'static str,
    downgrade: &'static str,
    sub_device: &'static str,
    kind: &'static str,
    loading_tasks: &'static str,
    loading_part: &'static str,
    part_missing: &'static str,
    /// What was begun before the page was loaded, where the part that shows it is missing.
    draft_untold: &'static str,
    draft_untold_sent: &'static str,
    no_tasks: &'static str,
    no_tasks_hint: &'static str,
    create_first_task: &'static str,
    unreadable_row: &'static str,
    shown_is_older: &'static str,
    /// How many seconds old the data is.
    updated_ago: fn(u64) -> String,
    out_of_date: fn(u64) -> String,
    read_only: &'static str,
    refresh: &'static str,
    retry: &'static str,
    try_now: &'static str,
    trying_again: &'static str,
    /// The list is read again in so many seconds.
    trying_in: fn(u64) -> String,
    rows_shown: fn(&str, &str) -> String,
    show_more: &'static str,
    wait_for_list: &'static str,

    start: &'static str,
    stop: &'static str,
    delete: &'static str,
    cancel: &'static str,
    close: &'static str,
    working: &'static str,
    /// Why an action is not on offer.
    refusal: fn(Refusal) -> &'static str,
    /// The word for an action.
    action: fn(Action) -> &'static str,
    /// The question before an action on the task of this name.
    ask_title: fn(Action, &str) -> String,
    /// What was done to the task of this name.
    done: fn(Action, &str) -> String,
    /// What starting does, from one version to the other.
    start_effect: fn(Version, Version) -> String,
    /// That it is not known how many devices are on the version, and why.
    affected_unknown: fn(Uncounted, Version) -> String,
    no_undo: &'static str,
    downgrade_warning: &'static str,
    stop_effect: &'static str,
    delete_effect: &'static str,
    delete_running: &'static str,
    /// Devices upgraded so far.
    upgraded_so_far: fn(&str) -> String,

    task_id: &'static str,
    copy_id: &'static str,
    copy_address: &'static str,
    copy_md5: &'static str,
    copy_size: &'static str,
    copied: &'static str,
    press_copy: &'static str,

    activity: &'static str,
    activity_about: &'static str,
    activity_none: &'static str,
    time: &'static str,
    deed: &'static str,
    task: &'static str,
    result: &'static str,
    said: &'static str,
    request_id: &'static str,
    create: &'static str,
    outcome_done: &'static str,
    outcome_refused: &'static str,
    outcome_unknown: &'static str,
    outcome_not_done: &'static str,
    copy_csv: &'static str,
    export_csv: &'static str,
    export_framed: &'static str,

    create_task: &'static str,
    from_version: &'static str,
    target_version: &'static str,
    file_hint: &'static str,
    file_address: &'static str,
    md5: &'static str,
    size: &'static str,

    /// What a platform's error code means and what to do next.
    code: fn(ErrorCode) -> &'static str,
    /// The number of a code, behind its sentence.
    platform_code: fn(u32) -> String,
    platform_says: &'static str,
    not_signed_in: &'static str,
    renewed: &'static str,
    not_renewed: &'static str,
    unreachable: &'static str,
    timed_out: &'static str,
    left_before_answer: &'static str,
    answer_too_large: &'static str,
    /// What was sent is larger than a server in front of the platform lets through.
    over_limit: &'static str,
    /// Asked too often; the seconds to wait, where they were named.
    throttled: fn(Option<u32>) -> String,
    throttled_for_now: &'static str,
    /// The platform is not there just now: the HTTP status, and the seconds to wait, where they were named.
    unavailable: fn(u16, Option<u32>) -> String,
    unavailable_for_now: fn(u16) -> String,
    /// A gateway refused the request with this HTTP status; none for a redirect.
    gateway: fn(Option<u16>) -> String,
    /// A gateway refused the token with 401: what to do, stand-alone and in a portal.
    gateway_token: &'static str,
    gateway_token_portal: &'static str,
    nothing_sent: &'static str,
    task_changed: &'static str,
    task_gone: &'static str,
    list_changed: &'static str,
    stop_unconfirmed: &'static str,
    stop_unconfirmed_why: &'static str,
    not_done: &'static str,
    cannot_tell: &'static str,
    not_shown: &'static str,
    /// An undocumented answer: status and how it begins.
    unexpected: fn(u16, &str) -> String,

    loading_config: &'static str,
    config_wrong: &'static str,
    config_next: &'static str,
    /// It could not be fetched, with this HTTP status; 0 where there was no answer.
    config_unavailable: fn(u16) -> String,
    config_not_json: &'static str,
    /// A key that does not exist.
    config_unknown_key: fn(&str) -> String,
    /// A key whose value cannot be.
    config_wrong_value: fn(&str) -> String,
}
