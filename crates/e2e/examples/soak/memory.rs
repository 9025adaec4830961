//! Memory of the tab after garbage collection.

use crate::operator::Operator;
use e2e::memory::{browser_processes, is_renderer, private};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt;

#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// Seconds since the start.
    pub at: f64,
    /// Values of [`MEASURES`], in the same order.
    pub values: [f64; 5],
}

/// The measures: name, whether it is in bytes and affects the result.
pub const MEASURES: [(&str, bool); 5] = [
    ("JavaScript heap in use", true),
    ("WebAssembly memory", true),
    ("private memory of the renderer process", true),
    ("DOM nodes", false),
    ("event listeners", false),
];

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [heap, wasm, renderer, nodes, listeners] = self.values;
        let [heap, wasm, renderer] = [heap, wasm, renderer].map(|bytes| bytes / f64::from(1 << 20));
        let at = self.at;
        write!(
            f,
            "{at:6.0} s: heap {heap:.2} MiB, wasm {wasm:.2} MiB, renderer {renderer:.1} MiB, {nodes} nodes, \
             {listeners} listeners"
        )
    }
}

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
    /// First and last script context that still exist.
    contexts: (u64, u64),
    /// Number of the last released object per context.
    objects: HashMap<String, u64>,
}

/// Maximum number of new script contexts since the last sample. A page with one frame has two, and few isolated worlds.
const NEW_CONTEXTS: u64 = 24;

impl Operator<'_> {
    /// Collects garbage and takes a sample.
    pub async fn sample(&mut self) -> Sample {
        // This also releases the driver's handle of the frame, so the frame is left before and entered again
        // afterwards.
        self.browser.leave_frames().await;
        self.release_objects().await;
        self.browser.enter_frame().await;
        self.command("Performance.enable", json!({})).await;
        // The second collection frees what the first has made unreachable.
        for _ in 0..2 {
            self.command("HeapProfiler.collectGarbage", json!({})).await;
        }
        let metrics = self.browser.cdp().performance().get_metrics().await.unwrap_or_default();
        let metric = |name| {
            metrics
                .iter()
                .find(|metric| metric.name == name)
                .map(|metric| metric.value)
        };
        let wasm = self.browser.try_run(WASM, Vec::new()).await.unwrap_or_default();
        // The largest renderer process; the others are spare.
        let renderers = browser_processes().into_iter().filter(|pid| is_renderer(*pid));
        let renderer = renderers.map(private).max().unwrap_or_default();
        let values = [
            metric("JSHeapUsedSize"),
            wasm.as_f64(),
            Some(renderer as f64),
            metric("Nodes"),
            metric("JSEventListeners"),
        ];
        Sample {
            at: self.journal.seconds(),
            values: values.map(Option::unwrap_or_default),
        }
    }

    /// Runs a `DevTools` command; `Null` if it fails.
    async fn command(&self, command: &str, parameters: Value) -> Value {
        self.browser
            .cdp()
            .send_raw(command, parameters)
            .await
            .unwrap_or_default()
    }

    /// Releases the objects that the driver holds. It keeps every result of a script for the lifetime of the page, and
    /// with it removed dialogs. The objects of a context are numbered.
    async fn release_objects(&mut self) {
        let (first, last) = self.released.contexts;
        let mut alive = Vec::new();
        for context in first..=last + NEW_CONTEXTS {
            let request = json!({ "contextId": context, "expression": "({})" });
            let newest = self.command("Runtime.evaluate", request).await;
            let id = newest["result"]["objectId"].as_str().and_then(|id| id.rsplit_once('.'));
            let Some((prefix, newest)) = id.and_then(|(prefix, number)| Some((prefix, number.parse().ok()?))) else {
                continue;
            };
            alive.push(context);
            let released = self.released.objects.insert(prefix.to_owned(), newest);
            for number in released.unwrap_or_default() + 1..=newest {
                let object = json!({ "objectId": format!("{prefix}.{number}") });
                self.command("Runtime.releaseObject", object).await;
            }
        }
        if let (Some(first), Some(last)) = (alive.first(), alive.last()) {
            self.released.contexts = (*first, *last);
        }
    }
}
