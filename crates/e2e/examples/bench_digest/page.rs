//! The benchmark's page in a browser.

use crate::Outcome;
use crate::files::Sample;
use e2e::browser::Browser;
use e2e::locate::Role;
use e2e::platform::Platform;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Time-out of a call. The longest digest takes a quarter of it on a slow machine.
const TIMEOUT: Duration = Duration::from_secs(180);

/// Names of the page's file inputs.
const NAMES: [&str; 3] = ["First file", "Second file", "Third file"];

/// The page, with up to three files picked.
pub struct Page {
    browser: Browser,
    /// Size and MD5 digest of each picked file.
    samples: Vec<(u64, String)>,
}

impl Page {
    /// Opens the page in a new browser, picks the files, runs `work` and checks the browser's log at the end.
    pub async fn with<T>(
        platform: &Platform,
        samples: &[&Sample],
        work: impl AsyncFnOnce(&Self) -> Outcome<T>,
    ) -> Outcome<T> {
        let browser = Browser::open_unrecorded(&format!("{}bench/bench.html", platform.url())).await;
        for (sample, name) in samples.iter().zip(NAMES) {
            browser.find(Role::FileInput, name).pick(&sample.path).await;
        }
        let samples = samples.iter().map(|sample| (sample.size, sample.md5.clone())).collect();
        let page = Self { browser, samples };
        let outcome = work(&page).await;
        page.browser.finish().await;
        outcome
    }

    /// Starts the worker of a file.
    pub async fn ready(&self, at: usize) -> Outcome<()> {
        self.call("ready", json!([at])).await.map(drop)
    }

    /// Digests files with the shipped worker, groups sequentially and the files of a group in parallel. Returns
    /// milliseconds.
    pub async fn files(&self, groups: &[&[usize]]) -> Outcome<f64> {
        let answer = self.call("files", json!([groups])).await?;
        let order = groups.concat();
        for (at, md5) in order.iter().zip(answer["md5"].as_array().into_iter().flatten()) {
            self.check(*at, "the digest worker", md5)?;
        }
        milliseconds(&answer["ms"])
    }

    /// Reads a file like the shipped worker, without digesting it. Returns milliseconds.
    pub async fn read(&self, at: usize) -> Outcome<f64> {
        milliseconds(&self.call("read", json!([at])).await?)
    }

    /// Cancels the digest of a file after `after` milliseconds. Returns the milliseconds until the worker confirms.
    pub async fn cancel(&self, at: usize, after: u64) -> Outcome<f64> {
        milliseconds(&self.call("cancel", json!([at, after])).await?)
    }

    /// Reads a file into memory, for [`memory`](Self::memory).
    pub async fn load(&self, at: usize) -> Outcome<()> {
        self.call("load", json!([at])).await.map(drop)
    }

    /// Digests the loaded file `at` in memory this number of times. Returns the average milliseconds of one digest.
    pub async fn memory(&self, at: usize, name: &str, way: &str, times: u32) -> Outcome<f64> {
        let answer = self.call("memory", json!([name, way, times])).await?;
        self.check(at, name, &answer["md5"])?;
        milliseconds(&answer["ms"])
    }

    /// Compares a digest with the one of `md5sum`.
    fn check(&self, at: usize, implementation: &str, md5: &Value) -> Outcome<()> {
        let (size, expected) = &self.samples[at];
        if md5.as_str() == Some(expected) {
            return Ok(());
        }
        Err(format!(
            "{implementation} digests {size} bytes to {md5}, md5sum to {expected}: a wrong digest has no meaningful speed"
        ))
    }

    /// Starts a function of the page and waits for its result.
    async fn call(&self, verb: &str, arguments: Value) -> Outcome<Value> {
        // JSON values are valid JavaScript.
        self.browser
            .run(&format!("bench.begin({}, ...{arguments})", json!(verb)))
            .await;
        let deadline = Instant::now() + TIMEOUT;
        loop {
            let mut result = self.browser.run("return bench.answer()").await;
            if let Some(error) = result["error"].as_str() {
                return Err(format!("{verb} in the benchmark's page: {error}"));
            }
            if let Some(answer) = result.get_mut("answer") {
                return Ok(answer.take());
            }
            if Instant::now() > deadline {
                let waited = TIMEOUT.as_secs();
                return Err(format!(
                    "{verb}{arguments} in the benchmark's page has no result after {waited} s: the worker has stalled, \
                     or the machine is busy"
                ));
            }
        }
    }
}

fn milliseconds(value: &Value) -> Outcome<f64> {
    value
        .as_f64()
        .ok_or_else(|| format!("the benchmark's page returns {value} instead of a time"))
}
