//! The fault mode: a platform that fails on request, so that one can see what the console does then
//! (`docs/faults.md`).
//!
//! | module | holds |
//! |---|---|
//! | `rule`, `kind`, `odd`, `field`, `rate` | rules as types that cannot be wrong |
//! | `plan` | which rules strike a request, and how often they did |
//! | `sentinel` | rules that tasks carry |
//! | `layer` | the faults themselves |
//! | `cut`, `stream`, `lane` | connections that end, bodies that are slow or short, answers that wait |
//! | `control` | the control URL |

mod control;
mod cut;
mod field;
mod kind;
mod lane;
mod layer;
mod odd;
mod plan;
mod rate;
mod rule;
mod sentinel;
mod stream;

pub(crate) use control::routes;
pub(crate) use cut::CutListener;
pub use cut::Peer;
pub use field::Shape;
pub use kind::Kind;
pub(crate) use layer::strike;
pub use odd::Odd;
pub use rate::Rate;
pub use rule::{Operation, Rule};

use lane::{Hold, Lane, Sending};
use plan::{Plan, Sentinel, Treatment};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The control URL's path.
pub const PATH: &str = "/faults";

/// The rules in force and the answers that wait.
pub struct Faults {
    plan: Mutex<Plan>,
    lanes: [(Operation, Arc<Lane>); 9],
}

impl Faults {
    /// These rules, and random faults for this share of answers.
    #[must_use]
    pub fn new(rules: &[Rule], rate: Rate, seed: u64) -> Self {
        Self {
            plan: Mutex::new(Plan::new(rules, rate, seed)),
            lanes: Operation::ALL.map(|operation| (operation, Lane::new())),
        }
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        // Counts are all that a panic could leave behind.
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listing(&self) -> String {
        self.plan().listing()
    }

    fn replace(&self, rules: &[Rule], rate: Rate) {
        self.plan().replace(rules, rate);
    }

    /// What happens to a request; with a place to wait in where its answer is to be overtaken.
    fn treat(&self, call: Operation, sentinels: &[Sentinel]) -> (Treatment, Option<Hold>) {
        let mut plan = self.plan();
        let hold = self.lane(call).hold();
        let treatment = plan.choose(call, sentinels, hold.is_some());
        let hold = hold.filter(|_| treatment.reorders());
        (treatment, hold)
    }

    fn sending(&self, call: Operation) -> Sending {
        self.lane(call).sending()
    }

    fn lane(&self, call: Operation) -> &Arc<Lane> {
        let found = self.lanes.iter().find(|(operation, _)| *operation == call);
        // Every operation has one; the first is as good as any.
        found.map_or(&self.lanes[0].1, |(_, lane)| lane)
    }
}
