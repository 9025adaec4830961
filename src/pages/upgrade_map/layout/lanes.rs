//! Lanes of the curves: which curve passes over which.

use std::collections::BTreeSet;

/// Lane of each edge, from 0. Edges whose curves would meet are in different lanes, and an edge that spans another one is in
/// a higher lane.
pub(crate) fn lanes(edges: &[(usize, usize)]) -> Vec<i32> {
    let mut order: Vec<usize> = (0..edges.len()).collect();
    order.sort_by_key(|at| {
        let (low, high) = span(edges[*at]);
        (high - low, low)
    });
    let mut lanes = vec![0; edges.len()];
    let mut placed: Vec<usize> = Vec::new();
    for at in order {
        let taken: BTreeSet<i32> = placed
            .iter()
            .filter(|other| overlap(edges[at], edges[**other]))
            .map(|other| lanes[*other])
            .collect();
        let free = (0..).zip(&taken).find(|(lane, taken)| lane != *taken);
        lanes[at] = free.map_or_else(|| i32::try_from(taken.len()).unwrap_or(i32::MAX), |(lane, _)| lane);
        placed.push(at);
    }
    lanes
}

/// Start and end of an edge in half gaps. An edge from a version to itself takes half a gap on either side.
fn span((from, target): (usize, usize)) -> (usize, usize) {
    if from == target {
        return ((from * 2).saturating_sub(1), from * 2 + 1);
    }
    (from.min(target) * 2, from.max(target) * 2)
}

fn overlap(one: (usize, usize), other: (usize, usize)) -> bool {
    let (a, b) = (span(one), span(other));
    let same_side = (one.1 < one.0) == (other.1 < other.0);
    same_side && a.0 < b.1 && b.0 < a.1
}
