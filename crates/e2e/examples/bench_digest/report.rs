//! The report, for the terminal and for `docs/benchmarks.md`.

use crate::asked::Asked;
use crate::files::MIB;
use crate::machine::Machine;
use crate::rounds::{Figure, WARM_UPS};

/// Description of the measurements.
const METHOD: &str = include_str!("method.md");

/// Unit of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A ratio.
    Times,
    /// Milliseconds.
    Milliseconds,
    /// Bytes, shown as mebibytes.
    Mebibytes,
    /// Bytes.
    Bytes,
}

impl Unit {
    /// A value with more digits than a target, so that a narrow miss is visible.
    fn show(self, value: f64) -> String {
        match self {
            Self::Times => format!("{value:.3}×"),
            Self::Milliseconds => format!("{value:.1} ms"),
            Self::Mebibytes => format!("{:.1} MiB", value / MIB as f64),
            Self::Bytes => format!("{value:.0} bytes"),
        }
    }

    /// A target's value.
    fn show_target(self, value: f64) -> String {
        match self {
            Self::Times => format!("{value:.2}×"),
            Self::Milliseconds => format!("{value:.0} ms"),
            Self::Mebibytes => format!("{:.0} MiB", value / MIB as f64),
            Self::Bytes => format!("{value:.0} bytes"),
        }
    }

    /// A median, with minimum and maximum if they differ.
    pub fn figure(self, figure: Figure) -> String {
        let median = self.show(figure.median);
        if figure.least == figure.most {
            return median;
        }
        format!("{median} ({} … {})", self.show(figure.least), self.show(figure.most))
    }
}

/// Target of a figure, with a remark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// Lower limit.
    AtLeast(f64, &'static str),
    /// Upper limit.
    AtMost(f64, &'static str),
}

impl Target {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(least, _) => value >= least,
            Self::AtMost(most, _) => value <= most,
        }
    }

    fn show(self, unit: Unit) -> String {
        match self {
            Self::AtLeast(least, remark) => format!("≥ {}{remark}", unit.show_target(least)),
            Self::AtMost(most, remark) => format!("≤ {}{remark}", unit.show_target(most)),
        }
    }
}

/// Results so far.
#[derive(Default)]
pub struct Report {
    /// Name, result, target, whether it is met.
    rows: Vec<[String; 4]>,
    /// Name, and median with spread.
    raw: Vec<[String; 2]>,
}

impl Report {
    /// Adds a figure, with its target if it has one.
    pub fn row(&mut self, what: &str, figure: Figure, unit: Unit, target: Option<Target>) {
        let shown = target.map_or_else(|| "none".to_owned(), |target| target.show(unit));
        let met = target.map_or("", |target| verdict(target.is_met(figure.median)));
        self.rows
            .push([what.to_owned(), unit.figure(figure), shown, met.to_owned()]);
    }

    /// Adds a result in words, with a target in milliseconds.
    pub fn row_in_words(&mut self, what: &str, measured: String, target: Target, met: bool) {
        let shown = target.show(Unit::Milliseconds);
        self.rows
            .push([what.to_owned(), measured, shown, verdict(met).to_owned()]);
    }

    /// Adds a raw figure.
    pub fn raw(&mut self, what: &str, figure: Figure, unit: Unit) {
        self.raw.push([what.to_owned(), unit.figure(figure)]);
    }

    /// Adds a raw time, with the rate for this number of bytes.
    pub fn time(&mut self, what: &str, figure: Figure, bytes: u64) {
        let rate = bytes as f64 / figure.median / 1e3;
        let time = Unit::Milliseconds.figure(figure);
        self.raw.push([what.to_owned(), format!("{time}, {rate:.0} MB/s")]);
    }

    /// Adds the size of worker and kernel.
    pub fn weigh(&mut self, asked: &Asked) {
        self.row(
            "worker and kernel, brotli 11",
            Figure::of(&[asked.payload]),
            Unit::Bytes,
            Some(Target::AtMost(6000.0, "")),
        );
    }

    /// The report as aligned text.
    pub fn as_text(&self) -> String {
        let head = ["what", "measured", "target", "met"].map(str::to_owned);
        let rows: Vec<&[String]> = std::iter::once(&head)
            .chain(&self.rows)
            .map(<[String; 4]>::as_slice)
            .collect();
        let raw: Vec<&[String]> = self.raw.iter().map(<[String; 2]>::as_slice).collect();
        format!("{}\n{}", aligned(&rows), aligned(&raw))
    }

    /// The report as Markdown, the contents of `docs/benchmarks.md`.
    pub fn as_markdown(&self, machine: &Machine, asked: &Asked) -> String {
        let table = |head: &str, rows: &mut dyn Iterator<Item = &[String]>| {
            let lines: Vec<String> = rows.map(|row| format!("| {} |\n", row.join(" | "))).collect();
            format!("{head}\n{}", lines.concat())
        };
        let mut rows = self.rows.iter().map(<[String; 4]>::as_slice);
        let rows = table("| what | measured | target | met |\n|---|---|---|---|", &mut rows);
        let mut raw = self.raw.iter().map(<[String; 2]>::as_slice);
        let raw = table("| what | median (minimum … maximum) |\n|---|---|", &mut raw);
        let machine_lines: String = machine.lines.iter().map(|line| format!("- {line}\n")).collect();
        let method = METHOD.replace("ROUNDS", &asked.rounds.to_string());
        let method = method.replace("WARM_UPS", &WARM_UPS.to_string());
        format!(
            "# Benchmarks\n\nWritten by `cargo xtask bench digest` on {}; another run replaces it.\n\n\
             {machine_lines}- measured: {}\n- peers: {}\n\n## Targets\n\n{rows}\n## Raw figures\n\n{raw}\n{method}",
            machine.date,
            asked.shipped,
            asked.peers.join(", ")
        )
    }
}

fn verdict(met: bool) -> &'static str {
    if met { "met" } else { "missed" }
}

/// Rows as text with aligned columns.
fn aligned(rows: &[&[String]]) -> String {
    let columns = rows.first().map_or(0, |row| row.len());
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let line = |row: &&[String]| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        let line = cells.collect::<Vec<_>>().join("  ");
        format!("{}\n", line.trim_end())
    };
    rows.iter().map(line).collect()
}
