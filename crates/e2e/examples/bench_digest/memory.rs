//! Memory used while digesting, for a small file and for one that is too large to be held in memory.

use crate::files::{Files, MIB, Sample};
use crate::page::Page;
use crate::report::{Report, Target, Unit};
use crate::say;
use e2e::Platform;
use e2e::memory::{browser_processes, is_renderer, proportional};
use e2e::stats::Summary;
use std::time::{Duration, Instant};

/// Interval between two samples.
const INTERVAL: Duration = Duration::from_millis(20);
/// Time-out for the memory of a new browser to settle.
const SETTLING_TIMEOUT: Duration = Duration::from_secs(30);
/// Number of consecutive samples, 100 ms apart, that must differ by less than [`MAX_RANGE`].
const SAMPLES: usize = 20;
/// Maximum range in bytes of settled memory.
const MAX_RANGE: u64 = MIB / 4;

/// Bytes of anonymous memory and of the proportional share of shared memory.
#[derive(Clone, Copy, Debug, Default)]
struct Level {
    all: u64,
    /// Renderer processes only.
    renderers: u64,
}

impl Level {
    /// Current memory. Only one browser may be open.
    fn now() -> Self {
        let mut level = Self::default();
        for pid in browser_processes() {
            let bytes = proportional(pid);
            level.all += bytes;
            level.renderers += if is_renderer(pid) { bytes } else { 0 };
        }
        level
    }

    /// Waits until the memory has settled, and returns it.
    async fn settled() -> Self {
        let deadline = Instant::now() + SETTLING_TIMEOUT;
        let mut samples: Vec<u64> = Vec::new();
        loop {
            let level = Self::now();
            samples.push(level.all);
            let last = &samples[samples.len().saturating_sub(SAMPLES)..];
            let range = last.iter().max().zip(last.iter().min()).map(|(max, min)| max - min);
            if (last.len() == SAMPLES && range < Some(MAX_RANGE)) || Instant::now() > deadline {
                return level;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }
}

/// Largest memory while `work` runs, sampled every 20 ms.
async fn peak_of(work: impl Future<Output = ()>) -> Level {
    let mut work = std::pin::pin!(work);
    let mut peak = Level::default();
    loop {
        tokio::select! {
            () = &mut work => return peak,
            () = tokio::time::sleep(INTERVAL) => {
                let level = Level::now();
                peak.all = peak.all.max(level.all);
                peak.renderers = peak.renderers.max(level.renderers);
            }
        }
    }
}

/// Measures both files, each in a new browser.
pub async fn measure(platform: &Platform, files: &Files, report: &mut Report) {
    say("memory while digesting 64 MiB and 8 GiB (a minute)");
    // The small file takes only a few samples, so it is digested several times.
    for (name, sample, times) in [("64 MiB", &files.small, 10), ("8 GiB", &files.huge, 1)] {
        let [idle, started, peak] = levels(platform, sample, times).await;
        let extra = |to: u64, from: u64| to.saturating_sub(from);
        let what = format!("extra memory while digesting a file of {name}");
        let total = Summary::of(&[extra(peak.all, idle.all) as f64]);
        let target = Target::AtMost(24.0 * MIB as f64, "");
        report.row(&what, total, Unit::Mebibytes, Some(target));
        for (what, bytes) in [
            ("all processes, before", idle.all),
            ("renderers only, before", idle.renderers),
            (
                "all processes, increase by starting the worker",
                extra(started.all, idle.all),
            ),
            ("all processes, increase by digesting", extra(peak.all, started.all)),
            (
                "renderers only, increase by both",
                extra(peak.renderers, idle.renderers),
            ),
        ] {
            let what = format!("memory, {name}: {what}");
            report.raw(&what, &[bytes as f64], Unit::Mebibytes);
        }
    }
}

/// Memory before the worker starts, after its start, and the peak while it digests.
async fn levels(platform: &Platform, sample: &Sample, times: usize) -> [Level; 3] {
    let page = Page::open(platform, &[sample]).await;
    let idle = Level::settled().await;
    page.ready(0).await;
    let started = Level::settled().await;
    let digests = async {
        for _ in 0..times {
            page.files(&[&[0]]).await;
        }
    };
    let peak = peak_of(digests).await;
    page.finish().await;
    [idle, started, peak]
}
