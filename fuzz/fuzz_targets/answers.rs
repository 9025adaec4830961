//! See `upgrade_console_fuzz::answers`.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| upgrade_console_fuzz::answers::check(data));
