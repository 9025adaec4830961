//! Texts of the upgrade map.

use upgrade_api::graph::End;
use upgrade_api::values::Version;

/// Texts of the upgrade map.
#[expect(missing_docs, reason = "the name says where a text is used")]
pub struct MapMessages {
    pub upgrade_map: &'static str,
    pub list: &'static str,
    pub view: &'static str,
    pub firmware: &'static str,
    pub legend: &'static str,
    pub in_words: &'static str,
    pub counts_unknown: &'static str,
    /// That so many versions and tasks are too many.
    pub not_all: fn(&str, &str) -> String,
    pub some_unreadable: &'static str,
    pub counts_as_running: &'static str,
    pub version: fn(Version) -> String,
    pub devices: fn(&str) -> String,
    /// Where devices end, in two or three words; `None` where they stay.
    pub ends: fn(&End) -> Option<String>,
    /// Where devices on a version end.
    pub ends_sentence: fn(Version, &End) -> String,
    pub no_task_here: &'static str,
    /// A task by its name and versions.
    pub task: fn(&str, Version, Version) -> String,
    pub running: &'static str,
    pub stopped: &'static str,
    pub upgraded: fn(&str) -> String,
    pub on_a_loop: &'static str,
    /// Between parts of a sentence.
    pub comma: &'static str,
    /// Before what is said of something.
    pub colon: &'static str,
    /// Between sentences.
    pub full_stop: &'static str,
    /// Between names.
    pub and: &'static str,
    pub loop_runs: fn(&str) -> String,
    /// Devices on the versions of a loop, and how many are on their way there, if any.
    pub loop_devices: fn(&str, Option<&str>) -> String,
    pub loop_unknown: &'static str,
    pub stop: fn(&str) -> String,
    pub show_on_map: &'static str,
    /// A version, and the tasks that start there.
    pub fork: fn(Version, &str) -> String,
    /// A version, and the stopped tasks that lead on from it.
    pub dead_end: fn(Version, &str) -> String,
    /// A version, and the stopped tasks that start there.
    pub unreachable: fn(Version, &str) -> String,
    /// So many loops and forks more than are listed.
    pub untold: fn(&str) -> String,
    /// So many versions more than are listed.
    pub untold_ends: fn(&str) -> String,
}
