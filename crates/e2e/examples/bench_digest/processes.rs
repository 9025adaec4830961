//! What the browser's processes occupy, sampled while they work.

use std::collections::HashMap;
use std::fs;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How often it is looked.
const EVERY: Duration = Duration::from_millis(20);

/// Bytes that processes occupy for themselves: anonymous and shared memory, the latter in parts. Code and other files
/// are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// All processes of the browser.
    pub all: u64,
    /// Those that show pages.
    pub renderers: u64,
}

/// The browser's processes now. Only one browser may be open.
pub fn now() -> Level {
    level(&browser())
}

/// Looks every 20 ms until it is asked for the highest level of each.
pub struct Sampler {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Level>,
}

impl Sampler {
    /// Starts it.
    pub fn start() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let mut peak = Level::default();
            while !stopped.load(Ordering::Relaxed) {
                // Anew each time: a process may come while a file is read.
                let seen = now();
                peak.all = peak.all.max(seen.all);
                peak.renderers = peak.renderers.max(seen.renderers);
                thread::sleep(EVERY);
            }
            peak
        });
        Self { stop, thread }
    }

    /// The highest levels seen.
    pub fn peak(self) -> Level {
        self.stop.store(true, Ordering::Relaxed);
        self.thread.join().unwrap_or_default()
    }
}

fn level(processes: &[u32]) -> Level {
    let mut level = Level::default();
    for pid in processes {
        let bytes = occupied(*pid);
        level.all += bytes;
        let command = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        // Chromium joins its arguments by blanks once it runs.
        if command
            .split(|byte| matches!(byte, 0 | b' '))
            .any(|word| word == b"--type=renderer")
        {
            level.renderers += bytes;
        }
    }
    level
}

/// A process that has ended occupies nothing.
fn occupied(pid: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let kilobytes = |key: &str| {
        let mut lines = text.lines().filter_map(|line| line.strip_prefix(key));
        lines.find_map(|rest| rest.trim_end_matches("kB").trim().parse::<u64>().ok())
    };
    let either = |one: &str, other: &str| Some(kilobytes(one)? + kilobytes(other)?);
    let found = either("Pss_Anon:", "Pss_Shmem:").or_else(|| either("Private_Dirty:", "Private_Clean:"));
    found.unwrap_or_default() * 1024
}

/// Everything that descends from the chromedriver we started.
fn browser() -> Vec<u32> {
    let mut children: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut drivers = Vec::new();
    let entries = fs::read_dir("/proc").into_iter().flatten().flatten();
    for pid in entries.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok()) {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        // `12 (name with anything) S 7 ..`: the parent is the second word behind the last parenthesis.
        let Some((before, after)) = stat.rsplit_once(')') else {
            continue;
        };
        let Some(parent) = after.split_whitespace().nth(1).and_then(|word| word.parse().ok()) else {
            continue;
        };
        children.entry(parent).or_default().push(pid);
        if parent == process::id() && before.ends_with("(chromedriver") {
            drivers.push(pid);
        }
    }
    let mut found = Vec::new();
    let mut open = drivers;
    while let Some(pid) = open.pop() {
        let below = children.remove(&pid).unwrap_or_default();
        found.extend(&below);
        open.extend(below);
    }
    found
}
