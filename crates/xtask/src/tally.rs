//! Counts of passed and failed checks: parses the output of tests, and formats the summary of a run.

use std::iter::Sum;
use std::time::Duration;

/// Numbers of passed and failed checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Passed tests and checks.
    pub(crate) passed: u64,
    /// Failed tests and checks, and steps that could not run.
    pub(crate) failed: u64,
}

impl Counts {
    /// One passed check.
    pub(crate) const ONE_PASSED: Self = Self { passed: 1, failed: 0 };
    /// One failed check or step.
    pub(crate) const ONE_FAILED: Self = Self { passed: 0, failed: 1 };

    /// Parses the result line of a test binary: `test result: ok. 3 passed; 0 failed; ...`.
    ///
    /// Cargo's tests and wasm-bindgen's browser tests print it at the start of a line; wasm-bindgen indents the output
    /// of the tests themselves.
    pub(crate) fn of_result_line(line: &str) -> Option<Self> {
        let (verdict, numbers) = line.strip_prefix("test result: ")?.split_once(". ")?;
        if !matches!(verdict, "ok" | "FAILED") {
            return None;
        }
        let mut fields = numbers.split(';').map(str::trim);
        let passed = fields.next()?.strip_suffix(" passed")?.parse().ok()?;
        let failed = fields.next()?.strip_suffix(" failed")?.parse().ok()?;
        Some(Self { passed, failed })
    }

    /// Parses a line of the summary of Node's tests: `# pass 3`, `# fail 0`.
    pub(crate) fn of_tap_line(line: &str) -> Option<Self> {
        let (verdict, number) = line.strip_prefix("# ")?.split_once(' ')?;
        let number = number.parse().ok()?;
        match verdict {
            "pass" => Some(Self {
                passed: number,
                failed: 0,
            }),
            // A test that did not run counts as failed.
            "fail" | "cancelled" | "skipped" | "todo" => Some(Self {
                passed: 0,
                failed: number,
            }),
            _ => None,
        }
    }

    /// Whether nothing ran.
    pub(crate) fn is_empty(self) -> bool {
        self == Self::default()
    }
}

impl Sum for Counts {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |a, b| Self {
            passed: a.passed + b.passed,
            failed: a.failed + b.failed,
        })
    }
}

/// Results of a test run, step by step.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Line>);

#[derive(Debug)]
struct Line {
    step: &'static str,
    counts: Counts,
    duration: Duration,
}

impl Report {
    /// Adds the result of a step.
    pub(crate) fn add(&mut self, step: &'static str, counts: Counts, duration: Duration) {
        self.0.push(Line { step, counts, duration });
    }

    /// Number of steps so far.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// Sum over all steps.
    pub(crate) fn total(&self) -> Counts {
        self.0.iter().map(|line| line.counts).sum()
    }

    /// One line per step. The last line is the total, `N passed, N failed`, which other programs read.
    pub(crate) fn summary(&self) -> String {
        let width = self.0.iter().map(|line| line.step.len()).max().unwrap_or_default();
        let steps = self.0.iter().map(|Line { step, counts, duration }| {
            let Counts { passed, failed } = counts;
            let mark = if *failed == 0 { "ok    " } else { "FAILED" };
            format!(
                "{mark} {step:<width$} {:>6.1} s  {passed} passed, {failed} failed\n",
                duration.as_secs_f64()
            )
        });
        let Counts { passed, failed } = self.total();
        steps.chain([format!("{passed} passed, {failed} failed")]).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Counts, Report};

    #[test]
    fn only_result_lines_are_counted() {
        let counts = |passed, failed| Some(Counts { passed, failed });
        for (line, expected) in [
            (
                "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out",
                counts(12, 0),
            ),
            (
                "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 4 filtered out",
                counts(3, 2),
            ),
            (
                "test result: ok. 7 passed; 0 failed; 0 ignored; 0 filtered out; finished in 1.20s",
                counts(7, 0),
            ),
            (
                "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out",
                counts(0, 0),
            ),
            ("    test result: ok. 1 passed; 0 failed; printed by a test", None),
            ("test result: maybe. 1 passed; 0 failed", None),
            ("test result: ok. many passed; 0 failed", None),
            ("test tests::result ... ok", None),
            ("running 3 tests", None),
            ("", None),
        ] {
            assert_eq!(Counts::of_result_line(line), expected, "{line:?}");
        }
    }

    #[test]
    fn summary_lines_of_node_are_counted_and_a_test_that_did_not_run_counts_as_failed() {
        let counts = |passed, failed| Some(Counts { passed, failed });
        for (line, expected) in [
            ("# pass 34", counts(34, 0)),
            ("# fail 2", counts(0, 2)),
            ("# cancelled 1", counts(0, 1)),
            ("# skipped 3", counts(0, 3)),
            ("# todo 0", counts(0, 0)),
            ("# tests 34", None),
            ("# duration_ms 401.5", None),
            ("    # pass 1", None),
            ("ok 1 - # pass 1", None),
        ] {
            assert_eq!(Counts::of_tap_line(line), expected, "{line:?}");
        }
    }

    #[test]
    fn the_last_line_of_the_summary_is_the_total() {
        let mut report = Report::default();
        report.add("fmt", Counts::ONE_PASSED, Duration::from_millis(1200));
        report.add(
            "native tests",
            Counts { passed: 40, failed: 2 },
            Duration::from_secs(61),
        );
        assert_eq!(
            report.summary(),
            "ok     fmt             1.2 s  1 passed, 0 failed\n\
             FAILED native tests   61.0 s  40 passed, 2 failed\n\
             41 passed, 2 failed"
        );
    }

    #[test]
    fn the_total_of_a_run_without_steps_is_empty() {
        assert!(Report::default().total().is_empty());
    }
}
