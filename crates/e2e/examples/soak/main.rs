//! Half an hour of an operator's work, by script: `cargo xtask soak [MINUTES]` builds the console and starts this. With
//! `--short` the memory is measured and not judged.
//!
//! The console runs inside the demo portal, which renews its tokens: they live for twenty seconds. One in twenty answers
//! of the platform is faulty. After each action the script reads what the page says came of it, holds that against the
//! platform's database, and does what the page tells.
//!
//! | module | holds |
//! |---|---|
//! | [`day`] | which step comes next, and what happens where one fails |
//! | [`creating`], [`deeds`], [`around`] | the steps |
//! | [`view`], [`sayings`] | what the page says, and what that claims |
//! | [`shift`] | what the operator has in hand; ways of waiting |
//! | [`closing`] | the comparison at the end |
//! | [`memory`] | what the tab occupies |
//! | [`books`], [`report`] | counts and failures, and the table |

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

/// How long the script waits for anything.
const PATIENCE: Duration = Duration::from_secs(60);
/// How often it looks: each look leaves something in the page that the driver has to be made to let go of.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// What the faults bring about in the browser's log, and a name or a version that is taken.
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
    // The frame's own choice of the language and the product is a part of the day.
    let portal = format!("{}/?chrome=full", platform.portal().trim_end_matches('/'));
    let browser = Browser::open_unrecorded(&portal).await;
    browser.waits_up_to(PATIENCE, LOOK_AGAIN);
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
    tell(&report.as_markdown());
    browser.finish().await;
    if is_good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn sign_in(platform: &Platform, browser: &Browser) {
    // The portal's form has the words of the console's.
    let portal = Console::new(browser, &EN);
    portal.field(EN.account).fill(platform.account()).await;
    portal.field(EN.password).fill(platform.password()).await;
    portal.button(EN.sign_in).click().await;
}

fn variable<T: FromStr>(name: &str) -> Option<T> {
    env::var(name).ok()?.parse().ok()
}

/// On the terminal, and in the file `SOAK_REPORT` names.
fn tell(text: &str) {
    println!("{text}");
    if let Some(file) = env::var_os("SOAK_REPORT")
        && let Err(error) = std::fs::write(&file, text)
    {
        eprintln!("error: writing the report: {error}");
    }
}
