//! What holds for any input whatsoever: one module and one `check` for each fuzz target (`docs/fuzzing.md`).
//!
//! libFuzzer calls them with what it makes up, the tests here with what it kept.

pub mod answers;
pub mod checksum;
pub mod csv;
pub mod portal;

mod oracle;

/// Longest input looked at, in bytes: longer ones find the same, slower.
const LONGEST: usize = 64 * 1024;

/// The input as text, if it is short enough and is one.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok().filter(|text| text.len() <= LONGEST)
}

#[cfg(test)]
mod tests;
