//! The guards.

mod embedding;
mod page;
mod token;
mod truth;

use super::Mutant;

/// Every guard.
pub(super) fn mutants() -> impl Iterator<Item = &'static Mutant> {
    [embedding::MUTANTS, token::MUTANTS, page::MUTANTS, truth::MUTANTS]
        .into_iter()
        .flatten()
}
