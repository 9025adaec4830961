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
    /// The map is too large to draw. Arguments: number of versions, number of tasks.
    pub not_all: fn(&str, &str) -> String,
    pub some_unreadable: &'static str,
    pub counts_as_running: &'static str,
    pub version: fn(Version) -> String,
    pub devices: fn(&str) -> String,
    /// Final version of devices, in two or three words; `None` if they stay.
    pub ends: fn(&End) -> Option<String>,
    /// Sentence about the final version of the devices on a version.
    pub ends_sentence: fn(Version, &End) -> String,
    pub no_task_here: &'static str,
    /// Arguments: name of a task, from version, target version.
    pub task: fn(&str, Version, Version) -> String,
    pub running: &'static str,
    pub stopped: &'static str,
    pub upgraded: fn(&str) -> String,
    pub on_a_loop: &'static str,
    /// Separator between parts of a sentence.
    pub comma: &'static str,
    /// Separator between a subject and its description.
    pub colon: &'static str,
    /// Separator between sentences.
    pub full_stop: &'static str,
    /// Separator between names.
    pub and: &'static str,
    pub loop_runs: fn(&str) -> String,
    /// Arguments: number of devices on the versions of a loop; number of devices that will reach it, if any.
    pub loop_devices: fn(&str, Option<&str>) -> String,
    pub loop_unknown: &'static str,
    pub stop: fn(&str) -> String,
    pub show_on_map: &'static str,
    /// Arguments: version, tasks that start from it.
    pub fork: fn(Version, &str) -> String,
    /// Arguments: version, stopped tasks that would continue from it.
    pub dead_end: fn(Version, &str) -> String,
    /// Arguments: version, stopped tasks that start from it.
    pub unreachable: fn(Version, &str) -> String,
    /// Argument: number of loops and forks that are not listed.
    pub untold: fn(&str) -> String,
    /// Argument: number of versions that are not listed.
    pub untold_ends: fn(&str) -> String,
}
