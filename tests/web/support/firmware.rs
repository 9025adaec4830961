//! Firmware files, and the group of form fields in which a file is picked.

use super::part::Part;
use super::wait::until;
use js_sys::{Array, Uint8Array};
use web_sys::File;

/// MD5 of the from version of the sample tasks.
pub const MD5_A: &str = "0123456789abcdef0123456789abcdef";
/// MD5 of their target version.
pub const MD5_B: &str = "fedcba9876543210fedcba9876543210";

/// An entry of the firmware library as JSON, with the fields `more` at its end.
pub fn library_entry(version: u32, md5: &str, more: &str) -> String {
    format!(
        r#"{{"id":"f{version}","mod":"A9","version":{version},"file_url":"https://files.example/{version}.bin","file_md5":"{md5}","file_size":2048,"description":"Release {version}","release_date":"2026-11-20T08:00:00Z","is_release":true{more}}}"#
    )
}

impl Part {
    /// Opens the firmware library of a group and returns the text of each choice.
    pub async fn open_library(&self) -> Vec<String> {
        let picker = self.one("details");
        if picker.attr("open").is_none() {
            picker.one("summary").press();
        }
        until("the library lists versions", || !self.all(".library-choice").is_empty()).await;
        self.texts(".library-choice")
    }
}

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

pub fn file(name: &str, bytes: &[u8]) -> File {
    File::new_with_u8_array_sequence(&Array::of1(&Uint8Array::from(bytes)), name).unwrap()
}

pub fn pick_file(group: &Part, file: &File) {
    group.field("Firmware file").choose_file(file);
}

/// Picks a file with these bytes in a group, and waits until it is read.
pub async fn read_file(group: &Part, name: &str, bytes: &[u8]) {
    pick_file(group, &file(name, bytes));
    group.wait_for_text(COMPUTED).await;
}

/// Values of the group's fields *MD5* and *Size (bytes)*.
pub fn md5_and_size(group: &Part) -> (String, String) {
    (group.field("MD5").value(), group.field("Size (bytes)").value())
}
