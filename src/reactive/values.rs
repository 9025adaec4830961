//! Values that are followed. Their methods are named and behave as Leptos's.

use super::Follower;
use leptos::prelude::*;
use std::any::Any;
use std::marker::PhantomData;
use std::sync::Arc;

/// What lies in a signal.
type Kept = Arc<dyn Any + Send + Sync>;
/// What lies in a memo.
type Computed = Arc<dyn Compared>;
/// Which value it is, without owning one.
type Of<T> = PhantomData<fn() -> T>;

/// Whether reading a value means to be told of its changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follows {
    Yes,
    No,
}

/// A value that can be changed; who reads it is told.
pub struct RwSignal<T> {
    inner: leptos::prelude::RwSignal<Kept>,
    of: Of<T>,
}

/// A value computed from others; who reads it is told only when it really changes.
pub struct Memo<T> {
    inner: leptos::prelude::Memo<Last>,
    of: Of<T>,
}

impl<T> Clone for RwSignal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for RwSignal<T> {}

impl<T> Clone for Memo<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Memo<T> {}

/// A signal.
#[must_use]
#[inline(never)]
pub fn signal<T: Send + Sync + 'static>(value: T) -> RwSignal<T> {
    RwSignal {
        inner: signal_of(Arc::new(value)),
        of: PhantomData,
    }
}

#[inline(never)]
fn signal_of(value: Kept) -> leptos::prelude::RwSignal<Kept> {
    leptos::prelude::RwSignal::new(value)
}

/// Not borrowed but shared: who reads may read for long, and nobody waits for it.
#[inline(never)]
fn read(signal: leptos::prelude::RwSignal<Kept>, follows: Follows) -> Option<Kept> {
    match follows {
        Follows::Yes => signal.try_get(),
        Follows::No => signal.try_get_untracked(),
    }
}

#[inline(never)]
fn put(signal: leptos::prelude::RwSignal<Kept>, value: Kept) -> bool {
    signal.try_set(value).is_none()
}

#[inline(never)]
fn change(signal: leptos::prelude::RwSignal<Kept>, change: &mut dyn FnMut(&mut dyn Any)) {
    let changed = signal.try_update(|value| Arc::get_mut(value).map(|value| change(value)).is_some());
    if changed == Some(false) {
        lost();
    }
}

/// Whoever changes a value while it is read would be changing it under somebody's eyes. Going on without the change
/// would be worse: the page would show what is not so.
#[cold]
fn lost() -> ! {
    unreachable!("a value was changed while it was read")
}

/// Only a view that is gone can have a signal that is gone, and nothing of it runs any more.
#[cold]
fn gone() -> ! {
    unreachable!("a signal was read after its view had gone")
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// What `take` makes of the value.
    pub fn with<U>(self, take: impl FnOnce(&T) -> U) -> U {
        match read(self.inner, Follows::Yes)
            .as_deref()
            .and_then(<dyn Any + Send + Sync>::downcast_ref)
        {
            Some(value) => take(value),
            None => gone(),
        }
    }

    /// The same, without being told of changes.
    pub fn with_untracked<U>(self, take: impl FnOnce(&T) -> U) -> U {
        self.try_with_untracked(take).unwrap_or_else(|| gone())
    }

    /// The same, unless it is gone.
    pub fn try_with_untracked<U>(self, take: impl FnOnce(&T) -> U) -> Option<U> {
        let value = read(self.inner, Follows::No)?;
        value.downcast_ref().map(take)
    }

    /// Replaces the value; nobody is left to be told where it is gone.
    #[inline(never)]
    pub fn set(self, value: T) {
        put(self.inner, Arc::new(value));
    }

    /// The same; says whether it is still there.
    #[inline(never)]
    pub fn try_set(self, value: T) -> bool {
        put(self.inner, Arc::new(value))
    }

    /// Changes the value.
    pub fn update(self, by: impl FnOnce(&mut T)) {
        let _ = self.try_update(by);
    }

    /// Changes the value, unless it is gone.
    pub fn try_update<U>(self, by: impl FnOnce(&mut T) -> U) -> Option<U> {
        let (mut by, mut came) = (Some(by), None);
        change(self.inner, &mut |value| {
            if let (Some(value), Some(by)) = (value.downcast_mut(), by.take()) {
                came = Some(by(value));
            }
        });
        came
    }

    /// Whether it is gone.
    #[must_use]
    pub fn is_disposed(self) -> bool {
        self.inner.is_disposed()
    }

    /// Is told of changes without reading.
    pub fn track(self) {
        let _ = read(self.inner, Follows::Yes);
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
    /// The value.
    #[must_use]
    #[inline(never)]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, without being told of changes.
    #[must_use]
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value, unless it is gone.
    #[must_use]
    #[inline(never)]
    pub fn try_get(self) -> Option<T> {
        read(self.inner, Follows::Yes)?.downcast_ref().cloned()
    }

    /// The value, unless it is gone, without being told of changes.
    #[must_use]
    #[inline(never)]
    pub fn try_get_untracked(self) -> Option<T> {
        self.try_with_untracked(T::clone)
    }
}

/// What a memo has computed, to be compared with what it computes next.
#[derive(Clone)]
struct Last(Computed);

/// A value that can be compared with another one, which is of the same type.
trait Compared: Any + Send + Sync {
    fn is_same(&self, other: &dyn Any) -> bool;
    fn any(&self) -> &dyn Any;
}

impl<T: PartialEq + Send + Sync + 'static> Compared for T {
    fn is_same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }

    fn any(&self) -> &dyn Any {
        self
    }
}

