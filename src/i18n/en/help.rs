//! Texts of the shortcuts and links.

use crate::i18n::en::English;
use crate::i18n::messages::HelpMessages;

impl HelpMessages for English {
    texts! {
        shortcuts_about: "While nothing is being typed:",
        search: "Go to the search",
        create: "Create a task",
        escape: "Close what is open, or clear the selection",
        shortcuts: "Show this list",
        link: "Link",
        copy_link: "Copy link to this task",
    }
}
