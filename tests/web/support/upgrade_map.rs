//! The upgrade map, and sample tasks for it.

use super::page::Page;
use super::part::Part;
use super::samples::{Row, task};
use super::wait::until;

/// Devices per version, as JSON.
pub const DEVICE_COUNTS: &str = r#"{"1": 161, "3": 1284, "5": 593, "7": 439}"#;

/// Four tasks: 1 → 3 is stopped, 3 → 5 runs, and 5 → 7 → 5 is a running loop.
pub fn loop_tasks() -> [Row; 4] {
    [
        task("base", 1, 3),
        task("fix", 3, 5).running().upgraded(2094).remaining(1284),
        task("up", 5, 7).running(),
        task("back", 7, 5).running(),
    ]
}

impl Page {
    /// Switches to the map and waits until it is drawn.
    pub async fn open_map(&self) {
        self.button("Upgrade map").press();
        until("the map is drawn", || !self.all("svg [role=button]").is_empty()).await;
    }

    /// Part about `version` in the text alternative of the map.
    pub fn map_version(&self, version: u32) -> Part {
        let heading = format!("Version {version}");
        let all = self.all(".map-words > ul > li").into_iter();
        let mut found = all.filter(|item| item.one("h3").text() == heading);
        found.next().unwrap_or_else(|| panic!("no text on {version}"))
    }
}
