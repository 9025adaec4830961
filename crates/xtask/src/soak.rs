//! `cargo xtask soak`: half an hour of an operator's life, by script, against the release console. Fails where the page
//! says what is not so, loses what was typed, stops, or grows. The script is `crates/e2e/examples/soak`.

use std::process::ExitCode;

use crate::browser;
use crate::error::{Error, Result};
use crate::example;
use crate::process::{self, say};
use crate::run::build_platform;
use crate::tools;
use crate::workspace::Workspace;

/// Minutes, unless said otherwise.
const MINUTES: f64 = 30.0;

const USAGE: &str = "`cargo xtask soak [MINUTES] [--write]` takes a minute or more, `--write` puts the result into \
                     target/soak.md";

/// Builds what is needed and starts the script.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<ExitCode> {
    let (minutes, write) = asked(args).ok_or_else(|| Error::new(USAGE))?;
    tools::prerequisites()?;
    let browser = browser::ensure()?;
    let dist = example::console(ws)?;
    build_platform(ws)?;
    say(&format!("working for {minutes} minutes, and a little more"));
    let mut command = example::command(ws, "soak", &dist, &browser);
    command.env("SOAK_MINUTES", minutes.to_string());
    if write {
        command.env("SOAK_REPORT", ws.target.join("soak.md"));
    }
    process::run(&mut command).map(|()| ExitCode::SUCCESS)
}

fn asked(args: &[String]) -> Option<(f64, bool)> {
    let (flags, rest): (Vec<&String>, Vec<&String>) = args.iter().partition(|arg| *arg == "--write");
    let minutes = match rest.as_slice() {
        [] => MINUTES,
        [minutes] => minutes
            .parse()
            .ok()
            .filter(|minutes| (1.0..=1440.0).contains(minutes))?,
        _ => return None,
    };
    Some((minutes, !flags.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::asked;

    #[test]
    fn minutes_and_the_file_are_asked_for() {
        let read = |line: &str| asked(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        for (line, expected) in [
            ("", Some((30.0, false))),
            ("5", Some((5.0, false))),
            ("--write 2.5", Some((2.5, true))),
            ("5 6", None),
            ("0", None),
            ("NaN", None),
            ("--wirte", None),
        ] {
            assert_eq!(read(line), expected, "{line}");
        }
    }
}
