//! Memory of the browser's processes.

use std::collections::HashMap;
use std::fs;
use std::process;

/// Ids of all processes of the browsers that this process has started.
pub fn browser_processes() -> Vec<u32> {
    let name = |pid: &u32| fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    let all = descendants(process::id()).into_iter();
    all.filter(|pid| name(pid).trim_end() == "chromedriver")
        .flat_map(descendants)
        .collect()
}

fn descendants(root: u32) -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    for pid in entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // `12 (any name) S 7 ..`: the parent is the second word after the last parenthesis.
        let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
        if let Some(parent) = after.split_whitespace().nth(1).and_then(|word| word.parse().ok()) {
            children.entry(parent).or_default().push(pid);
        }
    }
    let (mut found, mut open) = (Vec::new(), vec![root]);
    while let Some(pid) = open.pop() {
        let below = children.remove(&pid).unwrap_or_default();
        found.extend(&below);
        open.extend(below);
    }
    found
}

/// Whether this is a renderer process of Chromium.
pub fn is_renderer(pid: u32) -> bool {
    let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    // A running Chromium joins its arguments with spaces instead of NUL bytes.
    let mut words = command.split(|byte| matches!(byte, 0 | b' '));
    words.any(|word| word == b"--type=renderer")
}

/// Private memory of a process in bytes; 0 if it has exited.
pub fn private(pid: u32) -> u64 {
    kibibytes(&format!("/proc/{pid}/status"), "RssAnon:").unwrap_or_default() * 1024
}

/// Anonymous memory of a process and its proportional share of shared memory, in bytes, without code and other files;
/// 0 if it has exited.
pub fn proportional(pid: u32) -> u64 {
    let file = format!("/proc/{pid}/smaps_rollup");
    let sum = |first, second| Some(kibibytes(&file, first)? + kibibytes(&file, second)?);
    let total = sum("Pss_Anon:", "Pss_Shmem:").or_else(|| sum("Private_Dirty:", "Private_Clean:"));
    total.unwrap_or_default() * 1024
}

/// A value of a file of `/proc`, in KiB.
fn kibibytes(file: &str, key: &str) -> Option<u64> {
    let text = fs::read_to_string(file).ok()?;
    let value = text.lines().find_map(|line| line.strip_prefix(key))?;
    value.trim_end_matches("kB").trim().parse().ok()
}
