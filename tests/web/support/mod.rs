//! The words the tests are written in: a page to open, a platform that answers as told, things a person finds by
//! their role and name and does to them, and one way to wait.

mod clock;
mod disk;
mod fake;
mod page;
mod panics;
mod part;
mod samples;
mod verbs;
mod wait;

pub use clock::NoTime;
pub use disk::{HeldDisk, file};
pub use fake::{Answer, Op, Seen};
pub use page::{ENGLISH, Page};
pub use part::Part;
pub use samples::{FORM, Row, fill_form, filled, row, typed};
pub use wait::{settled, until};
