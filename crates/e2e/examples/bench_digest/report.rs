//! The report, for the terminal and for `docs/benchmarks.md`.

use crate::files::MIB;
use crate::speed::WARM_UPS;
use crate::{peers, rounds, setting};
use e2e::report::{first_line, machine};
use e2e::stats::Summary;

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
    /// A value with one more digit than a target, so that a narrow miss is visible.
    fn show(self, value: f64) -> String {
        self.show_digits(value, 1)
    }

    fn show_digits(self, value: f64, digits: usize) -> String {
        match self {
            Self::Times => format!("{value:.*}×", digits + 2),
            Self::Milliseconds => format!("{value:.digits$} ms"),
            Self::Mebibytes => format!("{:.digits$} MiB", value / MIB as f64),
            Self::Bytes => format!("{value:.0} bytes"),
        }
    }

    /// A median, with minimum and maximum if they differ.
    pub fn show_summary(self, summary: Summary) -> String {
        let Summary { median, min, max } = summary;
        if min == max {
            return self.show(median);
        }
        let [median, min, max] = [median, min, max].map(|value| self.show(value));
        format!("{median} ({min} … {max})")
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
            Self::AtLeast(limit, _) => value >= limit,
            Self::AtMost(limit, _) => value <= limit,
        }
    }

    fn show(self, unit: Unit) -> String {
        let (sign, limit, remark) = match self {
            Self::AtLeast(limit, remark) => ('≥', limit, remark),
            Self::AtMost(limit, remark) => ('≤', limit, remark),
        };
        format!("{sign} {}{remark}", unit.show_digits(limit, 0))
    }
}

/// Results so far, as rows of Markdown tables.
#[derive(Default)]
pub struct Report {
    rows: String,
    raw: String,
}

impl Report {
    /// Adds a figure, with its target if it has one.
    pub fn row(&mut self, what: &str, figure: Summary, unit: Unit, target: Option<Target>) {
        let shown = target.map_or_else(|| "none".to_owned(), |target| target.show(unit));
        let met = target.map_or("", |target| {
            ["missed", "met"][usize::from(target.is_met(figure.median))]
        });
        let figure = unit.show_summary(figure);
        self.rows += &format!("| {what} | {figure} | {shown} | {met} |\n");
    }

    /// Adds a result in words that meets its target.
    pub fn met_row(&mut self, what: &str, measured: String, unit: Unit, target: Target) {
        self.rows += &format!("| {what} | {measured} | {} | met |\n", target.show(unit));
    }

    /// Adds a raw figure.
    pub fn raw(&mut self, what: &str, values: &[f64], unit: Unit) {
        self.raw += &format!("| {what} | {} |\n", unit.show_summary(Summary::of(values)));
    }

    /// Adds raw times in milliseconds, with the rate for this number of bytes.
    pub fn time(&mut self, what: &str, milliseconds: &[f64], bytes: u64) {
        let figure = Summary::of(milliseconds);
        let rate = bytes as f64 / figure.median / 1e3;
        let time = Unit::Milliseconds.show_summary(figure);
        self.raw += &format!("| {what} | {time}, {rate:.0} MB/s |\n");
    }

    /// Both tables as Markdown.
    pub fn tables(&self) -> String {
        format!(
            "### Targets\n\n| what | measured | target | met |\n|---|---|---|---|\n{}\n### Raw figures\n\n\
             | what | median (minimum … maximum) |\n|---|---|\n{}",
            self.rows, self.raw
        )
    }

    /// The report as Markdown, the section of `docs/benchmarks.md`.
    pub fn to_markdown(&self) -> String {
        let method = METHOD.replace("WARM_UPS", &WARM_UPS.to_string());
        format!(
            "{}- Node: {}\n- coreutils: {}\n- measured: {}\n- peers: {}\n\n{}\n{}",
            machine(),
            first_line("node", "--version"),
            first_line("md5sum", "--version"),
            setting::<String>("BENCH_SHIPPED"),
            peers().join(", "),
            self.tables(),
            method.replace("ROUNDS", &rounds().to_string()),
        )
    }
}
