//! Texts of the shortcuts and links.

use crate::i18n::messages::HelpMessages;
use crate::i18n::zh::Chinese;

impl HelpMessages for Chinese {
    texts! {
        shortcuts_about: "未在输入文字时可用：",
        search: "跳到搜索框",
        create: "创建任务",
        escape: "关闭当前打开的内容，或清除选择",
        shortcuts: "显示本列表",
        link: "链接",
        copy_link: "复制此任务的链接",
    }
}
