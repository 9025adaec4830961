//! Strongly connected components (Tarjan's algorithm, with a stack of its own: a list may be longer than the call stack
//! is deep).

/// Not visited yet.
const NEVER: usize = usize::MAX;

/// A node that is being visited, and how many of its targets have been looked at.
struct Visit {
    node: usize,
    looked_at: usize,
}

/// For each node the number of its component. Two nodes are in one if each can be reached from the other.
pub(super) fn of(next: &[Vec<usize>]) -> Vec<usize> {
    let mut search = Search {
        next,
        order: vec![NEVER; next.len()],
        low: vec![0; next.len()],
        component: vec![NEVER; next.len()],
        open: Vec::new(),
        visited: 0,
        components: 0,
    };
    for node in 0..next.len() {
        if search.order[node] == NEVER {
            search.visit_all_from(node);
        }
    }
    search.component
}

struct Search<'a> {
    next: &'a [Vec<usize>],
    /// When a node was visited first.
    order: Vec<usize>,
    /// The earliest node that is known to be reached from a node, of those in no component yet.
    low: Vec<usize>,
    component: Vec<usize>,
    /// Visited, and in no component yet.
    open: Vec<usize>,
    visited: usize,
    components: usize,
}

impl Search<'_> {
    fn visit_all_from(&mut self, start: usize) {
        let mut visits = vec![self.enter(start)];
        while let Some(visit) = visits.last_mut() {
            let node = visit.node;
            let Some(target) = self.next[node].get(visit.looked_at).copied() else {
                visits.pop();
                self.leave(node);
                if let Some(parent) = visits.last() {
                    self.low[parent.node] = self.low[parent.node].min(self.low[node]);
                }
                continue;
            };
            visit.looked_at += 1;
            if self.order[target] == NEVER {
                let visit = self.enter(target);
                visits.push(visit);
            } else if self.component[target] == NEVER {
                self.low[node] = self.low[node].min(self.order[target]);
            }
        }
    }

    fn enter(&mut self, node: usize) -> Visit {
        self.order[node] = self.visited;
        self.low[node] = self.visited;
        self.visited += 1;
        self.open.push(node);
        Visit { node, looked_at: 0 }
    }

    /// Everything from `node` has been visited: if nothing earlier is reached from it, it completes a component.
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
