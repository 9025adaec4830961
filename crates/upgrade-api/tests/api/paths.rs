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

#[test]
fn the_paths_without_an_id_are_the_documented_ones() {
    assert_eq!(paths::CREATE_TASK, "/v2/upgrade/firmware/task");
    assert_eq!(paths::TASKS, "/v2/upgrade/firmware/tasks");
    assert_eq!(paths::TASK_STATUS, "/v2/upgrade/firmware/task/status");
    assert_eq!(paths::DELETE_TASK, "/v2/upgrade/firmware/task/delete");
    assert_eq!(paths::PRODUCTS, "/v2/products");
    assert_eq!(paths::SIGN_IN, "/v2/corp_auth");
    assert_eq!(paths::REFRESH_TOKEN, "/v2/corp/token/refresh");
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
