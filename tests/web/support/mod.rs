//! The words the tests are written in: a page to open, a platform that answers as told, things a person finds by
//! their role and name and does to them, and one way to wait.

mod clock;
mod disk;
mod fake;
mod page;
mod panics;
mod part;
mod portal;
mod samples;
mod verbs;
mod wait;

pub use clock::{NoTime, global as global_of, put};
pub use disk::{HeldDisk, file};
pub use fake::{Answer, Op, Seen};
pub use page::{ENGLISH, Page};
pub use part::Part;
pub use portal::{ORIGIN, PORTAL, Sent};
pub use samples::{FORM, RIGHTS, Row, fill_form, filled, row, typed};
pub use wait::{settled, until};
