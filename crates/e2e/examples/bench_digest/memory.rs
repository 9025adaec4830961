//! Memory used while digesting, for a small file and for one that is too large to be held in memory.

use crate::files::{Files, MIB, Sample};
use crate::occupied::{self, Level, Sampler};
use crate::page::Page;
use crate::report::{Report, Target, Unit};
use crate::rounds::Figure;
use crate::{Outcome, say};
use e2e::platform::Platform;
use std::time::{Duration, Instant};

/// Time-out for the memory of a new browser to settle.
const SETTLING_TIMEOUT: Duration = Duration::from_secs(30);
/// Number of consecutive samples, 100 ms apart, that must differ by less than [`MAX_RANGE`].
const SAMPLES: usize = 20;
/// Maximum range in bytes of settled memory.
const MAX_RANGE: u64 = MIB / 4;

/// Measures both files, each in a new browser.
pub async fn measure(platform: &Platform, files: &Files, report: &mut Report) -> Outcome<()> {
    say("memory while digesting 64 MiB and 8 GiB (a minute)");
    // The small file takes only a few samples, so it is digested several times.
    for (name, sample, times) in [("64 MiB", &files.small, 10), ("8 GiB", &files.huge, 1)] {
        let [idle, started, peak] = levels(platform, sample, times).await?;
        let extra = |to: u64, from: u64| to.saturating_sub(from) as f64;
        report.row(
            &format!("extra memory while digesting a file of {name}"),
            Figure::of(&[extra(peak.all, idle.all)]),
            Unit::Mebibytes,
            Some(Target::AtMost(24.0 * MIB as f64, "")),
        );
        for (what, bytes) in [
            ("all processes, before", idle.all as f64),
            ("renderers only, before", idle.renderers as f64),
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
            report.raw(
                &format!("memory, {name}: {what}"),
                Figure::of(&[bytes]),
                Unit::Mebibytes,
            );
        }
    }
    Ok(())
}

/// Memory before the worker starts, after its start, and the peak while it digests.
async fn levels(platform: &Platform, sample: &Sample, times: usize) -> Outcome<[Level; 3]> {
    Page::with(platform, &[sample], async |page| {
        let idle = settled().await;
        page.ready(0).await?;
        let started = settled().await;
        let sampler = Sampler::start();
        for _ in 0..times {
            page.files(&[&[0]]).await?;
        }
        Ok([idle, started, sampler.peak()])
    })
    .await
}

/// Waits until the memory has settled, and returns it.
async fn settled() -> Level {
    let deadline = Instant::now() + SETTLING_TIMEOUT;
    let mut samples: Vec<Level> = Vec::new();
    loop {
        let level = occupied::now();
        samples.push(level);
        let last = &samples[samples.len().saturating_sub(SAMPLES)..];
        let all = || last.iter().map(|level| level.all);
        let range = all().max().unwrap_or_default() - all().min().unwrap_or_default();
        if (last.len() == SAMPLES && range < MAX_RANGE) || Instant::now() > deadline {
            return level;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
