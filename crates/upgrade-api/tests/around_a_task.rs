//! The types around a task: products, the firmware library, uploads, statistics, and credentials that are never shown.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use upgrade_api::full::{Credentials, LibraryFirmware, Product, SignIn, Uploaded, read_statistics};
use upgrade_api::json::ReadError;

const FIRMWARE: &str = r#"{"id":"f1","mod":"GW-1","version":3,"file_url":"https://h/3","file_md5":"ABC","file_size":9,
    "description":"d","release_date":"2026-01-02T03:04:05Z","is_release":true,"type":2,"identify":7,
    "create_date":"2026-01-01T00:00:00Z"}"#;

fn missing<T>(field: &'static str) -> Result<T, ReadError> {
    Err(ReadError::Missing { field })
}

fn wrong<T>(field: &'static str, found: &str) -> Result<T, ReadError> {
    let found = found.to_owned();
    Err(ReadError::Field { field, found })
}

#[test]
fn a_product_needs_its_id_and_its_name_and_nothing_else() {
    let product = Product::read(r#"{"id":9007199254740993,"name":"网关","mode":"x","is_release":1}"#).unwrap();
    assert_eq!(
        (product.id.as_str(), product.name.as_str()),
        ("9007199254740993", "网关")
    );
    assert_eq!(product.description, "");
    let described = Product::read(r#"{"id":"p","name":"n","description":"d"}"#).unwrap();
    assert_eq!(described.description, "d");
    assert_eq!(Product::read(r#"{"name":"n"}"#), missing("id"));
    assert_eq!(Product::read(r#"{"id":"p"}"#), missing("name"));
    assert_eq!(Product::read(r#"{"id":" ","name":"n"}"#), wrong("id", " "));
}

#[test]
fn products_come_as_a_list_in_their_order() {
    let products = Product::read_list(r#"[{"id":"b","name":"B"},{"id":"a","name":"A"}]"#).unwrap();
    let ids: Vec<_> = products.iter().map(|product| product.id.as_str()).collect();
    assert_eq!(ids, ["b", "a"]);
    assert_eq!(Product::read_list("[]"), Ok(Vec::new()));
    assert_eq!(Product::read_list(r#"[{"id":"b","name":"B"},{}]"#), missing("id"));
    assert_eq!(Product::read_list("{}"), Err(ReadError::Shape { expected: "an array" }));
}

#[test]
fn a_library_firmware_is_read_with_all_its_fields() {
    let firmware = LibraryFirmware::read(FIRMWARE).unwrap();
    assert_eq!(
        (firmware.id.as_str(), firmware.model.as_str(), firmware.version.get()),
        ("f1", "GW-1", 3)
    );
    let file = (
        firmware.file_url.as_str(),
        firmware.file_md5.as_str(),
        firmware.file_size,
    );
    assert_eq!(file, ("https://h/3", "ABC", 9), "as reported, whatever the case");
    assert_eq!((firmware.description.as_str(), firmware.is_release), ("d", true));
    assert_eq!((firmware.firmware_type, firmware.identify), (2, 7));
    assert_eq!(firmware.release_date, "2026-01-02T03:04:05Z");
    assert_eq!(firmware.create_date, "2026-01-01T00:00:00Z");
}

#[test]
fn a_library_firmware_is_written_with_the_documented_names() {
    let written = serde_json::to_value(LibraryFirmware::read(FIRMWARE).unwrap()).unwrap();
    let documented: serde_json::Value = serde_json::from_str(FIRMWARE).unwrap();
    assert_eq!(written, documented);
}

#[test]
fn a_library_firmware_says_nothing_about_what_may_be_absent() {
    let firmware =
        LibraryFirmware::read(r#"{"id":1,"mod":2,"version":"3","file_url":"u","file_md5":"m","file_size":"4"}"#)
            .unwrap();
    assert_eq!((firmware.id.as_str(), firmware.model.as_str()), ("1", "2"));
    assert_eq!((firmware.version.get(), firmware.file_size), (3, 4));
    assert_eq!(
        (firmware.firmware_type, firmware.identify, firmware.is_release),
        (1, 0, false)
    );
    assert_eq!(
        (firmware.description.as_str(), firmware.release_date.as_str()),
        ("", "")
    );
}

#[test]
fn a_library_firmware_names_the_field_it_could_not_be_read_for() {
    for field in ["id", "mod", "version", "file_url", "file_md5", "file_size"] {
        let without = FIRMWARE.replacen(&format!("\"{field}\""), "\"other\"", 1);
        assert_eq!(LibraryFirmware::read(&without), missing(field));
    }
    let cases = [
        (
            "\"version\":3",
            "\"version\":2147483648",
            wrong("version", "2147483648"),
        ),
        ("\"version\":3", "\"version\":[]", wrong("version", "[]")),
        ("\"file_size\":9", "\"file_size\":-9", wrong("file_size", "-9")),
        ("\"type\":2", "\"type\":\"MCU\"", wrong("type", "\"MCU\"")),
        ("\"type\":2", "\"type\":300", wrong("type", "300")),
        ("\"identify\":7", "\"identify\":{}", wrong("identify", "{}")),
    ];
    for (good, bad, expected) in cases {
        assert_eq!(
            LibraryFirmware::read(&FIRMWARE.replacen(good, bad, 1)),
            expected,
            "{bad}"
        );
    }
}

#[test]
fn a_flag_is_read_in_every_spelling() {
    let of = |value: &str| {
        let row = FIRMWARE.replacen("\"is_release\":true", &format!("\"is_release\":{value}"), 1);
        LibraryFirmware::read(&row).unwrap().is_release
    };
    for set in ["true", "1", "\"1\"", "\"true\""] {
        assert!(of(set), "{set}");
    }
    for unset in ["false", "0", "\"0\"", "\"false\"", "null", "\"\"", "2", "[]"] {
        assert!(!of(unset), "{unset}");
    }
}

#[test]
fn an_upload_answers_with_values_that_fit_a_task() {
    let digest = "0CC175B9C0F1B6A831C399E269772661";
    let answer = |url: &str, md5: &str, size: &str| format!(r#"{{"url":"{url}","md5":"{md5}","size":{size}}}"#);
    for size in ["9", "\"9\""] {
        let uploaded = Uploaded::read(&answer("http://h/x", digest, size)).unwrap();
        assert_eq!(uploaded.url.as_str(), "http://h/x");
        assert_eq!(uploaded.md5.to_string(), digest.to_lowercase());
        assert_eq!(uploaded.size.get(), 9);
    }
    let read = |url, md5, size| Uploaded::read(&answer(url, md5, size));
    assert_eq!(read("/files/x", digest, "9"), wrong("url", "/files/x"));
    assert_eq!(read("http://h/x", "abc", "9"), wrong("md5", "abc"));
    assert_eq!(read("http://h/x", digest, "0"), wrong("size", "0"));
    assert_eq!(
        read("http://h/x", digest, "9007199254740992"),
        wrong("size", "9007199254740992")
    );
    assert_eq!(read("http://h/x", digest, "null"), missing("size"));
}

#[test]
fn statistics_count_devices_by_version_in_the_order_of_the_numbers() {
    let statistics = read_statistics(r#"{"10":1200,"9":"3","2147483647":0,"0":18446744073709551615}"#).unwrap();
    let counts: Vec<_> = statistics
        .into_iter()
        .map(|(version, count)| (version.get(), count))
        .collect();
    assert_eq!(counts, [(0, u64::MAX), (9, 3), (10, 1200), (2_147_483_647, 0)]);
    assert!(read_statistics("{}").unwrap().is_empty());
}

#[test]
fn statistics_name_the_version_they_could_not_be_read_for() {
    let cases = [
        (r#"{"1.0.2":5}"#, wrong("version", "1.0.2")),
        (r#"{"":5}"#, wrong("version", "")),
        (r#"{"2147483648":5}"#, wrong("version", "2147483648")),
        (r#"{"7":-1}"#, wrong("count", "7")),
        (r#"{"7":null}"#, wrong("count", "7")),
        (r#"{"7":"many"}"#, wrong("count", "7")),
        (r#"{"7":1,"7":2}"#, Err(ReadError::Duplicate { field: "7".to_owned() })),
        (r#"{"7":1,"07":2}"#, Err(ReadError::Duplicate { field: "7".to_owned() })),
        ("[]", Err(ReadError::Shape { expected: "an object" })),
    ];
    for (text, expected) in cases {
        assert_eq!(read_statistics(text), expected, "{text}");
    }
}

#[test]
fn signing_in_sends_account_and_password() {
    let body = SignIn {
        account: "admin@example.com".to_owned(),
        password: "p\"1 密".to_owned(),
    };
    assert_eq!(
        serde_json::to_string(&body).unwrap(),
        r#"{"account":"admin@example.com","password":"p\"1 密"}"#
    );
}

#[test]
fn credentials_are_read_with_numbers_and_with_strings_and_without_what_nobody_uses() {
    for text in [
        r#"{"corp_id":"c","member_id":"m","access_token":"A1","refresh_token":"R1","expire_in":7200}"#,
        r#"{"access_token":"A1","refresh_token":"R1","expire_in":"7200"}"#,
    ] {
        let credentials = Credentials::read(text).ok().unwrap();
        assert_eq!(
            (credentials.access_token.as_str(), credentials.refresh_token.as_str()),
            ("A1", "R1")
        );
        assert_eq!(credentials.expire_in, 7200);
    }
}

#[test]
fn a_credential_that_cannot_be_read_is_never_shown() {
    let good = [
        ("access_token", "\"A1\""),
        ("refresh_token", "\"R1\""),
        ("expire_in", "7200"),
    ];
    let bad = ["null", "[\"SECRET\"]", "{\"SECRET\":\"SECRET\"}", "true"];
    let text = ["\"SECRET\"", "\"SECRET\\ud83d\""];
    for (field, _) in good {
        // A text is a good token, and no number of seconds; half a surrogate pair is neither.
        let values = bad
            .iter()
            .chain(if field == "expire_in" { &text[..] } else { &text[1..] });
        for value in values.filter(|value| !(field == "expire_in" && **value == "true")) {
            let pairs = good.map(|(name, good)| format!("\"{name}\":{}", if name == field { value } else { good }));
            let error = Credentials::read(&format!("{{{}}}", pairs.join(","))).err().unwrap();
            assert!(error.to_string().starts_with(field), "{error}");
            for shown in [error.to_string(), format!("{error:?}")] {
                assert!(!shown.contains("SECRET"), "{shown}");
            }
        }
    }
    for whole in ["\"SECRET\"", "[\"SECRET\"]", "SECRET", "{\"access_token\":\"SECRET\""] {
        let error = Credentials::read(whole).err().unwrap();
        assert!(!format!("{error} {error:?}").contains("SECRET"), "{error:?}");
    }
}
