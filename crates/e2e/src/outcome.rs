//! Outcome of a write that the page states, in both languages. The texts are those of `src/i18n`. A text without a known
//! meaning is an outcome of its own, so that a new one cannot go unnoticed.

use crate::snapshot::{DialogSnapshot, Snapshot};

/// Outcome of a write that the page states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// The write was not done, with the page's reason.
    NotDone(String),
    /// The page does not know the outcome.
    NotKnown(String),
    /// Another task has this name, or starts at this version: the id of the field.
    Taken(String),
    /// A text without a known meaning.
    Unclear(String),
}

/// Parts of texts that state an unknown outcome.
const NOT_KNOWN: [&str; 8] = [
    "It isn’t known whether the action was carried out",
    "无法确定操作是否已执行",
    "It isn’t known whether the task was created",
    "无法确定任务是否已创建",
    "The platform accepted the action, but the list",
    "平台已接受该操作，但",
    "Stop accepted, not confirmed",
    "已接受停止，尚未确认",
];

/// Parts of texts that state that the write was not done.
const NOT_DONE: [&str; 15] = [
    "it wasn’t created",
    "未创建成功",
    "the task hasn’t changed",
    "列表显示任务没有变化",
    "Nothing was sent",
    "未发送",
    "Nothing was changed",
    "本次操作未执行",
    "Nothing was done",
    "Your session expired",
    "登录已过期",
    "no longer exists",
    "已不存在",
    "(code ",
    "（代码 ",
];

/// Parts of texts that state that the task has changed or is gone since the confirmation opened.
const CHANGED: [&str; 4] = ["Someone changed", "已被他人修改", "no longer exists", "已不存在"];

/// Labels and texts of a dialog while a request is in flight.
const WORKING: [&str; 4] = [
    "Working…",
    "处理中…",
    "Looking for the task in the list",
    "正在列表中查找",
];

fn contains_any(text: &str, parts: &[&str]) -> bool {
    parts.iter().any(|part| text.contains(part))
}

impl Outcome {
    pub fn of_text(text: String) -> Self {
        if contains_any(&text, &NOT_KNOWN) {
            Self::NotKnown(text)
        } else if contains_any(&text, &NOT_DONE) {
            Self::NotDone(text)
        } else {
            Self::Unclear(text)
        }
    }

    /// Outcome that an open dialog states; `None` while a request is in flight or it shows no message.
    pub fn of_dialog(dialog: &DialogSnapshot) -> Option<Self> {
        if dialog.is_working() {
            return None;
        }
        let taken = ["create-name", "create-from_version"];
        if let Some(field) = taken.into_iter().find(|id| dialog.errors.contains_key(*id)) {
            return Some(Self::Taken(field.to_owned()));
        }
        match dialog.alerts.join(" ") {
            alerts if !alerts.is_empty() => Some(Self::of_text(alerts)),
            _ if dialog.errors.is_empty() => None,
            _ => Some(Self::Unclear(format!("{:?}", dialog.errors))),
        }
    }

    /// Outcome of a failed stop that a new toast states. It begins with the question of the stop.
    pub fn of_stop_toast(snapshot: &Snapshot, name: &str) -> Option<Self> {
        let starts = [format!("Stop “{name}”?"), format!("停止“{name}”？")];
        let mut toasts = snapshot.toasts.iter();
        let failed = toasts.find(|toast| starts.iter().any(|start| toast.starts_with(start)));
        failed.cloned().map(Self::of_text)
    }

    /// Whether the statement is true if `done` is the actual outcome.
    pub fn is_true(&self, done: bool) -> bool {
        match self {
            Self::Done => done,
            Self::NotKnown(_) => true,
            // A dialog that stays open with an error presents the write as not done.
            Self::NotDone(_) | Self::Taken(_) | Self::Unclear(_) => !done,
        }
    }

    /// Whether the task has changed or is gone since the confirmation opened.
    pub fn is_changed(&self) -> bool {
        matches!(self, Self::NotDone(text) if contains_any(text, &CHANGED))
    }
}

impl DialogSnapshot {
    /// Whether a request of the dialog is in flight.
    pub fn is_working(&self) -> bool {
        contains_any(&self.text, &WORKING)
    }
}
