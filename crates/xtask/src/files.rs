//! Walking folders.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Context, Error, Result};

/// Every file below `dir`, sorted; hidden ones (editors' leftovers) are not ours. A missing folder has none.
pub(crate) fn below(dir: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![dir.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in entries(&dir)? {
            if entry.is_dir() && !entry.is_symlink() {
                open.push(entry)
            } else {
                found.push(entry)
            }
        }
    }
    found.sort();
    Ok(found)
}

/// The files and folders directly in `dir`, sorted, without hidden ones. A missing folder has none.
pub(crate) fn entries(dir: &Path) -> Result<Vec<PathBuf>> {
    if !dir.is_dir() {
        return Ok(Vec::new());
    }
    let what = || format!("listing {}", dir.display());
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).context(what)? {
        let path = entry.context(what)?.path();
        if !name(&path).starts_with('.') {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The last part of a path, for comparing and showing.
pub(crate) fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The extension without its dot, or "".
pub(crate) fn extension(path: &Path) -> &str {
    path.extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}

/// Reads a whole file; the error names it.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).context(|| format!("reading {}", path.display()))
}

/// Reads a whole file of text; the error names it.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    let bytes = read(path)?;
    String::from_utf8(bytes).map_err(|_| Error::new(format!("{} is no text", path.display())))
}

/// Writes a whole file; the error names it.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).context(|| format!("writing {}", path.display()))
}

/// Makes a folder and what is above it.
pub(crate) fn create_dir(path: &Path) -> Result<()> {
    fs::create_dir_all(path).context(|| format!("making the folder {}", path.display()))
}

/// Removes a folder or file that may not be there.
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
