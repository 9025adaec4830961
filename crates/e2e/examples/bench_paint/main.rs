//! Benchmark of the first load, compared with another build. Run by `cargo xtask bench paint`.
//!
//! Every load uses a new browser with empty caches. Chromium emulates a network of 1.6 Mbit/s with 150 ms latency and a
//! CPU slowed down by a factor of four. The builds take turns, in reverse order every other round. The build *before*
//! is measured twice; the difference between its two results is the error of measurement.

#![expect(clippy::expect_used, reason = "it panics at the first unexpected result")]

use e2e::report::setting;
use e2e::stats::{median, quantile, ratios};
use e2e::{Browser, LAMPS, Platform, paths};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
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

/// Times of the first paint and of the first row, if the row is shown.
const TIMES: &str = "globalThis.benchRow
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
        Self {
            name,
            platform: Platform::start_quiet(console, &[]),
            paint: Vec::new(),
            row: Vec::new(),
        }
    }

    /// Loads the page once and stores the times.
    async fn load(&mut self) {
        let browser = Browser::open_unrecorded("about:blank").await;
        browser.set_timeout(TIMEOUT, POLL_INTERVAL);
        browser.allow_token_in("sessionStorage");
        let network = json!({
            "offline": false, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP,
        });
        for (command, parameters) in [
            ("Network.enable", json!({})),
            ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
            ("Network.emulateNetworkConditions", network),
            ("Emulation.setCPUThrottlingRate", json!({ "rate": CPU_SLOWDOWN })),
        ] {
            browser.command(command, parameters).await;
        }
        let script = RECORD.replace("TOKEN", &json!(self.platform.token()).to_string());
        browser.add_init_script(&script).await;
        browser.goto(&self.platform.product_url(LAMPS)).await;
        let times = async || browser.eval(TIMES).await;
        let times = browser
            .wait_until("the first row is shown", times, Value::is_array)
            .await;
        let [paint, row] = serde_json::from_value(times).expect("two times");
        self.paint.push(paint);
        self.row.push(row);
        browser.finish().await;
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let before: PathBuf = setting("BENCH_BEFORE");
    let rounds: usize = setting("BENCH_ROUNDS");
    let mut builds = [
        Build::start("before", &before),
        Build::start("current", &paths::dist()),
        Build::start("before, again", &before),
    ];
    for round in 0..rounds {
        for build in &mut builds {
            build.load().await;
        }
        builds.reverse();
        eprintln!("==> round {} of {rounds}", round + 1);
    }
    if rounds % 2 == 1 {
        builds.reverse();
    }
    println!(
        "| build | first paint, ms | first row, ms | first paint relative to *before* | first row relative to *before* |"
    );
    println!("|---|---|---|---|---|");
    let before = &builds[0];
    for build in &builds {
        let Build { name, paint, row, .. } = build;
        let [to_paint, to_row] = match name {
            &"before" => [String::new(), String::new()],
            _ => [ratio(paint, &before.paint), ratio(row, &before.row)],
        };
        let (paint, row) = (median(paint), median(row));
        println!("| {name} | {paint:.0} | {row:.0} | {to_paint} | {to_row} |");
    }
    println!("\nRatios of the medians of {rounds} rounds; in parentheses the middle half of the ratios per round.");
}

/// Ratio of two medians, with the quartiles of the ratios per round.
fn ratio(ours: &[f64], theirs: &[f64]) -> String {
    let rounds = ratios(ours, theirs);
    let of_medians = median(ours) / median(theirs);
    let (low, high) = (quantile(&rounds, 0.25), quantile(&rounds, 0.75));
    format!("{of_medians:.3} ({low:.2} to {high:.2})")
}
