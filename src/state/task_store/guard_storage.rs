//! Guards in the storage of this tab, so that they survive a reload. Only ids, names, limits and counts are stored.

use crate::state::task_store::guarded_task::{GuardPhase, GuardedTask};
use crate::web;
use std::num::NonZeroU64;
use upgrade_api::guard::{GuardEnd, GuardLimits, StartGuard, StopReason};
use upgrade_api::json::{Object, elements};
use upgrade_api::products::Product;
use upgrade_api::values::{ProductId, TaskId};

/// Prefix of the storage keys, before the product id.
const PREFIX: &str = "upgrade-guards ";
/// Age in milliseconds after which stored guards have lapsed. A browser may restore a tab days later.
const LAPSE_MS: f64 = 3_600_000.0;

/// Serialises a guard to JSON; `None` if it has ended.
fn write(guarded: &GuardedTask) -> Option<String> {
    let GuardedTask { id, name, guard, phase } = guarded;
    let limit = |limit: Option<NonZeroU64>| limit.map_or(0, NonZeroU64::get);
    let (stop, count) = match *phase {
        GuardPhase::Watching => (0, 0),
        GuardPhase::Due(reason) | GuardPhase::Stopping(reason) => match reason {
            StopReason::Devices(devices) => (1, devices),
            StopReason::Idle(minutes) => (2, minutes),
            StopReason::CountFell => (3, 0),
        },
        GuardPhase::Ended(_) => return None,
    };
    let (devices, minutes) = (limit(guard.limits().devices()), limit(guard.limits().minutes()));
    let (base, run) = (guard.baseline(), u8::from(guard.has_run()));
    let (id, name) = (quoted(id.as_str()), quoted(name));
    Some(format!(
        r#"{{"id":{id},"name":{name},"devices":{devices},"minutes":{minutes},"base":{base},"run":{run},"stop":{stop},"count":{count}}}"#
    ))
}

/// Parses a guard; `None` for the format of another version of the console, or for any other text.
fn read(text: &str, has_lapsed: bool, at: u64) -> Option<GuardedTask> {
    let object = Object::parse(text).ok()?;
    let number = |field| object.number(field).ok();
    let limit = |field| number(field).map(NonZeroU64::new);
    let limits = GuardLimits::new(limit("devices")?, limit("minutes")?)?;
    let count = number("count")?;
    Some(GuardedTask {
        id: object.parsed("id", TaskId::parse).ok()?,
        name: object.text("name").ok()?,
        guard: StartGuard::resumed(limits, number("base")?, object.flag("run"), at),
        phase: match number("stop")? {
            _ if has_lapsed => GuardPhase::Ended(GuardEnd::Lapsed),
            0 => GuardPhase::Watching,
            1 => GuardPhase::Due(StopReason::Devices(count)),
            2 => GuardPhase::Due(StopReason::Idle(count)),
            _ => GuardPhase::Due(StopReason::CountFell),
        },
    })
}

fn quoted(text: &str) -> String {
    // Serialising a string cannot fail.
    serde_json::to_string(text).unwrap_or_default()
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
        self.read(at).unwrap_or_default()
    }

    fn read(&self, at: u64) -> Option<Vec<GuardedTask>> {
        let text = self.text()?;
        let object = Object::parse(&text).ok()?;
        let has_lapsed = web::now_ms() - object.number("at").ok()? as f64 > LAPSE_MS;
        let guards = elements(object.raw("guards")?).ok()?.into_iter();
        Some(guards.filter_map(|guard| read(guard, has_lapsed, at)).collect())
    }

    fn text(&self) -> Option<String> {
        web::session_storage()?.get_item(&self.0).ok()?
    }

    /// Stores the guards that have not ended, or removes the stored ones if there are none.
    pub(crate) fn save(&self, product: &str, guards: &[GuardedTask]) {
        let Some(storage) = web::session_storage() else { return };
        let guards: Vec<String> = guards.iter().filter_map(write).collect();
        // A full storage is ignored: the guards stay on the page.
        let _ = match guards.is_empty() {
            true => storage.remove_item(&self.0),
            false => {
                let (product, at, guards) = (quoted(product), web::now_ms() as u64, guards.join(","));
                storage.set_item(
                    &self.0,
                    &format!(r#"{{"product":{product},"at":{at},"guards":[{guards}]}}"#),
                )
            }
        };
    }
}

/// Products with stored guards.
pub fn guarded_products() -> Vec<Product> {
    let product = |key: String| {
        let id = ProductId::parse(key.strip_prefix(PREFIX)?).ok()?;
        let name = Object::parse(&GuardStorage::of(&id).text()?)
            .ok()?
            .text("product")
            .ok()?;
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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn guarded(devices: u64, minutes: u64, phase: GuardPhase) -> GuardedTask {
        let limits = GuardLimits::new(NonZeroU64::new(devices), NonZeroU64::new(minutes)).unwrap();
        GuardedTask {
            id: TaskId::parse("a \"1\"").unwrap(),
            name: "\"quoted\" \\ \u{2028} 固件 🙂\n".to_owned(),
            guard: StartGuard::resumed(limits, u64::MAX, true, 5),
            phase,
        }
    }

    #[test]
    fn a_stored_guard_survives_a_round_trip_and_its_stop_is_due_again() {
        let (watching, reason) = (GuardPhase::Watching, StopReason::Devices(u64::MAX));
        for (devices, minutes, phase, expected) in [
            (1, 0, watching, watching),
            (
                0,
                7,
                GuardPhase::Due(StopReason::Idle(7)),
                GuardPhase::Due(StopReason::Idle(7)),
            ),
            (9, 7, GuardPhase::Stopping(reason), GuardPhase::Due(reason)),
            (
                9,
                7,
                GuardPhase::Stopping(StopReason::CountFell),
                GuardPhase::Due(StopReason::CountFell),
            ),
        ] {
            let text = write(&guarded(devices, minutes, phase)).unwrap();
            assert_eq!(read(&text, false, 5), Some(guarded(devices, minutes, expected)));
            let lapsed = GuardPhase::Ended(GuardEnd::Lapsed);
            assert_eq!(read(&text, true, 5), Some(guarded(devices, minutes, lapsed)));
        }
        assert_eq!(write(&guarded(1, 1, GuardPhase::Ended(GuardEnd::Gone))), None);
    }

    #[test]
    fn a_text_in_another_format_is_ignored() {
        let good = write(&guarded(1, 1, GuardPhase::Watching)).unwrap();
        for text in [
            "",
            "null",
            "{}",
            &good.replace("base", "other"),
            &good.replace(r#""devices":1,"minutes":1"#, r#""devices":0,"minutes":0"#),
            &good.replace(r#""stop":0"#, r#""stop":"no""#),
        ] {
            assert_eq!(read(text, false, 5), None, "{text}");
        }
    }
}
