//! Benchmark of the digest worker, compared with other implementations (peers). `cargo xtask bench digest` builds the
//! release console, combines it with the benchmark's page into one site, and runs this. `--short` only compares the
//! kernel with hash-wasm.
//!
//! | module | contents |
//! |---|---|
//! | [`asked`] | settings from `cargo xtask bench digest` |
//! | [`files`] | the files to digest, with their digests from `md5sum` |
//! | [`page`], [`node`] | where digests are computed: the benchmark's page, a Node process |
//! | [`speed`], [`memory`], [`manners`] | the measurements: speed, memory, responsiveness |
//! | [`occupied`], [`processes`] | memory of the browser's processes |
//! | [`rounds`] | medians and spreads over rounds |
//! | [`machine`], [`report`] | description of the machine; the report |

mod asked;
mod files;
mod machine;
mod manners;
mod memory;
mod node;
mod occupied;
mod page;
#[path = "../shared/processes.rs"]
mod processes;
mod report;
mod rounds;
mod speed;

use asked::Asked;
use e2e::platform::Platform;
use files::Files;
use report::Report;
use std::process::ExitCode;

/// Result of a step. An error is a message for the terminal.
type Outcome<T> = Result<T, String>;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match bench().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn bench() -> Outcome<()> {
    let asked = Asked::from_environment()?;
    // Simulated devices would disturb the measurement.
    let quiet = ["--connects-per-second", "0"];
    if asked.short {
        return speed::short(&Platform::start(&quiet), &asked).await;
    }
    let machine = machine::describe()?;
    let files = Files::prepare(&asked.files)?;
    let platform = Platform::start(&quiet);
    let mut report = Report::default();
    speed::measure(&platform, &files, &asked, &mut report).await?;
    memory::measure(&platform, &files, &mut report).await?;
    manners::measure(&platform, &files, asked.rounds, &mut report).await?;
    report.weigh(&asked);
    println!("{}", report.as_text());
    let result = std::fs::write(&asked.report, report.as_markdown(&machine, &asked));
    result.map_err(|error| format!("writing {}: {error}", asked.report.display()))
}

/// Prints a line of progress.
fn say(line: &str) {
    eprintln!("==> {line}");
}
