//! What single operators are: rotates, loads, stores.

use wasmparser::{MemArg, MemArgTarget, Operator};

/// What marks a step of MD5; turned right by 32 - n is turned left by n.
pub(super) fn is_rotate(operator: &Operator<'_>) -> bool {
    matches!(operator, Operator::I32Rotl | Operator::I32Rotr)
}

/// Offsets of valid modules are far smaller.
pub(super) fn distance(place: &MemArg) -> i64 {
    i64::try_from(place.offset).unwrap_or(i64::MAX)
}

/// Where a load reads from, and how many bytes.
pub(super) fn loaded<'a>(operator: &'a Operator<'_>) -> Option<(&'a MemArg, u8)> {
    let (place, width) = match operator {
        Operator::I32Load8S { memarg }
        | Operator::I32Load8U { memarg }
        | Operator::I64Load8S { memarg }
        | Operator::I64Load8U { memarg } => (memarg, 1),
        Operator::I32Load16S { memarg }
        | Operator::I32Load16U { memarg }
        | Operator::I64Load16S { memarg }
        | Operator::I64Load16U { memarg } => (memarg, 2),
        Operator::I32Load { memarg }
        | Operator::F32Load { memarg }
        | Operator::I64Load32S { memarg }
        | Operator::I64Load32U { memarg } => (memarg, 4),
        Operator::I64Load { memarg } | Operator::F64Load { memarg } => (memarg, 8),
        _ => return None,
    };
    in_the_only_memory(place, width)
}

/// Where a store writes to, and how many bytes.
pub(super) fn stored<'a>(operator: &'a Operator<'_>) -> Option<(&'a MemArg, u8)> {
    let (place, width) = match operator {
        Operator::I32Store8 { memarg } | Operator::I64Store8 { memarg } => (memarg, 1),
        Operator::I32Store16 { memarg } | Operator::I64Store16 { memarg } => (memarg, 2),
        Operator::I32Store { memarg } | Operator::F32Store { memarg } | Operator::I64Store32 { memarg } => (memarg, 4),
        Operator::I64Store { memarg } | Operator::F64Store { memarg } => (memarg, 8),
        _ => return None,
    };
    in_the_only_memory(place, width)
}

/// Further memories are not followed, and not taken for the first one either.
fn in_the_only_memory(place: &MemArg, width: u8) -> Option<(&MemArg, u8)> {
    (place.target == MemArgTarget::Memory(0)).then_some((place, width))
}
