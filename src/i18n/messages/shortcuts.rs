//! Topic of the list of keyboard shortcuts.

/// Texts of the list of keyboard shortcuts.
pub trait ShortcutMessages: Sync {
    texts! {
        /// When the shortcuts work.
        shortcut_scope,
        shortcut_search, shortcut_create, shortcut_escape, shortcut_list,
        /// Check box.
        single_keys,
    }
}
