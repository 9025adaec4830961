//! Speed: in memory against the peers, from a file against memory and `md5sum`, and two files in parallel.

use crate::files::{Files, Sample};
use crate::node::Node;
use crate::page::Page;
use crate::report::{Report, Target, Unit};
use crate::{peers, rounds, say};
use e2e::stats::{Summary, ratios};
use e2e::{Platform, md5sum};
use std::time::Instant;

/// Number of rounds before the measured ones, after which engines run optimised code.
pub const WARM_UPS: usize = 2;

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
    (NODE, &["whole", "1 MiB"]),
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

/// Name of a peer with its version, such as `hash-wasm 4.13.0`. Other names are returned unchanged.
fn with_version(name: &str) -> String {
    let start = format!("{name}@");
    let version = peers()
        .iter()
        .find_map(|peer| peer.strip_prefix(&start).map(str::to_owned));
    version.map_or_else(|| name.to_owned(), |version| format!("{name} {version}"))
}

pub async fn measure(platform: &Platform, files: &Files, report: &mut Report) {
    let page = Page::open(platform, &[&files.small, &files.large, &files.other]).await;
    from_memory(&page, &files.small, report).await;
    from_a_file(&page, files, report).await;
    two_files(&page, files, report).await;
    page.finish().await;
}

/// Prints the ratio of hash-wasm's time to the shipped kernel's.
pub async fn short(platform: &Platform) {
    let small = Sample::small();
    let page = Page::open(platform, &[&small]).await;
    let runners = run_rounds(&page, &CANDIDATES[OURS..=HASH_WASM], &small).await;
    let ratio = Summary::of(&ratios(&runners[1].milliseconds, &runners[0].milliseconds));
    println!(
        "64 MiB in memory: {} takes {} the time of the shipped kernel, median of {} rounds (minimum … maximum)",
        with_version(runners[1].name),
        Unit::Times.show_summary(ratio),
        rounds(),
    );
    page.finish().await;
}

struct Runner {
    name: &'static str,
    /// Process that runs it; `None` if the page runs it.
    node: Option<Node>,
    /// Feeding sizes, with the milliseconds of their last run.
    ways: Vec<(&'static str, f64)>,
    times: u32,
    milliseconds: Vec<f64>,
}

impl Runner {
    fn new((name, ways): Candidate, sample: &Sample) -> Self {
        Self {
            name,
            node: (name == NODE).then(|| Node::start(sample)),
            ways: ways.iter().map(|way| (*way, f64::MAX)).collect(),
            times: 1,
            milliseconds: Vec::new(),
        }
    }

    /// Keeps the fastest feeding size, and sets the number of digests per run.
    fn settle(&mut self) {
        self.ways.sort_by(|one, other| one.1.total_cmp(&other.1));
        self.ways.truncate(1);
        self.times = (WORK / self.ways[0].1).ceil().max(1.0) as u32;
    }

    async fn run(&mut self, page: &Page, way: &str) -> f64 {
        match &mut self.node {
            Some(node) => node.memory(way, self.times),
            None => page.memory(SMALL, self.name, way, self.times).await,
        }
    }
}

/// Warms the candidates up, then runs each once per round on the small file.
async fn run_rounds(page: &Page, candidates: &[Candidate], small: &Sample) -> Vec<Runner> {
    page.load(SMALL).await;
    let mut runners: Vec<Runner> = candidates
        .iter()
        .map(|candidate| Runner::new(*candidate, small))
        .collect();
    for _ in 0..WARM_UPS {
        for runner in &mut runners {
            for index in 0..runner.ways.len() {
                runner.ways[index].1 = runner.run(page, runner.ways[index].0).await;
            }
        }
    }
    runners.iter_mut().for_each(Runner::settle);
    for _ in 0..rounds() {
        for runner in &mut runners {
            let milliseconds = runner.run(page, runner.ways[0].0).await;
            runner.milliseconds.push(milliseconds);
        }
    }
    runners
}

async fn from_memory(page: &Page, small: &Sample, report: &mut Report) {
    say("64 MiB in memory, the shipped kernel and the peers (a minute)");
    let runners = run_rounds(page, &CANDIDATES, small).await;
    let ours = &runners[OURS].milliseconds;
    for runner in &runners {
        let name = with_version(runner.name);
        if runner.name != "ours" {
            let ratio = Summary::of(&ratios(&runner.milliseconds, ours));
            let what = format!("64 MiB in memory, against {name}");
            report.row(&what, ratio, Unit::Times, target(runner.name));
        }
        let what = format!("64 MiB in memory, {name}, fed {}", runner.ways[0].0);
        report.time(&what, &runner.milliseconds, small.size);
    }
}

async fn from_a_file(page: &Page, files: &Files, report: &mut Report) {
    say("a file of 1 GiB, against memory and md5sum (a minute)");
    let (large, small) = (&files.large, &files.small);
    let times = (large.size / small.size) as u32;
    let [mut by_md5sum, mut from_file, mut from_memory, mut only_read] = [const { Vec::new() }; 4];
    for round in 0..WARM_UPS + rounds() {
        let start = Instant::now();
        let md5 = md5sum(&large.path);
        let took = start.elapsed().as_secs_f64() * 1e3;
        assert_eq!(md5, large.md5, "do not use target/bench while the benchmark runs");
        let file = page.files(&[&[LARGE]]).await;
        let memory = page.memory(SMALL, "ours", CANDIDATES[OURS].1[0], times).await * f64::from(times);
        let read = page.read(LARGE).await;
        if round >= WARM_UPS {
            by_md5sum.push(took);
            from_file.push(file);
            from_memory.push(memory);
            only_read.push(read);
        }
    }
    let target = Some(Target::AtLeast(0.95, ""));
    for (what, others, ours, target) in [
        (
            "`File` of 1 GiB, warm, against the in-memory rate",
            &from_memory,
            &from_file,
            target,
        ),
        (
            "`File` of 1 GiB, warm, against `md5sum` of the same file",
            &by_md5sum,
            &from_file,
            target,
        ),
        // Upper limit of the two rows above on this machine, independent of the digest.
        (
            "`File` of 1 GiB only read, not digested, against the in-memory rate",
            &from_memory,
            &only_read,
            None,
        ),
    ] {
        report.row(what, Summary::of(&ratios(others, ours)), Unit::Times, target);
    }
    for (what, series) in [
        ("`File` of 1 GiB", &from_file),
        ("`File` of 1 GiB, only read", &only_read),
        ("1 GiB in memory (16 times 64 MiB)", &from_memory),
        ("`md5sum`, 1 GiB", &by_md5sum),
    ] {
        report.time(what, series, large.size);
    }
}

async fn two_files(page: &Page, files: &Files, report: &mut Report) {
    say("two files of 1 GiB, sequentially and in parallel (a minute)");
    let (mut sequential, mut parallel) = (Vec::new(), Vec::new());
    for round in 0..WARM_UPS + rounds() {
        let one_by_one = page.files(&[&[LARGE], &[OTHER]]).await;
        let at_once = page.files(&[&[LARGE, OTHER]]).await;
        if round >= WARM_UPS {
            sequential.push(one_by_one);
            parallel.push(at_once);
        }
    }
    let ratio = Summary::of(&ratios(&parallel, &sequential));
    let what = "two files of 1 GiB in parallel, against sequentially";
    report.row(what, ratio, Unit::Times, Some(Target::AtMost(0.65, "")));
    let both = files.large.size + files.other.size;
    report.time("two files, sequentially", &sequential, both);
    report.time("two files, in parallel", &parallel, both);
}
