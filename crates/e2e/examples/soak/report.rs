//! The report as Markdown.

use crate::journal::{Failure, Journal};
use crate::memory::{MEASURES, Sample};
use e2e::Platform;
use e2e::stats::{Summary, median};
use std::fmt::Write as _;

/// Maximum ratio of the last window's median to the first's. The activity log grows to 500 entries.
const MAX_GROWTH: f64 = 1.20;

pub struct Report<'r> {
    /// Whether growing memory fails the run. A short run is not long enough to decide.
    pub judges_memory: bool,
    pub seconds: f64,
    pub journal: &'r Journal,
    pub samples: &'r [Sample],
    /// Number of equal rows at the end; `None` if page and database differ.
    pub equal_rows: Option<usize>,
    pub platform: &'r Platform,
}

impl Report<'_> {
    pub fn has_passed(&self) -> bool {
        let is_flat = |measure| !(self.growth(measure).2 > MAX_GROWTH || self.growth(measure).2.is_nan());
        let mut judged = (0..MEASURES.len()).filter(|measure| self.judges_memory && MEASURES[*measure].1);
        judged.all(is_flat) && self.journal.failures.is_empty() && self.equal_rows.is_some()
    }

    /// Medians of the second and the last sixth, and the ratio of the last to the first.
    fn growth(&self, measure: usize) -> (f64, f64, f64) {
        let sixth = self.seconds / 6.0;
        let within = |from: f64, to: f64| {
            let samples = self.samples.iter().filter(|sample| (from..=to).contains(&sample.at));
            median(&samples.map(|sample| sample.values[measure]).collect::<Vec<_>>())
        };
        let (first, last) = (within(sixth, 2.0 * sixth), within(5.0 * sixth, f64::INFINITY));
        (first, last, last / first)
    }

    pub fn to_markdown(&self) -> String {
        let mut text = format!(
            "A soak of {:.1} minutes, seed {}: **{}**\n\n| failure | count |\n|---|---|\n",
            self.seconds / 60.0,
            crate::SEED,
            if self.has_passed() { "passed" } else { "failed" }
        );
        // Writing to a text does not fail.
        let _ = self.write_failures(&mut text);
        let _ = self.write_memory(&mut text);
        let _ = self.write_counts(&mut text);
        text
    }

    fn write_failures(&self, text: &mut String) -> std::fmt::Result {
        let failures = &self.journal.failures;
        for (kind, name) in Failure::ALL {
            let count = failures.iter().filter(|(other, _)| *other == kind).count();
            writeln!(text, "| {name} | {count} |")?;
        }
        let equal = self
            .equal_rows
            .map_or("no".to_owned(), |rows| format!("yes, {rows} rows"));
        writeln!(text, "\nAt the end, page and database were equal: {equal}.\n")?;
        for (kind, what) in failures {
            writeln!(text, "- {kind:?} {}", what.replace('\n', " "))?;
        }
        Ok(())
    }

    fn write_memory(&self, text: &mut String) -> std::fmt::Result {
        text.push_str("\n| memory, medians | second sixth | last sixth | change | |\n|---|---|---|---|---|\n");
        for (measure, (name, is_judged)) in MEASURES.into_iter().enumerate() {
            let (first, last, ratio) = self.growth(measure);
            let verdict = match ratio <= MAX_GROWTH {
                _ if !is_judged || !self.judges_memory => "",
                true => "flat",
                false => "**grows**",
            };
            let [first, last] = [first, last].map(|value| shown(value, is_judged));
            let change = (ratio - 1.0) * 100.0;
            writeln!(text, "| {name} | {first} | {last} | {change:+.1}% | {verdict} |")?;
        }
        text.push_str("\n| s | heap | wasm | renderer | nodes | listeners |\n|---|---|---|---|---|---|\n");
        for sample in self.samples {
            let values = sample.values.iter().zip(MEASURES);
            let values: Vec<_> = values.map(|(value, (_, is_bytes))| shown(*value, is_bytes)).collect();
            writeln!(text, "| {:.0} | {} |", sample.at, values.join(" | "))?;
        }
        Ok(())
    }

    fn write_counts(&self, text: &mut String) -> std::fmt::Result {
        text.push_str("\n| event | count |\n|---|---|\n");
        for (event, count) in &self.journal.counts {
            writeln!(text, "| {event} | {count} |")?;
        }
        for (what, marks) in [
            ("faults of the platform", ["fault_injection::middleware", "fault"]),
            ("tokens requested from the portal", ["/portal/token", "status=200"]),
            ("requests refused for an expired token", ["\"/v2", "status=403"]),
            ("requests to the platform", ["\"/v2", "status="]),
        ] {
            writeln!(text, "| {what} | {} |", self.platform.logged(&marks))?;
        }
        let Summary { median, max, .. } = Summary::of(&self.journal.equal_after);
        writeln!(text, "| ms until page and database were equal: median | {median:.0} |")?;
        writeln!(text, "| ms until page and database were equal: maximum | {max:.0} |")
    }
}

/// A value as text, bytes in MiB.
fn shown(value: f64, is_bytes: bool) -> String {
    if is_bytes {
        format!("{:.2} MiB", value / f64::from(1 << 20))
    } else {
        format!("{value:.0}")
    }
}
