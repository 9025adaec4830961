//! Child processes, for the examples that measure memory.

use std::collections::HashMap;
use std::fs;

/// Ids of all descendants of a process.
pub fn below(root: u32) -> Vec<u32> {
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
