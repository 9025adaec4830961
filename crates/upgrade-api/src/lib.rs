//! The firmware auto-upgrade interface as types: what goes over the wire, the limits, and the rules.
//!
//! Pure: no DOM, no I/O, no clock. The console checks its form with it and the embedded platform checks its
//! requests with it, so that a rule is written once. Sources: `upgrade-task-api.zh.md` (the four documented
//! operations, profile *core*) and `platform-api.md` with `openapi.yaml` (profile *full*).
//!
//! | module | holds |
//! |---|---|
//! | [`values`] | names, versions, digests, sizes, addresses, ids that cannot be wrong |
//! | [`status`] | the two documented states, and which [`status::Action`] each allows |
//! | [`task`] | a task as created ([`task::NewTask`]) and as reported ([`task::Task`]) |
//! | [`full`] | the types around a task: products, firmware library, credentials |
//! | [`device`] | what devices say |
//! | [`checks`] | what is allowed and probably wrong; whether an upload arrived as it was; a downgrade's reason |
//! | [`draft`] | what a person typed, and the way from there to a [`task::NewTask`] |
//! | [`compare`] | whether a task is the one asked for; what changed between two readings |
//! | [`impact`] | who is hit: devices per version, shares, when a plain question is not enough |
//! | [`library`] | the firmware library as something to choose from |
//! | [`progress`] | how fast devices follow a running task |
//! | [`graph`] | tasks as ways between versions: loops, where devices end |
//! | [`rules`] | collisions, downgrades, same version |
//! | [`error`] | the platform's error codes and error body |
//! | [`json`] | lenient reading of answers |
//! | [`order`] | putting things in order |
//! | [`paths`] | the documented URLs |
//! | [`csv`] | tables for spreadsheets, safe to open |

pub mod checks;
pub mod compare;
pub mod csv;
pub mod device;
pub mod draft;
pub mod error;
pub mod full;
pub mod graph;
pub mod impact;
pub mod json;
pub mod library;
pub mod order;
pub mod paths;
pub mod progress;
pub mod rules;
pub mod status;
pub mod task;
pub mod values;
