//! What digesting costs, ours beside its peers, in one run: `cargo xtask bench digest` builds what is measured, lays it
//! out as a site and starts this.
//!
//! | module | holds |
//! |---|---|
//! | [`asked`] | what `cargo xtask bench digest` hands over |
//! | [`files`] | the files that are digested, and what `md5sum` says of them |
//! | [`page`], [`node`] | where digests are made: the bench's page, a Node that stays |
//! | [`speed`], [`memory`], [`manners`] | the measurements |
//! | [`processes`] | what the browser's processes occupy |
//! | [`rounds`] | rounds, medians, spreads |
//! | [`machine`], [`report`] | where it ran, and the table |

mod asked;
mod files;
mod machine;
mod manners;
mod memory;
mod node;
mod page;
mod processes;
mod report;
mod rounds;
mod speed;

use asked::Asked;
use e2e::platform::Platform;
use files::Files;
use report::Report;
use std::process::ExitCode;

/// What comes of a step: an error is a sentence for the person at the terminal.
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
    let machine = machine::describe()?;
    let files = Files::prepare(&asked.files)?;
    // No simulated device may work while something is measured.
    let platform = Platform::start(&["--connects-per-second", "0"]);
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
