//! English names of the keyboard shortcuts.

use crate::i18n::en::English;
use crate::i18n::messages::ShortcutMessages;

impl ShortcutMessages for English {
    texts! {
        shortcut_scope: "When you’re not typing in a field:",
        shortcut_search: "Go to the search",
        shortcut_create: "Create a task",
        shortcut_escape: "Close the open dialog or menu, or clear the selection",
        shortcut_list: "Show this list",
        single_keys: "Use single-key shortcuts",
    }
}
