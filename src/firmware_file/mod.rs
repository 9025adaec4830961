//! From a picked file to its digest and size. The page's end: whether the bytes are read in a worker or here is
//! nobody's business beyond [`Reader`].

pub(crate) mod dropped;
pub(crate) mod on_page;
pub(crate) mod reader;
pub(crate) mod remote;
pub(crate) mod worker;

pub use dropped::{Dropped, drags_files, dropped, is_checksums, refuse_stray_drops, text_of};
pub use reader::{Reader, Reading};
pub use remote::{RemoteFile, check_url};

use firmware_digest::Suspicion;
use upgrade_api::values::{FileSize, Md5};

/// What there is to know about a file that was read to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Its digest.
    pub md5: Md5,
    /// Its size.
    pub size: FileSize,
    /// Why its content is probably not firmware.
    pub suspicion: Option<Suspicion>,
}

/// Why a file has no digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It has no bytes.
    Empty,
    /// It is larger than any size the interface can name.
    TooLarge,
    /// It is larger than `config.json` allows: so many bytes.
    OverLimit(u64),
    /// It was changed while being read, or since it was picked; or the browser may not read it.
    Changed,
    /// It was moved or deleted since it was picked.
    Gone,
    /// The browser cannot read it, and gives another reason.
    Unreadable,
    /// A folder was dropped.
    Folder,
    /// Several files were dropped where one belongs.
    Several,
}

impl FileError {
    /// What the name of a browser's error says about the file.
    fn of_exception(name: &str) -> Self {
        match name {
            "NotFoundError" => Self::Gone,
            // Chromium says so of a file that is no longer as it was when it was picked, and of one without permission.
            "NotReadableError" => Self::Changed,
            _ => Self::Unreadable,
        }
    }
}
