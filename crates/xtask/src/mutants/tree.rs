//! A copy of the working tree to change.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Edit;
use crate::error::{Error, Result};
use crate::files;
use crate::process;
use crate::workspace::Workspace;

/// The copy, below the target directory, so that what is built from it is built once.
#[derive(Debug)]
pub(super) struct Tree {
    root: PathBuf,
    original: PathBuf,
}

impl Tree {
    /// Copies every file git knows or would take in. What has not changed keeps its time: it is not built again.
    pub(super) fn copy(ws: &Workspace) -> Result<Self> {
        let tree = Self {
            root: ws.target.join("mutants").join("tree"),
            original: ws.root.clone(),
        };
        let mut git = Command::new("git");
        git.args(["ls-files", "--cached", "--others", "--exclude-standard"])
            .current_dir(&ws.root);
        let names = process::capture(&mut git).ok_or_else(|| Error::new("git cannot list the files"))?;
        for name in names.lines().filter(|name| ws.root.join(name).is_file()) {
            tree.take(name)?;
        }
        Ok(tree)
    }

    fn take(&self, name: &str) -> Result<()> {
        let (from, to) = (self.original.join(name), self.root.join(name));
        let bytes = files::read(&from)?;
        if !to.is_file() || files::read(&to)? != bytes {
            to.parent().map_or(Ok(()), files::create_dir)?;
            files::write(&to, &bytes)?;
        }
        Ok(())
    }

    /// Takes a guard out; gives what stood there, file by file.
    pub(super) fn change(&self, edits: &[Edit]) -> Result<Vec<(PathBuf, String)>> {
        let mut before = Vec::new();
        for edit in edits {
            let file = self.root.join(edit.file);
            let text = String::from_utf8_lossy(&files::read(&file)?).into_owned();
            if text.matches(edit.from).count() != 1 {
                return Err(Error::new(format!("{} has not exactly one:\n{}", edit.file, edit.from)));
            }
            files::write(&file, text.replace(edit.from, edit.to).as_bytes())?;
            before.push((file, text));
        }
        Ok(before)
    }

    /// Puts it back; the last change first, since several may be of one file.
    pub(super) fn restore(&self, before: Vec<(PathBuf, String)>) -> Result<()> {
        let mut backwards = before.into_iter().rev();
        backwards.try_for_each(|(file, text)| files::write(&file, text.as_bytes()))
    }

    /// Its root.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Where it is built.
    pub(super) fn target(&self) -> PathBuf {
        self.root.with_file_name("build")
    }

    /// The console built from it: quickly, not small.
    pub(super) fn dist(&self) -> PathBuf {
        self.root.with_file_name("dist")
    }
}
