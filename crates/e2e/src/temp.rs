//! Temporary folders of a test.

use std::fs;
use std::path::{Path, PathBuf};
use std::process;
use std::sync::atomic::{AtomicU32, Ordering};

/// A new, empty folder; removed when dropped.
#[derive(Debug)]
pub struct TempDir(PathBuf);

impl TempDir {
    /// Creates the folder; `name` is the end of its name.
    pub fn new(name: &str) -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("e2e-{}-{number}-{name}", process::id()));
        // An earlier process with the same id may have left a folder of this name.
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a temporary folder");
        Self(path)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.0.join(name);
        fs::write(&file, bytes).expect("a file in the temporary folder");
        file
    }

    /// Creates a sparse file of `size` zero bytes, which takes no disk space, and returns its path.
    pub fn sparse_file(&self, name: &str, size: u64) -> PathBuf {
        let path = self.0.join(name);
        let file = fs::File::create(&path).expect("a file in the temporary folder");
        file.set_len(size).expect("a file system with sparse files");
        path
    }
}

impl Drop for TempDir {
    fn drop(&mut self) {
        // A browser that is still exiting may write into the folder; the system then removes it later.
        let _ = fs::remove_dir_all(&self.0);
    }
}
