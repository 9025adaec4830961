//! Documented URLs, with any id.

use crate::kit::product_id;
use proptest::prelude::*;
use upgrade_api::{ID_MAX, ProductId, paths};

/// URLs with an id: the text before the id, the function, and the text after the id.
type WithId = (&'static str, fn(&ProductId) -> String, &'static str);
const WITH_ID: [WithId; 5] = [
    ("/v2/upgrade/firmware/tasks?product_id=", paths::list_tasks, ""),
    ("/v2/product/", paths::firmwares, "/firmwares"),
    ("/v2/product/", paths::firmware, "/firmware"),
    ("/v2/product/", paths::firmware_statistics, "/firmware/statistics"),
    ("/v2/upload/product/", paths::upload_firmware, "/firmware"),
];

/// Path of an operation in `openapi.yaml`.
fn documented(operation: &str) -> &'static str {
    let document = include_str!("../../../platform/tests/openapi.yaml");
    let at = document.find(&format!("operationId: {operation}\n")).unwrap();
    let mut lines = document[..at].lines().rev();
    let path = lines.find_map(|line| line.strip_prefix("  ").filter(|line| line.starts_with('/')));
    path.unwrap().trim_end_matches(':')
}

#[test]
fn the_paths_are_the_documented_ones() {
    for (operation, path) in [
        ("createTask", paths::CREATE_TASK),
        ("listTasks", paths::TASKS),
        ("queryTasks", paths::TASKS),
        ("setTaskStatus", paths::TASK_STATUS),
        ("deleteTask", paths::DELETE_TASK),
        ("listProducts", paths::PRODUCTS),
        ("signIn", paths::SIGN_IN),
        ("refreshToken", paths::REFRESH_TOKEN),
        ("listFirmwares", &paths::firmwares(&product_id("7"))),
        ("createFirmware", &paths::firmware(&product_id("7"))),
        ("firmwareStatistics", &paths::firmware_statistics(&product_id("7"))),
        ("uploadFirmware", &paths::upload_firmware(&product_id("7"))),
    ] {
        assert_eq!(path, documented(operation).replace("{product_id}", "7"), "{operation}");
    }
}

#[test]
fn an_id_is_percent_encoded_in_each_url() {
    let cases = [
        ("160fa2b2ab4a03e9160fa2b2ab4a03e9", "160fa2b2ab4a03e9160fa2b2ab4a03e9"),
        ("AZaz09-._~", "AZaz09-._~"),
        ("../../admin?x=#", "..%2F..%2Fadmin%3Fx%3D%23"),
        ("a&product_id=b", "a%26product_id%3Db"),
        ("a b+c", "a%20b%2Bc"),
        ("100%2F", "100%252F"),
        ("产品", "%E4%BA%A7%E5%93%81"),
        ("🚀", "%F0%9F%9A%80"),
        ("\\;:@'\"<>", "%5C%3B%3A%40%27%22%3C%3E"),
        ("a\u{0}\r\nb", "a%00%0D%0Ab"),
    ];
    for (id, encoded) in cases {
        for (before, url_of, after) in WITH_ID {
            assert_eq!(url_of(&product_id(id)), format!("{before}{encoded}{after}"), "{id:?}");
        }
    }
}

#[test]
fn an_id_of_dots_is_not_a_dot_segment() {
    for id in [".", ".."] {
        // Dots in a query have no meaning.
        let list = paths::list_tasks(&product_id(id));
        assert_eq!(list, format!("/v2/upgrade/firmware/tasks?product_id={id}"));
        for (_, url_of, _) in &WITH_ID[1..] {
            let url = url_of(&product_id(id));
            assert!(!url.split('/').any(is_dot_segment), "{url}");
        }
    }
    assert_eq!(paths::firmwares(&product_id("..")), "/v2/product/%252E%252E/firmwares");
    assert_eq!(paths::firmwares(&product_id("...")), "/v2/product/.../firmwares");
    assert_eq!(paths::firmwares(&product_id("a..b")), "/v2/product/a..b/firmwares");
}

/// Whether a segment is a single-dot or double-dot URL path segment (URL standard).
fn is_dot_segment(segment: &str) -> bool {
    matches!(segment.to_ascii_lowercase().replace("%2e", ".").as_str(), "." | "..")
}

/// Bytes of a percent-encoded text.
fn decoded(encoded: &str) -> Vec<u8> {
    let (first, rest) = encoded.split_once('%').unwrap_or((encoded, ""));
    let mut bytes = first.as_bytes().to_vec();
    for part in rest.split('%').filter(|part| !part.is_empty()) {
        bytes.push(u8::from_str_radix(&part[..2], 16).unwrap());
        bytes.extend_from_slice(&part.as_bytes()[2..]);
    }
    bytes
}

proptest! {
    #[test]
    fn any_id_stays_one_segment_and_decodes_to_itself(
        id in prop::collection::vec(any::<char>(), 1..=ID_MAX).prop_map(String::from_iter)
    ) {
        prop_assume!(!id.trim().is_empty() && id != "." && id != "..");
        for (before, url_of, after) in WITH_ID {
            let url = url_of(&product_id(&id));
            let encoded = url.strip_prefix(before).and_then(|rest| rest.strip_suffix(after)).unwrap();
            prop_assert!(encoded.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~%".contains(&byte)));
            prop_assert_eq!(decoded(encoded), id.as_bytes());
        }
    }
}
