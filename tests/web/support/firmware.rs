//! Firmware files, and the group of form fields in which a file is picked.

use super::page::Page;
use super::part::Part;
use super::samples::row;
use super::wait::until;
use js_sys::{Array, Uint8Array};
use web_sys::File;

/// Text shown once a file is read.
pub const COMPUTED: &str = "MD5 and size filled in from this file";

/// Pseudo-random bytes: periodic data could hide skipped or swapped slices.
pub fn bytes(len: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_u32;
    let next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    std::iter::repeat_with(next).take(len).collect()
}

/// MD5 in hexadecimal, computed by an independent implementation.
pub fn md5_of(bytes: &[u8]) -> String {
    format!("{:x}", md5::compute(bytes))
}

/// A file with these bytes.
pub fn file(name: &str, bytes: &[u8]) -> File {
    File::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)), name).unwrap()
}

/// Opens the create form and returns the group *From version*.
pub async fn from_group(page: &Page) -> Part {
    page.open_create().await.group("From version")
}

/// Opens the create form in Chinese, with a file limit of 1000 bytes, and returns the group of the from version.
pub async fn chinese_from_group() -> (Page, Part) {
    let config = r#"{"product_id": "p1", "language": "zh", "file_limit_bytes": 1000}"#;
    let page = Page::builder().config(config).rows(&[row("a")]).open_at_list().await;
    page.button("创建任务").press();
    until("the form is open", || page.has_dialog()).await;
    let group = page.dialog().group("起始版本");
    (page, group)
}

/// Picks a file in a group.
pub fn pick(group: &Part, file: &File) {
    group.field("Firmware file").choose_file(file);
}

/// Values of the group's fields *MD5* and *Size (bytes)*.
pub fn md5_and_size(group: &Part) -> (String, String) {
    (group.field("MD5").value(), group.field("Size (bytes)").value())
}
