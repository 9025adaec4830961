//! `cargo xtask`: sets up, builds, checks and packages the console, so that two commands are enough on a fresh machine.
//!
//! [`tools`] installs the pinned build tools. [`console`] makes the release build, which [`split`] divides into two
//! modules. [`run`] starts the platform with it. [`checks`] is the test run, with its steps in [`steps`] and [`commands`].
//! [`size`] measures and [`package`] packs the shipped files. [`mod@bench`], [`soak`], [`reliability`] and [`schema`]
//! implement the commands of these names.

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
cargo xtask run [-- ARGS]    build the console and start the platform with it (ARGS are passed to the platform)
cargo xtask test [STEPS]     run all steps, or the named ones: fmt clippy native sdk browser build size e2e;
                             only by name: docs deny commands
cargo xtask test --quick [MODULE]  fmt, clippy, native tests, browser tests of one module, one end-to-end test
cargo xtask test commands    run a short form of each command that no other step runs
cargo xtask size [--markdown]  print the size of each shipped file: raw, gzip, brotli; fail over the budget
cargo xtask bench digest     compare the MD5 with other libraries, write docs/benchmarks.md;
                             --short prints only the ratio to hash-wasm
cargo xtask bench paint BEFORE  compare first paint and first row with the dist of another checkout
cargo xtask soak [MINUTES]   run a scripted operator session, by default 30 minutes; --write writes target/soak.md
cargo xtask reliability      run the end-to-end tests with faults, write docs/reliability.md
cargo xtask schema [ARGS]    check the platform against openapi.yaml (ARGS are passed to schemathesis)
cargo xtask dist             build the release console in dist/, pack it as target/upgrade-console-VERSION.tar.gz
cargo xtask setup            install only the wasm target and the pinned tools

bench, soak, reliability and schema have a short form, --short, that takes seconds and writes no document";

fn main() -> ExitCode {
    let mut args = std::env::args();
    let program = args.next().unwrap_or_default();
    let args: Vec<String> = args.collect();
    let result = if program.ends_with(split::BINDGEN) {
        split::bindgen(&args)
    } else {
        dispatch(&args)
    };
    match result {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; without arguments, prints the usage.
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