impl PartialEq for Last {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(other.0.any())
    }
}

/// A value computed from signals; who reads it is told only when it really changes.
pub fn memo<T: PartialEq + Send + Sync + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    Memo {
        inner: memo_of(Box::new(move || Arc::new(compute()))),
        of: PhantomData,
    }
}

#[inline(never)]
fn memo_of(compute: Box<dyn Fn() -> Computed + Send + Sync>) -> leptos::prelude::Memo<Last> {
    let follower = Follower::here();
    leptos::prelude::Memo::new(move |_| {
        follower.runs();
        Last(compute())
    })
}

#[inline(never)]
fn look(memo: leptos::prelude::Memo<Last>, follows: Follows) -> Computed {
    let value = match follows {
        Follows::Yes => memo.try_get(),
        Follows::No => memo.try_get_untracked(),
    };
    value.unwrap_or_else(|| gone()).0
}

impl<T: Send + Sync + 'static> Memo<T> {
    /// What `take` makes of the value.
    pub fn with<U>(self, take: impl FnOnce(&T) -> U) -> U {
        match (*look(self.inner, Follows::Yes)).any().downcast_ref() {
            Some(value) => take(value),
            None => gone(),
        }
    }

    /// The same, without being told of changes.
    pub fn with_untracked<U>(self, take: impl FnOnce(&T) -> U) -> U {
        match (*look(self.inner, Follows::No)).any().downcast_ref() {
            Some(value) => take(value),
            None => gone(),
        }
    }
}

impl<T: Clone + Send + Sync + 'static> Memo<T> {
    /// The value.
    #[must_use]
    #[inline(never)]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, without being told of changes.
    #[must_use]
    #[inline(never)]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value, unless it is gone.
    #[must_use]
    #[inline(never)]
    pub fn try_get(self) -> Option<T> {
        (*self.inner.try_get()?.0).any().downcast_ref().cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_changed_while_nobody_reads_it() {
        let _owner = Owner::new();
        let numbers = signal(vec![1]);
        assert_eq!(numbers.with_untracked(Vec::len), 1);
        numbers.update(|numbers| numbers.push(2));
        assert_eq!(numbers.get_untracked(), [1, 2]);
    }

    /// Not only where debug assertions are: run with `--release` it has to stop as well.
    #[test]
    #[should_panic(expected = "a value was changed while it was read")]
    fn a_change_that_would_be_lost_stops_the_program() {
        let _owner = Owner::new();
        let numbers = signal(vec![1]);
        numbers.with_untracked(|_| numbers.update(|numbers| numbers.push(2)));
    }
}
