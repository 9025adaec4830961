//! Tally of the reliability tests. `cargo xtask reliability` generates the table of `docs/reliability.md` from it.

use std::env;
use std::fs;
use std::path::PathBuf;

/// Tally of one row of the table: cases tried and failures by kind. Failures are collected and fail the test in
/// [`close`](Self::close), so that one run reports all of them.
#[must_use]
pub struct Ledger {
    /// First cell of the row; with `-` for spaces, also the name of the row's file.
    what: &'static str,
    unit: &'static str,
    tried: u32,
    lost: Vec<String>,
    doubled: Vec<String>,
    wrong: Vec<String>,
    notes: Vec<String>,
}

impl Ledger {
    /// An empty tally of the row `what`, whose cases are counted in `unit`, for example "faults" or "races".
    pub fn of(what: &'static str, unit: &'static str) -> Self {
        Self {
            what,
            unit,
            tried: 0,
            lost: Vec::new(),
            doubled: Vec::new(),
            wrong: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// Counts a case.
    pub fn tries(&mut self) {
        self.tried += 1;
    }

    /// Records lost input unless `kept`.
    pub fn input_kept(&mut self, kept: bool, case: &str) {
        record(&mut self.lost, kept, case);
    }

    /// Records a duplicate task unless `once`.
    pub fn only_once(&mut self, once: bool, case: &str) {
        record(&mut self.doubled, once, case);
    }

    /// Records a wrong statement of the page unless `true_`.
    pub fn said_truly(&mut self, true_: bool, case: &str) {
        record(&mut self.wrong, true_, case);
    }

    /// Adds a figure to the notes of the row.
    pub fn notes(&mut self, figure: String) {
        self.notes.push(figure);
    }

    /// Writes the row into the folder `E2E_LEDGER` if it is set, and fails if a failure was recorded or no case was
    /// counted.
    pub fn close(self) {
        let counts = [&self.lost, &self.doubled, &self.wrong].map(Vec::len);
        if let Some(folder) = env::var_os("E2E_LEDGER").map(PathBuf::from) {
            let [lost, doubled, wrong] = counts;
            let Self { what, unit, tried, .. } = &self;
            let line = format!(
                "{what}\t{unit}\t{tried}\t{lost}\t{doubled}\t{wrong}\t{}\n",
                self.notes.join("; ")
            );
            fs::write(folder.join(what.replace(' ', "-")), line).expect("a writable folder");
        }
        assert!(self.tried > 0, "{}: no case was tried", self.what);
        let Self {
            lost, doubled, wrong, ..
        } = &self;
        assert_eq!(counts, [0; 3], "lost {lost:#?}, doubled {doubled:#?}, wrong {wrong:#?}");
    }
}

fn record(failures: &mut Vec<String>, passed: bool, case: &str) {
    if !passed {
        failures.push(case.to_owned());
    }
}
