//! Progress of a run in steps, and its summary.

use std::fmt::Display;
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::counts::Counts;

/// Prints a progress line: the current action and about how long it takes.
pub(crate) fn say(line: impl Display) {
    eprintln!("==> {line}");
}

/// Prints which step starts, and how long it and the remaining steps may take on two cores of a new machine. `plan` is
/// the duration of each step in seconds.
pub(crate) fn say_step(plan: &[u64], finished: usize, title: &str) {
    let (step, steps) = (finished + 1, plan.len());
    let minutes = plan[finished..].iter().sum::<u64>().div_ceil(60).max(1);
    let unit = if minutes == 1 { "minute" } else { "minutes" };
    eprintln!("==> step {step} of {steps}: {title} (at most {minutes} {unit} left)");
}

/// Title, counts and duration of a step.
pub(crate) type Outcome = (&'static str, Counts, Duration);

/// Runs a step. An error counts as one failure.
pub(crate) fn outcome(title: &'static str, work: impl FnOnce() -> Result<Counts>) -> Outcome {
    let start = Instant::now();
    let counts = work().unwrap_or_else(|error| {
        eprintln!("error: {title}: {error:#}");
        Counts::failed(1)
    });
    (title, counts, start.elapsed())
}

/// Results of a run, step by step.
#[derive(Debug)]
pub(crate) struct Report {
    /// Expected duration of each step, in seconds.
    plan: Vec<u64>,
    outcomes: Vec<Outcome>,
}

impl Report {
    /// Report of a run whose steps take as many seconds as `plan` says.
    pub(crate) fn new(plan: Vec<u64>) -> Self {
        let outcomes = Vec::new();
        Self { plan, outcomes }
    }

    pub(crate) fn step(&mut self, title: &'static str, work: impl FnOnce() -> Result<Counts>) {
        say_step(&self.plan, self.outcomes.len(), title);
        self.add(outcome(title, work));
    }

    /// Adds the result of a step that ran in parallel.
    pub(crate) fn add(&mut self, outcome: Outcome) {
        self.outcomes.push(outcome);
    }

    /// Prints the summary and returns the sum over all steps.
    pub(crate) fn finish(self) -> Counts {
        let (summary, total) = self.summary();
        println!("\n{summary}");
        total
    }

    /// Returns one line per step, and the total. The last line is `N passed, N failed`, which other programs read.
    fn summary(&self) -> (String, Counts) {
        let widths = self.outcomes.iter().map(|(title, ..)| title.len());
        let width = widths.max().unwrap_or_default();
        let (mut text, mut total) = (String::new(), Counts::default());
        for (title, counts, duration) in &self.outcomes {
            let mark = if counts.failed == 0 { "ok    " } else { "FAILED" };
            let seconds = duration.as_secs_f64();
            text += &format!("{mark} {title:<width$} {seconds:>6.1} s  {counts}\n");
            total += *counts;
        }
        (text + &total.to_string(), total)
    }
}

#[cfg(test)]
mod tests {
    use super::{Counts, Duration, Report};

    #[test]
    fn the_last_line_of_the_summary_is_the_total() {
        let mut report = Report::new(Vec::new());
        assert_eq!(report.summary().1, Counts::default());
        report.add(("fmt", Counts::passed(1), Duration::from_millis(1_200)));
        let counts = Counts { passed: 40, failed: 2 };
        report.add(("native tests", counts, Duration::from_secs(61)));
        let expected = "ok     fmt             1.2 s  1 passed, 0 failed\n\
                        FAILED native tests   61.0 s  40 passed, 2 failed\n\
                        41 passed, 2 failed";
        assert_eq!(report.summary().0, expected);
    }
}
