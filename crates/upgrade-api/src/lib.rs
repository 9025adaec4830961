//! Types, limits and rules of the firmware auto-upgrade API.
//!
//! The crate is pure: no DOM, no I/O, no clock. The console checks its form with it and the embedded platform checks its
//! requests with it, so each rule is written once.
//!
//! Sources are documents of the platform's vendor: `upgrade-task-api.zh.md` (the four documented operations, profile
//! *core*), `platform-api.md` with `openapi.yaml` (profile *full*), and `error-codes.csv`. The vendor's version decides. The
//! repository contains unchanged copies of two of them for the tests: `crates/platform/tests/openapi.yaml` and
//! `crates/upgrade-api/tests/api/fixtures/error-codes.csv`. The other two are not part of the repository.
//!
//! The types are also at the root of the crate.
//!
//! | module | contents |
//! |---|---|
//! | [`values`] | names, versions, digests, sizes, addresses and ids, valid by construction |
//! | [`text`] | invisible characters |
//! | [`profile`] | the two profiles of the API |
//! | [`field`] | fields of a task |
//! | [`task`] | new and reported tasks, task lists, requests about tasks |
//! | [`status`] | task states and the [`status::Action`]s each state allows |
//! | [`products`] | products |
//! | [`firmware_library`] | entries of the firmware library, uploads, versions to choose from |
//! | [`auth`] | sign-in and credentials |
//! | [`draft`] | the create form as typed, and its conversion to a [`task::NewTask`] |
//! | [`checks`] | warnings about a draft |
//! | [`rules`] | taken names and from versions, downgrades, equal versions |
//! | [`compare`] | the task of an unanswered create; differences between two readings of a task |
//! | [`impact`] | devices per version, and the share of devices a task affects |
//! | [`progress`] | upgrade rate and idleness of running tasks |
//! | [`overview`] | running tasks of a product: order, urgency, remaining devices |
//! | [`guard`] | limits after which a started task is to be stopped |
//! | [`timeline`] | what a page has seen of the tasks that ran while it was open |
//! | [`graph`] | tasks as edges between versions: loops, final versions, unreachable tasks |
//! | [`error`] | error codes and error body of the platform |
//! | [`json`] | lenient reading of JSON answers |
//! | [`paths`] | URLs of the documented operations |
//! | [`csv`] | CSV tables that are safe to open in a spreadsheet |

pub mod auth;
pub mod checks;
pub mod compare;
pub mod csv;
pub mod draft;
pub mod error;
pub mod field;
pub mod firmware_library;
pub mod graph;
pub mod guard;
pub mod impact;
pub mod json;
pub mod overview;
pub mod paths;
pub mod products;
pub mod profile;
pub mod progress;
pub mod rules;
pub mod status;
pub mod task;
pub mod text;
pub mod timeline;
pub mod values;

pub use auth::{Credentials, RefreshToken, SignIn};
pub use checks::{Facts, Warning};
pub use compare::Created;
pub use draft::{Downgrade, FirmwareDraft, TaskDraft};
pub use error::{ErrorBody, ErrorCode};
pub use field::{FieldId, FieldValue, Part, PerSide, Side};
pub use firmware_library::{Choice, LibraryFirmware, LibraryPage, NewFirmware, Uploaded};
pub use graph::{End, Graph};
pub use guard::{Decision, GuardEnd, GuardLimits, StartGuard, StopReason};
pub use impact::{DeviceCounts, Impact, Proportion, Uncounted};
pub use json::{Object, ReadError};
pub use overview::{Amount, ProductOverview, RunningTask, Total, Urgency};
pub use products::Product;
pub use profile::Profile;
pub use progress::{Idle, Sample, Samples, UpgradeRate, Watched};
pub use status::{Action, Refusal, RunState, TaskStatus};
pub use task::{
    DeleteTask, DevicePart, Firmware, FirmwareType, FullFields, NewTask, QueryTasks, ReportedFirmware, Row,
    SetTaskStatus, Task, TaskListPage, TaskMode, read_list,
};
pub use values::{
    DESCRIPTION_MAX, Description, FileSize, FileUrl, ID_MAX, IDENTIFY_MAX, MODEL_MAX, Md5, NAME_MAX, Name, Problem,
    ProductId, SIZE_MAX, TaskId, URL_MAX, VERSION_MAX, Version,
};
