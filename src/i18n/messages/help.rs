//! Texts of the shortcuts and links.

/// Texts of the shortcuts and links.
#[expect(missing_docs, reason = "the name says where a text is used")]
pub struct HelpMessages {
    pub shortcuts_about: &'static str,
    pub search: &'static str,
    pub create: &'static str,
    pub escape: &'static str,
    pub this_list: &'static str,
    pub link: &'static str,
    pub copy_link: &'static str,
}
