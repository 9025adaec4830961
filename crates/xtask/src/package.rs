//! `cargo xtask dist`: the files to upload to a web server.

use std::process::Command;

use crate::console;
use crate::error::Result;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// Version of the console: all crates of the workspace have the same one.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Builds the console and packs the files of `dist` into an archive without a top folder.
pub(crate) fn run(ws: &Workspace) -> Result<()> {
    console::build(ws)?;
    let archive = ws.target.join(format!("upgrade-console-{VERSION}.tar.gz"));
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(&archive).arg("-C").arg(ws.dist()).arg(".");
    process::run(&mut tar)?;
    say(&format!(
        "dist/ is ready for any static web server, and packed in {}",
        archive.display()
    ));
    Ok(())
}
