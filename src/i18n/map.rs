//! What is said on the upgrade map. Both languages side by side.

use super::messages;

messages! {
    /// See [`Messages`](super::Messages).
    MapMessages:
    upgrade_map: &'static str,
}

pub(super) const EN: MapMessages = MapMessages {
    upgrade_map: "Upgrade map",
};

pub(super) const ZH: MapMessages = MapMessages {
    upgrade_map: "升级图谱",
};
