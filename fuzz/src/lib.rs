//! Properties that hold for any input: one module with a function `check` for each fuzz target (`docs/fuzzing.md`).
//!
//! libFuzzer calls these functions with generated inputs, the tests of this crate with the inputs in `corpus`.

pub mod answers;
pub mod checksum;
pub mod csv;
pub mod portal;

mod oracle;

/// Maximum length of an input in bytes. Longer inputs find the same defects, but are slower.
const LONGEST: usize = 64 * 1024;

/// Returns the input as text; `None` if it is too long or not UTF-8.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok().filter(|text| text.len() <= LONGEST)
}

#[cfg(test)]
mod tests;
