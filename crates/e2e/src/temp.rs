//! A folder that goes away with the test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// A new, empty folder; removed when dropped.
#[derive(Debug)]
pub struct TempDir(PathBuf);

impl TempDir {
    /// Makes one.
    #[must_use]
    pub fn new(name: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("e2e-{}-{number}-{name}", process::id()));
        // Left by an earlier process of the same number.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a folder in the system's temporary one");
        Self(path)
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes a file into it.
    #[must_use]
    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.0.join(name);
        fs::write(&file, bytes).expect("a file in our own folder");
        file
    }

    /// Makes a file of `size` zeros that takes no room on the disk.
    #[must_use]
    pub fn sparse_file(&self, name: &str, size: u64) -> PathBuf {
        let path = self.0.join(name);
        let file = fs::File::create(&path).expect("a file in our own folder");
        file.set_len(size).expect("a file system with sparse files");
        path
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        // A browser that is still ending may write into it: then the system's own cleaning takes it.
        let _ = fs::remove_dir_all(&self.0);
    }
}
