//! The documented URLs. Constants are paths as they stand; functions fill in ids, percent-encoded.

use crate::values::ProductId;

/// Create a task (core).
pub const CREATE_TASK: &str = "/v2/upgrade/firmware/task";
/// List the tasks of a product: `GET` with `product_id` (core), `POST` with a query body (full).
pub const TASKS: &str = "/v2/upgrade/firmware/tasks";
/// Start or stop a task (core).
pub const TASK_STATUS: &str = "/v2/upgrade/firmware/task/status";
/// Delete a task (core).
pub const DELETE_TASK: &str = "/v2/upgrade/firmware/task/delete";
/// The products of the enterprise (full).
pub const PRODUCTS: &str = "/v2/products";
/// Account and password for credentials (auth).
pub const SIGN_IN: &str = "/v2/corp_auth";
/// A refresh token for new credentials (auth).
pub const REFRESH_TOKEN: &str = "/v2/corp/token/refresh";

/// All tasks of a product (core): exactly the one documented parameter.
#[must_use]
pub fn list_tasks(product: &ProductId) -> String {
    let mut url = format_pair(TASKS, "?product_id=");
    encode_into(&mut url, product.as_str());
    url
}

/// The firmware library of a product (full).
#[must_use]
pub fn firmwares(product: &ProductId) -> String {
    under_product("/v2/product/", product, "/firmwares")
}

/// Add to the firmware library of a product (full).
#[must_use]
pub fn firmware(product: &ProductId) -> String {
    under_product("/v2/product/", product, "/firmware")
}

/// Devices per firmware version of a product (full).
#[must_use]
pub fn firmware_statistics(product: &ProductId) -> String {
    under_product("/v2/product/", product, "/firmware/statistics")
}

/// Upload a firmware file of a product (full).
#[must_use]
pub fn upload_firmware(product: &ProductId) -> String {
    under_product("/v2/upload/product/", product, "/firmware")
}

fn under_product(before: &str, product: &ProductId, after: &str) -> String {
    let mut url = before.to_owned();
    match product.as_str() {
        // Browsers take a segment of one or two dots for a step in the path, percent-encoded or not. Encoded twice
        // it is an id that no platform has, and its answer an honest "no such product".
        dots @ ("." | "..") => dots.bytes().for_each(|_| url.push_str("%252E")),
        id => encode_into(&mut url, id),
    }
    url.push_str(after);
    url
}

fn format_pair(a: &str, b: &str) -> String {
    let mut url = a.to_owned();
    url.push_str(b);
    url
}

/// Appends `text`, every byte but the unreserved ones of RFC 3986 percent-encoded, so that an id can never
/// become another path or parameter.
pub fn encode_into(url: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            url.push(char::from(byte));
        } else {
            url.push('%');
            url.push(char::from(HEX[usize::from(byte >> 4)]));
            url.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}
