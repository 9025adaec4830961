//! Support code of the browser tests: a page to open, a fake platform, elements found by role and name, and one way to
//! wait for a condition.

mod accounts;
mod clock;
mod disk;
mod drag;
mod fake;
mod firmware;
mod page;
mod panics;
mod part;
mod portal;
mod samples;
mod saved;
mod undo;
mod verbs;
mod wait;
mod worker;
mod xhr;

pub use accounts::{ACCOUNT, PASSWORD};
pub use clock::{NoTime, world_passes};
pub use disk::{HeldDisk, now_says};
pub use drag::{Drag, Folders};
pub use fake::{Answer, Gate, Op, Platform, Seen};
pub use firmware::{COMPUTED, bytes, chinese_from_group, file, from_group, md5_and_size, md5_of, pick};
pub use page::{ENGLISH, FULL, Page, three_under_way};
pub use part::Part;
pub use portal::{ORIGIN, PORTAL, Sent};
pub use samples::{FORM, RIGHTS, Row, fill_form, filled, row, task, typed};
pub use saved::Saved;
pub use undo::{Undo, global};
pub use wait::{settled, until};
pub use worker::{ADDRESS, Workers};
pub use xhr::Line;
