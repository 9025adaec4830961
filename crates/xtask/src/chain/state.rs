//! What is known at one point of a function: which value stands where, and how long its chain is.

use std::collections::{BTreeMap, HashMap};

/// A value that came from somewhere: the same number is the same value.
type Origin = u32;

/// The origin of all constants.
const CONSTANT: Origin = 0;

/// Longest chain of operations that a value waits for.
pub(super) type Depth = u64;

/// A value as `origin + plus`, so that `p`, `p + 8` and `p` advanced by 64 stay comparable as addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    origin: Origin,
    plus: i64,
    pub(super) depth: Depth,
}

impl Value {
    /// A constant waits for nothing.
    pub(super) const fn constant(value: i64) -> Self {
        Self {
            origin: CONSTANT,
            plus: value,
            depth: 0,
        }
    }

    /// The value `distance` further on, itself no operation.
    pub(super) fn moved(self, distance: i64) -> Self {
        Self {
            plus: self.plus.wrapping_add(distance),
            ..self
        }
    }

    fn is_constant(self) -> bool {
        self.origin == CONSTANT
    }
}

/// How two values become a new origin. Opcodes of arithmetic are all above these.
const JOINED: u8 = 0;
const ADDED: u8 = 1;

/// Gives out origins: the same operation on the same values has the same result, however often it is written.
#[derive(Default)]
pub(super) struct Origins {
    last: Origin,
    known: HashMap<(u8, Origin, i64, Origin, i64), Origin>,
}

impl Origins {
    /// A value nothing is known of but its depth.
    pub(super) fn fresh(&mut self, depth: Depth) -> Value {
        self.last += 1;
        Value {
            origin: self.last,
            plus: 0,
            depth,
        }
    }

    /// `a + b`, one operation. Constants on either side only move the other.
    pub(super) fn sum(&mut self, a: Value, b: Value) -> Value {
        let plus = a.plus.wrapping_add(b.plus);
        let depth = a.depth.max(b.depth) + 1;
        let origin = if b.is_constant() {
            a.origin
        } else if a.is_constant() {
            b.origin
        } else {
            self.known(ADDED, (a.origin.min(b.origin), 0), (a.origin.max(b.origin), 0))
        };
        Value { origin, plus, depth }
    }

    /// `a - b`, one operation.
    pub(super) fn difference(&mut self, opcode: u8, a: Value, b: Value) -> Value {
        if b.is_constant() {
            let negative = Value {
                plus: b.plus.wrapping_neg(),
                ..b
            };
            self.sum(a, negative)
        } else {
            self.computed(opcode, a, b)
        }
    }

    /// Any other operation; with one operand, `b` is that operand again.
    pub(super) fn computed(&mut self, opcode: u8, a: Value, b: Value) -> Value {
        let origin = self.known(opcode, (a.origin, a.plus), (b.origin, b.plus));
        Value {
            origin,
            plus: 0,
            depth: a.depth.max(b.depth) + 1,
        }
    }

    /// One of the two, depending on the way taken: no operation.
    fn joined(&mut self, a: Value, b: Value) -> Value {
        let depth = a.depth.max(b.depth);
        if (a.origin, a.plus) == (b.origin, b.plus) {
            return Value { depth, ..a };
        }
        let origin = self.known(JOINED, (a.origin, a.plus), (b.origin, b.plus));
        Value { origin, plus: 0, depth }
    }

    fn known(&mut self, how: u8, a: (Origin, i64), b: (Origin, i64)) -> Origin {
        *self.known.entry((how, a.0, a.1, b.0, b.1)).or_insert_with(|| {
            self.last += 1;
            self.last
        })
    }
}

/// A byte of memory: part of the value that was stored over `width` bytes from `start` on.
#[derive(Clone, Copy)]
struct Byte {
    value: Value,
    start: i64,
    width: u8,
}

/// Everything a program can compute with, at one point of one way through a function.
#[derive(Clone)]
pub(super) struct State {
    pub(super) stack: Vec<Value>,
    locals: Vec<Value>,
    globals: BTreeMap<u32, Value>,
    /// By address: origin and distance from it.
    memory: BTreeMap<(Origin, i64), Byte>,
    /// The depth of memory and globals of which nothing else is known.
    elsewhere: Depth,
    /// Rotates done since the start of the turn.
    pub(super) rotates: usize,
    /// Why operations may be missing from the depths.
    pub(super) hidden: Option<&'static str>,
}

impl State {
    /// The start of a function with this many locals.
    pub(super) fn new(locals: usize, origins: &mut Origins) -> Self {
        Self {
            stack: Vec::new(),
            locals: (0..locals).map(|_| origins.fresh(0)).collect(),
            globals: BTreeMap::new(),
            memory: BTreeMap::new(),
            elsewhere: 0,
            rotates: 0,
            hidden: None,
        }
    }

    /// Keeps which value stands where and forgets what it took to get here.
    pub(super) fn rewind(&mut self) {
        let bytes = self.memory.values_mut().map(|byte| &mut byte.value);
        let named = self.stack.iter_mut().chain(&mut self.locals);
        for value in named.chain(self.globals.values_mut()).chain(bytes) {
            value.depth = 0;
        }
        self.elsewhere = 0;
        self.rotates = 0;
        self.hidden = None;
    }

