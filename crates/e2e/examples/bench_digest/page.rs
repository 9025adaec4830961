//! The benchmark's page in a browser.

use crate::files::Sample;
use e2e::{Browser, Platform, Role};
use serde_json::{Value, json};
use std::time::Duration;

/// Time-out of a call. The longest digest takes a quarter of it on a slow machine.
pub const TIMEOUT: Duration = Duration::from_secs(110);

/// Names of the page's file inputs.
const INPUTS: [&str; 3] = ["First file", "Second file", "Third file"];

/// Opens an address in a new browser whose scripts may take long.
pub async fn open(url: &str) -> Browser {
    let browser = Browser::open_unrecorded(url).await;
    browser.set_script_timeout(TIMEOUT).await.expect("a session");
    browser
}

/// The page, with up to three files picked. Call [`finish`](Self::finish) at the end.
pub struct Page {
    browser: Browser,
    samples: Vec<Sample>,
}

impl Page {
    /// Opens the page in a new browser and picks the files.
    pub async fn open(platform: &Platform, samples: &[&Sample]) -> Self {
        let browser = open(&format!("{}bench/bench.html", platform.url())).await;
        for (sample, name) in samples.iter().zip(INPUTS) {
            browser.find(Role::FileInput, name).set_file(&sample.path).await;
        }
        let samples = samples.iter().map(|sample| (*sample).clone()).collect();
        Self { browser, samples }
    }

    /// Checks the browser's log and closes the page.
    pub async fn finish(self) {
        self.browser.finish().await;
    }

    pub async fn ready(&self, at: usize) {
        self.call("ready", json!([at])).await;
    }

    /// Digests files with the shipped worker, groups sequentially and the files of a group in parallel. Returns
    /// milliseconds.
    pub async fn files(&self, groups: &[&[usize]]) -> f64 {
        let answer = self.call("files", json!([groups])).await;
        for (place, at) in groups.concat().into_iter().enumerate() {
            self.check(at, "the digest worker", &answer["md5"][place]);
        }
        milliseconds(&answer["ms"])
    }

    /// Reads a file like the shipped worker, without digesting it. Returns milliseconds.
    pub async fn read(&self, at: usize) -> f64 {
        milliseconds(&self.call("read", json!([at])).await)
    }

    /// Cancels the digest of a file after `after` milliseconds. Returns the milliseconds until the worker confirms.
    pub async fn cancel(&self, at: usize, after: f64) -> f64 {
        milliseconds(&self.call("cancel", json!([at, after])).await)
    }

    /// Reads a file into memory, for [`memory`](Self::memory).
    pub async fn load(&self, at: usize) {
        self.call("load", json!([at])).await;
    }

    /// Digests the loaded file `at` in memory this number of times. Returns the average milliseconds of one digest.
    pub async fn memory(&self, at: usize, name: &str, way: &str, times: u32) -> f64 {
        let answer = self.call("memory", json!([name, way, times])).await;
        self.check(at, name, &answer["md5"]);
        milliseconds(&answer["ms"])
    }

    /// Compares a digest with the one of `md5sum`.
    fn check(&self, at: usize, implementation: &str, md5: &Value) {
        let Sample {
            size, md5: expected, ..
        } = &self.samples[at];
        assert_eq!(
            md5, expected,
            "{implementation} digests {size} bytes differently than md5sum"
        );
    }

    async fn call(&self, function: &str, arguments: Value) -> Value {
        // JSON values are valid JavaScript.
        let call = format!("bench.{function}(...{arguments})");
        let result = self.browser.try_eval(&call).await;
        result.unwrap_or_else(|error| panic!("{call} in the benchmark's page: {error}"))
    }
}

fn milliseconds(value: &Value) -> f64 {
    value.as_f64().expect("a time from the benchmark's page")
}
