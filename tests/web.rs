//! Browser tests: the console in a real browser against a fake platform. One binary, because each costs a link and a
//! browser start. `docs/architecture.md` lists the other tests.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests")]

use wasm_bindgen_test::wasm_bindgen_test_configure;

wasm_bindgen_test_configure!(run_in_browser);

// The test files are in a directory of their own: files beside this one would each become a test binary.
mod web {
    pub mod activity;
    pub mod address_check;
    pub mod again;
    pub mod back;
    pub mod before_sent;
    pub mod begun;
    pub mod bulk;
    pub mod bulk_delete;
    pub mod checksum;
    pub mod clocks;
    pub mod composition;
    pub mod config;
    pub mod content;
    pub mod contract;
    pub mod dialogs;
    pub mod doubt;
    pub mod draft;
    pub mod dropped;
    pub mod errors;
    pub mod export;
    pub mod fallback;
    pub mod files;
    pub mod form;
    pub mod help;
    pub mod kept;
    pub mod kinds;
    pub mod language;
    pub mod leaving;
    pub mod library;
    pub mod links;
    pub mod long_lists;
    pub mod map;
    pub mod pages;
    pub mod polling;
    pub mod portal;
    pub mod portal_down;
    pub mod portal_shown;
    pub mod portal_token;
    pub mod portal_up;
    pub mod products;
    pub mod proportion;
    pub mod races;
    pub mod reading;
    pub mod refusals;
    pub mod renewal;
    pub mod requests;
    pub mod required_fields;
    pub mod review;
    pub mod rights;
    pub mod rows;
    pub mod secrets;
    pub mod session;
    pub mod sign_in_form;
    pub mod standstill;
    pub mod stop;
    pub mod storage;
    mod support;
    pub mod tabs;
    pub mod task_fields;
    pub mod time_zone;
    pub mod touched;
    pub mod two_operators;
    pub mod unreadable;
    pub mod upload;
    pub mod view;
    pub mod warnings;
    pub mod who_is_hit;
    pub mod worker;
}
