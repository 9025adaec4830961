//! Texts of the upgrade map.

use upgrade_api::graph::End;
use upgrade_api::values::Version;

/// Texts of the upgrade map.
pub trait MapMessages: Sync {
    texts! {
        upgrade_map, list, view, firmware, legend, final_versions, counts_unknown, some_unreadable,
        counts_as_running, no_task_here, running, stopped, on_loop,
        /// Separator between parts of a sentence.
        comma,
        /// Separator between a subject and its description.
        colon,
        /// Separator between sentences.
        full_stop,
        /// Separator between names.
        and,
        loop_devices_unknown, show_on_map,
    }

    /// The map is too large to draw. Arguments: number of versions, number of tasks.
    fn too_large(&self, versions: &str, tasks: &str) -> String;
    fn version(&self, version: Version) -> String;
    fn devices(&self, number: &str) -> String;
    /// Final version of devices, in two or three words; `None` if they stay.
    fn final_version(&self, end: &End) -> Option<String>;
    /// Sentence about the final version of the devices on a version.
    fn final_version_sentence(&self, version: Version, end: &End) -> String;
    /// Arguments: name of a task, from version, target version.
    fn task(&self, name: &str, from: Version, target: Version) -> String;
    fn upgraded(&self, count: &str) -> String;
    fn loop_runs(&self, steps: &str) -> String;
    /// Arguments: number of devices on the versions of a loop; number of devices that will reach it, if any.
    fn loop_devices(&self, on: &str, coming: Option<&str>) -> String;
    fn stop(&self, name: &str) -> String;
    /// Arguments: version, tasks that start from it.
    fn fork(&self, version: Version, names: &str) -> String;
    /// Arguments: version, stopped tasks that would continue from it.
    fn dead_end(&self, version: Version, names: &str) -> String;
    /// Arguments: version, stopped tasks that start from it.
    fn unreachable(&self, version: Version, names: &str) -> String;
    /// Argument: number of loops and forks that are not listed.
    fn unlisted_warnings(&self, count: &str) -> String;
    /// Argument: number of versions that are not listed.
    fn unlisted_versions(&self, count: &str) -> String;
}
