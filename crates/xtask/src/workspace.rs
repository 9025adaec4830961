//! Paths of the workspace.

use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

use crate::error::{Context, Error, Result};

/// The repository and its build directory.
#[derive(Debug, Clone)]
pub(crate) struct Workspace {
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
        let root = manifest_dir
            .as_deref()
            .and_then(|xtask| xtask.parent()?.parent())
            .ok_or_else(|| Error::new("start this program as `cargo xtask`: Cargo sets the path of the workspace"))?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self {
            root: root.to_path_buf(),
            target,
        })
    }

    /// Folder of the built console.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// Program of the embedded platform, built by `cargo build -p platform`.
    pub(crate) fn platform(&self) -> PathBuf {
        self.target.join("debug").join("platform")
    }

    /// Folder for tools that are not on PATH: `cargo install --root`.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Folder for npm packages: `npm install --prefix`.
    pub(crate) fn npm(&self) -> PathBuf {
        self.tools().join("npm")
    }

    /// PATH with the tools of this workspace first. It is used for lookups and for child processes, so that both find
    /// the same program.
    pub(crate) fn search_path(&self) -> Result<OsString> {
        let own = [self.tools().join("bin"), self.npm().join("node_modules").join(".bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))
            .context(|| "PATH cannot contain the path of this checkout".to_owned())
    }
}
