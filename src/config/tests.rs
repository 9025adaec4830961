//! Tests of the configuration.

#![expect(clippy::unwrap_used, reason = "tests")]

use super::*;

fn wrong_value(key: &str) -> ConfigError {
    ConfigError::WrongValue(key.to_owned())
}

#[test]
fn an_empty_configuration_is_the_default() {
    assert_eq!(Config::parse("{}").unwrap(), Config::default());
}

#[test]
fn the_documented_example_is_valid() {
    let text = r#"{"api": {"base": "", "profile": "core"}, "product_id": null,
        "token": {"storage": "session", "key": "Access-Token"},
        "portal_origins": [], "language": "auto", "poll_seconds": 10, "file_limit_bytes": null}"#;
    assert_eq!(Config::parse(text).unwrap(), Config::default());
}

#[test]
fn every_key_can_be_set() {
    let text = r#"{"api": {"base": "https://api.example/iot/", "profile": "full"}, "product_id": "p1",
        "token": {"storage": "local", "key": "T"},
        "portal_origins": ["https://portal.example"], "language": "zh", "poll_seconds": 3, "file_limit_bytes": 8388608,
        "type_to_start": {"devices": 50, "percent": 5}}"#;
    let config = Config::parse(text).unwrap();
    assert_eq!(config.api.base, "https://api.example/iot");
    assert_eq!(config.api.profile, Profile::Full);
    assert_eq!(config.product_id, ProductId::parse("p1").ok());
    assert_eq!(config.token.storage, TokenStorage::Local);
    assert_eq!(config.token.key, "T");
    assert_eq!(config.portal_origins, ["https://portal.example"]);
    assert_eq!(config.language, Some(Language::Zh));
    assert_eq!(config.poll_seconds, 3);
    assert_eq!(config.file_limit_bytes, NonZeroU64::new(8_388_608));
    let limit = Proportion {
        devices: 50,
        percent: 5,
    };
    assert_eq!(config.type_to_start, limit);
}

#[test]
fn the_api_base_may_be_relative() {
    for (base, kept) in [
        (".", "."),
        ("./", "."),
        ("..", ".."),
        ("../iot/", "../iot"),
        ("/iot/ota", "/iot/ota"),
        ("/", ""),
    ] {
        let config = Config::parse(&format!(r#"{{"api": {{"base": "{base}"}}}}"#));
        assert_eq!(config.unwrap().api.base, kept);
    }
    for bad in [
        "//evil.example",
        "/\\\\evil.example",
        "/\\t/evil.example",
        ".//evil.example",
        "iot",
        "/iot?a",
        "/iot#a",
        "/@x",
        "/a b",
        "/%2f",
    ] {
        let config = Config::parse(&format!(r#"{{"api": {{"base": "{bad}"}}}}"#));
        assert_eq!(config, Err(wrong_value("api.base")), "{bad}");
    }
}

#[test]
fn an_unknown_key_or_invalid_value_is_reported_with_its_path() {
    let cases = [
        ("[]", ConfigError::NotJson),
        ("<html>", ConfigError::NotJson),
        (r#"{"apis": {}}"#, ConfigError::UnknownKey("apis".into())),
        (r#"{"api": {"url": ""}}"#, ConfigError::UnknownKey("api.url".into())),
        (
            r#"{"token": {"value": "x"}}"#,
            ConfigError::UnknownKey("token.value".into()),
        ),
        (r#"{"api": {"profile": "best"}}"#, wrong_value("api.profile")),
        (r#"{"api": {"base": "ftp://x"}}"#, wrong_value("api.base")),
        (r#"{"api": {"base": "https://u@x"}}"#, wrong_value("api.base")),
        (r#"{"api": {"base": "https://x/?a"}}"#, wrong_value("api.base")),
        (r#"{"api": 1}"#, wrong_value("api")),
        (r#"{"token": {"storage": "cookie"}}"#, wrong_value("token.storage")),
        (r#"{"token": {"key": ""}}"#, wrong_value("token.key")),
        (r#"{"product_id": 7}"#, wrong_value("product_id")),
        (r#"{"product_id": ""}"#, wrong_value("product_id")),
        (r#"{"portal_origins": ["https://*.x"]}"#, wrong_value("portal_origins")),
        (
            r#"{"portal_origins": ["https://x/path"]}"#,
            wrong_value("portal_origins"),
        ),
        (
            r#"{"portal_origins": ["https://X.example"]}"#,
            wrong_value("portal_origins"),
        ),
        (
            r#"{"portal_origins": ["https://x:443"]}"#,
            wrong_value("portal_origins"),
        ),
        (r#"{"portal_origins": ["http://x:80"]}"#, wrong_value("portal_origins")),
        (r#"{"portal_origins": ["null"]}"#, wrong_value("portal_origins")),
        (
            r#"{"portal_origins": ["http://a","http://b","http://c","http://d","http://e","http://f","http://g","http://h","http://i"]}"#,
            wrong_value("portal_origins"),
        ),
        (r#"{"language": "xx"}"#, wrong_value("language")),
        (r#"{"poll_seconds": 0}"#, wrong_value("poll_seconds")),
        (r#"{"poll_seconds": "10"}"#, wrong_value("poll_seconds")),
        (r#"{"type_to_start": 5}"#, wrong_value("type_to_start")),
        (
            r#"{"type_to_start": {"percent": 101}}"#,
            wrong_value("type_to_start.percent"),
        ),
        (
            r#"{"type_to_start": {"devices": "5"}}"#,
            wrong_value("type_to_start.devices"),
        ),
        (
            r#"{"type_to_start": {"share": 5}}"#,
            ConfigError::UnknownKey("type_to_start.share".into()),
        ),
        (r#"{} {}"#, ConfigError::NotJson),
        (r#"{"api": {"base": """#, ConfigError::NotJson),
        (r#"{"poll_seconds": 3, "poll_seconds": 4}"#, wrong_value("poll_seconds")),
        (r#"{"api": ["https://x", "full"]}"#, wrong_value("api")),
        (r#"{"token": {"key": null}}"#, wrong_value("token.key")),
        (r#"{"file_limit_bytes": 0}"#, wrong_value("file_limit_bytes")),
        (r#"{"file_limit_bytes": "8 MB"}"#, wrong_value("file_limit_bytes")),
    ];
    for (text, error) in cases {
        assert_eq!(Config::parse(text), Err(error), "{text}");
    }
}
