//! Counts of events, and the failures of a run.

use std::collections::BTreeMap;
use std::time::Instant;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
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
    /// The page shows a text without a known meaning.
    UnknownText,
}

impl Failure {
    /// Every kind, with its name in the report.
    pub const ALL: [(Self, &str); 6] = [
        (Self::WrongStatement, "statements contradicted by the database"),
        (Self::LostInput, "lost texts of the form"),
        (Self::Duplicate, "duplicate tasks"),
        (Self::Panic, "panics and unexpected errors in the browser's log"),
        (Self::Stuck, "waits that timed out after 60 s"),
        (Self::UnknownText, "unknown texts"),
    ];
}

pub struct Journal {
    started: Instant,
    /// Number of events by name.
    pub counts: BTreeMap<String, u64>,
    pub failures: Vec<(Failure, String)>,
    /// Product and name of tasks that the page stated were not created. Checked again later.
    pub denied: Vec<(&'static str, String)>,
    /// Milliseconds until page and database were equal, one per comparison.
    pub equal_after: Vec<f64>,
}

impl Journal {
    /// An empty journal; starts the clock.
    pub fn new() -> Self {
        Self {
            started: Instant::now(),
            counts: BTreeMap::new(),
            failures: Vec::new(),
            denied: Vec::new(),
            equal_after: Vec::new(),
        }
    }

    /// Seconds since the start.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    pub fn count(&mut self, event: impl Into<String>) {
        *self.counts.entry(event.into()).or_default() += 1;
    }

    pub fn fail(&mut self, kind: Failure, what: impl AsRef<str>) {
        let what = format!("[{:7.1} s] {}", self.seconds(), what.as_ref());
        eprintln!("FAILURE {kind:?} {what}");
        self.failures.push((kind, what));
    }
}
