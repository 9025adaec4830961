//! Benchmark of the task list: how long the page blocks while it loads, reads and reacts. `cargo xtask bench list` builds
//! the release console and runs this, beside another build if there is one, and beside the same list in plain JavaScript
//! ([`server`]). Every measurement uses a new browser, and the pages take turns.

#![expect(clippy::expect_used, reason = "it panics at the first unexpected result")]

mod measure;
mod server;

use e2e::paths;
use e2e::report::{machine, setting, write_section};
use e2e::stats::median;
use measure::{Measure, Values};
use server::Server;
use std::env;
use std::fmt::Write as _;
use std::path::PathBuf;

const METHOD: &str = include_str!("method.md");

/// A list, and the speed of the machine.
#[derive(Clone, Copy, Debug)]
struct Case {
    tasks: usize,
    /// `core` reads the list in one answer, `full` in pages of 1,000.
    profile: &'static str,
    /// Factor by which the CPU is slowed down.
    slowdown: u32,
}

const fn case(tasks: usize, profile: &'static str, slowdown: u32) -> Case {
    Case {
        tasks,
        profile,
        slowdown,
    }
}

/// All cases; the short form has the first two. An answer of 50,000 tasks exceeds the console's limit of 16 MiB.
const CASES: [Case; 10] = [
    case(50, "core", 1),
    case(1000, "core", 1),
    case(10_000, "core", 1),
    case(50, "core", 4),
    case(1000, "core", 4),
    case(10_000, "core", 4),
    case(1000, "full", 1),
    case(10_000, "full", 1),
    case(50_000, "full", 1),
    case(10_000, "full", 4),
];

/// Target of a measure in milliseconds or elements, if the case has one.
type Target = fn(Case) -> Option<f64>;

const MEASURES: [(Measure, &str, Target); 12] = [
    (Measure::FirstRow, "first row", |case| {
        match (case.profile, case.tasks, case.slowdown) {
            ("full", 10_000, 1) => Some(1500.0),
            _ => None,
        }
    }),
    (Measure::Load, "longest block at load", |case| at_10_000(case, 200.0)),
    (Measure::Type, "type in the search", reaction),
    (Measure::Clear, "clear the search", reaction),
    (Measure::Sort, "sort", reaction),
    (Measure::NextPage, "next page", reaction),
    (Measure::Details, "open the details", reaction),
    (Measure::Create, "open the create form", reaction),
    (Measure::Map, "open the map", |case| {
        at_10_000(case, 200.0).or(reaction(case))
    }),
    (Measure::Poll, "unchanged reading, block", |case| at_10_000(case, 20.0)),
    (Measure::Parse, "`JSON.parse`", |_| None),
    (Measure::Elements, "elements", |_| Some(2000.0)),
];

/// Target for 10,000 tasks in one answer, not slowed down.
fn at_10_000(case: Case, limit: f64) -> Option<f64> {
    (case.profile == "core" && case.tasks == 10_000 && case.slowdown == 1).then_some(limit)
}

fn reaction(case: Case) -> Option<f64> {
    let slowed = case.profile == "core" && case.tasks == 1000 && case.slowdown == 4;
    at_10_000(case, 100.0).or(slowed.then_some(250.0))
}

/// A measured page, with the values of each round.
struct Column {
    name: &'static str,
    rounds: Vec<Values>,
}

impl Column {
    fn median(&self, measure: Measure) -> Option<f64> {
        let values = self.rounds.iter().flatten().filter(|(other, _)| *other == measure);
        let values: Vec<f64> = values.map(|(_, value)| *value).collect();
        (!values.is_empty()).then(|| median(&values))
    }
}

/// Measures all pages of one case in turns.
async fn measure_case(case: Case, builds: &[(&'static str, PathBuf)], rounds: usize) -> Vec<Column> {
    let servers: Vec<Server> = builds.iter().map(|(_, console)| Server::start(console, case)).collect();
    let names = builds.iter().map(|(name, _)| *name).chain(["plain"]);
    let mut columns: Vec<Column> = names
        .map(|name| Column {
            name,
            rounds: Vec::new(),
        })
        .collect();
    for round in 0..rounds {
        let mut row = String::new();
        for (server, column) in servers.iter().zip(&mut columns) {
            let (values, html) = measure::console(server, case).await;
            column.rounds.push(values);
            row = html;
        }
        if let (Some(server), Some(column)) = (servers.last(), columns.last_mut()) {
            column.rounds.push(measure::plain(server, case, &row).await);
        }
        eprintln!("==> {case:?}: round {} of {rounds}", round + 1);
    }
    columns
}

fn table(case: Case, columns: &[Column]) -> String {
    let answer = ["in pages", "in one answer"][usize::from(case.profile == "core")];
    let names: Vec<&str> = columns.iter().map(|column| column.name).collect();
    let mut table = format!(
        "### {} tasks {answer}, CPU {}×\n\n| | {} | target |\n|---|{}---|\n",
        case.tasks,
        case.slowdown,
        names.join(" | "),
        "---|".repeat(columns.len())
    );
    for (measure, name, target) in MEASURES {
        let medians: Vec<Option<f64>> = columns.iter().map(|column| column.median(measure)).collect();
        let unit = if measure == Measure::Elements { "" } else { " ms" };
        let digits = usize::from(measure == Measure::Parse);
        let show =
            |value: &Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}{unit}"));
        let cells: Vec<String> = medians.iter().map(show).collect();
        let current = columns
            .iter()
            .zip(&medians)
            .find(|(column, _)| column.name == "current");
        let current = current.and_then(|(_, value)| *value);
        let target = target(case).zip(current).map_or_else(String::new, |(limit, value)| {
            format!("≤ {limit:.0}{unit}: {}", ["missed", "met"][usize::from(value <= limit)])
        });
        // Writing to a string does not fail.
        let _ = writeln!(table, "| {name} | {} | {target} |", cells.join(" | "));
    }
    table
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let is_short = env::args().any(|argument| argument == "--short");
    let rounds = setting("BENCH_ROUNDS");
    let before = env::var("BENCH_BEFORE")
        .ok()
        .map(|before| ("before", PathBuf::from(before)));
    let builds: Vec<_> = before.into_iter().chain([("current", paths::dist())]).collect();
    let mut report = format!("{}- rounds: {rounds}; the tables show medians\n", machine());
    for case in &CASES[..if is_short { 2 } else { CASES.len() }] {
        let table = table(*case, &measure_case(*case, &builds, rounds).await);
        println!("{table}");
        let _ = write!(report, "\n{table}");
    }
    if let Ok(file) = env::var("BENCH_REPORT") {
        write_section(&file, "list", "Task list", &format!("{report}\n{METHOD}"));
    }
}
