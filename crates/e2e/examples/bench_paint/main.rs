//! How soon a first load shows something, beside another build: `cargo xtask bench paint` starts this.
//!
//! Every load has a browser of its own with empty caches, a line of 1.6 Mbit/s and 150 ms and a processor slowed down four
//! times, both emulated by Chromium. The builds take turns, and the order of the turns is reversed every other round. The
//! build before is measured twice: its difference from itself is the error of the figures.

use e2e::browser::Browser;
use e2e::platform::{LAMPS, Platform};
use serde_json::{Value, json};
use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

/// Bytes in a second: 1.6 Mbit/s down, 750 kbit/s up.
const DOWN: u32 = 200_000;
const UP: u32 = 93_750;

/// Milliseconds until an answer begins.
const LATENCY: u32 = 150;

/// How many times slower the processor is.
const SLOWER: u32 = 4;

/// Signs in, and writes down when the first row is on show. Asking from outside would cost the page time.
const WATCH: &str = "sessionStorage.setItem('Access-Token', TOKEN);
new MutationObserver((_, observer) => {
    if (!document.querySelector('tbody tr')) return;
    observer.disconnect();
    requestAnimationFrame(() => setTimeout(() => { globalThis.benchRow = performance.now(); }));
}).observe(document, { childList: true, subtree: true });";

const SEEN: &str = "return globalThis.benchRow
    && [performance.getEntriesByName('first-contentful-paint')[0].startTime, benchRow]";

/// Longer than a load takes, so that most are asked once, and what no load takes.
const LOOK_AGAIN: Duration = Duration::from_secs(4);
const PATIENCE: Duration = Duration::from_secs(60);

/// One build with its times in milliseconds, round by round.
struct Build {
    name: &'static str,
    platform: Platform,
    paint: Vec<f64>,
    row: Vec<f64>,
}

impl Build {
    fn start(name: &'static str, console: &Path) -> Self {
        // No simulated device may work while something is measured.
        let quiet = ["--connects-per-second", "0", "--portal", "none"];
        Self {
            name,
            platform: Platform::start_with_console(console, &quiet),
            paint: Vec::new(),
            row: Vec::new(),
        }
    }

    async fn load(&mut self) -> Result<(), String> {
        let browser = Browser::open_unrecorded("about:blank").await;
        browser.waits_up_to(PATIENCE, LOOK_AGAIN);
        browser.expect_token_in("sessionStorage");
        let watch = WATCH.replace("TOKEN", &json!(self.platform.token()).to_string());
        let line = json!({
            "offline": false, "latency": LATENCY, "downloadThroughput": DOWN, "uploadThroughput": UP,
        });
        for (command, parameters) in [
            ("Network.enable", json!({})),
            ("Network.setCacheDisabled", json!({ "cacheDisabled": true })),
            ("Network.emulateNetworkConditions", line),
            ("Emulation.setCPUThrottlingRate", json!({ "rate": SLOWER })),
            ("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })),
        ] {
            browser.devtools(command, parameters).await?;
        }
        let url = format!("{}?lang=en&product_id={LAMPS}", self.platform.url());
        browser.go_to(&url).await;
        let seen = browser
            .until("the first row is on show", async || match browser.run(SEEN).await {
                Value::Array(seen) => Ok(seen),
                _ => Err("no row".to_owned()),
            })
            .await;
        let at = |at: usize| seen.get(at).and_then(Value::as_f64).ok_or("no time");
        self.paint.push(at(0)?);
        self.row.push(at(1)?);
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
    let said =
        |name: &str| env::var(name).map_err(|_| format!("{name} is missing: start this as `cargo xtask bench paint`"));
    let (before, now) = (PathBuf::from(said("BENCH_BEFORE")?), e2e::places::dist());
    let rounds: usize = said("BENCH_ROUNDS")?.parse().map_err(|_| "BENCH_ROUNDS is no number")?;
    let mut builds = [
        Build::start("before", &before),
        Build::start("now", &now),
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
    println!("| build | first paint, ms | first row, ms | first paint beside *before* | first row beside *before* |");
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
    println!("\nRatios: medians of {rounds} rounds, in brackets the middle half of the rounds' own ratios.");
    Ok(())
}

fn ratio(ours: &[f64], theirs: &[f64]) -> String {
    let rounds: Vec<f64> = ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs).collect();
    let of_medians = median(ours) / median(theirs);
    format!("{of_medians:.3} ({:.2} to {:.2})", at(&rounds, 0.25), at(&rounds, 0.75))
}

fn median(values: &[f64]) -> f64 {
    at(values, 0.5)
}

/// The value below which this share of them lies.
fn at(values: &[f64], share: f64) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().saturating_sub(1);
    sorted
        .get((share * last as f64).round() as usize)
        .copied()
        .unwrap_or(f64::NAN)
}
