//! The guards.

mod embedding;
mod page;
mod token;

use super::Mutant;

/// Every guard.
pub(super) fn mutants() -> impl Iterator<Item = &'static Mutant> {
    [embedding::MUTANTS, token::MUTANTS, page::MUTANTS]
        .into_iter()
        .flatten()
}
