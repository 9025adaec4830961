//! The cost of a digest, ours beside its peers, in one run: `cargo xtask bench digest` builds the release console, makes
//! one site of it and the bench's page, and starts this. `--short` times only the kernel against hash-wasm.
//!
//! | module | holds |
//! |---|---|
//! | [`asked`] | settings from `cargo xtask bench digest` |
//! | [`files`] | the files to digest, with their digests from `md5sum` |
//! | [`page`], [`node`] | where digests are computed: the bench's page, a Node that stays |
//! | [`speed`], [`memory`], [`manners`] | the measurements |
//! | [`occupied`], [`processes`] | memory of the browser's processes |
//! | [`rounds`] | rounds, medians, spreads |
//! | [`machine`], [`report`] | the machine, and the table |

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

/// Result of a step: an error is a sentence for the person at the terminal.
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
    // No simulated device may work during a measurement.
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
    let written = std::fs::write(&asked.report, report.as_markdown(&machine, &asked));
    written.map_err(|error| format!("writing {}: {error}", asked.report.display()))
}

/// One line of progress.
fn say(line: &str) {
    eprintln!("==> {line}");
}
