//! What helps along: keys, and links for others. Both languages side by side.

use super::messages;

messages! {
    /// See [`Messages`](super::Messages).
    HelpMessages:
    shortcuts_about: &'static str,
    search: &'static str,
    create: &'static str,
    escape: &'static str,
    this_list: &'static str,
    link: &'static str,
    copy_link: &'static str,
}

pub(super) static EN: HelpMessages = HelpMessages {
    shortcuts_about: "While nothing is being typed:",
    search: "Go to the search",
    create: "Create a task",
    escape: "Close what is open, or clear the selection",
    this_list: "Show this list",
    link: "Link",
    copy_link: "Copy link to this task",
};

pub(super) static ZH: HelpMessages = HelpMessages {
    shortcuts_about: "未在输入文字时可用：",
    search: "跳到搜索框",
    create: "创建任务",
    escape: "关闭当前打开的内容，或清除选择",
    this_list: "显示本列表",
    link: "链接",
    copy_link: "复制此任务的链接",
};
