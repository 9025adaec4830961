//! The bench's page in a browser.

use crate::Outcome;
use crate::files::Sample;
use e2e::browser::Browser;
use e2e::locate::Role;
use e2e::platform::Platform;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A digest that takes longer than this has stalled: the longest one here takes a quarter of it on a slow machine.
const STALLED: Duration = Duration::from_secs(180);

/// The names of its file inputs.
const NAMES: [&str; 3] = ["First file", "Second file", "Third file"];

/// The page, with up to three files picked.
pub struct Page {
    browser: Browser,
    samples: Vec<(u64, String)>,
}

impl Page {
    /// Opens it in a browser of its own, runs `work` with it and looks for silent errors at the end.
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

    /// Digests files with the shipped worker, group after group, those of a group together: milliseconds.
    pub async fn files(&self, groups: &[&[usize]]) -> Outcome<f64> {
        let answer = self.call("files", json!([groups])).await?;
        let order = groups.concat();
        for (at, md5) in order.iter().zip(answer["md5"].as_array().into_iter().flatten()) {
            self.check(*at, "the digest worker", md5)?;
        }
        milliseconds(&answer["ms"])
    }

    /// Milliseconds of reading a file as the shipped worker does, without digesting it.
    pub async fn read(&self, at: usize) -> Outcome<f64> {
        milliseconds(&self.call("read", json!([at])).await?)
    }

    /// Milliseconds until a worker has stopped, when the page tells it so `after` milliseconds into a file.
    pub async fn cancel(&self, at: usize, after: u64) -> Outcome<f64> {
        milliseconds(&self.call("cancel", json!([at, after])).await?)
    }

    /// Takes a file into memory, for [`memory`](Self::memory).
    pub async fn load(&self, at: usize) -> Outcome<()> {
        self.call("load", json!([at])).await.map(drop)
    }

    /// Milliseconds of one digest of the file `at`, which was loaded, averaged over some.
    pub async fn memory(&self, at: usize, name: &str, way: &str, times: u32) -> Outcome<f64> {
        let answer = self.call("memory", json!([name, way, times])).await?;
        self.check(at, name, &answer["md5"])?;
        milliseconds(&answer["ms"])
    }

    fn check(&self, at: usize, who: &str, md5: &Value) -> Outcome<()> {
        let (size, expected) = &self.samples[at];
        if md5.as_str() == Some(expected) {
            return Ok(());
        }
        Err(format!(
            "{who} digests {size} bytes to {md5}, md5sum to {expected}: mend that first, its speed means nothing"
        ))
    }

    async fn call(&self, verb: &str, arguments: Value) -> Outcome<Value> {
        // JSON is JavaScript.
        self.browser
            .run(&format!("bench.begin({}, ...{arguments})", json!(verb)))
            .await;
        let deadline = Instant::now() + STALLED;
        loop {
            let mut said = self.browser.run("return bench.answer()").await;
            if let Some(error) = said["error"].as_str() {
                return Err(format!("{verb} in the bench's page: {error}"));
            }
            if let Some(answer) = said.get_mut("answer") {
                return Ok(answer.take());
            }
            if Instant::now() > deadline {
                let waited = STALLED.as_secs();
                return Err(format!(
                    "{verb}{arguments} in the bench's page has no answer after {waited} s: the worker has stalled, or \
                     the machine is busy with something else"
                ));
            }
        }
    }
}

fn milliseconds(value: &Value) -> Outcome<f64> {
    value
        .as_f64()
        .ok_or_else(|| format!("the bench's page says {value} where a time should be"))
}
