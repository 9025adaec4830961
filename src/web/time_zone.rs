//! Local times, in the time zone that a portal names, otherwise in the browser's time zone.

use crate::web::iso_time;
use crate::web::scoped;
use js_sys::Intl::DateTimeFormat;
use js_sys::{Array, Date, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Options of `Intl.DateTimeFormat` for the parts of a time.
const PARTS: [(&str, &str); 8] = [
    ("year", "numeric"),
    ("month", "2-digit"),
    ("day", "2-digit"),
    ("hour", "2-digit"),
    ("minute", "2-digit"),
    ("second", "2-digit"),
    ("hourCycle", "h23"),
    ("timeZoneName", "longOffset"),
];

/// Time zone of all displayed times, as a context of the views below [`TimeZone::provide`].
#[derive(Clone, Copy)]
pub struct TimeZone(RwSignal<Option<String>>);

impl TimeZone {
    /// Provides the browser's own time zone as a context.
    #[must_use]
    pub fn provide() -> Self {
        let zone = Self(RwSignal::new(None));
        provide_context(zone);
        zone
    }

    /// Sets the zone with this IANA name. A name that is unknown to the browser changes nothing.
    pub fn set(&self, name: &str) {
        if format_in(Some(name)).is_some() {
            self.0.set(Some(name.to_owned()));
        }
    }
}

/// Formats a time in milliseconds since 1970 in the reader's time zone: `2026-11-22 23:56:03 +08:00`. Tracks the zone.
#[must_use]
pub fn local_time(ms: f64) -> String {
    let zone = use_context::<TimeZone>().and_then(|zone| scoped(zone.0).get());
    format_in(zone.as_deref()).map_or_else(|| iso_time(ms), |format| format_time(&format, ms))
}

/// Day of an RFC 3339 time in the reader's time zone; `None` if the text is not such a time.
#[must_use]
pub fn local_day(moment: &str) -> Option<String> {
    // A date without a time does not depend on the zone.
    let ms = moment.contains('T').then(|| Date::parse(moment))?;
    let text = (!ms.is_nan()).then(|| local_time(ms))?;
    text.get(..10).map(str::to_owned)
}

/// Formatter for a zone, or for the browser's zone; `None` if the browser does not know the zone.
fn format_in(zone: Option<&str>) -> Option<DateTimeFormat> {
    let options = Object::new();
    for (part, form) in PARTS.into_iter().chain(zone.map(|zone| ("timeZone", zone))) {
        Reflect::set(&options, &part.into(), &form.into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let format: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    // An unknown zone throws an exception, which the typed constructor does not return.
    let formatter = Reflect::construct(&format, &Array::of2(&"en".into(), &options));
    formatter.ok().map(JsCast::unchecked_into)
}

fn format_time(format: &DateTimeFormat, ms: f64) -> String {
    let parts = format.format_to_parts(&Date::new(&ms.into()));
    let part = |name: &str| {
        let found = parts.iter().find(|part| field(part, "type") == name);
        found.map_or_else(String::new, |part| field(&part, "value"))
    };
    let [year, month, day] = ["year", "month", "day"].map(part);
    let [hour, minute, second] = ["hour", "minute", "second"].map(part);
    // `GMT+08:00`, or `GMT` for UTC.
    let offset = part("timeZoneName");
    let offset = offset.strip_prefix("GMT").filter(|offset| !offset.is_empty());
    let offset = offset.unwrap_or("+00:00");
    format!("{year}-{month}-{day} {hour}:{minute}:{second} {offset}")
}

fn field(part: &JsValue, name: &str) -> String {
    let value = Reflect::get(part, &name.into()).ok();
    value.and_then(|value| value.as_string()).unwrap_or_default()
}
