//! Support library of the end-to-end tests and of the examples. It starts the platform and the browsers and offers
//! helpers named after operator actions, so that a test reads as what an operator does and sees.
//!
//! | module | contents |
//! |---|---|
//! | `platform`, `api`, `database` | the embedded platform as a process: direct requests, its fault mode, its database |
//! | `browser` | a headless browser with a clean state per test, and waiting for conditions |
//! | `engine`, `session` | the browser engines; pool of browsers and drivers, reused by consecutive tests |
//! | `watch`, `checks` | checks at the end of every test: errors in the browser's log, a token outside its header |
//! | `locator`, `accessibility` | elements by role and accessible name |
//! | `console`, `form` | operator actions, the create dialog |
//! | `labels`, `task_input` | accessible names in both languages, a typed task |
//! | `snapshot`, `outcome` | the page in one script call, and the outcome of a write that it states |
//! | `origin`, `http` | HTTP servers of a test that record every request |
//! | `rig` | portal, console, API and attacker on four origins |
//! | `ledger` | tally of the reliability tests |
//! | [`memory`], [`stats`], [`report`] | measurements of the examples, the document of the benchmarks |
//! | [`paths`], `temp` | paths of programs and build outputs; temporary folders |

#![expect(missing_docs, reason = "names and types of a test kit say most")]
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test panics at the first unexpected result and reports it"
)]

mod accessibility;
mod api;
mod browser;
mod checks;
mod console;
mod database;
mod engine;
mod form;
mod http;
mod labels;
mod ledger;
mod locator;
pub mod memory;
mod origin;
mod outcome;
pub mod paths;
mod platform;
pub mod report;
mod rig;
mod session;
mod snapshot;
pub mod stats;
mod task_input;
mod temp;
mod watch;

pub use accessibility::Role;
pub use browser::Browser;
pub use console::Console;
pub use database::TaskRow;
pub use engine::{Engine, Settings};
pub use form::Form;
pub use http::{Request, Response};
pub use labels::{EN, Labels, ZH};
pub use ledger::Ledger;
pub use locator::Locator;
pub use origin::{Origin, Switch};
pub use outcome::Outcome;
pub use platform::{EMPTY_PRODUCT, LAMPS, LAMPS_NAME, Platform, THERMOSTATS, THERMOSTATS_NAME};
pub use rig::{Rig, documented_policy};
pub use snapshot::{DialogSnapshot, RowSnapshot, Snapshot};
pub use task_input::{
    FieldId, FirmwareDraft, Part, Side, TaskDraft, create_body, fields, input_id, md5sum, new_task, set_file,
};
pub use temp::TempDir;
