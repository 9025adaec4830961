//! Memory of the tab after garbage collection.

use crate::processes::{below, is_renderer};
use crate::shift::Shift;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::process;

/// A sample of all measures.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Seconds since the start.
    pub at: f64,
    /// Values of [`MEASURES`], in the same order.
    pub values: [f64; 5],
}

/// The measures: name, whether it is in bytes, and whether it affects the result.
pub const MEASURES: [(&str, bool, bool); 5] = [
    ("JavaScript heap in use", true, true),
    ("WebAssembly memory", true, true),
    ("private memory of the renderer process", true, true),
    ("DOM nodes", false, false),
    ("event listeners", false, false),
];

/// Script that returns the size of the WebAssembly memory. Calling the glue's `default` again returns the running
/// instance.
const WASM: &str = "
    const glue = document.querySelector('script[data-js]').dataset.js;
    return import(new URL(glue, document.baseURI).href)
        .then(module => module.default())
        .then(instance => instance.memory.buffer.byteLength);";

/// Objects that the driver has released so far.
#[derive(Default)]
pub struct Released {
    /// First script context that still exists.
    first: u64,
    /// Last script context that exists.
    last: u64,
    /// Number of the last released object per context.
    objects: HashMap<String, u64>,
}

/// Maximum number of new script contexts since the last sample. A page with one frame has two, and few isolated worlds.
const NEW_CONTEXTS: u64 = 24;

impl Shift<'_> {
    /// Collects garbage and takes a sample.
    pub async fn sample(&mut self) -> Sample {
        // This also releases the driver's handle of the frame, so the frame is left before and entered again
        // afterwards.
        self.browser.out_of_frames().await;
        self.release_objects().await;
        self.browser.into_frame().await;
        self.command("Performance.enable", json!({})).await;
        // The second collection frees what the first has made unreachable.
        for _ in 0..2 {
            self.command("HeapProfiler.collectGarbage", json!({})).await;
        }
        let metrics = self.command("Performance.getMetrics", json!({})).await;
        let metric = |name: &str| {
            let all = metrics["metrics"].as_array().into_iter().flatten();
            let found = all
                .filter(|metric| metric["name"] == name)
                .find_map(|m| m["value"].as_f64());
            found.unwrap_or_default()
        };
        let wasm = self.browser.script(WASM, Vec::new()).await;
        Sample {
            at: self.books.seconds(),
            values: [
                metric("JSHeapUsedSize"),
                wasm.ok().as_ref().and_then(Value::as_f64).unwrap_or_default(),
                renderer() as f64,
                metric("Nodes"),
                metric("JSEventListeners"),
            ],
        }
    }

    /// Runs a `DevTools` command; `Null` if it fails.
    async fn command(&self, command: &str, parameters: Value) -> Value {
        self.browser.devtools(command, parameters).await.unwrap_or_default()
    }

    /// Releases the objects that the driver holds. It keeps every result of a script for the lifetime of the page, and
    /// with it removed dialogs. The objects of a context are numbered.
    async fn release_objects(&mut self) {
        let (from, to) = (self.released.first, self.released.last + NEW_CONTEXTS);
        let mut alive = Vec::new();
        for context in from..=to {
            let request = json!({ "contextId": context, "expression": "({})" });
            let newest = self.command("Runtime.evaluate", request).await;
            let id = newest["result"]["objectId"].as_str().and_then(|id| id.rsplit_once('.'));
            let Some((prefix, number)) = id.and_then(|(prefix, number)| Some((prefix, number.parse::<u64>().ok()?)))
            else {
                continue;
            };
            alive.push(context);
            let last = self
                .released
                .objects
                .insert(prefix.to_owned(), number)
                .unwrap_or_default();
            for number in last + 1..=number {
                let object = json!({ "objectId": format!("{prefix}.{number}") });
                self.command("Runtime.releaseObject", object).await;
            }
        }
        self.released.first = alive.first().copied().unwrap_or(from);
        self.released.last = alive.last().copied().unwrap_or(to);
    }
}

/// Private bytes of the largest renderer process below this one; the others are spare.
fn renderer() -> u64 {
    let sizes = below(process::id())
        .into_iter()
        .filter(|pid| is_renderer(*pid))
        .map(private);
    sizes.max().unwrap_or_default()
}

/// Private bytes of a process; 0 if it has exited.
fn private(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// Median of a measure between two times in seconds.
pub fn median(samples: &[Sample], measure: usize, from: f64, to: f64) -> Option<f64> {
    let within = samples.iter().filter(|sample| (from..=to).contains(&sample.at));
    let mut values: Vec<f64> = within.map(|sample| sample.values[measure]).collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
