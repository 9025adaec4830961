//! Strongly connected components by Kosaraju's algorithm, with an explicit stack: a long chain of tasks would overflow the
//! call stack.

/// Component of each node. Two nodes are in the same component if each is reachable from the other.
pub(super) fn of(next: &[Vec<usize>]) -> Vec<usize> {
    let mut before = vec![Vec::new(); next.len()];
    for (node, targets) in next.iter().enumerate() {
        for target in targets {
            before[*target].push(node);
        }
    }
    let mut order = Vec::with_capacity(next.len());
    let mut is_visited = vec![false; next.len()];
    for start in 0..next.len() {
        visit(next, start, &mut is_visited, |node| order.push(node));
    }
    let mut component = vec![0; next.len()];
    is_visited.fill(false);
    for start in order.into_iter().rev() {
        visit(&before, start, &mut is_visited, |node| component[node] = start);
    }
    component
}

/// Visits the nodes that are reachable from `start` and not yet visited. `leave` receives each of them after the nodes
/// behind it.
fn visit(next: &[Vec<usize>], start: usize, is_visited: &mut [bool], mut leave: impl FnMut(usize)) {
    let mut enter = |node: usize| (!std::mem::replace(&mut is_visited[node], true)).then_some((node, 0));
    let mut path: Vec<(usize, usize)> = enter(start).into_iter().collect();
    while let Some((node, next_target)) = path.last_mut() {
        if let Some(target) = next[*node].get(*next_target) {
            *next_target += 1;
            path.extend(enter(*target));
        } else {
            leave(*node);
            path.pop();
        }
    }
}
