//! Times in the reader's language and in the time zone that a portal names, otherwise in the browser's time zone.

use crate::web::iso_time;
use crate::web::scoped;
use js_sys::Intl::DateTimeFormat;
use js_sys::{Array, Date, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// Options of `Intl.DateTimeFormat`.
type Options = &'static [(&'static str, &'static str)];

const DAY: Options = &[("year", "numeric"), ("month", "short"), ("day", "numeric")];
const CLOCK: Options = &[("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")];
const SECONDS: Options = &[("second", "2-digit"), ("timeZoneName", "shortOffset")];

/// Time zone of all displayed times, as a context of the views below [`TimeZone::provide`].
#[derive(Clone, Copy)]
pub struct TimeZone(RwSignal<Option<String>>);

impl TimeZone {
    /// Provides the browser's own time zone as a context.
    pub fn provide() -> Self {
        let zone = Self(RwSignal::new(None));
        provide_context(zone);
        zone
    }

    /// Sets the zone with this IANA name. A name that is unknown to the browser changes nothing.
    pub fn set(&self, name: &str) {
        if formatter("en", Some(name), &[]).is_some() {
            self.0.set(Some(name.to_owned()));
        }
    }
}

/// Formats a time in milliseconds since 1970 with its date, to the second, with the UTC offset: `Nov 22, 2026, 23:56:03 GMT+8`.
/// Tracks the zone.
pub fn local_time(locale: &str, ms: f64) -> String {
    text_of(locale, zone().as_deref(), &[DAY, CLOCK, SECONDS], ms)
}

/// Formats a time in milliseconds since 1970 to the minute, with the date if it is not that of `now`: `23:56`. Tracks the zone.
pub fn clock_time(locale: &str, ms: f64, now: f64) -> String {
    let zone = zone();
    let [then, today] = [ms, now].map(|ms| text_of(locale, zone.as_deref(), &[DAY], ms));
    let parts: &[Options] = if then == today { &[CLOCK] } else { &[DAY, CLOCK] };
    text_of(locale, zone.as_deref(), parts, ms)
}

/// Formats the day of an RFC 3339 date or time: `Nov 22, 2026`; `None` if the text is neither. Tracks the zone.
pub fn local_day(locale: &str, moment: &str) -> Option<String> {
    let zone = match moment.len() {
        // A date without a time does not depend on the zone.
        10 if moment.split('-').map(str::len).eq([4, 2, 2]) => Some("UTC".to_owned()),
        _ if moment.contains('T') => zone(),
        _ => return None,
    };
    let ms = Date::parse(moment);
    (!ms.is_nan()).then(|| text_of(locale, zone.as_deref(), &[DAY], ms))
}

/// Name of the zone, if a portal has named one.
fn zone() -> Option<String> {
    use_context::<TimeZone>().and_then(|zone| scoped(zone.0).get())
}

fn text_of(locale: &str, zone: Option<&str>, parts: &[Options], ms: f64) -> String {
    let text = formatter(locale, zone, parts).and_then(|formatter| {
        let text = formatter.format().call1(&JsValue::UNDEFINED, &ms.into()).ok()?;
        text.as_string()
    });
    text.unwrap_or_else(|| iso_time(ms))
}

/// Formatter for a zone, or for the browser's zone; `None` if the browser does not know the zone.
fn formatter(locale: &str, zone: Option<&str>, parts: &[Options]) -> Option<DateTimeFormat> {
    let options = Object::new();
    let parts = parts.iter().flat_map(|part| part.iter().copied());
    for (part, form) in parts.chain(zone.map(|zone| ("timeZone", zone))) {
        Reflect::set(&options, &part.into(), &form.into()).ok()?;
    }
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let format: Function = Reflect::get(&intl, &"DateTimeFormat".into()).ok()?.dyn_into().ok()?;
    // An unknown zone throws an exception, which the typed constructor does not return.
    let formatter = Reflect::construct(&format, &Array::of2(&locale.into(), &options));
    formatter.ok().map(JsCast::unchecked_into)
}
