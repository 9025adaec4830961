//! Which arch passes over which.

use std::collections::BTreeSet;

/// For each task how many others it passes over, from 0: two tasks whose arches would meet are in different lanes, and
/// one that spans another is above it.
pub(crate) fn lanes(ways: &[(usize, usize)]) -> Vec<i32> {
    let mut order: Vec<usize> = (0..ways.len()).collect();
    order.sort_by_key(|at| {
        let (low, high) = span(ways[*at]);
        (high - low, low)
    });
    let mut lanes = vec![0; ways.len()];
    let mut placed: Vec<usize> = Vec::new();
    for at in order {
        let taken: BTreeSet<i32> = placed
            .iter()
            .filter(|other| meet(ways[at], ways[**other]))
            .map(|other| lanes[*other])
            .collect();
        let free = (0..).zip(&taken).find(|(lane, taken)| lane != *taken);
        lanes[at] = free.map_or_else(|| i32::try_from(taken.len()).unwrap_or(i32::MAX), |(lane, _)| lane);
        placed.push(at);
    }
    lanes
}

/// From where to where, in half gaps: a task to its own version takes half a gap on either side of it.
fn span((from, target): (usize, usize)) -> (usize, usize) {
    if from == target {
        return ((from * 2).saturating_sub(1), from * 2 + 1);
    }
    (from.min(target) * 2, from.max(target) * 2)
}

fn meet(one: (usize, usize), other: (usize, usize)) -> bool {
    let (a, b) = (span(one), span(other));
    let same_side = (one.1 < one.0) == (other.1 < other.0);
    same_side && a.0 < b.1 && b.0 < a.1
}
