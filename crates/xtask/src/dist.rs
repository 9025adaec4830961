//! `cargo xtask dist`: the files to upload to a web server.

use anyhow::Result;
use xshell::cmd;

use crate::console;
use crate::progress::say;
use crate::workspace::Workspace;

/// Builds the console and packs the files of `dist` into an archive without a top folder.
pub(crate) fn run(ws: &Workspace) -> Result<()> {
    console::build(ws)?;
    // All crates of the workspace have the same version.
    let version = env!("CARGO_PKG_VERSION");
    let archive = ws.target.join(format!("upgrade-console-{version}.tar.gz"));
    cmd!(ws.sh, "tar -czf {archive} -C dist .").run()?;
    let archive = archive.display();
    say(format_args!("dist/ is ready for any web server, packed in {archive}"));
    Ok(())
}
