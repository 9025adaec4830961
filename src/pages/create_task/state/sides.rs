//! The two sides of the create form.

use upgrade_api::field::Side;

/// Both sides, in the order of the form.
pub(crate) const SIDES: [Side; 2] = [Side::From, Side::Target];

/// Index of a side in arrays with one element per side.
pub(crate) fn index(side: Side) -> usize {
    match side {
        Side::From => 0,
        Side::Target => 1,
    }
}
