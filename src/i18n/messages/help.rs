//! Texts of the shortcuts and links.

/// Texts of the shortcuts and links.
pub trait HelpMessages: Sync {
    texts! {
        shortcuts_about, search, create, escape, shortcuts, link, copy_link,
    }
}