    /// The longest chain there is.
    pub(super) fn deepest(&self) -> Depth {
        let named = self.stack.iter().chain(&self.locals).map(|value| value.depth);
        named.max().unwrap_or_default().max(self.deepest_shared())
    }

    /// The longest chain another function could see.
    fn deepest_shared(&self) -> Depth {
        let bytes = self.memory.values().map(|byte| &byte.value);
        let shared = self.globals.values().chain(bytes).map(|value| value.depth);
        shared.max().unwrap_or_default().max(self.elsewhere)
    }

    pub(super) fn local(&self, index: u32) -> Option<Value> {
        self.locals.get(index as usize).copied()
    }

    pub(super) fn set_local(&mut self, index: u32, value: Value) {
        if let Some(local) = self.locals.get_mut(index as usize) {
            *local = value;
        }
    }

    /// A global read twice is the same value.
    pub(super) fn global(&mut self, index: u32, origins: &mut Origins) -> Value {
        let elsewhere = self.elsewhere;
        *self.globals.entry(index).or_insert_with(|| origins.fresh(elsewhere))
    }

    pub(super) fn set_global(&mut self, index: u32, value: Value) {
        self.globals.insert(index, value);
    }

    /// A load takes no time, but what it gives is no earlier than its address and what was stored there.
    pub(super) fn load(&mut self, address: Value, width: u8, origins: &mut Origins) -> Value {
        let start = address.plus;
        let bytes = || (start..start.saturating_add(i64::from(width))).map(|at| (address.origin, at));
        let found: Vec<Option<Byte>> = bytes().map(|at| self.memory.get(&at).copied()).collect();
        let depth_of = |byte: &Option<Byte>| byte.map_or(self.elsewhere, |byte| byte.value.depth);
        let depth = found.iter().map(depth_of).max().unwrap_or_default().max(address.depth);
        if found.iter().all(Option::is_none) {
            let value = origins.fresh(depth);
            // The next load from here gives the same value: it may be an address.
            self.store(address, value, width);
            return value;
        }
        // Fewer than 4 bytes are part of a value, not the value.
        let whole = |byte: &Option<Byte>| byte.is_some_and(|byte| (byte.start, byte.width) == (start, width));
        match found.first() {
            Some(Some(first)) if width >= 4 && found.iter().all(whole) => Value { depth, ..first.value },
            _ => origins.fresh(depth),
        }
    }

    pub(super) fn store(&mut self, address: Value, value: Value, width: u8) {
        let start = address.plus;
        for at in start..start.saturating_add(i64::from(width)) {
            self.memory.insert((address.origin, at), Byte { value, start, width });
        }
    }

    /// Something ran that is not followed, given values of depth `given`: it may have changed whatever is shared.
    /// Gives the depth of what it may have left.
    pub(super) fn disturb(&mut self, given: Depth, why: &'static str) -> Depth {
        self.elsewhere = self.deepest_shared().max(given) + 1;
        self.globals.clear();
        self.memory.clear();
        self.hidden = self.hidden.or(Some(why));
        self.elsewhere
    }

    /// Two ways meet: the later value counts, and the fewer rotates.
    pub(super) fn join(self, other: Self, origins: &mut Origins) -> Self {
        let both = |a: Vec<Value>, b: Vec<Value>, origins: &mut Origins| -> Vec<Value> {
            a.into_iter().zip(b).map(|(a, b)| origins.joined(a, b)).collect()
        };
        let mut globals = self.globals.clone();
        for index in other.globals.keys() {
            globals.entry(*index).or_insert_with(|| origins.fresh(self.elsewhere));
        }
        for (index, value) in &mut globals {
            let unread = |origins: &mut Origins| origins.fresh(other.elsewhere);
            let theirs = other.globals.get(index).copied().unwrap_or_else(|| unread(origins));
            *value = origins.joined(*value, theirs);
        }
        let mut memory = BTreeMap::new();
        for key in self.memory.keys().chain(other.memory.keys()) {
            if memory.contains_key(key) {
                continue;
            }
            let byte = match (self.memory.get(key), other.memory.get(key)) {
                (Some(a), Some(b)) if (a.start, a.width) == (b.start, b.width) => Byte {
                    value: origins.joined(a.value, b.value),
                    ..*a
                },
                (a, b) => {
                    let depth = |byte: Option<&Byte>, unknown| byte.map_or(unknown, |byte| byte.value.depth);
                    Byte {
                        value: origins.fresh(depth(a, self.elsewhere).max(depth(b, other.elsewhere))),
                        start: key.1,
                        width: 1,
                    }
                }
            };
            memory.insert(*key, byte);
        }
        Self {
            stack: both(self.stack, other.stack, origins),
            locals: both(self.locals, other.locals, origins),
            globals,
            memory,
            elsewhere: self.elsewhere.max(other.elsewhere),
            rotates: self.rotates.min(other.rotates),
            hidden: self.hidden.or(other.hidden),
        }
    }
}
