//! Counting: what each step of a test run found, and the last line.

use std::iter::Sum;
use std::time::Duration;

/// How many tests, or checks, went well and how many did not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Tests that ran and passed.
    pub(crate) passed: u64,
    /// Tests that ran and failed, and steps that could not run.
    pub(crate) failed: u64,
}

impl Counts {
    /// One check that went well.
    pub(crate) const ONE_PASSED: Self = Self { passed: 1, failed: 0 };
    /// One check, or a whole step, that did not.
    pub(crate) const ONE_FAILED: Self = Self { passed: 0, failed: 1 };

    /// Reads the line a test binary ends with: `test result: ok. 3 passed; 0 failed; ...`. Cargo's tests and
    /// wasm-bindgen's browser tests print the same one, at the start of a line;
    /// what a test itself says is indented by the latter.
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

    /// Reads one of the two lines Node's tests end with: `# pass 3`, `# fail 0`.
    pub(crate) fn of_tap_line(line: &str) -> Option<Self> {
        let (verdict, number) = line.strip_prefix("# ")?.split_once(' ')?;
        let number = number.parse().ok()?;
        match verdict {
            "pass" => Some(Self {
                passed: number,
                failed: 0,
            }),
            // What was cancelled did not pass, and a skipped test is none.
            "fail" | "cancelled" | "skipped" | "todo" => Some(Self {
                passed: 0,
                failed: number,
            }),
            _ => None,
        }
    }

    /// Nothing ran.
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

/// What a test run found, step by step.
#[derive(Debug, Default)]
pub(crate) struct Report(Vec<Line>);

#[derive(Debug)]
struct Line {
    step: &'static str,
    counts: Counts,
    took: Duration,
}

impl Report {
    /// Adds what one step found.
    pub(crate) fn add(&mut self, step: &'static str, counts: Counts, took: Duration) {
        self.0.push(Line { step, counts, took });
    }

    /// Steps so far.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    /// All steps together.
    pub(crate) fn total(&self) -> Counts {
        self.0.iter().map(|line| line.counts).sum()
    }

    /// A line per step, and the last line that other programs read: `N passed, N failed`.
    pub(crate) fn summary(&self) -> String {
        let width = self.0.iter().map(|line| line.step.len()).max().unwrap_or_default();
        let steps = self.0.iter().map(|Line { step, counts, took }| {
            let Counts { passed, failed } = counts;
            let mark = if *failed == 0 { "ok    " } else { "FAILED" };
            format!(
                "{mark} {step:<width$} {:>6.1} s  {passed} passed, {failed} failed\n",
                took.as_secs_f64()
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
    fn a_result_line_is_counted_and_nothing_else_is() {
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
            ("    test result: ok. 1 passed; 0 failed; said by a test", None),
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
    fn nodes_last_lines_are_counted_and_what_did_not_run_has_failed() {
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
    fn the_last_line_of_the_summary_is_the_total_alone() {
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
    fn a_run_without_steps_has_found_nothing() {
        assert!(Report::default().total().is_empty());
    }
}
