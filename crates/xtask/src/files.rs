//! File system functions whose errors name the path.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context, Error, Result};

/// Returns all files below `dir`, sorted, without hidden files and folders. A missing folder has none.
pub(crate) fn below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut pending = vec![dir.to_path_buf()];
    while let Some(dir) = pending.pop() {
        for entry in entries(&dir)? {
            if entry.is_dir() && !entry.is_symlink() {
                pending.push(entry)
            } else {
                found.push(entry)
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Returns the files and folders directly in `dir`, sorted, without hidden ones. A missing folder has none.
pub(crate) fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let action = || format!("listing {}", dir.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).context(action)? {
        let path = entry.context(action)?.path();
        if !name(&path).starts_with('.') {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// Last component of a path, as text to compare or print.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Extension without its dot, or "".
pub(crate) fn extension(path: &Path) -> &str {
    path.extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}

/// Reads a whole file; the error names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).context(|| format!("reading {}", path.display()))
}

/// Reads a whole UTF-8 file; the error names it.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    let bytes = read(path)?;
    String::from_utf8(bytes).map_err(|_| Error::new(format!("{} is not UTF-8 text", path.display())))
}

/// Writes a whole file; the error names it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).context(|| format!("writing {}", path.display()))
}

/// Creates a folder and its parents.
pub(crate) fn create_dir(path: &Path) -> Result<()> {
    fs::create_dir_all(path).context(|| format!("creating the folder {}", path.display()))
}

/// Removes a file or folder if it exists.
pub(crate) fn remove(path: &Path) -> Result<()> {
    let removed = if path.is_dir() {
        fs::remove_dir_all(path)
    } else if path.exists() {
        fs::remove_file(path)
    } else {
        Ok(())
    };
    removed.context(|| format!("removing {}", path.display()))
}
