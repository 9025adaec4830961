//! `cargo xtask soak`: a scripted operator session against the release console. It fails if the page contradicts the
//! database, loses typed text or stops, or if its memory grows. The script is `crates/e2e/examples/soak`.

use anyhow::{Result, ensure};

use crate::e2e;
use crate::progress::say;
use crate::workspace::Workspace;

/// Builds the console and the platform, and runs the script.
pub(crate) fn run(ws: &Workspace, minutes: f64, short: bool) -> Result<()> {
    ensure!((1.0..=1440.0).contains(&minutes), "MINUTES is 1 to 1440");
    let minutes = if short { 0.3 } else { minutes };
    let soak = e2e::example(ws, "soak", &e2e::console(ws)?, short)?;
    say(format_args!("running the session (a little over {minutes} minutes)"));
    Ok(soak.env("SOAK_MINUTES", minutes.to_string()).run()?)
}
