//! Support code of the browser tests, which import all of it: a page to open, a fake platform, elements found by role and
//! name, and one way to wait for a condition.

mod accounts;
mod actions;
mod answer;
mod builder;
mod bulk;
mod clock;
mod downloads;
mod drag;
mod file_reads;
mod firmware;
mod open;
mod page;
mod panics;
mod part;
mod platform;
mod portal;
mod samples;
mod undo;
mod upgrade_map;
mod uploads;
mod wait;
mod workers;

pub use accounts::{ACCOUNT, PASSWORD};
pub use actions::{dispatch_on_window, key_down};
pub use answer::{Answer, HeldResponse};
pub use builder::{CHINESE, ENGLISH, FULL, FULL_NO_PRODUCT, NO_PRODUCT, PRODUCTS, PageBuilder};
pub use bulk::bulk_results;
pub use clock::{advance_platform_time, expire_timeouts, fix_random};
pub use downloads::Downloads;
pub use drag::{Drag, drag_folders};
pub use file_reads::{HeldReads, override_property};
pub use firmware::{COMPUTED, MD5_A, MD5_B, bytes, file, library_entry, md5_and_size, md5_of, pick_file, read_file};
pub use page::{Page, history, session_item};
pub use part::Part;
pub use platform::{Op, Platform, RecordedRequest};
pub use portal::{ANY_PRODUCT, ORIGIN, PORTAL, dispatch_message};
pub use samples::{
    FORM, PERMISSION_CODES, Row, fill_form, filled_values, form_field, form_values, numbered_rows, row, task,
};
pub use undo::{Undo, global};
pub use upgrade_api::error::ErrorCode;
pub use upgrade_map::{DEVICE_COUNTS, loop_tasks};
pub use uploads::{FakeUploads, UPLOADED_URL, uploaded};
pub use wait::{settled, until};
pub use wasm_bindgen_test::wasm_bindgen_test;
pub use workers::{ADDRESS, FakeWorker, FakeWorkers};
