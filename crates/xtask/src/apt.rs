//! Debian packages, for programs and images that the tests need.

use std::path::Path;

use anyhow::{Result, ensure};
use xshell::{Cmd, cmd};

use crate::progress::say;
use crate::workspace::Workspace;

/// Installs packages.
///
/// # Errors
/// If packages cannot be installed here; the error names them.
pub(crate) fn install(ws: &Workspace, packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    ensure!(
        is_allowed(ws),
        "please install {names} (Debian: `sudo apt-get install {names}`)"
    );
    say(format_args!("installing {names} with apt, once (one to two minutes)"));
    update(ws)?;
    let options = ["-y", "--no-install-recommends"];
    Ok(get(ws, "install").args(options).args(packages).run()?)
}

/// Downloads packages and unpacks them into an empty folder, without installing them.
pub(crate) fn unpack(ws: &Workspace, packages: &[&str], into: &Path) -> Result<()> {
    ws.sh.remove_path(into)?;
    ws.sh.create_dir(into)?;
    // A download needs no root; as root, it needs package lists.
    if download(ws, packages, into).is_err() && is_allowed(ws) {
        update(ws)?;
        download(ws, packages, into)?;
    }
    for package in ws.sh.read_dir(into)? {
        cmd!(ws.sh, "dpkg-deb -x {package} {into}").run()?;
        ws.sh.remove_path(package)?;
    }
    Ok(())
}

fn download(ws: &Workspace, packages: &[&str], into: &Path) -> Result<()> {
    let _dir = ws.sh.push_dir(into);
    // As root, apt would switch to a user without write access to this folder, and print a warning.
    let sandbox = ["-o", "APT::Sandbox::User=root"];
    Ok(get(ws, "download").args(sandbox).args(packages).run()?)
}

/// Updates the package lists.
pub(crate) fn update(ws: &Workspace) -> Result<()> {
    Ok(get(ws, "update").run()?)
}

/// Whether packages can be installed: as root, on a system with apt.
pub(crate) fn is_allowed(ws: &Workspace) -> bool {
    cmd!(ws.sh, "id -u").read().is_ok_and(|id| id == "0") && ws.find("apt-get").is_some()
}

/// `apt-get` command that is quiet, asks nothing and waits for another `apt-get` to finish.
pub(crate) fn get<'a>(ws: &'a Workspace, subcommand: &str) -> Cmd<'a> {
    cmd!(ws.sh, "apt-get {subcommand} -qq -o DPkg::Lock::Timeout=300").env("DEBIAN_FRONTEND", "noninteractive")
}
