//! Counts of events, and the failures of a run.

use std::collections::BTreeMap;
use std::time::Instant;

/// Kind of a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bad {
    /// The page made a statement that the database contradicts.
    WrongStatement,
    /// A typed text was lost and no task has it.
    LostInput,
    /// A product has two tasks of one name.
    Duplicate,
    /// The console has stopped, or the browser's log has an error without a known cause.
    Panic,
    /// A wait timed out after a minute.
    Stuck,
    /// The page shows a text that the script does not know.
    Unclear,
}

impl Bad {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::WrongStatement,
        Self::LostInput,
        Self::Duplicate,
        Self::Panic,
        Self::Stuck,
        Self::Unclear,
    ];

    /// Name in the report.
    pub fn words(self) -> &'static str {
        match self {
            Self::WrongStatement => "statements contradicted by the database",
            Self::LostInput => "lost texts of the form",
            Self::Duplicate => "duplicate tasks",
            Self::Panic => "panics and unexpected errors in the browser's log",
            Self::Stuck => "waits that timed out after 60 s",
            Self::Unclear => "unknown texts",
        }
    }
}

/// Counts and failures of a run.
pub struct Books {
    started: Instant,
    counts: BTreeMap<String, u64>,
    bad: Vec<(Bad, String)>,
    /// Product and name of tasks that the page stated were not created. Checked again later.
    pub denied: Vec<(&'static str, String)>,
    /// Milliseconds until page and database were equal, one per comparison.
    pub agreed_after: Vec<u64>,
}

impl Books {
    /// Empty counts; starts the clock.
    pub fn open() -> Self {
        Self {
            started: Instant::now(),
            counts: BTreeMap::new(),
            bad: Vec::new(),
            denied: Vec::new(),
            agreed_after: Vec::new(),
        }
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Counts an event.
    pub fn count(&mut self, what: impl Into<String>) {
        *self.counts.entry(what.into()).or_default() += 1;
    }

    /// Number of times an event was counted.
    pub fn counted(&self, what: &str) -> u64 {
        self.counts.get(what).copied().unwrap_or_default()
    }

    /// All events with their counts.
    pub fn counts(&self) -> impl Iterator<Item = (&str, u64)> {
        self.counts.iter().map(|(what, count)| (what.as_str(), *count))
    }

    /// Records a failure and prints it.
    pub fn bad(&mut self, kind: Bad, what: impl Into<String>) {
        let what = format!("[{:7.1} s] {}", self.seconds(), what.into());
        eprintln!("BAD {kind:?} {what}");
        self.bad.push((kind, what));
    }

    /// Number of failures of a kind.
    pub fn bad_of(&self, kind: Bad) -> usize {
        self.bad.iter().filter(|(other, _)| *other == kind).count()
    }

    /// All failures.
    pub fn all_bad(&self) -> &[(Bad, String)] {
        &self.bad
    }
}
