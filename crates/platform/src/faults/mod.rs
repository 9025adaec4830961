//! Fault mode: the platform fails on request, to show how the console reacts (`docs/faults.md`).
//!
//! | module | holds |
//! |---|---|
//! | `rule`, `kind`, `odd`, `field`, `rate` | rules, parsed into types that cannot be invalid |
//! | `plan` | choice of the rules that apply to a request, and their counts |
//! | `sentinel` | rules in the texts of tasks |
//! | `layer` | middleware that applies the faults |
//! | `cut`, `stream`, `lane` | connections that close; slow, long and truncated bodies; held answers |
//! | `control` | control URL |

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
pub use cut::Peer;
pub(crate) use cut::{CutListener, CutStream};
pub use field::Shape;
pub use kind::Kind;
pub(crate) use layer::strike;
pub use odd::Odd;
pub use rate::Rate;
pub use rule::{Operation, Rule};

use lane::{Hold, Lane, Sending};
use plan::{Plan, Sentinel, Treatment};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Path of the control URL.
pub const PATH: &str = "/faults";

/// Active rules and held answers.
pub struct Faults {
    plan: Mutex<Plan>,
    lanes: [(Operation, Arc<Lane>); 9],
}

impl Faults {
    /// Creates the fault mode with these rules and with random faults for this share of the answers.
    #[must_use]
    pub fn new(rules: &[Rule], rate: Rate, seed: u64) -> Self {
        Self {
            plan: Mutex::new(Plan::new(rules, rate, seed)),
            lanes: Operation::ALL.map(|operation| (operation, Lane::new())),
        }
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        // A panic can only leave a count incomplete, so a poisoned lock stays usable.
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn listing(&self) -> String {
        self.plan().listing()
    }

    fn replace(&self, rules: &[Rule], rate: Rate) {
        self.plan().replace(rules, rate);
    }

    /// Chooses the faults of a request, and returns a hold if its answer is to be reordered.
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
        // `Operation::ALL` contains every operation, so the default is never used.
        found.map_or(&self.lanes[0].1, |(_, lane)| lane)
    }
}
