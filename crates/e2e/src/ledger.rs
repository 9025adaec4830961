//! What the tests of faults and races have tried and what came of it: `cargo xtask reliability` makes
//! `docs/reliability.md` of it.

use std::env;
use std::fs;
use std::path::PathBuf;

/// The account of one kind of trouble. Close it at the end: what was found fails the test only then, so that one run
/// finds all of it.
#[must_use]
pub struct Ledger {
    what: &'static str,
    unit: &'static str,
    tried: u32,
    lost: Vec<String>,
    doubled: Vec<String>,
    wrong: Vec<String>,
    notes: Vec<String>,
}

impl Ledger {
    /// An account of `what`, counted in `unit`: "faults", "shapes", "races".
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

    /// One more was tried.
    pub fn tries(&mut self) {
        self.tried += 1;
    }

    /// Something typed was gone unless `kept`.
    pub fn input_kept(&mut self, kept: bool, case: &str) {
        note(&mut self.lost, kept, case);
    }

    /// There are two of a task unless `once`.
    pub fn only_once(&mut self, once: bool, case: &str) {
        note(&mut self.doubled, once, case);
    }

    /// The page said something that is not so unless `true_`.
    pub fn said_truly(&mut self, true_: bool, case: &str) {
        note(&mut self.wrong, true_, case);
    }

    /// A figure for the reader.
    pub fn notes(&mut self, figure: String) {
        self.notes.push(figure);
    }

    /// Writes it down where `E2E_LEDGER` says, and fails for what was found.
    pub fn close(self) {
        let counts = [&self.lost, &self.doubled, &self.wrong].map(Vec::len);
        if let Some(folder) = env::var_os("E2E_LEDGER").map(PathBuf::from) {
            let [lost, doubled, wrong] = counts;
            let Self { what, unit, tried, .. } = &self;
            let line = format!(
                "{what}\t{unit}\t{tried}\t{lost}\t{doubled}\t{wrong}\t{}\n",
                self.notes.join("; ")
            );
            fs::write(folder.join(what.replace(' ', "-")), line).expect("a folder to write to");
        }
        assert!(self.tried > 0, "{}: nothing was tried", self.what);
        let Self {
            lost, doubled, wrong, ..
        } = &self;
        assert_eq!(counts, [0; 3], "lost {lost:#?}, doubled {doubled:#?}, wrong {wrong:#?}");
    }
}

fn note(found: &mut Vec<String>, good: bool, case: &str) {
    if !good {
        found.push(case.to_owned());
    }
}
