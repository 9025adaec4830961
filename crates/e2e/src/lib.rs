//! The kit of the end-to-end tests: it starts what the tests talk to and gives them verbs, so that a test reads as what
//! an operator does and sees.
//!
//! | module | holds |
//! |---|---|
//! | [`platform`] | the embedded platform as a process, killed when the test ends |
//! | [`browser`] | a browser without a window on the screen, in the state of a new one |
//! | `session` | browsers and their drivers, which serve one test after the other |
//! | [`engine`] | which browser: Chromium, Firefox, `WebKit` |
//! | `watch` | what no test may bring about unnoticed: errors in the log, a token anywhere but in its header |
//! | [`locate`] | elements by role and accessible name, as a screen reader finds them |
//! | [`console`] | what an operator does: sign in, fill in the form, press *Start* |
//! | [`words`] | the accessible names in both languages |
//! | [`typed`] | a task as somebody types it |
//! | [`database`] | the platform's database, read from outside |
//! | [`operator`] | somebody else who uses the interface at the same time |
//! | [`origin`] | origins of the test's own: they write down every byte a page sends |
//! | [`glance`] | what the page says right now, for tests that look hundreds of times |
//! | `faults`, [`ledger`] | the platform's fault mode, and the account of what was tried |
//! | [`rig`] | portal, console, interface and attacker on four origins |
//! | [`places`], [`temp`] | where things are, and where they may be put |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise, and says what it saw"
)]

pub mod browser;
pub mod console;
pub mod database;
pub mod engine;
mod faults;
pub mod glance;
pub mod ledger;
pub mod locate;
mod lookup;
pub mod operator;
pub mod origin;
pub mod places;
pub mod platform;
pub mod rig;
mod session;
pub mod temp;
pub mod typed;
mod watch;
pub mod words;
