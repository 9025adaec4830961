//! The guards.

mod embedding;
mod page;
mod rollout;
mod token;
mod truth;

use super::Mutant;

/// Every guard.
pub(super) fn mutants() -> impl Iterator<Item = &'static Mutant> {
    [
        embedding::MUTANTS,
        token::MUTANTS,
        page::MUTANTS,
        truth::MUTANTS,
        rollout::MUTANTS,
    ]
    .into_iter()
    .flatten()
}
