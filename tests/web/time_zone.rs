//! Local times in the time zone of the portal, or of the browser without one.

use super::support::{Page, row, settled, until};
use leptos::prelude::Owner;
use upgrade_console::web::time_zone::{TimeZone, local_day, local_time};
use wasm_bindgen_test::wasm_bindgen_test;

/// 22:13:20 UTC on 14 November 2023.
const WINTER: f64 = 1_700_000_000_000.0;
/// 09:46:40 UTC on 3 July 2024.
const SUMMER: f64 = 1_720_000_000_000.0;
/// 16:00 UTC on 14 November 2023.
const MIDNIGHT_IN_CHINA: f64 = 1_699_977_600_000.0;

#[wasm_bindgen_test]
fn a_time_is_formatted_in_the_zone_with_its_utc_offset() {
    for (zone, ms, expected) in [
        ("Asia/Shanghai", WINTER, "2023-11-15 06:13:20 +08:00"),
        ("Asia/Shanghai", MIDNIGHT_IN_CHINA, "2023-11-15 00:00:00 +08:00"),
        ("UTC", WINTER, "2023-11-14 22:13:20 +00:00"),
        ("Europe/London", WINTER, "2023-11-14 22:13:20 +00:00"),
        ("Europe/London", SUMMER, "2024-07-03 10:46:40 +01:00"),
        ("America/New_York", WINTER, "2023-11-14 17:13:20 -05:00"),
        ("America/New_York", SUMMER, "2024-07-03 05:46:40 -04:00"),
        ("Asia/Kolkata", WINTER, "2023-11-15 03:43:20 +05:30"),
        ("Pacific/Kiritimati", WINTER, "2023-11-15 12:13:20 +14:00"),
    ] {
        let owner = Owner::new();
        owner.with(|| {
            TimeZone::provide().set(zone);
            assert_eq!(local_time(ms), expected, "{zone}");
        });
    }
}

#[wasm_bindgen_test]
fn an_unknown_zone_name_is_ignored() {
    let owner = Owner::new();
    owner.with(|| {
        let zone = TimeZone::provide();
        let own = local_time(WINTER);
        for name in ["Mars/Base", "", "+25:00", "Asia/Shanghai "] {
            zone.set(name);
            assert_eq!(local_time(WINTER), own, "{name:?}");
        }
        zone.set("Asia/Kolkata");
        zone.set("Mars/Base");
        assert_eq!(local_time(WINTER), "2023-11-15 03:43:20 +05:30");
    });
}

#[wasm_bindgen_test]
fn a_timestamp_gives_the_day_in_the_zone_and_other_text_none() {
    let owner = Owner::new();
    owner.with(|| {
        TimeZone::provide().set("Asia/Shanghai");
        for (text, day) in [
            ("2026-11-20T08:00:00Z", Some("2026-11-20")),
            ("2026-11-20T20:00:00Z", Some("2026-11-21")),
            ("2026-11-21T01:00:00+09:00", Some("2026-11-21")),
            ("2026-11-20", None),
            ("Today", None),
            ("", None),
        ] {
            assert_eq!(local_day(text).as_deref(), day, "{text:?}");
        }
    });
}

#[wasm_bindgen_test]
async fn the_activity_log_uses_the_zone_of_the_portal() {
    let context = r#"{"context":{"timeZone":"Asia/Kolkata"}}"#;
    let builder = Page::builder().framed().rows(&[row("a").running()]);
    let page = builder.open_in_portal(context).await;
    page.platform.accept_writes();
    page.row("Task a").button("Stop").press();
    page.wait_for_text("“Task a” is stopped.").await;
    page.open_log().await;
    let time = || page.dialog().all("tbody [role=cell]")[0].text();
    assert!(time().ends_with(" +05:30"), "{}", time());
    page.portal().send_context(r#"{"timeZone":"Asia/Tokyo"}"#);
    until("the log shows the new zone", || time().ends_with(" +09:00")).await;
    page.portal().send_context(r#"{"timeZone":"Mars/Base"}"#);
    page.portal().send_context(r#"{"timeZone":9}"#);
    page.portal().send_context(r#"{"theme":"light"}"#);
    settled().await;
    assert!(time().ends_with(" +09:00"), "{}", time());
}
