//! Bodies of device requests, exactly as in `openapi.yaml`.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use upgrade_api::device::{CheckUpgrade, ReportUpgrade, UpgradeResult};
use upgrade_api::task::DevicePart;
use upgrade_api::values::{ProductId, Version};

fn version(number: u64) -> Version {
    Version::from_number(number).unwrap()
}

#[test]
fn a_check_sends_the_firmware_and_its_version() {
    let check = CheckUpgrade {
        product_id: ProductId::parse("p1").unwrap(),
        device_part: DevicePart::Mcu(2),
        current_version: version(3),
    };
    assert_eq!(
        serde_json::to_string(&check).unwrap(),
        r#"{"product_id":"p1","type":2,"current_version":3,"identify":2}"#
    );
}

#[test]
fn a_report_sends_the_outcome_and_the_known_dates() {
    let report = |result, date: Option<&str>| ReportUpgrade {
        device_part: DevicePart::Wifi,
        model: "A9".to_owned(),
        last_version: version(3),
        current_version: version(5),
        result,
        start_date: date.map(str::to_owned),
        end_date: date.map(str::to_owned),
    };
    let cases = [
        (
            report(UpgradeResult::Succeeded, None),
            r#"{"type":1,"mod":"A9","identify":0,"last_version":3,"current_version":5,"result":0}"#,
        ),
        (
            report(UpgradeResult::Failed("断电".to_owned()), Some("2026-11-22T13:00:00Z")),
            concat!(
                r#"{"type":1,"mod":"A9","identify":0,"last_version":3,"current_version":5,"result":1,"desc":"断电","#,
                r#""start_date":"2026-11-22T13:00:00Z","end_date":"2026-11-22T13:00:00Z"}"#
            ),
        ),
    ];
    for (report, body) in cases {
        assert_eq!(serde_json::to_string(&report).unwrap(), body);
    }
}
