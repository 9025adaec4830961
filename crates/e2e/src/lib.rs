//! Support library of the end-to-end tests and of the examples. It starts the platform and the browsers and offers
//! helpers named after operator actions, so that a test reads as what an operator does and sees.
//!
//! | module | contents |
//! |---|---|
//! | [`platform`], [`api`], [`database`] | the embedded platform as a process: direct requests, its fault mode, its database |
//! | [`browser`] | a headless browser with a clean state per test, and waiting for conditions |
//! | [`engine`], `session` | the browser engines; pool of browsers and drivers, reused by consecutive tests |
//! | `watch`, `checks` | checks at the end of every test: errors in the browser's log, a token outside its header |
//! | [`locator`], `accessibility` | elements by role and accessible name |
//! | [`console`], [`form`] | operator actions, the create dialog |
//! | [`labels`], [`task_input`] | accessible names in both languages, a typed task |
//! | [`snapshot`], [`outcome`] | the page in one script call, and the outcome of a write that it states |
//! | [`origin`], [`http`] | HTTP servers of a test that record every request |
//! | [`rig`] | portal, console, API and attacker on four origins |
//! | [`ledger`] | tally of the reliability tests |
//! | [`memory`], [`stats`], [`report`] | measurements of the examples, the document of the benchmarks |
//! | [`paths`], [`temp`] | paths of programs and build outputs; temporary folders |

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test panics at the first unexpected result and reports it"
)]

mod accessibility;
pub mod api;
pub mod browser;
mod checks;
pub mod console;
pub mod database;
pub mod engine;
pub mod form;
pub mod http;
pub mod labels;
pub mod ledger;
pub mod locator;
pub mod memory;
pub mod origin;
pub mod outcome;
pub mod paths;
pub mod platform;
pub mod report;
pub mod rig;
mod session;
pub mod snapshot;
pub mod stats;
pub mod task_input;
pub mod temp;
mod watch;
