//! Times in the reader's language, and in the time zone of the portal, or of the browser without one.

use super::support::*;
use leptos::prelude::Owner;
use upgrade_console::web::time_zone::{TimeZone, clock_time, local_day, local_time};

/// 22:13:20 UTC on 14 November 2023.
const WINTER: f64 = 1_700_000_000_000.0;
/// 09:46:40 UTC on 3 July 2024.
const SUMMER: f64 = 1_720_000_000_000.0;
/// 16:00 UTC on 14 November 2023.
const MIDNIGHT_IN_CHINA: f64 = 1_699_977_600_000.0;

#[wasm_bindgen_test]
fn a_time_is_formatted_in_the_language_and_zone_with_its_utc_offset() {
    for (locale, zone, ms, expected) in [
        ("en", "Asia/Shanghai", WINTER, "Nov 15, 2023, 06:13:20 GMT+8"),
        ("zh-CN", "Asia/Shanghai", WINTER, "2023年11月15日 GMT+8 06:13:20"),
        ("en", "Asia/Shanghai", MIDNIGHT_IN_CHINA, "Nov 15, 2023, 00:00:00 GMT+8"),
        ("en", "Europe/London", SUMMER, "Jul 3, 2024, 10:46:40 GMT+1"),
        ("en", "America/New_York", WINTER, "Nov 14, 2023, 17:13:20 GMT-5"),
        ("zh-CN", "America/New_York", SUMMER, "2024年7月3日 GMT-4 05:46:40"),
        ("en", "Asia/Kolkata", WINTER, "Nov 15, 2023, 03:43:20 GMT+5:30"),
        ("en", "Pacific/Kiritimati", WINTER, "Nov 15, 2023, 12:13:20 GMT+14"),
    ] {
        let owner = Owner::new();
        owner.with(|| {
            TimeZone::provide().set(zone);
            assert_eq!(local_time(locale, ms), expected, "{zone}");
        });
    }
}

#[wasm_bindgen_test]
fn a_time_of_today_has_no_date() {
    let owner = Owner::new();
    owner.with(|| {
        TimeZone::provide().set("Asia/Shanghai");
        assert_eq!(clock_time("en", WINTER, WINTER + 60_000.0), "06:13");
        assert_eq!(clock_time("zh-CN", WINTER, WINTER + 60_000.0), "06:13");
        let day_before = MIDNIGHT_IN_CHINA - 60_000.0;
        assert_eq!(clock_time("en", day_before, WINTER), "Nov 14, 2023, 23:59");
        assert_eq!(clock_time("zh-CN", day_before, WINTER), "2023年11月14日 23:59");
    });
}

#[wasm_bindgen_test]
fn an_unknown_zone_name_is_ignored() {
    let owner = Owner::new();
    owner.with(|| {
        let zone = TimeZone::provide();
        let own = local_time("en", WINTER);
        for name in ["Mars/Base", "", "+25:00", "Asia/Shanghai "] {
            zone.set(name);
            assert_eq!(local_time("en", WINTER), own, "{name:?}");
        }
        zone.set("Asia/Kolkata");
        zone.set("Mars/Base");
        assert_eq!(local_time("en", WINTER), "Nov 15, 2023, 03:43:20 GMT+5:30");
    });
}

#[wasm_bindgen_test]
fn a_timestamp_gives_the_day_in_the_zone_a_date_itself_and_other_text_none() {
    let owner = Owner::new();
    owner.with(|| {
        TimeZone::provide().set("Asia/Shanghai");
        for (text, day) in [
            ("2026-11-20T08:00:00Z", Some("Nov 20, 2026")),
            ("2026-11-20T20:00:00Z", Some("Nov 21, 2026")),
            ("2026-11-21T01:00:00+09:00", Some("Nov 21, 2026")),
            ("2026-11-20", Some("Nov 20, 2026")),
            ("2026-99-20", None),
            ("Today", None),
            ("", None),
        ] {
            assert_eq!(local_day("en", text).as_deref(), day, "{text:?}");
        }
        TimeZone::provide().set("America/New_York");
        assert_eq!(local_day("zh-CN", "2026-11-20").as_deref(), Some("2026年11月20日"));
    });
}

#[wasm_bindgen_test]
async fn the_activity_log_uses_the_zone_of_the_portal() {
    let context = r#"{"context":{"timeZone":"Asia/Kolkata"}}"#;
    let builder = Page::builder().framed().rows(&[row("a").running()]);
    let page = builder.open_in_portal(context).await;
    page.row("Task a").button("Stop").press();
    page.wait_for_text("“Task a” is stopped.").await;
    page.open_log().await;
    let time = || page.dialog().all("tbody [role=cell]")[0].text();
    assert!(time().ends_with(" GMT+5:30"), "{}", time());
    page.portal().send_context(r#"{"timeZone":"Asia/Tokyo"}"#);
    until("the log shows the new zone", || time().ends_with(" GMT+9")).await;
    page.portal().send_context(r#"{"timeZone":"Mars/Base"}"#);
    page.portal().send_context(r#"{"timeZone":9}"#);
    page.portal().send_context(r#"{"theme":"light"}"#);
    settled().await;
    assert!(time().ends_with(" GMT+9"), "{}", time());
}
