//! Temporary folders of a test.

use std::fs;
use std::path::{Path, PathBuf};

/// A new, empty folder; removed when dropped. Files that a browser writes while it exits may stay.
#[derive(Debug)]
pub struct TempDir(tempfile::TempDir);

impl TempDir {
    /// Creates the folder; `name` is a part of its name.
    pub fn new(name: &str) -> Self {
        let folder = tempfile::TempDir::with_prefix(format!("e2e-{name}-"));
        Self(folder.expect("a temporary folder"))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let file = self.path().join(name);
        fs::write(&file, bytes).expect("a file in the temporary folder");
        file
    }

    /// Creates a sparse file of `size` zero bytes, which takes no disk space, and returns its path.
    pub fn sparse_file(&self, name: &str, size: u64) -> PathBuf {
        let path = self.path().join(name);
        let file = fs::File::create(&path).expect("a file in the temporary folder");
        file.set_len(size).expect("a file system with sparse files");
        path
    }
}
