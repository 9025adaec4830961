//! Strongly connected components by Tarjan's algorithm, with an explicit stack: a long chain of tasks would overflow the
//! call stack.

/// Mark of a node without a visit or without a component.
const NONE: usize = usize::MAX;

/// Node under visit.
struct Visit {
    node: usize,
    /// Index of the next target to examine.
    next_target: usize,
}

/// Component number of each node. Two nodes are in the same component if each is reachable from the other.
pub(super) fn of(next: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        next,
        order: vec![NONE; next.len()],
        low: vec![0; next.len()],
        component: vec![NONE; next.len()],
        open: Vec::new(),
        visited: 0,
        components: 0,
    };
    for node in 0..next.len() {
        if search.order[node] == NONE {
            search.visit_all_from(node);
        }
    }
    search.component
}

struct Search<'a> {
    next: &'a [Vec<usize>],
    /// Position of each node in the order of visits.
    order: Vec<usize>,
    /// Lowest `order` of the open nodes known to be reachable from each node.
    low: Vec<usize>,
    component: Vec<usize>,
    /// Visited nodes without a component.
    open: Vec<usize>,
    visited: usize,
    components: usize,
}

impl Search<'_> {
    fn visit_all_from(&mut self, start: usize) {
        let mut visits = vec![self.enter(start)];
        while let Some(visit) = visits.last_mut() {
            let node = visit.node;
            let Some(target) = self.next[node].get(visit.next_target).copied() else {
                visits.pop();
                self.leave(node);
                if let Some(parent) = visits.last() {
                    self.low[parent.node] = self.low[parent.node].min(self.low[node]);
                }
                continue;
            };
            visit.next_target += 1;
            if self.order[target] == NONE {
                let visit = self.enter(target);
                visits.push(visit);
            } else if self.component[target] == NONE {
                self.low[node] = self.low[node].min(self.order[target]);
            }
        }
    }

    fn enter(&mut self, node: usize) -> Visit {
        self.order[node] = self.visited;
        self.low[node] = self.visited;
        self.visited += 1;
        self.open.push(node);
        Visit { node, next_target: 0 }
    }

    /// Ends the visit of a node. If it reaches no earlier open node, it and the open nodes after it are a component.
    fn leave(&mut self, node: usize) {
        if self.low[node] != self.order[node] {
            return;
        }
        while let Some(member) = self.open.pop() {
            self.component[member] = self.components;
            if member == node {
                break;
            }
        }
        self.components += 1;
    }
}
