//! See `upgrade_console_fuzz::portal`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| upgrade_console_fuzz::portal::check(data));
