//! Speed: in memory against the peers, from a file against memory and `md5sum`, and two files in parallel.

use crate::asked::Asked;
use crate::files::{Files, Sample, md5sum};
use crate::node::Node;
use crate::page::Page;
use crate::report::{Report, Target, Unit};
use crate::rounds::{Figure, WARM_UPS};
use crate::{Outcome, say};
use e2e::platform::Platform;
use std::time::Instant;

/// Indices of the files picked in the page.
const SMALL: usize = 0;
const LARGE: usize = 1;
const OTHER: usize = 2;

/// Minimum milliseconds of work per candidate and round.
const WORK: f64 = 150.0;

/// Name of an implementation, and the sizes in which it is fed. The fastest one counts.
type Candidate = (&'static str, &'static [&'static str]);

/// Node is first, because the short form omits it, and the shipped kernel is next to it.
const CANDIDATES: [Candidate; 6] = [
    (NODE, &["whole", "1MiB"]),
    ("ours", &["64 KiB"]),
    ("hash-wasm", &["whole", "256 KiB"]),
    ("spark-md5", &["whole", "2 MiB"]),
    ("js-md5", &["whole", "1 MiB"]),
    ("@noble/hashes", &["whole", "1 MiB"]),
];
const NODE: &str = "node:crypto";
const OURS: usize = 1;
const HASH_WASM: usize = 2;

/// Target of the ratio against a peer.
fn target(name: &str) -> Option<Target> {
    match name {
        // The dependency chains of the kernels take 6.14 and 4.52 cycles per byte, so the ratio cannot exceed 1.36.
        "hash-wasm" => Some(Target::AtLeast(1.25, " (limit 1.36×)")),
        NODE => Some(Target::AtLeast(1.0, "")),
        "spark-md5" => Some(Target::AtLeast(6.0, "")),
        _ => None,
    }
}

/// Measures the speed.
pub async fn measure(platform: &Platform, files: &Files, asked: &Asked, report: &mut Report) -> Outcome<()> {
    Page::with(platform, &[&files.small, &files.large, &files.other], async |page| {
        from_memory(page, &files.small, asked, report).await?;
        from_a_file(page, files, asked, report).await?;
        two_files(page, asked, report).await
    })
    .await
}

/// Prints the ratio of hash-wasm's time to the shipped kernel's.
pub async fn short(platform: &Platform, asked: &Asked) -> Outcome<()> {
    let small = Sample::small(&asked.files)?;
    Page::with(platform, &[&small], async |page| {
        let runners = run_rounds(page, &CANDIDATES[OURS..=HASH_WASM], &small, asked.rounds).await?;
        let ratio = Figure::ratio(&runners[1].milliseconds, &runners[0].milliseconds);
        println!(
            "64 MiB in memory: {} takes {} the time of the shipped kernel, median of {} rounds (minimum … maximum)",
            asked.with_version(runners[1].name),
            Unit::Times.figure(ratio),
            asked.rounds,
        );
        Ok(())
    })
    .await
}

/// A candidate with its results.
struct Runner {
    name: &'static str,
    /// Process that runs it; `None` if the page runs it.
    node: Option<Node>,
    /// Feeding sizes, with the milliseconds of their last run.
    ways: Vec<(&'static str, f64)>,
    /// Digests per run.
    times: u32,
    milliseconds: Vec<f64>,
}

impl Runner {
    fn new((name, ways): Candidate, sample: &Sample) -> Outcome<Self> {
        Ok(Self {
            name,
            node: (name == NODE).then(|| Node::start(sample)).transpose()?,
            ways: ways.iter().map(|way| (*way, f64::MAX)).collect(),
            times: 1,
            milliseconds: Vec::new(),
        })
    }

    /// Keeps the fastest feeding size, and sets the number of digests per run.
    fn settle(&mut self) {
        self.ways.sort_by(|one, other| one.1.total_cmp(&other.1));
        self.ways.truncate(1);
        self.times = (WORK / self.ways[0].1).ceil().max(1.0) as u32;
    }

    async fn run(&mut self, page: &Page, index: usize) -> Outcome<f64> {
        let way = self.ways[index].0;
        match &mut self.node {
            Some(node) => node.memory(way, self.times),
            None => page.memory(SMALL, self.name, way, self.times).await,
        }
    }
}

/// Warms the candidates up, then runs each once per round on the small file.
async fn run_rounds(page: &Page, candidates: &[Candidate], small: &Sample, rounds: usize) -> Outcome<Vec<Runner>> {
    page.load(SMALL).await?;
    let runners = candidates.iter().map(|candidate| Runner::new(*candidate, small));
    let mut runners = runners.collect::<Outcome<Vec<_>>>()?;
    for _ in 0..WARM_UPS {
        for runner in &mut runners {
            for index in 0..runner.ways.len() {
                runner.ways[index].1 = runner.run(page, index).await?;
            }
        }
    }
    runners.iter_mut().for_each(Runner::settle);
    for _ in 0..rounds {
        for runner in &mut runners {
            let milliseconds = runner.run(page, 0).await?;
            runner.milliseconds.push(milliseconds);
        }
    }
    Ok(runners)
}

async fn from_memory(page: &Page, small: &Sample, asked: &Asked, report: &mut Report) -> Outcome<()> {
    say("64 MiB in memory, the shipped kernel and the peers (a minute)");
    let runners = run_rounds(page, &CANDIDATES, small, asked.rounds).await?;
    let ours = &runners[OURS].milliseconds;
    for runner in &runners {
        let name = asked.with_version(runner.name);
        if runner.name != "ours" {
            let ratio = Figure::ratio(&runner.milliseconds, ours);
            report.row(
                &format!("64 MiB in memory, against {name}"),
                ratio,
                Unit::Times,
                target(runner.name),
            );
        }
        let what = format!(
            "64 MiB in memory, {name}, fed {}",
            runner.ways[0].0.replace('M', " M").replace("  ", " ")
        );
        report.time(&what, Figure::of(&runner.milliseconds), small.size);
    }
    Ok(())
}

async fn from_a_file(page: &Page, files: &Files, asked: &Asked, report: &mut Report) -> Outcome<()> {
    say("a file of 1 GiB, against memory and md5sum (a minute)");
    let (large, small) = (&files.large, &files.small);
    let times = (large.size / small.size) as u32;
    let (mut from_file, mut from_memory, mut by_md5sum) = (Vec::new(), Vec::new(), Vec::new());
    let mut only_read = Vec::new();
    for round in 0..WARM_UPS + asked.rounds {
        let start = Instant::now();
        if md5sum(&large.path)? != large.md5 {
            return Err(
                "the files have changed during the benchmark: do not use target/bench while it runs".to_owned(),
            );
        }
        let took = [
            start.elapsed().as_secs_f64() * 1e3,
            page.files(&[&[LARGE]]).await?,
            page.memory(SMALL, "ours", CANDIDATES[OURS].1[0], times).await? * f64::from(times),
            page.read(LARGE).await?,
        ];
        if round >= WARM_UPS {
            by_md5sum.push(took[0]);
            from_file.push(took[1]);
            from_memory.push(took[2]);
            only_read.push(took[3]);
        }
    }
    for (what, others) in [
        ("the in-memory rate", &from_memory),
        ("`md5sum` of the same file", &by_md5sum),
    ] {
        report.row(
            &format!("`File` of 1 GiB, warm, against {what}"),
            Figure::ratio(others, &from_file),
            Unit::Times,
            Some(Target::AtLeast(0.95, "")),
        );
    }
    // Upper limit of the two rows above on this machine, independent of the digest.
    report.row(
        "`File` of 1 GiB only read, not digested, against the in-memory rate",
        Figure::ratio(&from_memory, &only_read),
        Unit::Times,
        None,
    );
    for (what, series) in [
        ("`File` of 1 GiB", &from_file),
        ("`File` of 1 GiB, only read", &only_read),
        ("1 GiB in memory (16 times 64 MiB)", &from_memory),
        ("`md5sum`, 1 GiB", &by_md5sum),
    ] {
        report.time(what, Figure::of(series), large.size);
    }
    Ok(())
}

async fn two_files(page: &Page, asked: &Asked, report: &mut Report) -> Outcome<()> {
    say("two files of 1 GiB, sequentially and in parallel (a minute)");
    let (mut sequential, mut parallel) = (Vec::new(), Vec::new());
    for round in 0..WARM_UPS + asked.rounds {
        let took = [
            page.files(&[&[LARGE], &[OTHER]]).await?,
            page.files(&[&[LARGE, OTHER]]).await?,
        ];
        if round >= WARM_UPS {
            sequential.push(took[0]);
            parallel.push(took[1]);
        }
    }
    report.row(
        "two files of 1 GiB in parallel, against sequentially",
        Figure::ratio(&parallel, &sequential),
        Unit::Times,
        Some(Target::AtMost(0.65, "")),
    );
    let both = 2 * 1024 * crate::files::MIB;
    report.time("two files, sequentially", Figure::of(&sequential), both);
    report.time("two files, in parallel", Figure::of(&parallel), both);
    Ok(())
}
