//! Guards in the storage of this tab, so that they survive a reload. Only ids, names, limits and counts are stored.

use crate::state::task_store::guarded_task::{GuardPhase, GuardedTask};
use crate::web;
use serde::{Deserialize, Serialize};
use std::num::NonZeroU64;
use upgrade_api::guard::{GuardEnd, GuardLimits, StartGuard, StopReason};
use upgrade_api::products::Product;
use upgrade_api::values::{ProductId, TaskId};

/// Prefix of the storage keys, before the product id.
const PREFIX: &str = "upgrade-guards ";
/// Age in milliseconds after which stored guards have lapsed. A browser may restore a tab days later.
const LAPSE_MS: f64 = 3_600_000.0;

/// Guards of a product.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// Name of the product.
    product: String,
    /// Time of the last reading, in milliseconds since 1970.
    at_ms: f64,
    guards: Vec<StoredGuard>,
}

#[derive(Serialize, Deserialize)]
struct StoredGuard {
    id: String,
    name: String,
    devices: Option<NonZeroU64>,
    minutes: Option<NonZeroU64>,
    baseline: u64,
    has_run: bool,
    /// Reason of a stop that is not confirmed.
    stop: Option<StoredReason>,
}

#[derive(Serialize, Deserialize)]
enum StoredReason {
    Devices(u64),
    Idle(u64),
    CountFell,
}

impl StoredGuard {
    fn of(guarded: &GuardedTask) -> Option<Self> {
        let limits = guarded.guard.limits();
        let stop = match guarded.phase {
            GuardPhase::Watching => None,
            GuardPhase::Due(reason) | GuardPhase::Stopping(reason) => Some(match reason {
                StopReason::Devices(devices) => StoredReason::Devices(devices),
                StopReason::Idle(minutes) => StoredReason::Idle(minutes),
                StopReason::CountFell => StoredReason::CountFell,
            }),
            GuardPhase::Ended(_) => return None,
        };
        Some(Self {
            id: guarded.id.to_string(),
            name: guarded.name.clone(),
            devices: limits.devices(),
            minutes: limits.minutes(),
            baseline: guarded.guard.baseline(),
            has_run: guarded.guard.has_run(),
            stop,
        })
    }

    fn read(self, has_lapsed: bool, at: u64) -> Option<GuardedTask> {
        let limits = GuardLimits::new(self.devices, self.minutes)?;
        Some(GuardedTask {
            id: TaskId::parse(&self.id).ok()?,
            name: self.name,
            guard: StartGuard::resumed(limits, self.baseline, self.has_run, at),
            phase: match self.stop {
                _ if has_lapsed => GuardPhase::Ended(GuardEnd::Lapsed),
                None => GuardPhase::Watching,
                Some(StoredReason::Devices(devices)) => GuardPhase::Due(StopReason::Devices(devices)),
                Some(StoredReason::Idle(minutes)) => GuardPhase::Due(StopReason::Idle(minutes)),
                Some(StoredReason::CountFell) => GuardPhase::Due(StopReason::CountFell),
            },
        })
    }
}

/// Storage of the guards of a product.
pub(crate) struct GuardStorage(String);

impl GuardStorage {
    /// Storage of the guards of this product.
    pub(crate) fn of(product: &ProductId) -> Self {
        Self(format!("{PREFIX}{product}"))
    }

    /// Returns the stored guards. They begin at the time `at` of this page's clock.
    pub(crate) fn load(&self, at: u64) -> Vec<GuardedTask> {
        let Some(stored) = self.stored() else {
            return Vec::new();
        };
        let has_lapsed = web::now_ms() - stored.at_ms > LAPSE_MS;
        let guards = stored.guards.into_iter();
        guards.filter_map(|guard| guard.read(has_lapsed, at)).collect()
    }

    fn stored(&self) -> Option<Stored> {
        let text = web::session_storage()?.get_item(&self.0).ok()??;
        serde_json::from_str(&text).ok()
    }

    /// Stores the guards that have not ended, or removes the stored ones if there are none.
    pub(crate) fn save(&self, product: &str, guards: &[GuardedTask]) {
        let Some(storage) = web::session_storage() else { return };
        let guards: Vec<StoredGuard> = guards.iter().filter_map(StoredGuard::of).collect();
        let stored = (!guards.is_empty()).then(|| Stored {
            product: product.to_owned(),
            at_ms: web::now_ms(),
            guards,
        });
        // A full storage is ignored: the guards stay on the page.
        let _ = match stored.and_then(|stored| serde_json::to_string(&stored).ok()) {
            Some(text) => storage.set_item(&self.0, &text),
            None => storage.remove_item(&self.0),
        };
    }
}

/// Products with stored guards.
pub fn guarded_products() -> Vec<Product> {
    let product = |key: String| {
        let id = ProductId::parse(key.strip_prefix(PREFIX)?).ok()?;
        let name = GuardStorage::of(&id).stored()?.product;
        Some(Product {
            name,
            ..Product::nameless(id)
        })
    };
    web::session_keys(PREFIX).into_iter().filter_map(product).collect()
}

/// Removes the stored guards of all products, for a sign-out.
pub fn forget_all_guards() {
    web::remove_session_items(PREFIX);
}
