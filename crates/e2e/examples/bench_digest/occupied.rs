//! Memory of the browser's processes, sampled while they work.

use crate::processes::{below, is_renderer};
use std::fs;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Time between two samples.
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

/// Samples every 20 ms and keeps the highest level of each.
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
        if is_renderer(*pid) {
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

/// The descendants of our chromedriver: the platform and a shell around the driver are not counted.
fn browser() -> Vec<u32> {
    let name = |pid: &u32| fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    let drivers = below(process::id())
        .into_iter()
        .filter(|pid| name(pid).trim_end() == "chromedriver");
    drivers.flat_map(below).collect()
}
