//! Results that the page's texts state, in both languages. The texts are those of `src/i18n`. An unknown text is
//! recorded as a failure, so that a new one cannot go unnoticed.

use crate::view::View;
use e2e::words::Words;

/// Result of an action as the page states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// The action was done.
    Done,
    /// The action was not done, with the page's reason.
    NotDone(String),
    /// The page does not know the result.
    NotKnown(String),
    /// The platform already has such a task.
    Taken(Taken, String),
    /// A text that the script does not know.
    Unclear(String),
}

/// Field that another task already uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Name,
    FromVersion,
}

/// Parts of texts that state an unknown result.
const NOT_KNOWN: [&str; 10] = [
    "It is not known whether it was done",
    "无法确定操作是否已执行",
    "It is not known whether the task was created",
    "无法确定任务是否已创建",
    "The platform accepted it, but the list",
    "平台已接受该操作，但",
    "only be known",
    "无法得知",
    "Stop accepted, not confirmed",
    "已接受停止，尚未确认",
];

/// Parts of texts that state that the action was not done.
const NOT_DONE: [&str; 15] = [
    "it was not created",
    "它没有被创建",
    "does not show it done",
    "均未显示操作已完成",
    "Nothing was sent",
    "未发送",
    "Nothing was changed",
    "本次操作未执行",
    "Nothing was done",
    "The session had run out",
    "会话已过期",
    "no longer exists",
    "已不存在",
    "(code ",
    "（代码 ",
];

/// Labels of a button while a request is in flight.
const WORKING: [&str; 2] = ["Working…", "处理中…"];
/// Texts of a dialog while the console searches the list.
const SEARCHING: [&str; 2] = ["Looking in the list", "正在列表中查找"];

/// Whether a request of the open dialog is in flight.
pub fn is_working(view: &View) -> bool {
    let busy = WORKING.iter().any(|word| view.has_button(word));
    busy || SEARCHING.iter().any(|word| view.dialog_text().contains(word))
}

/// Result that the open dialog states; `None` while a request is in flight or it shows no message.
pub fn claimed(view: &View) -> Option<Claim> {
    if is_working(view) {
        return None;
    }
    let wrong = view.wrong_fields();
    for (field, taken) in [
        ("create-name", Taken::Name),
        ("create-from_version", Taken::FromVersion),
    ] {
        if let Some((_, message)) = wrong.iter().find(|(id, _)| *id == field) {
            return Some(Claim::Taken(taken, (*message).to_owned()));
        }
    }
    let alerts = view.dialog_alerts().join(" ");
    match alerts.is_empty() {
        true if wrong.is_empty() => None,
        true => Some(Claim::Unclear(format!("{wrong:?}"))),
        false => Some(stated(alerts)),
    }
}

/// Result that a text states.
fn stated(text: String) -> Claim {
    let has = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    if has(&NOT_KNOWN) {
        Claim::NotKnown(text)
    } else if has(&NOT_DONE) {
        Claim::NotDone(text)
    } else {
        Claim::Unclear(text)
    }
}

/// Result of a failed stop that a new toast states. It begins with the question of the stop.
pub fn stated_in_toast(view: &View, name: &str) -> Option<Claim> {
    let starts = [format!("Stop “{name}”?"), format!("停止“{name}”？")];
    let toasts = view.toasts();
    let mut failed = toasts
        .iter()
        .filter(|toast| starts.iter().any(|start| toast.starts_with(start)));
    failed.next().map(|toast| stated((*toast).to_owned()))
}

/// Whether a new toast states that a task was created.
pub fn says_created(view: &View, name: &str) -> bool {
    let english = [
        format!("“{name}” is created and stopped."),
        format!("The answer was lost, but the task is in the list: “{name}” is created and stopped."),
    ];
    let chinese = [
        format!("“{name}”已创建，处于停止状态。"),
        format!("未收到响应，但列表中已有该任务：“{name}”已创建，处于停止状态。"),
    ];
    has_toast(view, &[english, chinese].concat())
}

/// An action on a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Start,
    Stop,
    Delete,
}

impl Deed {
    /// Label of its button.
    pub fn word(self, words: &Words) -> &'static str {
        match self {
            Self::Start => words.start,
            Self::Stop => words.stop,
            Self::Delete => words.delete,
        }
    }

    /// Whether a new toast states that the action was done.
    pub fn is_said_done(self, view: &View, name: &str) -> bool {
        let (english, chinese) = match self {
            Self::Start => ("running", "已启动"),
            Self::Stop => ("stopped", "已停止"),
            Self::Delete => ("deleted", "已删除"),
        };
        let texts = [format!("“{name}” is {english}."), format!("“{name}”{chinese}。")];
        has_toast(view, &texts)
    }
}

/// Whether a toast starts with one of these texts. The toast of a stop continues after it.
fn has_toast(view: &View, starts: &[String]) -> bool {
    let toasts = view.toasts();
    toasts
        .iter()
        .any(|toast| starts.iter().any(|start| toast.starts_with(start.as_str())))
}

/// Labels of buttons that `e2e::words` does not have.
pub struct More {
    pub change_product: &'static str,
    pub go_on: &'static str,
    pub discard: &'static str,
}

static MORE_EN: More = More {
    change_product: "Change product",
    go_on: "Go on with it",
    discard: "Discard",
};

static MORE_ZH: More = More {
    change_product: "更换产品",
    go_on: "继续填写",
    discard: "清空",
};

/// The labels in the language of `words`.
pub fn more(words: &Words) -> &'static More {
    if words.tag == "zh" { &MORE_ZH } else { &MORE_EN }
}
