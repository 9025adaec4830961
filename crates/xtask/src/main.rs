//! `cargo xtask`: sets up, builds, checks and packages the console, so that two commands are enough on a fresh machine.
//!
//! Each command has a file of its name. [`tools`] installs the pinned build tools. [`console`] makes the release build,
//! which [`split`] divides into two modules. [`steps`] are the steps of [`mod@test`]. [`e2e`] runs the programs of
//! `crates/e2e`.

mod apt;
mod bench;
mod browser;
mod compress;
mod console;
mod counts;
mod dist;
mod e2e;
mod firmware;
mod progress;
mod reliability;
mod run;
mod schema;
mod size;
mod soak;
mod split;
mod steps;
mod test;
mod tools;
mod web_servers;
mod workspace;

use std::env;
use std::ffi::OsString;
use std::process::exit;

use anyhow::Result;
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::workspace::Workspace;

/// Sets up, builds, checks and packages the console.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Build the console and start the platform with it
    Run {
        /// Arguments of the platform, after `--`
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Run all steps, or the named ones; the last line is `N passed, N failed`
    Test {
        /// Steps; docs, deny and commands run only by name
        steps: Vec<test::Step>,
        /// Run fmt, clippy, native tests, browser tests of one module, one end-to-end test
        #[arg(long, value_name = "MODULE", num_args = 0..=1, conflicts_with = "steps")]
        quick: Option<Option<String>>,
    },
    /// Print the size of each shipped file: raw, gzip, brotli; fail over the budget
    Size,
    /// Measure the digest, how the page reacts with a long list, or how soon it shows something
    #[command(subcommand)]
    Bench(bench::Bench),
    /// Run a scripted operator session against the release console
    Soak {
        /// Duration, 1 to 1440
        #[arg(default_value_t = 30.0)]
        minutes: f64,
        /// Take seconds, and do not check the memory
        #[arg(long, conflicts_with = "minutes")]
        short: bool,
    },
    /// Run the end-to-end tests with faults and write docs/reliability.md
    Reliability {
        /// Run one of the tests and write no document
        #[arg(long)]
        short: bool,
    },
    /// Check the platform against openapi.yaml
    Schema {
        /// Take seconds: few requests
        #[arg(long)]
        short: bool,
        /// Arguments of `schemathesis run`, which override the default ones
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
    /// Build the release console in dist/ and pack it as target/upgrade-console-VERSION.tar.gz
    Dist,
    /// Install only the wasm target and the pinned tools
    Setup,
}

fn main() -> Result<()> {
    let args: Vec<String> = env::args().collect();
    if args[0].ends_with(split::BINDGEN) {
        return split::bindgen(&args[1..]);
    }
    let arguments = Arguments::try_parse().unwrap_or_else(|error| {
        // Fails only if the terminal is closed.
        let _ = error.print();
        exit(i32::from(error.use_stderr()))
    });
    let Some(command) = arguments.command else {
        return Ok(Arguments::command().print_help()?);
    };
    let ws = Workspace::locate()?;
    match command {
        Command::Run { args } => run::run(&ws, &args),
        Command::Test { steps, quick } => test::run(&ws, &steps, quick),
        Command::Size => size::run(&ws),
        Command::Bench(bench) => bench::run(&ws, bench),
        Command::Soak { minutes, short } => soak::run(&ws, minutes, short),
        Command::Reliability { short } => reliability::run(&ws, short),
        Command::Schema { short, args } => schema::run(&ws, short, &args),
        Command::Dist => dist::run(&ws),
        Command::Setup => tools::setup(&ws),
    }
}
