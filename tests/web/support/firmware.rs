//! Firmware files, and the group of form fields in which a file is picked.

use super::part::Part;
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

/// Picks a file in a group.
pub fn pick_file(group: &Part, file: &File) {
    group.field("Firmware file").choose_file(file);
}

/// Values of the group's fields *MD5* and *Size (bytes)*.
pub fn md5_and_size(group: &Part) -> (String, String) {
    (group.field("MD5").value(), group.field("Size (bytes)").value())
}
