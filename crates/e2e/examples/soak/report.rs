//! The report as Markdown.

use crate::books::{Bad, Books};
use crate::memory::{MEASURES, Sample, median};
use std::fmt::Write as _;

/// Maximum ratio of the last window's median to the first's.
const FLAT: f64 = 1.10;

/// Result of a run.
pub struct Report<'r> {
    /// Whether growing memory fails the run. A short run is not long enough to decide.
    pub judges_memory: bool,
    pub seconds: f64,
    pub seed: u64,
    pub books: &'r Books,
    pub samples: &'r [Sample],
    /// Number of equal rows at the end; `None` if page and database differ.
    pub equal: Option<usize>,
    pub log: &'r str,
}

impl Report<'_> {
    /// Whether the run has passed.
    pub fn is_good(&self) -> bool {
        let mut judged = (0..MEASURES.len()).filter(|at| self.judges_memory && MEASURES[*at].2);
        let flat = judged.all(|at| self.growth(at).is_some_and(|(.., by)| by <= FLAT));
        flat && self.books.all_bad().is_empty() && self.equal.is_some()
    }

    /// Medians of the second and the last sixth, and the ratio of the last to the first.
    fn growth(&self, measure: usize) -> Option<(f64, f64, f64)> {
        let sixth = self.seconds / 6.0;
        let first = median(self.samples, measure, sixth, 2.0 * sixth)?;
        let last = median(self.samples, measure, 5.0 * sixth, f64::INFINITY)?;
        (first > 0.0).then_some((first, last, last / first))
    }

    /// The whole report.
    pub fn as_markdown(&self) -> String {
        let mut text = format!(
            "A soak of {:.1} minutes, seed {}: **{}**\n\n",
            self.seconds / 60.0,
            self.seed,
            if self.is_good() { "passed" } else { "failed" }
        );
        self.verdicts(&mut text);
        self.memory(&mut text);
        self.counts(&mut text);
        text
    }

    fn verdicts(&self, text: &mut String) {
        text.push_str("| failure | count |\n|---|---|\n");
        for kind in Bad::ALL {
            let _ = writeln!(text, "| {} | {} |", kind.words(), self.books.bad_of(kind));
        }
        let equal = self
            .equal
            .map_or_else(|| "no".to_owned(), |rows| format!("yes, {rows} rows"));
        let _ = writeln!(text, "\nAt the end, page and database were equal: {equal}.\n");
        for (kind, what) in self.books.all_bad() {
            let _ = writeln!(text, "- {kind:?} {}", what.replace('\n', " "));
        }
    }

    fn memory(&self, text: &mut String) {
        text.push_str("\n| memory, medians | second sixth | last sixth | change | |\n|---|---|---|---|---|\n");
        for (at, (name, is_bytes, counts)) in MEASURES.into_iter().enumerate() {
            let Some((first, last, by)) = self.growth(at) else {
                let _ = writeln!(text, "| {name} | | | not measured | |");
                continue;
            };
            let verdict = match (counts && self.judges_memory, by <= FLAT) {
                (true, true) => "flat",
                (true, false) => "**grows**",
                (false, _) => "",
            };
            let (first, last) = (shown(first, is_bytes), shown(last, is_bytes));
            let change = (by - 1.0) * 100.0;
            let _ = writeln!(text, "| {name} | {first} | {last} | {change:+.1} % | {verdict} |");
        }
        text.push_str("\n| s | heap | wasm | renderer | nodes | listeners |\n|---|---|---|---|---|---|\n");
        for sample in self.samples {
            let _ = write!(text, "| {:.0} |", sample.at);
            for (value, (_, is_bytes, _)) in sample.values.iter().zip(MEASURES) {
                let _ = write!(text, " {} |", shown(*value, is_bytes));
            }
            text.push('\n');
        }
    }

    fn counts(&self, text: &mut String) {
        text.push_str("\n| event | count |\n|---|---|\n");
        for (what, count) in self.books.counts() {
            let _ = writeln!(text, "| {what} | {count} |");
        }
        for (what, marks) in [
            ("faults of the platform", ["faults::layer", "fault"]),
            ("tokens requested from the portal", ["/portal/token", "status=200"]),
            ("requests refused for an expired token", ["\"/v2", "status=403"]),
            ("requests to the platform", ["\"/v2", "status="]),
        ] {
            let all = |line: &&str| marks.iter().all(|mark| line.contains(mark));
            let lines = self.log.lines().filter(all).count();
            let _ = writeln!(text, "| {what} | {lines} |");
        }
        let mut waits = self.books.agreed_after.clone();
        waits.sort_unstable();
        let at = |share: f64| {
            waits
                .get((waits.len().saturating_sub(1) as f64 * share) as usize)
                .copied()
        };
        let (half, most) = (at(0.5).unwrap_or_default(), at(1.0).unwrap_or_default());
        let _ = writeln!(text, "| ms until page and database were equal: median | {half} |");
        let _ = writeln!(text, "| ms until page and database were equal: maximum | {most} |");
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
