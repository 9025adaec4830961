//! Tally of the reliability tests. `cargo xtask reliability` writes its rows into `docs/reliability.md`.

use std::env;
use std::fs;
use std::path::Path;

/// Tally of one row of the table: cases tried and failures by kind. Failures are collected and fail the test in
/// [`finish`](Self::finish), so that one run reports all of them.
#[must_use]
pub struct Ledger {
    title: &'static str,
    unit: &'static str,
    cases: u32,
    /// Lost inputs, duplicate tasks, wrong statements.
    failures: [Vec<String>; 3],
    notes: String,
}

impl Ledger {
    /// An empty tally of the row `title`, whose cases are counted in `unit`, for example "faults" or "answers".
    pub fn new(title: &'static str, unit: &'static str) -> Self {
        Self {
            title,
            unit,
            cases: 0,
            failures: Default::default(),
            notes: String::new(),
        }
    }

    pub fn count(&mut self) {
        self.cases += 1;
    }

    /// Records lost input unless `is_kept`.
    pub fn input_kept(&mut self, is_kept: bool, case: &str) {
        self.check(0, is_kept, case);
    }

    /// Records a duplicate task unless `is_single`.
    pub fn no_duplicate(&mut self, is_single: bool, case: &str) {
        self.check(1, is_single, case);
    }

    /// Records a wrong statement of the page unless `is_true`.
    pub fn true_statement(&mut self, is_true: bool, case: &str) {
        self.check(2, is_true, case);
    }

    fn check(&mut self, kind: usize, passed: bool, case: &str) {
        self.failures[kind].extend((!passed).then(|| case.to_owned()));
    }

    pub fn set_notes(&mut self, notes: String) {
        self.notes = notes;
    }

    /// Writes the row as Markdown into the folder `E2E_LEDGER` if it is set, and fails if a failure was recorded or no
    /// case was counted.
    pub fn finish(self) {
        let Self {
            title,
            unit,
            cases,
            notes,
            ..
        } = &self;
        let [lost, duplicate, wrong] = self.failures.each_ref().map(Vec::len);
        if let Some(folder) = env::var_os("E2E_LEDGER") {
            let row = format!("| {title} | {cases} {unit} | {lost} | {duplicate} | {wrong} | {notes} |\n");
            fs::write(Path::new(&folder).join(title.replace(' ', "-")), row).expect("a writable folder");
        }
        assert!(*cases > 0, "{title}: no case was tried");
        assert_eq!(
            lost + duplicate + wrong,
            0,
            "lost, duplicate, wrong: {:#?}",
            self.failures
        );
    }
}
