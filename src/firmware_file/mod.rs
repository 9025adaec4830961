//! Digest and size of a chosen file. [`Reader`] decides whether a worker or the page reads the bytes.

pub(crate) mod archive;
pub(crate) mod checksums;
pub(crate) mod dropped;
pub(crate) mod on_page;
pub(crate) mod reader;
pub(crate) mod remote;
pub(crate) mod worker;

pub use archive::holds_page;
pub use checksums::{is_checksums, listed_md5, text_of};
pub use dropped::{Dropped, drags_files, dropped, refuse_stray_drops};
pub use reader::{Reader, Reading};
pub use remote::{RemoteFile, check_url};

use firmware_digest::Content;
use upgrade_api::values::{FileSize, Md5};

/// Result of reading a whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// MD5 digest.
    pub md5: Md5,
    /// Size of the file.
    pub size: FileSize,
    /// Kind of the content, if its signature is known.
    pub content: Option<Content>,
}

/// Reason why a file has no digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// The file is empty.
    Empty,
    /// The file is larger than the largest size of the API.
    TooLarge,
    /// The file is larger than the limit of `config.json`, in bytes.
    OverLimit(u64),
    /// The file was changed after it was chosen, or the browser has no permission to read it.
    Changed,
    /// The file was moved or deleted after it was chosen.
    Gone,
    /// The browser cannot read the file for another reason.
    Unreadable,
    /// A folder was dropped.
    Folder,
    /// Several firmware files were dropped on one version.
    Several,
}

impl FileError {
    /// Error for the name of a browser's exception.
    fn of_exception(name: &str) -> Self {
        match name {
            "NotFoundError" => Self::Gone,
            // Chromium uses this name for a file that was changed after it was chosen, and for a missing permission.
            "NotReadableError" => Self::Changed,
            _ => Self::Unreadable,
        }
    }
}
