//! Firmware files on disk: `files/<md5>-<size>`, written once and never changed.
//!
//! A file is first written to `incoming/` and moved once it is complete and synced, so every file under `files/` is
//! complete, even after a kill.

use crate::secrets;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use tokio::io::AsyncWriteExt;
use upgrade_api::{FileSize, Md5};

/// Path prefix of the files in this platform's URLs.
pub const URL_PREFIX: &str = "/files/";

/// Name of a stored file: `<md5>-<size>`. Only such names reach the disk, so no request can leave the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FileName {
    /// MD5 digest of the file.
    pub md5: Md5,
    /// Size of the file in bytes.
    pub size: FileSize,
}

impl FileName {
    /// Parses a name; `None` unless it has exactly the form that `Display` writes.
    pub fn parse(text: &str) -> Option<Self> {
        let (md5, size) = text.split_once('-')?;
        let name = Self {
            md5: Md5::parse(md5).ok()?,
            size: FileSize::parse(size).ok()?,
        };
        (name.to_string() == text).then_some(name)
    }

    /// Returns the file that a URL names, if its path is one of this platform's. The host is not compared.
    pub fn in_url(url: &str) -> Option<Self> {
        let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = &after_scheme[after_scheme.find('/')?..];
        Self::parse(path.strip_prefix(URL_PREFIX)?)
    }

    /// Returns the path of the file's URL, without scheme and host.
    pub fn url_path(&self) -> String {
        format!("{URL_PREFIX}{self}")
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.md5, self.size.get())
    }
}

/// Directories of the stored and the incoming files.
#[derive(Clone, Debug)]
pub struct Files {
    stored: PathBuf,
    incoming: PathBuf,
}

impl Files {
    /// Creates the directories under `data` and removes the remains of aborted uploads.
    pub fn open(data: &Path) -> io::Result<Self> {
        let files = Self {
            stored: data.join("files"),
            incoming: data.join("incoming"),
        };
        if files.incoming.exists() {
            fs::remove_dir_all(&files.incoming)?;
        }
        fs::create_dir_all(&files.incoming)?;
        fs::create_dir_all(&files.stored)?;
        Ok(files)
    }

    /// Returns the path of a file, whether or not it exists.
    pub fn path(&self, name: &FileName) -> PathBuf {
        self.stored.join(name.to_string())
    }

    pub async fn begin(&self) -> io::Result<Incoming> {
        let path = self.incoming.join(secrets::id()?);
        let file = tokio::fs::File::create_new(&path).await?;
        Ok(Incoming {
            file,
            hash: md5::Context::new(),
            size: 0,
            path: Some(path),
        })
    }

    /// Stores a complete file: syncs it to the disk, then moves it. An existing file of the same name stays, because it
    /// has the same contents and devices may be reading it.
    ///
    /// # Errors
    /// If the disk operation fails, or the file is empty or too large for a [`FileName`].
    pub async fn keep(&self, mut incoming: Incoming) -> io::Result<FileName> {
        incoming.file.flush().await?;
        incoming.file.sync_all().await?;
        let size =
            FileSize::from_bytes(incoming.size).map_err(|_| io::Error::other("a file of no or too many bytes"))?;
        let md5 = Md5::from_bytes(std::mem::replace(&mut incoming.hash, md5::Context::new()).finalize().0);
        let name = FileName { md5, size };
        let target = self.path(&name);
        if !tokio::fs::try_exists(&target).await?
            && let Some(from) = incoming.path.take()
        {
            tokio::fs::rename(from, &target).await?;
            // Syncing the directory makes the move durable.
            tokio::fs::File::open(&self.stored).await?.sync_all().await?;
        }
        Ok(name)
    }
}

/// A file being received. Dropping it before [`Files::keep`] deletes it.
pub struct Incoming {
    file: tokio::fs::File,
    hash: md5::Context,
    size: u64,
    /// Path of the temporary file; `None` once the file is moved.
    path: Option<PathBuf>,
}

impl Incoming {
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.consume(bytes);
        self.size += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.file.write_all(bytes).await
    }

    /// Returns the number of bytes received so far.
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        if let Some(path) = self.path.take() {
            // A failure is harmless: the next start clears the directory.
            let _ = fs::remove_file(path);
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    const NAME: &str = "0123456789abcdef0123456789abcdef-42";

    #[test]
    fn a_file_name_consists_of_digest_and_size() {
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
    fn only_urls_under_the_files_path_name_a_file() {
        assert!(FileName::in_url(&format!("http://127.0.0.1:8080/files/{NAME}")).is_some());
        assert!(FileName::in_url(&format!("https://x.example/files/{NAME}")).is_some());
        assert!(FileName::in_url(&format!("https://x.example/other/{NAME}")).is_none());
        assert!(FileName::in_url("https://x.example").is_none());
    }
}
