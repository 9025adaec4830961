//! URLs of the documented operations. Functions insert percent-encoded ids.

use crate::values::ProductId;
use std::fmt::Write as _;

/// Path that creates a task (core).
pub const CREATE_TASK: &str = "/v2/upgrade/firmware/task";
/// Path of the task list of a product: `GET` with `product_id` (core), `POST` with a query body (full).
pub const TASKS: &str = "/v2/upgrade/firmware/tasks";
/// Path that starts or stops a task (core).
pub const TASK_STATUS: &str = "/v2/upgrade/firmware/task/status";
/// Path that deletes a task (core).
pub const DELETE_TASK: &str = "/v2/upgrade/firmware/task/delete";
/// Path of the products of the enterprise (full).
pub const PRODUCTS: &str = "/v2/products";
/// Path that issues credentials for an account and a password (full).
pub const SIGN_IN: &str = "/v2/corp_auth";
/// Path that issues credentials for a refresh token (full).
pub const REFRESH_TOKEN: &str = "/v2/corp/token/refresh";

/// URL of all tasks of a product (core).
pub fn list_tasks(product: &ProductId) -> String {
    let mut url = format!("{TASKS}?product_id=");
    encode_into(&mut url, product.as_str());
    url
}

/// URL of the firmware library of a product (full).
pub fn firmwares(product: &ProductId) -> String {
    under_product("/v2/product/", product, "/firmwares")
}

/// URL that adds an entry to the firmware library of a product (full).
pub fn firmware(product: &ProductId) -> String {
    under_product("/v2/product/", product, "/firmware")
}

/// URL of the number of devices of a product per firmware version (full).
pub fn firmware_statistics(product: &ProductId) -> String {
    under_product("/v2/product/", product, "/firmware/statistics")
}

/// URL that uploads a firmware file of a product (full).
pub fn upload_firmware(product: &ProductId) -> String {
    under_product("/v2/upload/product/", product, "/firmware")
}

fn under_product(before: &str, product: &ProductId, after: &str) -> String {
    let mut url = before.to_owned();
    match product.as_str() {
        // Browsers resolve the segments `.` and `..`, even percent-encoded (URL standard). Encoding them twice yields an
        // id that no product has, and the platform answers "no such product".
        dots @ ("." | "..") => dots.bytes().for_each(|_| url.push_str("%252E")),
        id => encode_into(&mut url, id),
    }
    url.push_str(after);
    url
}

/// Appends `text` to `url` and percent-encodes all bytes except the unreserved characters of RFC 3986, so that an id
/// cannot add a path segment or a parameter.
pub fn encode_into(url: &mut String, text: &str) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(url, "%{byte:02X}");
        }
    }
}
