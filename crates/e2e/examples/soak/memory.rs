//! What the tab occupies, after its garbage was collected.

use crate::processes::{below, is_renderer};
use crate::shift::Shift;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fs;
use std::process;

/// One look.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Seconds since the start.
    pub at: f64,
    /// Each of [`MEASURES`], in their order.
    pub values: [f64; 5],
}

/// The measures: name, whether in bytes, whether the verdict depends on it.
pub const MEASURES: [(&str, bool, bool); 5] = [
    ("JavaScript heap in use", true, true),
    ("WebAssembly memory", true, true),
    ("private memory of the renderer process", true, true),
    ("DOM nodes", false, false),
    ("event listeners", false, false),
];

/// The module's memory: calling its glue again returns the running instance.
const WASM: &str = "
    const glue = document.querySelector('script[data-js]').dataset.js;
    return import(new URL(glue, document.baseURI).href)
        .then(module => module.default())
        .then(instance => instance.memory.buffer.byteLength);";

/// What the driver was made to let go of so far.
#[derive(Default)]
pub struct Released {
    /// The first script context that was still there.
    first: u64,
    /// The last one.
    last: u64,
    /// In each, the number of the last object let go of.
    objects: HashMap<String, u64>,
}

/// Script contexts that may have come since the last look: a page of two frames has two, and few worlds beside them.
const NEW_CONTEXTS: u64 = 24;

impl Shift<'_> {
    /// Collects the garbage and looks.
    pub async fn sample(&mut self) -> Sample {
        // The driver also releases its handle of the frame: leave it and enter it again.
        self.browser.out_of_frames().await;
        self.let_go().await;
        self.browser.into_frame().await;
        self.chromium("Performance.enable", json!({})).await;
        // The second finds what the first has set free.
        for _ in 0..2 {
            self.chromium("HeapProfiler.collectGarbage", json!({})).await;
        }
        let metrics = self.chromium("Performance.getMetrics", json!({})).await;
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

    /// The answer, or nothing.
    async fn chromium(&self, command: &str, parameters: Value) -> Value {
        self.browser.devtools(command, parameters).await.unwrap_or_default()
    }

    /// Makes the driver let go of the elements it was asked for: it holds every answer of a script for as long as the page
    /// is there, and with it dialogs that are long gone. The objects of a context are numbered.
    async fn let_go(&mut self) {
        let (from, to) = (self.released.first, self.released.last + NEW_CONTEXTS);
        let mut alive = Vec::new();
        for context in from..=to {
            let asked = json!({ "contextId": context, "expression": "({})" });
            let newest = self.chromium("Runtime.evaluate", asked).await;
            let id = newest["result"]["objectId"].as_str().and_then(|id| id.rsplit_once('.'));
            let Some((of, number)) = id.and_then(|(of, number)| Some((of, number.parse::<u64>().ok()?))) else {
                continue;
            };
            alive.push(context);
            let done = self.released.objects.insert(of.to_owned(), number).unwrap_or_default();
            for number in done + 1..=number {
                let object = json!({ "objectId": format!("{of}.{number}") });
                self.chromium("Runtime.releaseObject", object).await;
            }
        }
        self.released.first = alive.first().copied().unwrap_or(from);
        self.released.last = alive.last().copied().unwrap_or(to);
    }
}

/// Bytes of the largest process below us that shows a page: others are spare.
fn renderer() -> u64 {
    let sizes = below(process::id())
        .into_iter()
        .filter(|pid| is_renderer(*pid))
        .map(private);
    sizes.max().unwrap_or_default()
}

fn private(pid: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
    let kilobytes = line.and_then(|rest| rest.trim().trim_end_matches("kB").trim().parse::<u64>().ok());
    kilobytes.unwrap_or_default() * 1024
}

/// The median of a measure from one moment to another.
pub fn median(samples: &[Sample], measure: usize, from: f64, to: f64) -> Option<f64> {
    let within = samples.iter().filter(|sample| (from..=to).contains(&sample.at));
    let mut values: Vec<f64> = within.map(|sample| sample.values[measure]).collect();
    values.sort_unstable_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
