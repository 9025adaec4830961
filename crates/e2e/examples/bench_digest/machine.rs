//! Where a run took place: what may matter for its numbers and nothing about whose machine it is.

use crate::Outcome;
use e2e::places;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The day, and the machine as a list of Markdown.
pub struct Machine {
    /// `2025-01-31`.
    pub date: String,
    /// `- what: value` lines.
    pub lines: Vec<String>,
}

/// Asks the machine and the programs.
pub fn describe() -> Outcome<Machine> {
    let cpu_info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let named = |key: &str| {
        let mut lines = cpu_info.lines().filter_map(|line| line.split_once(':'));
        lines.find_map(|(name, value)| (name.trim() == key).then(|| value.trim().to_owned()))
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let chrome = places::chrome().ok_or("no Chromium: install it, or name it in CHROME")?;
    let lines = vec![
        format!(
            "CPU: {}, {cores} cores",
            named("model name").unwrap_or_else(|| "unknown".to_owned())
        ),
        format!("kernel: {} {}", std::env::consts::OS, kernel.trim()),
        format!("browser: {}, headless", first_line(&chrome, "--version")?),
        format!("Node: {}", first_line(Path::new("node"), "--version")?),
        format!("coreutils: {}", first_line(Path::new("md5sum"), "--version")?),
    ];
    Ok(Machine {
        date: first_line(Path::new("date"), "+%F")?,
        lines,
    })
}

fn first_line(program: &Path, argument: &str) -> Outcome<String> {
    let output = Command::new(program).arg(argument).output();
    let output = output.map_err(|error| format!("{} does not start ({error}): install it", program.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}
