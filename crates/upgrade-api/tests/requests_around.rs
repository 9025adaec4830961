//! The requests around a task, as `openapi.yaml` writes them: exact bodies.
#![expect(clippy::unwrap_used, reason = "tests")]

use upgrade_api::device::{CheckUpgrade, Outcome, ReportUpgrade};
use upgrade_api::full::{NewFirmware, RefreshToken, SignIn};
use upgrade_api::task::{Firmware, FirmwareKind};
use upgrade_api::values::{FileSize, FileUrl, Md5, ProductId, Version};

fn version(number: u64) -> Version {
    Version::from_number(number).unwrap()
}

#[test]
fn a_device_asks_for_its_upgrade() {
    let check = CheckUpgrade {
        product_id: ProductId::parse("p1").unwrap(),
        kind: FirmwareKind::Mcu(2),
        current_version: version(3),
    };
    assert_eq!(
        serde_json::to_string(&check).unwrap(),
        r#"{"product_id":"p1","type":2,"current_version":3,"identify":2}"#
    );
}

#[test]
fn a_device_reports_how_it_went() {
    let report = |outcome, date: Option<&str>| ReportUpgrade {
        kind: FirmwareKind::Wifi,
        model: "A9".to_owned(),
        last_version: version(3),
        current_version: version(5),
        outcome,
        start_date: date.map(str::to_owned),
        end_date: date.map(str::to_owned),
    };
    let cases = [
        (
            report(Outcome::Succeeded, None),
            r#"{"type":1,"mod":"A9","identify":0,"last_version":3,"current_version":5,"result":0}"#,
        ),
        (
            report(Outcome::Failed("断电".to_owned()), Some("2026-11-22T13:00:00Z")),
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

#[test]
fn a_version_is_added_to_the_library() {
    let new = NewFirmware {
        model: "A9".to_owned(),
        file: Firmware {
            version: version(5),
            url: FileUrl::parse("https://files.example.com/5.bin").unwrap(),
            md5: Md5::parse("9E107D9D372BB6826BD81D3542A419D6").unwrap(),
            size: FileSize::from_bytes(1_048_577).unwrap(),
        },
        description: String::new(),
        release_date: "2026-11-22T13:00:00Z".to_owned(),
        is_release: true,
        kind: FirmwareKind::SubDevice(7),
    };
    assert_eq!(
        serde_json::to_string(&new).unwrap(),
        concat!(
            r#"{"mod":"A9","version":5,"file_url":"https://files.example.com/5.bin","#,
            r#""file_md5":"9e107d9d372bb6826bd81d3542a419d6","file_size":1048577,"description":"","#,
            r#""release_date":"2026-11-22T13:00:00Z","is_release":true,"type":3,"identify":7}"#
        )
    );
}

#[test]
fn credentials_are_asked_for_and_renewed() {
    let sign_in = SignIn {
        account: "a@example.com".to_owned(),
        password: "secret!".to_owned(),
    };
    assert_eq!(
        serde_json::to_string(&sign_in).unwrap(),
        r#"{"account":"a@example.com","password":"secret!"}"#
    );
    let refresh = RefreshToken {
        refresh_token: "r".to_owned(),
    };
    assert_eq!(serde_json::to_string(&refresh).unwrap(), r#"{"refresh_token":"r"}"#);
}
