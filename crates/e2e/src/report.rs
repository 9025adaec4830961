//! Settings of the benchmarks, and the sections of `docs/benchmarks.md`. Each benchmark writes its own and keeps the others.

use crate::paths;
use std::path::Path;
use std::process::Command;
use std::str::FromStr;
use std::{env, fs};

/// An environment variable that `cargo xtask bench` sets.
pub fn setting<T: FromStr>(name: &str) -> T {
    let value = env::var(name).ok().and_then(|value| value.parse().ok());
    value.unwrap_or_else(|| panic!("{name} is missing or invalid: start this as `cargo xtask bench`"))
}

/// Writes the section of a benchmark, in Markdown without its heading, into a document that may have such a section
/// already.
pub fn write_section(file: &str, benchmark: &str, heading: &str, text: &str) {
    let (start, end) = (
        format!("<!-- {benchmark}: written by `cargo xtask bench {benchmark}` -->\n"),
        format!("<!-- end of {benchmark} -->\n"),
    );
    let date = first_line("date", "+%F");
    let section = format!(
        "{start}\n## {heading}\n\nWritten by `cargo xtask bench {benchmark}` on {date}; another run replaces this section.\n\n\
         {text}\n{end}"
    );
    let document = fs::read_to_string(file).unwrap_or_else(|_| "# Benchmarks\n".to_owned());
    let parts = document.split_once(&start);
    let parts = parts.and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let document = match parts {
        Some((before, after)) => format!("{before}{section}{after}"),
        None => format!("{document}\n{section}"),
    };
    fs::write(file, document).unwrap_or_else(|error| panic!("writing {file}: {error}"));
}

/// Properties of the machine that may affect the results, and nothing that identifies its owner, as a Markdown list.
pub fn machine() -> String {
    let cpu_info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let mut lines = cpu_info.lines().filter_map(|line| line.split_once(':'));
    let model = lines.find(|(name, _)| name.trim() == "model name");
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    format!(
        "- CPU: {}, {} cores\n- kernel: {} {}\n- browser: {}, headless\n",
        model.map_or("unknown", |(_, model)| model.trim()),
        std::thread::available_parallelism().map_or(1, usize::from),
        env::consts::OS,
        kernel.trim(),
        first_line(paths::chrome(), "--version"),
    )
}

pub fn first_line(program: impl AsRef<Path>, argument: &str) -> String {
    let program = program.as_ref();
    let output = Command::new(program).arg(argument).output();
    let output = output.unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
    let text = String::from_utf8_lossy(&output.stdout);
    text.lines().next().unwrap_or_default().trim().to_owned()
}
