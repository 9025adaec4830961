//! `cargo xtask`: set-up, start, checks and packaging, so that two commands are enough on a fresh machine.
//!
//! [`tools`] installs the pinned build tools, [`console`] makes the release build, which [`split`] divides into two modules;
//! [`run`] starts the platform with it. [`checks`] is the whole test run, its steps are in [`steps`] and [`commands`].
//! [`size`] measures and [`package`] packs what ships. The other modules are a command each: [`mod@bench`], [`soak`],
//! [`reliability`], [`schema`].

mod bench;
mod browser;
mod checks;
mod commands;
mod compress;
mod console;
mod error;
mod example;
mod files;
mod fingerprint;
mod firmware;
mod package;
mod process;
mod reliability;
mod run;
mod schema;
mod size;
mod soak;
mod split;
mod steps;
mod tally;
mod tools;
mod versions;
mod workspace;

use std::process::ExitCode;

use crate::error::{Error, Result};
use crate::workspace::Workspace;

const USAGE: &str = "\
cargo xtask run [-- ARGS]    set up, build the console, start the platform with it (ARGS go to the platform)
cargo xtask test [STEPS]     every check, or only some of: fmt clippy native sdk browser build size e2e
cargo xtask test --quick [MODULE]  fmt, clippy, native tests, browser tests of one module, one end-to-end test
cargo xtask test commands    a short form of each command that no other step runs
cargo xtask size [--markdown]  every shipped byte: raw, gzip, brotli; fails over the budget
cargo xtask bench digest     the shipped MD5 beside others; writes docs/benchmarks.md; --short: beside one, prints
cargo xtask bench paint BEFORE  first paint and first row beside another checkout's dist
cargo xtask soak [MINUTES]   30 minutes of an operator's life by script; --write puts the result into target/soak.md
cargo xtask reliability      what the tests with faults tried; writes docs/reliability.md
cargo xtask schema [ARGS]    asks the platform what openapi.yaml says it answers (ARGS go to schemathesis)
cargo xtask dist             the release console in dist/, and as target/upgrade-console-VERSION.tar.gz
cargo xtask setup            only get the wasm target and the pinned tools

bench, soak, reliability and schema have a form of seconds, --short, that writes no document";

fn main() -> ExitCode {
    let mut args = std::env::args();
    let called = args.next().unwrap_or_default();
    let args: Vec<String> = args.collect();
    let done = if called.ends_with(split::BINDGEN) {
        split::bindgen(&args)
    } else {
        dispatch(&args)
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

pub(crate) fn dispatch(args: &[String]) -> Result<ExitCode> {
    let (command, rest) = match args.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", args),
    };
    match command {
        "run" => run::run(&Workspace::locate()?, rest).map(|()| ExitCode::SUCCESS),
        "test" => checks::run(&Workspace::locate()?, rest),
        "size" => size::run(&Workspace::locate()?, rest),
        "reliability" if rest == [example::SHORT] => {
            reliability::short(&Workspace::locate()?).map(|()| ExitCode::SUCCESS)
        }
        "reliability" => reliability::run(&Workspace::locate()?).map(|()| ExitCode::SUCCESS),
        "schema" => schema::run(&Workspace::locate()?, rest).map(|()| ExitCode::SUCCESS),
        "soak" => soak::run(&Workspace::locate()?, rest),
        "bench" => bench::run(&Workspace::locate()?, rest),
        "dist" => package::run(&Workspace::locate()?).map(|()| ExitCode::SUCCESS),
        "setup" => tools::setup(&Workspace::locate()?).map(|()| ExitCode::SUCCESS),
        "help" | "-h" | "--help" => {
            println!("{USAGE}");
            Ok(ExitCode::SUCCESS)
        }
        unknown => Err(Error::new(format!("no command `{unknown}`\n\n{USAGE}"))),
    }
}
