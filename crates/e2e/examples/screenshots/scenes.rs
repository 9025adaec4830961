//! Products and tasks that the screenshots of each language show.

use e2e::{EN, LAMPS, LAMPS_NAME, Labels, THERMOSTATS, THERMOSTATS_NAME, ZH};

/// Contents of one language: a product whose tasks have names in that language.
pub struct Scene {
    pub labels: &'static Labels,
    pub product: &'static str,
    pub product_name: &'static str,
    pub running: &'static str,
    /// Name of a task whose start is confirmed. It starts at the target of `running` and leads back.
    pub asked: &'static str,
    /// Earlier upgrades: from version, target version and minimum number of devices. All start at the from version of
    /// `asked`.
    pub past: &'static [(u32, u32, u64)],
    /// A stopped task that the demo lacks: name, description, from version and target version.
    pub more: (&'static str, &'static str, u32, u32),
    /// A version that the demo's library lacks.
    pub added: Added,
    pub new: New,
}

/// A version of the firmware library.
pub struct Added {
    pub model: &'static str,
    pub version: u32,
    pub md5: &'static str,
    pub size: u32,
    pub notes: &'static str,
}

pub struct New {
    pub name: &'static str,
    pub description: &'static str,
    pub target: u32,
    /// Size of the target's file in bytes.
    pub size: u32,
}

pub const SCENES: [Scene; 2] = [
    Scene {
        labels: &EN,
        product: THERMOSTATS,
        product_name: THERMOSTATS_NAME,
        running: "Power-cut fix",
        asked: "Rollback to 7",
        past: &[(8, 6, 58), (8, 9, 21)],
        more: (
            "Field trial units",
            "Units of the trial in Lund. Ask the team before you start it.",
            9,
            8,
        ),
        added: Added {
            model: "T2-EU",
            version: 6,
            md5: "9d7f3c1ab04e2856d1f0c3a7b85e6429",
            size: 2_801_664,
            notes: "First batch",
        },
        new: New {
            name: "First batch to 8",
            description: "Units that left the factory before May",
            target: 8,
            size: 2_949_120,
        },
    },
    Scene {
        labels: &ZH,
        product: LAMPS,
        product_name: LAMPS_NAME,
        running: "秋季版本 3 → 5",
        asked: "回退 5 → 3",
        past: &[(5, 6, 19)],
        more: ("试点设备 6 → 5", "试点小区的设备，启动前请先通知物业", 6, 5),
        added: Added {
            model: "A9",
            version: 4,
            md5: "1f0c3a7b85e64299d7f3c1ab04e2856d",
            size: 1_503_232,
            notes: "夏季版本",
        },
        new: New {
            name: "夏季版本 4 → 5",
            description: "修复断网后定时不执行；配网更快",
            target: 5,
            size: 1_531_904,
        },
    },
];
