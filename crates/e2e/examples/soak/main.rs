//! Soak test: a scripted operator session of 30 minutes. `cargo xtask soak [MINUTES]` builds the console and runs this.
//! With `--short` the memory is measured but does not affect the result.
//!
//! The console runs in the demo portal, whose tokens expire after 20 seconds. One in 20 responses of the platform is
//! faulty. After each action the script compares the outcome that the page states with the platform's database, and
//! follows the page's instructions.
//!
//! | module | contents |
//! |---|---|
//! | [`operator`] | state of the session; opening the tasks of a product |
//! | [`steps`] | choice of the next step, and recovery from a failed one |
//! | [`create`], [`actions`], [`browse`] | the steps |
//! | [`compare`] | comparison of page and database |
//! | [`memory`] | memory of the tab |
//! | [`journal`], [`report`] | counts and failures; the report |

mod actions;
mod browse;
mod compare;
mod create;
mod journal;
mod memory;
mod operator;
mod report;
mod steps;

use e2e::{Browser, Console, EN, Platform};
use journal::Failure;
use operator::Operator;
use report::Report;
use std::env;
use std::process::ExitCode;
use std::time::Duration;
use steps::caught;

/// Seed of the demo data, the faults and the steps.
const SEED: u64 = 2026;
/// Time-out of every wait.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Interval between two reads of the page. Each read leaves objects in the page that must be released in the driver.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

/// Log lines caused by the faults and by names and versions that are taken.
const EXPECTED_LOG: [&str; 5] = [
    "net::ERR_",
    "status of 400",
    "status of 403",
    "status of 502",
    "status of 503",
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let minutes = env::var("SOAK_MINUTES").ok().and_then(|minutes| minutes.parse().ok());
    let seconds = 60.0 * minutes.unwrap_or(30.0);
    let options = format!(
        "--portal 127.0.0.1:0 --token-seconds 20 --fault-rate 0.05 --seed {SEED} --devices 3000 --connects-per-second 20"
    );
    let platform = Platform::start(&options.split(' ').collect::<Vec<_>>());
    // With `chrome=full` the frame shows its own language and product choices, which the script uses.
    let portal = format!("{}/?chrome=full", platform.portal().trim_end_matches('/'));
    let browser = Browser::open_unrecorded(&portal).await;
    browser.set_timeout(TIMEOUT, POLL_INTERVAL);
    browser.allow_log(&EXPECTED_LOG);
    Console::new(&browser).sign_in_with_account(&platform, EN.sign_in).await;
    let mut operator = Operator::new(&platform, &browser);
    operator.enter().await;
    let samples = operator.work(seconds).await;
    let compared = caught(operator.compare_all_products()).await;
    if let Err(why) = &compared {
        let what = format!("at the end: {why}");
        operator.journal.fail(Failure::WrongStatement, what);
    }
    operator.check_log().await;
    let report = Report {
        judges_memory: !env::args().any(|argument| argument == "--short"),
        seconds,
        journal: &operator.journal,
        samples: &samples,
        equal_rows: compared.ok(),
        platform: &platform,
    };
    println!("{}", report.to_markdown());
    let result = if report.has_passed() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    };
    browser.finish().await;
    result
}
