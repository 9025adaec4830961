//! Texts of the upgrade map.

use upgrade_api::graph::End;
use upgrade_api::values::Version;

pub trait MapMessages: Sync {
    texts! {
        upgrade_map, list, view, firmware, legend, final_versions, counts_unknown, some_unreadable,
        counts_as_running, no_task_here, on_loop,
        loop_devices_unknown, show_on_map, draw_more, list_more,
    }

    /// Numbers of versions and of tasks that the map does not show.
    fn not_drawn(&self, versions: &str, tasks: &str) -> String;
    /// Number of tasks from a version that the map does not show.
    fn hidden_tasks(&self, count: &str) -> String;
    fn devices(&self, number: &str) -> String;
    /// Final version of devices, in two or three words; `None` if they stay.
    fn final_version(&self, end: &End) -> Option<String>;
    /// Sentence about the final version of the devices on a version.
    fn final_version_sentence(&self, version: Version, end: &End) -> String;
    fn task(&self, name: &str, from: Version, target: Version) -> String;
    fn upgraded(&self, count: &str) -> String;
    fn loop_runs(&self, steps: &str) -> String;
    /// `on`: devices on the versions of the loop; `coming`: devices that will reach it.
    fn loop_devices(&self, on: &str, coming: Option<&str>) -> String;
    fn stop(&self, name: &str) -> String;
    /// `names`: tasks that start from the version.
    fn fork(&self, version: Version, names: &str) -> String;
    /// `names`: stopped tasks that would continue from the version.
    fn dead_end(&self, version: Version, names: &str) -> String;
    /// `names`: stopped tasks that start from the version.
    fn unreachable(&self, version: Version, names: &str) -> String;
    /// Heading of several loops.
    fn loops(&self, count: &str) -> String;
    /// Heading of several versions at which more than one running task starts.
    fn forks(&self, count: &str) -> String;
    /// Heading of several versions on which running tasks leave devices.
    fn dead_ends(&self, count: &str) -> String;
    /// Heading of several versions that no device reaches.
    fn unreachable_versions(&self, count: &str) -> String;
    /// Number of warnings of a group that are not listed.
    fn more_warnings(&self, count: &str) -> String;
}
