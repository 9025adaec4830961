//! The report, for the terminal and for `docs/benchmarks.md`.

use crate::files::MIB;
use crate::speed::WARM_UPS;
use crate::{peers, rounds};
use e2e::report::{first_line, machine, setting};
use e2e::stats::Summary;

const METHOD: &str = include_str!("method.md");

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Times,
    Milliseconds,
    Mebibytes,
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

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    AtLeast(f64, &'static str),
    AtMost(f64, &'static str),
}

impl Target {
    /// The target as text, and whether a value meets it.
    fn judge(self, value: f64, unit: Unit) -> (String, bool) {
        let (sign, limit, remark, is_met) = match self {
            Self::AtLeast(limit, remark) => ('≥', limit, remark, value >= limit),
            Self::AtMost(limit, remark) => ('≤', limit, remark, value <= limit),
        };
        (format!("{sign} {}{remark}", unit.show_digits(limit, 0)), is_met)
    }
}

/// Results so far, as rows of Markdown tables.
#[derive(Default)]
pub struct Report {
    rows: String,
    raw: String,
}

impl Report {
    pub fn row(&mut self, what: &str, figure: Summary, unit: Unit, target: Option<Target>) {
        let judged = target.map(|target| target.judge(figure.median, unit));
        let met = judged
            .as_ref()
            .map_or("", |(_, is_met)| ["missed", "met"][usize::from(*is_met)]);
        let shown = judged.map_or("none".to_owned(), |(shown, _)| shown);
        let figure = unit.show_summary(figure);
        self.rows += &format!("| {what} | {figure} | {shown} | {met} |\n");
    }

    /// Adds a result in words that meets its target.
    pub fn met_row(&mut self, what: &str, measured: String, unit: Unit, target: Target) {
        let (target, _) = target.judge(0.0, unit);
        self.rows += &format!("| {what} | {measured} | {target} | met |\n");
    }

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
