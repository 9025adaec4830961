//! Counts of events, and a list of failures.

use std::collections::BTreeMap;
use std::time::Instant;

/// A kind of thing that must not happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bad {
    /// The page said something that the database contradicts.
    WrongStatement,
    /// A text of the form is gone, and no task has it.
    LostInput,
    /// Two tasks of one name in one product.
    Duplicate,
    /// The console has stopped, or the browser's log has an error without a known cause.
    Panic,
    /// The script waited a minute for something in vain.
    Stuck,
    /// A sentence this script does not understand.
    Unclear,
}

impl Bad {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::WrongStatement,
        Self::LostInput,
        Self::Duplicate,
        Self::Panic,
        Self::Stuck,
        Self::Unclear,
    ];

    /// What the report calls it.
    pub fn words(self) -> &'static str {
        match self {
            Self::WrongStatement => "statements the database contradicts",
            Self::LostInput => "texts of the form lost",
            Self::Duplicate => "tasks made twice",
            Self::Panic => "panics and unexpected errors in the browser's log",
            Self::Stuck => "waits of 60 s in vain",
            Self::Unclear => "sentences without a known meaning",
        }
    }
}

/// The books.
pub struct Books {
    started: Instant,
    counts: BTreeMap<String, u64>,
    bad: Vec<(Bad, String)>,
    /// Claims that something was not done, which may turn out wrong later: product and name of the task.
    pub denied: Vec<(&'static str, String)>,
    /// Milliseconds until the page showed what the database has.
    pub agreed_after: Vec<u64>,
}

impl Books {
    /// Opens them.
    pub fn open() -> Self {
        Self {
            started: Instant::now(),
            counts: BTreeMap::new(),
            bad: Vec::new(),
            denied: Vec::new(),
            agreed_after: Vec::new(),
        }
    }

    /// Seconds since they were opened.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }

    /// Counts something.
    pub fn count(&mut self, what: impl Into<String>) {
        *self.counts.entry(what.into()).or_default() += 1;
    }

    /// How often something was counted.
    pub fn counted(&self, what: &str) -> u64 {
        self.counts.get(what).copied().unwrap_or_default()
    }

    /// All counts.
    pub fn counts(&self) -> impl Iterator<Item = (&str, u64)> {
        self.counts.iter().map(|(what, count)| (what.as_str(), *count))
    }

    /// Writes down what must not happen, and says so at once.
    pub fn bad(&mut self, kind: Bad, what: impl Into<String>) {
        let what = format!("[{:7.1} s] {}", self.seconds(), what.into());
        eprintln!("BAD {kind:?} {what}");
        self.bad.push((kind, what));
    }

    /// How often something of a kind has happened that must not.
    pub fn bad_of(&self, kind: Bad) -> usize {
        self.bad.iter().filter(|(of, _)| *of == kind).count()
    }

    /// All that must not happen and did.
    pub fn all_bad(&self) -> &[(Bad, String)] {
        &self.bad
    }
}
