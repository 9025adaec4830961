//! Chinese names of the keyboard shortcuts.

use crate::i18n::messages::ShortcutMessages;
use crate::i18n::zh::Chinese;

impl ShortcutMessages for Chinese {
    texts! {
        shortcut_scope: "未在输入框中输入时：",
        shortcut_search: "定位到搜索框",
        shortcut_create: "创建任务",
        shortcut_escape: "关闭打开的对话框或菜单，或取消选择",
        single_keys: "启用单键快捷键",
        shortcut_list: "显示快捷键列表",
    }
}
