//! `cargo xtask run`: everything that is missing, then the platform with the console.

use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::thread;

use crate::console;
use crate::error::{Error, Result};
use crate::process::{self, say};
use crate::tools;
use crate::workspace::Workspace;

/// Builds what changed, then becomes the platform; returns only if that failed.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<()> {
    tools::prerequisites()?;
    // Beside each other: the ends of both keep one core busy.
    let (console, platform) = thread::scope(|scope| {
        let platform = scope.spawn(|| build_platform(ws));
        (console::build(ws), platform.join())
    });
    console?;
    platform.map_err(|_| Error::new("building the platform was broken off"))??;
    let args = args.strip_prefix(&["--".to_owned()]).unwrap_or(args);
    say("starting the platform; Ctrl-C stops it");
    let mut platform = Command::new(ws.platform());
    platform
        .arg("--console")
        .arg(ws.dist())
        .args(args)
        .current_dir(&ws.root);
    // In our place, not below us: Ctrl-C and the exit status are the platform's own, its shutdown stays graceful.
    let cause = platform.exec();
    Err(Error::new(format!("cannot start {}: {cause}", ws.platform().display())))
}

/// Builds the platform in the profile and with the features the tests use, so that it is built once.
pub(crate) fn build_platform(ws: &Workspace) -> Result<()> {
    say("building the platform (2 minutes the first time, then seconds)");
    process::run(
        Command::new("cargo")
            .args(["build", "--workspace", "--bin", "platform", "--locked"])
            .current_dir(&ws.root),
    )
}
