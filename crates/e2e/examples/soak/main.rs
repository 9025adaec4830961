//! Soak test: a scripted operator session of 30 minutes. `cargo xtask soak [MINUTES]` builds the console and runs this.
//! With `--short` the memory is measured but does not affect the result.
//!
//! The console runs in the demo portal, whose tokens expire after 20 seconds. One in 20 responses of the platform is
//! faulty. After each action the script compares the result that the page states with the platform's database, and
//! follows the page's instructions.
//!
//! | module | contents |
//! |---|---|
//! | [`day`] | choice of the next step, and recovery from a failed one |
//! | [`creating`], [`deeds`], [`around`] | the steps |
//! | [`view`], [`sayings`] | the page's contents, and the results that its texts state |
//! | [`shift`] | state of the session; waiting |
//! | [`closing`] | the comparison at the end |
//! | [`memory`] | memory of the tab |
//! | [`books`], [`report`] | counts and failures; the report |

mod around;
mod books;
mod chance;
mod closing;
mod creating;
mod day;
mod deeds;
mod memory;
#[path = "../shared/processes.rs"]
mod processes;
mod report;
mod sayings;
mod shift;
mod view;

use books::Bad;
use day::caught;
use e2e::browser::Browser;
use e2e::console::Console;
use e2e::platform::Platform;
use e2e::words::EN;
use report::Report;
use shift::Shift;
use std::env;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

/// Time-out of every wait.
const TIMEOUT: Duration = Duration::from_secs(60);
/// Interval between two reads of the page. Each read leaves objects in the page that must be released in the driver.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// Log lines caused by the faults and by names and versions that are taken.
const EXPECTED: [&str; 5] = [
    "net::ERR_",
    "status of 400",
    "status of 403",
    "status of 502",
    "status of 503",
];

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let minutes: f64 = variable("SOAK_MINUTES").unwrap_or(30.0);
    let seed: u64 = variable("SOAK_SEED").unwrap_or(2026);
    let text = seed.to_string();
    let platform = Platform::start(&[
        "--portal",
        "127.0.0.1:0",
        "--token-seconds",
        "20",
        "--fault-rate",
        "0.05",
        "--seed",
        &text,
        "--devices",
        "3000",
        "--connects-per-second",
        "20",
    ]);
    // With `chrome=full` the frame shows its own language and product choices, which the script uses.
    let portal = format!("{}/?chrome=full", platform.portal().trim_end_matches('/'));
    let browser = Browser::open_unrecorded(&portal).await;
    browser.waits_up_to(TIMEOUT, LOOK_AGAIN);
    EXPECTED.into_iter().for_each(|part| browser.expect_in_log(part));
    let mut shift = Shift::new(&platform, &browser, seed);
    sign_in(&platform, &browser).await;
    shift.enter().await;
    let samples = shift.work(minutes * 60.0).await;
    let closed = caught(shift.close()).await;
    if let Err(why) = &closed {
        shift.books.bad(Bad::WrongStatement, format!("at the end: {why}"));
    }
    shift.close_log().await;
    let report = Report {
        judges_memory: !env::args().any(|argument| argument == "--short"),
        seconds: minutes * 60.0,
        seed,
        books: &shift.books,
        samples: &samples,
        equal: closed.ok(),
        log: &platform.log(),
    };
    let is_good = report.is_good();
    publish(&report.as_markdown());
    browser.finish().await;
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn sign_in(platform: &Platform, browser: &Browser) {
    // The portal's form has the same accessible names as the console's.
    let portal = Console::new(browser, &EN);
    portal.field(EN.account).fill(platform.account()).await;
    portal.field(EN.password).fill(platform.password()).await;
    portal.button(EN.sign_in).click().await;
}

/// Value of an environment variable; `None` if it is missing or invalid.
fn variable<T: FromStr>(name: &str) -> Option<T> {
    env::var(name).ok()?.parse().ok()
}

/// Prints the report and writes it to the file `SOAK_REPORT` if that is set.
fn publish(text: &str) {
    println!("{text}");
    if let Some(file) = env::var_os("SOAK_REPORT")
        && let Err(error) = std::fs::write(&file, text)
    {
        eprintln!("error: writing the report: {error}");
    }
}
