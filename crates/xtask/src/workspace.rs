//! Where things are.

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
    /// Finds the workspace from what `cargo run` says at run time, so that a moved checkout still works.
    pub(crate) fn locate() -> Result<Self> {
        let manifest_dir = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let root = manifest_dir
            .as_deref()
            .and_then(|xtask| xtask.parent()?.parent())
            .ok_or_else(|| Error::new("start this as `cargo xtask`: cargo says where the workspace is"))?;
        let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
        Ok(Self {
            root: root.to_path_buf(),
            target,
        })
    }

    /// The built console.
    pub(crate) fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The embedded platform, as `cargo build -p platform` leaves it.
    pub(crate) fn platform(&self) -> PathBuf {
        self.target.join("debug").join("platform")
    }

    /// Where tools go that are not on PATH: `cargo install --root`.
    pub(crate) fn tools(&self) -> PathBuf {
        self.target.join("tools")
    }

    /// Where `npm install --prefix` puts what comes from npm.
    pub(crate) fn npm(&self) -> PathBuf {
        self.tools().join("npm")
    }

    /// PATH with our own tools first: what we look tools up in is what the child processes see, so both always
    /// find the same one.
    pub(crate) fn search_path(&self) -> Result<OsString> {
        let own = [self.tools().join("bin"), self.npm().join("node_modules").join(".bin")];
        let inherited = env::var_os("PATH").unwrap_or_default();
        env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))
            .context(|| "the checkout's path cannot stand in PATH".to_owned())
    }
}
