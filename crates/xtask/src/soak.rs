//! `cargo xtask soak`: a scripted operator session against the release console, by default 30 minutes. It fails if the
//! page contradicts the database, loses typed text or stops, or if its memory grows. The script is
//! `crates/e2e/examples/soak`.

use std::process::ExitCode;

use crate::browser;
use crate::error::{Error, Result};
use crate::example::{self, SHORT};
use crate::process::{self, say};
use crate::run::build_platform;
use crate::tools;
use crate::workspace::Workspace;

/// Default duration in minutes.
const MINUTES: f64 = 30.0;
/// Duration of the short form in minutes. The short form does not check the memory.
const SHORT_MINUTES: f64 = 0.3;

const USAGE: &str = "usage: `cargo xtask soak [MINUTES | --short] [--write]`; MINUTES is 1 to 1440, `--write` writes \
                     the result to target/soak.md";

/// Builds the console and the platform, and runs the script.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<ExitCode> {
    let (minutes, short, write) = parse_args(args).ok_or_else(|| Error::new(USAGE))?;
    tools::prerequisites()?;
    let browser = browser::ensure()?;
    let dist = example::console(ws)?;
    build_platform(ws)?;
    let mut command = example::command(ws, "soak", &dist, &browser)?;
    say(&format!("running the session (a little more than {minutes} minutes)"));
    command.args(short).env("SOAK_MINUTES", minutes.to_string());
    if write {
        command.env("SOAK_REPORT", ws.target.join("soak.md"));
    }
    process::run(&mut command).map(|()| ExitCode::SUCCESS)
}

/// Parses the arguments: minutes, the flag of the short form, and whether to write the result.
fn parse_args(args: &[String]) -> Option<(f64, Option<&'static str>, bool)> {
    let (write, rest): (Vec<&str>, Vec<&str>) = args.iter().map(String::as_str).partition(|arg| *arg == "--write");
    let (minutes, short) = match *rest {
        [] => (MINUTES, None),
        [SHORT] => (SHORT_MINUTES, Some(SHORT)),
        [minutes] => (minutes.parse().ok()?, None),
        _ => return None,
    };
    let is_valid = short.is_some() || (1.0..=1440.0).contains(&minutes);
    is_valid.then_some((minutes, short, !write.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::parse_args;

    #[test]
    fn minutes_the_short_form_and_write_are_parsed() {
        let parse = |line: &str| parse_args(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        for (line, expected) in [
            ("", Some((30.0, None, false))),
            ("5", Some((5.0, None, false))),
            ("--write 2.5", Some((2.5, None, true))),
            ("--short", Some((0.3, Some("--short"), false))),
            ("5 6", None),
            ("5 --short", None),
            ("0", None),
            ("NaN", None),
            ("--wirte", None),
        ] {
            assert_eq!(parse(line), expected, "{line}");
        }
    }
}
