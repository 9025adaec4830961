//! Fault mode: a router that fails on request, to show how the console reacts (`docs/faults.md`).
//!
//! | module | holds |
//! |---|---|
//! | [`options`] | command-line options |
//! | `rule`, `kind`, `malformed`, `wrong_field` | rules, parsed into types that cannot be invalid |
//! | `plan`, `faults` | active rules, their counts, and the choice of the rules that apply to a request |
//! | `task_rules` | rules in the texts of tasks |
//! | `middleware` | application of the faults to requests and answers |
//! | `body`, `reorder_queue` | slow, truncated and failing bodies; held answers |
//! | `control` | control URL |
//! | `backend` | what a platform provides |

mod backend;
mod body;
mod control;
mod faults;
mod kind;
mod malformed;
mod middleware;
pub mod options;
mod plan;
mod reorder_queue;
mod rule;
mod task_rules;
mod wrong_field;

pub use backend::Backend;
pub use options::FaultOptions;
pub use wrong_field::Shape;

use axum::Router;
use axum::middleware::from_fn_with_state;
use faults::Faults;
use std::sync::Arc;

/// Adds the control URL to a router and injects faults into its answers, as the options say.
pub fn install<B: Backend>(router: Router, options: &FaultOptions, seed: u64, backend: B) -> Router {
    let faults = Arc::new(Faults::new(options, seed));
    let inject = from_fn_with_state((Arc::clone(&faults), backend), middleware::inject::<B>);
    router.merge(control::routes(faults)).layer(inject)
}
