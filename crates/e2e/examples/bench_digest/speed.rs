//! How fast: from memory beside the peers, from a file beside memory and `md5sum`, two files at once.

use crate::asked::Asked;
use crate::files::{Files, Sample, md5sum};
use crate::node::Node;
use crate::page::Page;
use crate::report::{Report, Target, Unit};
use crate::rounds::{Figure, WARM_UPS};
use crate::{Outcome, say};
use e2e::platform::Platform;
use std::time::Instant;

/// The files picked in the page, by their place there.
const SMALL: usize = 0;
const LARGE: usize = 1;
const OTHER: usize = 2;

/// Milliseconds of work in each turn of a round, at least.
const WORK: f64 = 150.0;

/// An implementation, and the ways to feed it; the fastest way counts.
type Candidate = (&'static str, &'static [&'static str]);

/// Node first, since it takes no part in the short form; ours next to it.
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

/// What must be reached against whom.
fn target(name: &str) -> Option<Target> {
    match name {
        // The chains of the two kernels are 6.14 and 4.52 cycles per byte long: more than 1.36 is not to be had.
        "hash-wasm" => Some(Target::AtLeast(1.25, " (limit 1.36×)")),
        NODE => Some(Target::AtLeast(1.0, "")),
        "spark-md5" => Some(Target::AtLeast(6.0, "")),
        _ => None,
    }
}

/// Measures everything that is about speed.
pub async fn measure(platform: &Platform, files: &Files, asked: &Asked, report: &mut Report) -> Outcome<()> {
    Page::with(platform, &[&files.small, &files.large, &files.other], async |page| {
        from_memory(page, &files.small, asked, report).await?;
        from_a_file(page, files, asked, report).await?;
        two_files(page, asked, report).await
    })
    .await
}

/// Prints how long hash-wasm takes, as a multiple of the shipped kernel's time.
pub async fn short(platform: &Platform, asked: &Asked) -> Outcome<()> {
    let small = Sample::small(&asked.files)?;
    Page::with(platform, &[&small], async |page| {
        let runners = race(page, &CANDIDATES[OURS..=HASH_WASM], &small, asked.rounds).await?;
        let ratio = Figure::ratio(&runners[1].milliseconds, &runners[0].milliseconds);
        println!(
            "64 MiB in memory: {} takes {} the time of the shipped kernel, median of {} rounds (least … most)",
            asked.with_version(runners[1].name),
            Unit::Times.figure(ratio),
            asked.rounds,
        );
        Ok(())
    })
    .await
}

/// One candidate, as it goes through the rounds.
struct Runner {
    name: &'static str,
    /// Where it runs, unless that is the page.
    node: Option<Node>,
    /// Milliseconds of each way when it was last tried.
    ways: Vec<(&'static str, f64)>,
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

    /// The fastest way stays, and is taken often enough.
    fn settle(&mut self) {
        self.ways.sort_by(|one, other| one.1.total_cmp(&other.1));
        self.ways.truncate(1);
        self.times = (WORK / self.ways[0].1).ceil().max(1.0) as u32;
    }

    async fn run(&mut self, page: &Page, at: usize) -> Outcome<f64> {
        let way = self.ways[at].0;
        match &mut self.node {
            Some(node) => node.memory(way, self.times),
            None => page.memory(SMALL, self.name, way, self.times).await,
        }
    }
}

/// Warms the candidates up, then lets each digest the small file once in every round.
async fn race(page: &Page, candidates: &[Candidate], small: &Sample, rounds: usize) -> Outcome<Vec<Runner>> {
    page.load(SMALL).await?;
    let runners = candidates.iter().map(|candidate| Runner::new(*candidate, small));
    let mut runners = runners.collect::<Outcome<Vec<_>>>()?;
    for _ in 0..WARM_UPS {
        for runner in &mut runners {
            for at in 0..runner.ways.len() {
                runner.ways[at].1 = runner.run(page, at).await?;
            }
        }
    }
    runners.iter_mut().for_each(Runner::settle);
    for _ in 0..rounds {
        for runner in &mut runners {
            let took = runner.run(page, 0).await?;
            runner.milliseconds.push(took);
        }
    }
    Ok(runners)
}

async fn from_memory(page: &Page, small: &Sample, asked: &Asked, report: &mut Report) -> Outcome<()> {
    say("64 MiB in memory, ours and the peers (a minute)");
    let runners = race(page, &CANDIDATES, small, asked.rounds).await?;
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
        let fed = format!(
            "64 MiB in memory, {name}, fed {}",
            runner.ways[0].0.replace('M', " M").replace("  ", " ")
        );
        report.time(&fed, Figure::of(&runner.milliseconds), small.size);
    }
    Ok(())
}

async fn from_a_file(page: &Page, files: &Files, asked: &Asked, report: &mut Report) -> Outcome<()> {
    say("a file of 1 GiB, beside memory and md5sum (a minute)");
    let (large, small) = (&files.large, &files.small);
    let times = (large.size / small.size) as u32;
    let (mut from_file, mut from_memory, mut by_md5sum) = (Vec::new(), Vec::new(), Vec::new());
    let mut only_read = Vec::new();
    for round in 0..WARM_UPS + asked.rounds {
        let start = Instant::now();
        if md5sum(&large.path)? != large.md5 {
            return Err("the files change while the bench runs: leave target/bench alone meanwhile".to_owned());
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
    // What the two rows above cannot exceed on this machine, however fast the digest.
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
    say("two files of 1 GiB, one after the other and together (a minute)");
    let (mut apart, mut together) = (Vec::new(), Vec::new());
    for round in 0..WARM_UPS + asked.rounds {
        let took = [
            page.files(&[&[LARGE], &[OTHER]]).await?,
            page.files(&[&[LARGE, OTHER]]).await?,
        ];
        if round >= WARM_UPS {
            apart.push(took[0]);
            together.push(took[1]);
        }
    }
    report.row(
        "two files of 1 GiB together, against one after the other",
        Figure::ratio(&together, &apart),
        Unit::Times,
        Some(Target::AtMost(0.65, "")),
    );
    let both = 2 * 1024 * crate::files::MIB;
    report.time("two files, one after the other", Figure::of(&apart), both);
    report.time("two files together", Figure::of(&together), both);
    Ok(())
}
