//! Putting things in order, compiled once: the standard library's sorts are compiled anew for each type and each way to
//! compare, and each weighs as much as a view of the console (docs/architecture.md, "Bytes").

use std::cmp::Ordering;

/// The places of `len` things in order; equal ones stay as they stand. As many comparisons as any merge sort, and one for
/// each where they are in order already, as a platform's lists mostly are.
#[must_use]
#[inline(never)]
pub fn places(len: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut from: Vec<usize> = (0..len).collect();
    let mut to = from.clone();
    let mut width = 1;
    while width < len {
        for start in (0..len).step_by(2 * width) {
            let middle = (start + width).min(len);
            let end = (start + 2 * width).min(len);
            let (mut left, mut right) = (start, middle);
            if middle == end || compare(from[middle - 1], from[middle]) != Ordering::Greater {
                to[start..end].copy_from_slice(&from[start..end]);
                continue;
            }
            for place in &mut to[start..end] {
                let takes_left =
                    left < middle && (right >= end || compare(from[left], from[right]) != Ordering::Greater);
                let next = if takes_left { &mut left } else { &mut right };
                *place = from[*next];
                *next += 1;
            }
        }
        std::mem::swap(&mut from, &mut to);
        width *= 2;
    }
    from
}

/// The things in order; equal ones stay as they stand.
pub fn sorted_by<T>(things: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = places(things.len(), &|a, b| compare(&things[a], &things[b]));
    let mut things: Vec<Option<T>> = things.into_iter().map(Some).collect();
    order.into_iter().filter_map(|place| things[place].take()).collect()
}

/// The things in order, each once.
pub fn set<T: Ord>(things: Vec<T>) -> Vec<T> {
    let mut things = sorted_by(things, T::cmp);
    things.dedup();
    things
}

/// Finds the things of one list in another by their names. Mostly they stand there one behind the other, as they do here:
/// then each is where it is looked for first. The first that is not there puts the names in order, once.
pub struct Finder<'a> {
    len: usize,
    name: &'a dyn Fn(usize) -> &'a str,
    next: usize,
    order: Option<Vec<usize>>,
}

impl<'a> Finder<'a> {
    /// In a list of `len` things with these names.
    #[must_use]
    pub fn new(len: usize, name: &'a dyn Fn(usize) -> &'a str) -> Self {
        Self {
            len,
            name,
            next: 0,
            order: None,
        }
    }

    /// The place of one with this name: the one behind the last that was found, else the first.
    pub fn find(&mut self, wanted: &str) -> Option<usize> {
        let name = self.name;
        if self.next >= self.len || name(self.next) != wanted {
            let in_order = || places(self.len, &|a, b| name(a).cmp(name(b)));
            let order = self.order.get_or_insert_with(in_order);
            let first = order.partition_point(|place| name(*place) < wanted);
            self.next = order.get(first).copied().filter(|place| name(*place) == wanted)?;
        }
        self.next += 1;
        Some(self.next - 1)
    }
}
