//! Memory of the browser's processes.

use crate::processes::{below, is_renderer};
use std::fs;
use std::process;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Interval between two samples.
const INTERVAL: Duration = Duration::from_millis(20);

/// Bytes of anonymous memory and of the proportional share of shared memory. Code and other files are not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Level {
    /// All processes of the browser.
    pub all: u64,
    /// Renderer processes only.
    pub renderers: u64,
}

/// Current memory of the browser. Only one browser may be open.
pub fn now() -> Level {
    level(&browser())
}

/// Thread that samples the memory every 20 ms and keeps the maxima.
pub struct Sampler {
    stop: Arc<AtomicBool>,
    thread: JoinHandle<Level>,
}

impl Sampler {
    /// Starts the thread.
    pub fn start() -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = thread::spawn(move || {
            let mut peak = Level::default();
            while !stopped.load(Ordering::Relaxed) {
                let level = now();
                peak.all = peak.all.max(level.all);
                peak.renderers = peak.renderers.max(level.renderers);
                thread::sleep(INTERVAL);
            }
            peak
        });
        Self { stop, thread }
    }

    /// Stops the thread and returns the maxima.
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

/// Bytes of a process; 0 if it has exited.
fn occupied(pid: u32) -> u64 {
    let text = fs::read_to_string(format!("/proc/{pid}/smaps_rollup")).unwrap_or_default();
    let kilobytes = |key: &str| {
        let mut lines = text.lines().filter_map(|line| line.strip_prefix(key));
        lines.find_map(|rest| rest.trim_end_matches("kB").trim().parse::<u64>().ok())
    };
    let sum = |first: &str, second: &str| Some(kilobytes(first)? + kilobytes(second)?);
    let total = sum("Pss_Anon:", "Pss_Shmem:").or_else(|| sum("Private_Dirty:", "Private_Clean:"));
    total.unwrap_or_default() * 1024
}

/// Descendants of the chromedriver that this process has started, without the platform and the driver's shell.
fn browser() -> Vec<u32> {
    let name = |pid: &u32| fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    let drivers = below(process::id())
        .into_iter()
        .filter(|pid| name(pid).trim_end() == "chromedriver");
    drivers.flat_map(below).collect()
}
