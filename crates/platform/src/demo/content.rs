//! Products, versions and tasks of the demo data.

use crate::prng::SplitMix64;
use crate::reject::Reject;
use upgrade_api::products::Product;
use upgrade_api::status::RunState;
use upgrade_api::task::{FirmwareKind, TaskMode};
use upgrade_api::values::ProductId;

/// Product id of the lamps.
pub const LAMP: &str = "160fa2b0a91c4e5d8f6b7a3c2d1e0f91";
/// Product id of the thermostats.
pub const THERMOSTAT: &str = "160fa2b0b72d4f6e9a8c1b5d4e3f2a07";

/// Product id of the locks, which belong to the second enterprise.
pub const LOCK: &str = "160fa2b0c83e4a7f9b2d5e6c1f0a4b18";

/// Versions, each with the percentage of devices that run it.
type Shares = &'static [(u32, u64)];

pub(super) struct DemoProduct {
    pub(super) id: &'static str,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) model: &'static str,
    /// Prefix of the device ids.
    pub(super) prefix: &'static str,
    /// Versions of the WIFI firmware.
    pub(super) versions: Shares,
    /// Versions of the MCU 1 firmware, if the devices have an MCU.
    pub(super) mcu: Option<Shares>,
}

impl DemoProduct {
    pub(super) fn to_product(&self) -> Result<Product, Reject> {
        Ok(Product {
            id: ProductId::parse(self.id).map_err(super::wrong)?,
            name: self.name.to_owned(),
            description: self.description.to_owned(),
        })
    }
}

pub(super) const LAMPS: DemoProduct = DemoProduct {
    id: LAMP,
    name: "智能灯 A9",
    description: "Lamp A9: WIFI 模组与一颗调光 MCU",
    model: "A9",
    prefix: "lamp",
    versions: &[(2, 15), (3, 50), (4, 10), (5, 25)],
    mcu: Some(&[(1, 60), (2, 40)]),
};

pub(super) const THERMOSTATS: DemoProduct = DemoProduct {
    id: THERMOSTAT,
    name: "Thermostat T2",
    description: "Room thermostat, WIFI only",
    model: "T2-EU",
    prefix: "thermostat",
    versions: &[(7, 70), (8, 30)],
    mcu: None,
};

pub(super) const LOCKS: DemoProduct = DemoProduct {
    id: LOCK,
    name: "Door lock L1",
    description: "Product of the second enterprise",
    model: "L1",
    prefix: "lock",
    versions: &[],
    mcu: None,
};

pub(super) const PRODUCTS: &[DemoProduct] = &[LAMPS, THERMOSTATS];

pub(super) struct DemoVersion {
    pub(super) product: DemoProduct,
    pub(super) kind: FirmwareKind,
    pub(super) version: u32,
    /// Size of the file in bytes.
    pub(super) size: usize,
    pub(super) notes: &'static str,
    pub(super) released: &'static str,
}

pub(super) const LIBRARY: &[DemoVersion] = &[
    DemoVersion {
        product: LAMPS,
        kind: FirmwareKind::Wifi,
        version: 3,
        size: 1_482_752,
        notes: "首个量产版本",
        released: "2026-03-02T02:00:00Z",
    },
    DemoVersion {
        product: LAMPS,
        kind: FirmwareKind::Wifi,
        version: 5,
        size: 1_531_904,
        notes: "修复断网后定时不执行；配网更快",
        released: "2026-09-21T02:00:00Z",
    },
    DemoVersion {
        product: LAMPS,
        kind: FirmwareKind::Mcu(1),
        version: 1,
        size: 212_992,
        notes: "调光 MCU 初版",
        released: "2026-03-02T02:00:00Z",
    },
    DemoVersion {
        product: LAMPS,
        kind: FirmwareKind::Mcu(1),
        version: 2,
        size: 217_088,
        notes: "低亮度不再闪烁",
        released: "2026-10-12T02:00:00Z",
    },
    DemoVersion {
        product: THERMOSTATS,
        kind: FirmwareKind::Wifi,
        version: 7,
        size: 2_883_584,
        notes: "Window-open detection",
        released: "2026-05-18T09:00:00Z",
    },
    DemoVersion {
        product: THERMOSTATS,
        kind: FirmwareKind::Wifi,
        version: 8,
        size: 2_949_120,
        notes: "Keeps the schedule over a power cut",
        released: "2026-11-09T09:00:00Z",
    },
];

pub(super) struct DemoTask {
    pub(super) product: DemoProduct,
    pub(super) kind: FirmwareKind,
    pub(super) mode: TaskMode,
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    pub(super) from: u32,
    pub(super) target: u32,
    pub(super) status: RunState,
}

pub(super) const TASKS: &[DemoTask] = &[
    DemoTask {
        product: LAMPS,
        kind: FirmwareKind::Wifi,
        mode: TaskMode::Automatic,
        name: "秋季版本 3 → 5",
        description: "修复断网后定时不执行的问题，全量推送",
        from: 3,
        target: 5,
        status: RunState::Running,
    },
    DemoTask {
        product: LAMPS,
        kind: FirmwareKind::Wifi,
        mode: TaskMode::Manual,
        name: "回退 5 → 3",
        description: "仅在 5 出现严重问题时启动；启动前先停止秋季版本",
        from: 5,
        target: 3,
        status: RunState::Stopped,
    },
    DemoTask {
        product: LAMPS,
        kind: FirmwareKind::Mcu(1),
        mode: TaskMode::Automatic,
        name: "调光 MCU 1 → 2",
        description: "低亮度闪烁的修复，等待客服确认后启动",
        from: 1,
        target: 2,
        status: RunState::Stopped,
    },
    DemoTask {
        product: THERMOSTATS,
        kind: FirmwareKind::Wifi,
        mode: TaskMode::Automatic,
        name: "Power-cut fix",
        description: "Keeps the heating schedule over a power cut. Start on Monday, when support is in.",
        from: 7,
        target: 8,
        status: RunState::Stopped,
    },
    DemoTask {
        product: THERMOSTATS,
        kind: FirmwareKind::Wifi,
        mode: TaskMode::Manual,
        name: "Rollback to 7",
        description: "In case 8 misbehaves in the field. Stop the power-cut fix first.",
        from: 8,
        target: 7,
        status: RunState::Stopped,
    },
];

/// Picks a version at random, weighted by the shares.
pub(super) fn pick(shares: Shares, random: &mut SplitMix64) -> u32 {
    let mut left = random.below(shares.iter().map(|(_, share)| share).sum());
    for (version, share) in shares {
        if left < *share {
            return *version;
        }
        left -= share;
    }
    0
}
