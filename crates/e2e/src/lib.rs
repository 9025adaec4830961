//! The kit of the end-to-end tests: it starts what the tests talk to and gives them verbs, so that a test reads as what
//! an operator does and sees.
//!
//! | module | holds |
//! |---|---|
//! | [`platform`] | the embedded platform as a process, killed when the test ends |
//! | [`browser`] | a headless Chromium: one session per test |
//! | [`locate`] | elements by role and accessible name, as a screen reader finds them |
//! | [`console`] | what an operator does: sign in, fill in the form, press *Start* |
//! | [`words`] | the accessible names in both languages |
//! | [`typed`] | a task as somebody types it |
//! | [`database`] | the platform's database, read from outside |
//! | [`operator`] | somebody else who uses the interface at the same time |
//! | [`recorder`] | a proxy that writes down every byte the page sends |
//! | [`places`], [`temp`] | where things are, and where they may be put |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise, and says what it saw"
)]

pub mod browser;
pub mod console;
pub mod database;
mod driver;
pub mod locate;
mod lookup;
pub mod operator;
pub mod places;
pub mod platform;
pub mod recorder;
pub mod temp;
pub mod typed;
pub mod words;
