//! Description of the machine: what may affect the results, and nothing that identifies its owner.

use crate::Outcome;
use e2e::places;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Date of the run, and the machine as a Markdown list.
pub struct Machine {
    /// Date such as `2025-01-31`.
    pub date: String,
    /// List items of the form `name: value`.
    pub lines: Vec<String>,
}

/// Reads the properties of the machine and the versions of the programs.
pub fn describe() -> Outcome<Machine> {
    let cpu_info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let value_of = |key: &str| {
        let mut lines = cpu_info.lines().filter_map(|line| line.split_once(':'));
        lines.find_map(|(name, value)| (name.trim() == key).then(|| value.trim().to_owned()))
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let chrome = places::chrome().ok_or("no Chromium: install it, or set CHROME")?;
    let lines = vec![
        format!(
            "CPU: {}, {cores} cores",
            value_of("model name").unwrap_or_else(|| "unknown".to_owned())
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

/// First line of a program's output.
fn first_line(program: &Path, argument: &str) -> Outcome<String> {
    let output = Command::new(program).arg(argument).output();
    let output = output.map_err(|error| format!("{} does not start ({error}): install it", program.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}
