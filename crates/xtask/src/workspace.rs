//! The repository, its build directory, and a shell for both.

use std::env;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use xshell::Shell;

/// The repository and its build directory. Threads use clones, because a shell is not `Sync`.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
    /// Shell in [`root`](Self::root) whose PATH has the tools of this workspace first.
    pub(crate) sh: Shell,
    /// The folder of the workspace's `Cargo.toml`, absolute.
    pub(crate) root: PathBuf,
    /// Cargo's target directory, absolute.
    pub(crate) target: PathBuf,
}

impl Workspace {
    /// Finds the workspace through `CARGO_MANIFEST_DIR`, which `cargo run` sets at run time: a moved checkout still
    /// works.
    pub(crate) fn locate() -> Result<Self> {
        let manifest_dir = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = manifest_dir.as_ref().and_then(|xtask| xtask.ancestors().nth(2));
        let root = root.context("start this program as `cargo xtask`: Cargo sets the path of the workspace")?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        let sh = Shell::new()?;
        sh.change_dir(root);
        let ws = Self {
            sh,
            root: root.to_owned(),
            target,
        };
        let own = ["bin", "npm/node_modules/.bin"].map(|dir| ws.tools().join(dir));
        let inherited = env::var_os("PATH").unwrap_or_default();
        let path = own.into_iter().chain(env::split_paths(&inherited));
        let path = env::join_paths(path).context("PATH cannot contain the path of this checkout")?;
        ws.sh.set_var("PATH", path);
        Ok(ws)
    }

    /// Folder of the built console.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Program of the embedded platform, built by [`crate::run::build_platform`].
    pub(crate) fn platform(&self) -> PathBuf {
        self.target.join("debug/platform")
    }

    /// Folder for tools that are not on PATH: `cargo install --root`, and `npm` for `npm ci --prefix`.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Path of a program that is on the shell's PATH, or given by its path.
    pub(crate) fn find(&self, program: &str) -> Option<PathBuf> {
        which::which_in(program, self.sh.var_os("PATH"), &self.root).ok()
    }
}
