//! Support library of the end-to-end tests. It starts the platform and the browsers and offers helpers named after
//! operator actions, so that a test reads as what an operator does and sees.
//!
//! | module | contents |
//! |---|---|
//! | [`platform`] | the embedded platform as a process, killed when the test ends |
//! | [`browser`] | a headless browser with a clean state per test |
//! | `session` | pool of browsers and drivers, reused by consecutive tests |
//! | [`engine`] | the browser engines: Chromium, Firefox, `WebKit` |
//! | `watch` | checks at the end of every test: errors in the browser's log, a token outside its header |
//! | [`locate`] | elements by role and accessible name, as a screen reader finds them |
//! | [`console`] | operator actions: sign in, fill in the form, press *Start* |
//! | [`words`] | the accessible names in both languages |
//! | [`typed`] | a task as typed into the create form |
//! | [`database`] | read-only access to the platform's database |
//! | [`operator`] | a second operator who uses the API directly |
//! | [`origin`] | HTTP servers of a test that record every request |
//! | [`glance`] | a snapshot of the page in one script call, for tests that poll often |
//! | `faults`, [`ledger`] | the platform's fault mode, and the tally of tried cases |
//! | [`rig`] | portal, console, API and attacker on four origins |
//! | [`places`], [`temp`] | paths of programs and build outputs; temporary folders |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test panics at the first unexpected result and reports it"
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
