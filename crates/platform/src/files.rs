//! Firmware files on the disk: `files/<md5>-<size>`, written once, never changed.
//!
//! A file is first written to `incoming/` and moved when it is whole and on the disk, so that whatever stands under
//! `files/` is complete, also after a kill.

use crate::secrets;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tokio::io::AsyncWriteExt;
use upgrade_api::values::{FileSize, Md5};

/// Where files are in URLs of this platform.
pub const URL_PREFIX: &str = "/files/";

/// The name of a file: `<md5>-<size>`. Nothing else can be asked of the disk, so no name leads out of the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileName {
    /// The digest of its bytes.
    pub md5: Md5,
    /// The number of its bytes.
    pub size: FileSize,
}

impl FileName {
    /// Reads a name; none unless it is written exactly as [`FileName`] writes it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (md5, size) = text.split_once('-')?;
        let name = Self {
            md5: Md5::parse(md5).ok()?,
            size: FileSize::parse(size).ok()?,
        };
        (name.to_string() == text).then_some(name)
    }

    /// The file an address leads to, where its path is one of this platform's.
    #[must_use]
    pub fn in_url(url: &str) -> Option<Self> {
        let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = &after_scheme[after_scheme.find('/')?..];
        Self::parse(path.strip_prefix(URL_PREFIX)?)
    }

    /// The path of its address, without scheme and host.
    #[must_use]
    pub fn url_path(&self) -> String {
        format!("{URL_PREFIX}{self}")
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.md5, self.size.get())
    }
}

/// The two directories.
#[derive(Clone, Debug)]
pub struct Files {
    kept: PathBuf,
    incoming: PathBuf,
}

impl Files {
    /// Makes the directories under `data` and removes what aborted uploads left.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub fn open(data: &Path) -> io::Result<Self> {
        let files = Self {
            kept: data.join("files"),
            incoming: data.join("incoming"),
        };
        if files.incoming.exists() {
            fs::remove_dir_all(&files.incoming)?;
        }
        fs::create_dir_all(&files.incoming)?;
        fs::create_dir_all(&files.kept)?;
        Ok(files)
    }

    /// Where a file is, or would be.
    #[must_use]
    pub fn path(&self, name: &FileName) -> PathBuf {
        self.kept.join(name.to_string())
    }

    /// Starts to take a file.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub async fn begin(&self) -> io::Result<Incoming> {
        let name = secrets::id().map_err(io::Error::other)?;
        let path = self.incoming.join(name);
        let file = tokio::fs::File::create_new(&path).await?;
        Ok(Incoming {
            file,
            hash: md5::Context::new(),
            size: 0,
            place: Some(path),
        })
    }

    /// Keeps a whole file: flushed to the disk, then moved. A file that is there already stays: it has the same name,
    /// and devices may be reading it.
    ///
    /// # Errors
    /// Where the disk refuses; the empty file, which has no name.
    pub async fn keep(&self, mut incoming: Incoming) -> io::Result<FileName> {
        incoming.file.flush().await?;
        incoming.file.sync_all().await?;
        let size =
            FileSize::from_bytes(incoming.size).map_err(|_| io::Error::other("a file of no or too many bytes"))?;
        let md5 = Md5::from_bytes(std::mem::replace(&mut incoming.hash, md5::Context::new()).finalize().0);
        let name = FileName { md5, size };
        let target = self.path(&name);
        if !tokio::fs::try_exists(&target).await?
            && let Some(from) = incoming.place.take()
        {
            tokio::fs::rename(from, &target).await?;
            // The move itself is on the disk once the directory is.
            tokio::fs::File::open(&self.kept).await?.sync_all().await?;
        }
        Ok(name)
    }
}

/// A file on its way in. Dropped before it is kept, it leaves nothing behind.
pub struct Incoming {
    file: tokio::fs::File,
    hash: md5::Context,
    size: u64,
    place: Option<PathBuf>,
}

impl Incoming {
    /// Takes the next bytes.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.consume(bytes);
        self.size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.file.write_all(bytes).await
    }

    /// Bytes so far.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if let Some(path) = self.place.take() {
            // Nothing to be done where it fails: the next start clears the directory.
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]
mod tests {
    use super::*;

    const NAME: &str = "0123456789abcdef0123456789abcdef-42";

    #[test]
    fn only_a_digest_and_a_size_are_a_name() {
        assert_eq!(FileName::parse(NAME).unwrap().to_string(), NAME);
        for bad in [
            "",
            "..",
            "../platform.sqlite",
            "0123456789ABCDEF0123456789ABCDEF-42",
            "0123456789abcdef0123456789abcdef-042",
            "0123456789abcdef0123456789abcdef-0",
            "0123456789abcdef0123456789abcdef- 42",
            "0123456789abcdef0123456789abcdef-42/..",
            "0123456789abcdef0123456789abcdef",
        ] {
            assert_eq!(FileName::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn our_own_addresses_are_told_from_others() {
        assert!(FileName::in_url(&format!("http://127.0.0.1:8080/files/{NAME}")).is_some());
        assert!(FileName::in_url(&format!("https://x.example/files/{NAME}")).is_some());
        assert!(FileName::in_url(&format!("https://x.example/other/{NAME}")).is_none());
        assert!(FileName::in_url("https://x.example").is_none());
    }
}
