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
    pub mod affected_devices;
    pub mod bulk;
    pub mod bulk_cancel;
    pub mod bulk_delete;
    pub mod checksum;
    pub mod clock_changes;
    pub mod composition;
    pub mod config;
    pub mod confirmations;
    pub mod create_checks;
    pub mod dialogs;
    pub mod digest_fallback;
    pub mod digest_worker;
    pub mod draft;
    pub mod dropped_files;
    pub mod errors;
    pub mod export;
    pub mod firmware_library;
    pub mod firmware_types;
    pub mod focus;
    pub mod form_validation;
    pub mod guard_limits;
    pub mod guards;
    pub mod history;
    pub mod language;
    pub mod leaving;
    pub mod library_additions;
    pub mod links;
    pub mod list_pages;
    pub mod list_query;
    pub mod list_responses;
    pub mod long_lists;
    pub mod lost_responses;
    pub mod memory;
    pub mod new_task;
    pub mod notices;
    pub mod numbers;
    pub mod overview;
    pub mod page_translators;
    pub mod pasted_values;
    pub mod permissions;
    pub mod picked_files;
    pub mod polling;
    pub mod portal_handshake;
    pub mod portal_inbound;
    pub mod portal_outbound;
    pub mod portal_renewal;
    pub mod portal_settings;
    pub mod portal_token;
    pub mod portal_users;
    pub mod prefilled_form;
    pub mod products;
    pub mod proposals;
    pub mod races;
    pub mod recent_products;
    pub mod refusals;
    pub mod requests;
    pub mod required_fields;
    pub mod retries;
    pub mod review;
    pub mod row_pages;
    pub mod secrets;
    pub mod session;
    pub mod shortcuts;
    pub mod sign_in_form;
    pub mod stalled_tasks;
    pub mod stops;
    pub mod storage;
    mod support;
    pub mod suspicious_files;
    pub mod table_rows;
    pub mod tabs;
    pub mod task_fields;
    pub mod task_life;
    pub mod time_zone;
    pub mod titles;
    pub mod token_contract;
    pub mod token_renewal;
    pub mod two_operators;
    pub mod unreadable_files;
    pub mod upgrade_map;
    pub mod upload;
    pub mod warnings;
}
