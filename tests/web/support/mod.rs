//! Support code of the browser tests: a page to open, a fake platform, elements found by role and name, and one way to
//! wait for a condition.

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
pub use actions::dispatch_on_window;
pub use answer::{Answer, HeldResponse};
pub use builder::{ENGLISH, FULL};
pub use bulk::bulk_results;
pub use clock::{ExpiredTimeouts, advance_platform_time};
pub use downloads::Downloads;
pub use drag::{Drag, DraggedFolders};
pub use file_reads::{HeldReads, override_property};
pub use firmware::{COMPUTED, bytes, file, md5_and_size, md5_of, pick_file};
pub use page::{Page, session_item};
pub use part::Part;
pub use platform::{Op, Platform, RecordedRequest};
pub use portal::{ORIGIN, PORTAL, WindowMessage};
pub use samples::{
    FORM, PERMISSION_CODES, Row, fill_form, filled_values, form_field, form_values, numbered_rows, row, task,
};
pub use undo::{Undo, global};
pub use upgrade_api::error::ErrorCode;
pub use upgrade_map::{DEVICE_COUNTS, loop_tasks};
pub use uploads::FakeUploads;
pub use wait::{settled, until};
pub use workers::{ADDRESS, FakeWorkers};
