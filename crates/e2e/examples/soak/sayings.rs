//! Claims of the page's sentences, in both languages. The words are the console's (`src/i18n`); an unknown sentence is
//! counted, so that a new one cannot pass for a harmless one.

use crate::view::View;
use e2e::words::Words;

/// An outcome, according to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is done.
    Done,
    /// It was not done; why, in the page's words.
    NotDone(String),
    /// The outcome is unknown.
    NotKnown(String),
    /// The platform has a task like this already.
    Taken(Taken, String),
    /// An unknown sentence.
    Unclear(String),
}

/// In which respect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    Name,
    FromVersion,
}

/// A sentence with one of these leaves the outcome unknown.
const NOT_KNOWN: [&str; 8] = [
    "It is not known whether it was done",
    "无法确定操作是否已执行",
    "It is not known whether the task was created",
    "无法确定任务是否已创建",
    "The platform accepted it, but the list",
    "平台已接受该操作，但",
    "only be known",
    "无法得知",
];

/// A sentence with one of these says that it was not done.
const NOT_DONE: [&str; 16] = [
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
    "no longer in the list",
    "(code ",
    "（代码 ",
    "could not be read once more",
    "已不存在",
];

const WORKING: [&str; 2] = ["Working…", "处理中…"];
const LOOKING: [&str; 2] = ["Looking in the list", "正在列表中查找"];

/// Whether an answer is still being waited for.
pub fn is_working(view: &View) -> bool {
    let busy = WORKING.iter().any(|word| view.has_button(word));
    busy || LOOKING.iter().any(|word| view.dialog_text().contains(word))
}

/// What the open dialog claims; nothing while it works or says nothing.
pub fn claimed(view: &View) -> Option<Claim> {
    if is_working(view) {
        return None;
    }
    let wrong = view.wrong_fields();
    for (field, taken) in [
        ("create-name", Taken::Name),
        ("create-from_version", Taken::FromVersion),
    ] {
        if let Some((_, said)) = wrong.iter().find(|(id, _)| *id == field) {
            return Some(Claim::Taken(taken, (*said).to_owned()));
        }
    }
    let said = view.dialog_alerts().join(" ");
    let has = |parts: &[&str]| parts.iter().any(|part| said.contains(part));
    match said.is_empty() {
        true if wrong.is_empty() => None,
        true => Some(Claim::Unclear(format!("{wrong:?}"))),
        false if has(&NOT_KNOWN) => Some(Claim::NotKnown(said)),
        false if has(&NOT_DONE) => Some(Claim::NotDone(said)),
        false => Some(Claim::Unclear(said)),
    }
}

/// Whether a new message says that a task was created.
pub fn says_created(view: &View, name: &str) -> bool {
    let english = [
        format!("“{name}” is created and stopped."),
        format!("The answer was lost, but the task is in the list: “{name}” is created and stopped."),
    ];
    let chinese = [
        format!("“{name}”已创建，处于停止状态。"),
        format!("未收到响应，但列表中已有该任务：“{name}”已创建，处于停止状态。"),
    ];
    says_one_of(view, &[english, chinese].concat())
}

/// An action on a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    Start,
    Stop,
    Delete,
}

impl Deed {
    /// Its button.
    pub fn word(self, words: &Words) -> &'static str {
        match self {
            Self::Start => words.start,
            Self::Stop => words.stop,
            Self::Delete => words.delete,
        }
    }

    /// Whether a new message says that it is done.
    pub fn is_said_done(self, view: &View, name: &str) -> bool {
        let (english, chinese) = match self {
            Self::Start => ("running", "已启动"),
            Self::Stop => ("stopped", "已停止"),
            Self::Delete => ("deleted", "已删除"),
        };
        let said = [format!("“{name}” is {english}."), format!("“{name}”{chinese}。")];
        says_one_of(view, &said)
    }
}

/// Whether a message starts with one of these. A stop adds its limits.
fn says_one_of(view: &View, said: &[String]) -> bool {
    let toasts = view.toasts();
    toasts
        .iter()
        .any(|toast| said.iter().any(|one| toast.starts_with(one.as_str())))
}

/// Labels of buttons that the kit does not know.
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

/// In the language of `words`.
pub fn more(words: &Words) -> &'static More {
    if words.tag == "zh" { &MORE_ZH } else { &MORE_EN }
}
