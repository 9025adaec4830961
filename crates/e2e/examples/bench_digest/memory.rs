//! What digesting a file occupies, for a small one and one that fits into no memory.

use crate::files::{Files, MIB, Sample};
use crate::occupied::{self, Level, Sampler};
use crate::page::Page;
use crate::report::{Report, Target, Unit};
use crate::rounds::Figure;
use crate::{Outcome, say};
use e2e::platform::Platform;
use std::time::{Duration, Instant};

/// A browser that has just started is busy with itself for so long, at most.
const SETTLING: Duration = Duration::from_secs(30);
/// It has settled when this many looks in a row, a tenth of a second apart, differ by less than that.
const LOOKS: usize = 20;
const STILL: u64 = MIB / 4;

/// Measures both files, each in a browser that has done nothing before.
pub async fn measure(platform: &Platform, files: &Files, report: &mut Report) -> Outcome<()> {
    say("memory while digesting 64 MiB and 8 GiB (a minute)");
    // The small file is over after a few looks, so it is digested several times.
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
            ("of it renderers, before", idle.renderers as f64),
            ("all processes, the worker's start", extra(started.all, idle.all)),
            ("all processes, a running worker's digest", extra(peak.all, started.all)),
            (
                "of it renderers, start and digest",
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

/// Before the worker is started, with it, and the highest while it digests.
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

/// The level once it stays.
async fn settled() -> Level {
    let deadline = Instant::now() + SETTLING;
    let mut seen: Vec<Level> = Vec::new();
    loop {
        let level = occupied::now();
        seen.push(level);
        let last = &seen[seen.len().saturating_sub(LOOKS)..];
        let all = || last.iter().map(|level| level.all);
        let range = all().max().unwrap_or_default() - all().min().unwrap_or_default();
        if (last.len() == LOOKS && range < STILL) || Instant::now() > deadline {
            return level;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
