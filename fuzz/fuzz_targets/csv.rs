//! See `upgrade_console_fuzz::csv`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| upgrade_console_fuzz::csv::check(data));
