//! Benchmark of the first load, compared with another build. Run by `cargo xtask bench paint`.
//!
//! Every load uses a new browser with empty caches. Chromium emulates a network of 1.6 Mbit/s with 150 ms latency and a
//! CPU slowed down by a factor of four. The builds take turns, in reverse order every other round. The build *before*
//! is measured twice; the difference between its two results is the error of measurement.

use e2e::browser::Browser;
use e2e::platform::{LAMPS, Platform};
use serde_json::{Value, json};
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Download rate in bytes per second: 1.6 Mbit/s.
const DOWN: u32 = 200_000;
/// Upload rate in bytes per second: 750 kbit/s.
const UP: u32 = 93_750;

/// Latency in milliseconds.
const LATENCY: u32 = 150;

/// Factor by which the CPU is slowed down.
const CPU_SLOWDOWN: u32 = 4;

/// Script that signs in and stores the time of the first row. Polling from outside would slow the page down.
const RECORD: &str = "sessionStorage.setItem('Access-Token', TOKEN);
new MutationObserver((_, observer) => {
    if (!document.querySelector('tbody tr')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { globalThis.benchRow = performance.now(); }));
}).observe(document, { childList: true, subtree: true });";

/// Script that returns the times of the first paint and of the first row, if the row is shown.
const TIMES: &str = "return globalThis.benchRow
    && [performance.getEntriesByName('first-contentful-paint')[0].startTime, benchRow]";

/// Interval between two checks of a load. Longer than most loads, so that one check suffices.
const POLL_INTERVAL: Duration = Duration::from_secs(4);
/// Time-out of a load.
const TIMEOUT: Duration = Duration::from_secs(60);

/// A build, with its times in milliseconds per round.
struct Build {
    name: &'static str,
    platform: Platform,
    paint: Vec<f64>,
    row: Vec<f64>,
}

impl Build {
    fn start(name: &'static str, console: &Path) -> Self {
        // Simulated devices would disturb the measurement.
        let quiet = ["--connects-per-second", "0", "--portal", "none"];
        Self {
            name,
            platform: Platform::start_with_console(console, &quiet),
            paint: Vec::new(),
            row: Vec::new(),
        }
    }

    /// Loads the page once and stores the times.
    async fn load(&mut self) -> Result<(), String> {
        let browser = Browser::open_unrecorded("about:blank").await;
        browser.waits_up_to(TIMEOUT, POLL_INTERVAL);
        browser.expect_token_in("sessionStorage");
        let script = RECORD.replace("TOKEN", &json!(self.platform.token()).to_string());
        let network = json!({
            "offline": false, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP,
        });
        for (command, parameters) in [
            ("Network.enable", json!({})),
            ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
            ("Network.emulateNetworkConditions", network),
            ("Emulation.setCPUThrottlingRate", json!({ "rate": CPU_SLOWDOWN })),
            ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script })),
        ] {
            browser.devtools(command, parameters).await?;
        }
        let url = format!("{}?lang=en&product_id={LAMPS}", self.platform.url());
        browser.go_to(&url).await;
        let times = browser
            .until("the first row is shown", async || match browser.run(TIMES).await {
                Value::Array(times) => Ok(times),
                _ => Err("no row".to_owned()),
            })
            .await;
        let time = |index: usize| times.get(index).and_then(Value::as_f64).ok_or("no time");
        self.paint.push(time(0)?);
        self.row.push(time(1)?);
        browser.finish().await;
        Ok(())
    }
}

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

async fn bench() -> Result<(), String> {
    let variable =
        |name: &str| env::var(name).map_err(|_| format!("{name} is missing: start this as `cargo xtask bench paint`"));
    let (before, current) = (PathBuf::from(variable("BENCH_BEFORE")?), e2e::places::dist());
    let rounds: usize = variable("BENCH_ROUNDS")?
        .parse()
        .map_err(|_| "BENCH_ROUNDS is not a number")?;
    let mut builds = [
        Build::start("before", &before),
        Build::start("current", &current),
        Build::start("before, again", &before),
    ];
    for round in 0..rounds {
        for build in &mut builds {
            build.load().await?;
        }
        builds.reverse();
        eprintln!("==> round {} of {rounds}", round + 1);
    }
    if rounds % 2 == 1 {
        builds.reverse();
    }
    let [before, others @ ..] = &builds;
    println!(
        "| build | first paint, ms | first row, ms | first paint relative to *before* | first row relative to *before* |"
    );
    println!("|---|---|---|---|---|");
    println!(
        "| before | {:.0} | {:.0} | | |",
        median(&before.paint),
        median(&before.row)
    );
    for build in others {
        let [paint, row] =
            [(&build.paint, &before.paint), (&build.row, &before.row)].map(|(ours, theirs)| ratio(ours, theirs));
        println!(
            "| {} | {:.0} | {:.0} | {paint} | {row} |",
            build.name,
            median(&build.paint),
            median(&build.row)
        );
    }
    println!("\nRatios of the medians of {rounds} rounds; in parentheses the middle half of the ratios per round.");
    Ok(())
}

/// Ratio of two medians, with the quartiles of the ratios per round.
fn ratio(ours: &[f64], theirs: &[f64]) -> String {
    let rounds: Vec<f64> = ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect();
    let of_medians = median(ours) / median(theirs);
    format!(
        "{of_medians:.3} ({:.2} to {:.2})",
        quantile(&rounds, 0.25),
        quantile(&rounds, 0.75)
    )
}

fn median(values: &[f64]) -> f64 {
    quantile(values, 0.5)
}

/// Quantile of the values; `share` is between 0 and 1.
fn quantile(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted
        .get((share * last as f64).round() as usize)
        .copied()
        .unwrap_or(f64::NAN)
}
