//! Values that are followed. Their methods are named and behave as Leptos's.

use super::Follower;
use leptos::prelude::*;
use std::any::Any;
use std::marker::PhantomData;

/// What lies in a signal.
type Boxed = Box<dyn Any + Send + Sync>;
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
    inner: leptos::prelude::RwSignal<Boxed>,
    of: Of<T>,
}

/// A value computed from others; who reads it is told only when it really changes.
pub struct Memo<T> {
    inner: leptos::prelude::Memo<Computed>,
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
pub fn signal<T: Send + Sync + 'static>(value: T) -> RwSignal<T> {
    RwSignal {
        inner: signal_of(Box::new(value)),
        of: PhantomData,
    }
}

#[inline(never)]
fn signal_of(value: Boxed) -> leptos::prelude::RwSignal<Boxed> {
    leptos::prelude::RwSignal::new(value)
}

#[inline(never)]
fn read(signal: leptos::prelude::RwSignal<Boxed>, follows: Follows, take: &mut dyn FnMut(&dyn Any)) {
    // A signal that is gone reads nothing.
    let _ = match follows {
        Follows::Yes => signal.try_with(|value| take(&**value)),
        Follows::No => signal.try_with_untracked(|value| take(&**value)),
    };
}

#[inline(never)]
fn write(signal: leptos::prelude::RwSignal<Boxed>, change: &mut dyn FnMut(&mut dyn Any)) {
    let _ = signal.try_update(|value| change(&mut **value));
}

/// Only a view that is gone can have a signal that is gone, and nothing of it runs any more.
#[cold]
fn gone() -> ! {
    unreachable!("a signal was read after its view had gone")
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    fn taken<U>(self, follows: Follows, take: impl FnOnce(&T) -> U) -> Option<U> {
        let (mut take, mut taken) = (Some(take), None);
        read(self.inner, follows, &mut |value| {
            if let (Some(value), Some(take)) = (value.downcast_ref(), take.take()) {
                taken = Some(take(value));
            }
        });
        taken
    }

    /// What `take` makes of the value.
    pub fn with<U>(self, take: impl FnOnce(&T) -> U) -> U {
        self.taken(Follows::Yes, take).unwrap_or_else(|| gone())
    }

    /// The same, without being told of changes.
    pub fn with_untracked<U>(self, take: impl FnOnce(&T) -> U) -> U {
        self.taken(Follows::No, take).unwrap_or_else(|| gone())
    }

    /// The same, unless it is gone.
    pub fn try_with_untracked<U>(self, take: impl FnOnce(&T) -> U) -> Option<U> {
        self.taken(Follows::No, take)
    }

    /// Replaces the value; nobody is left to be told where it is gone.
    pub fn set(self, value: T) {
        self.update(|old| *old = value);
    }

    /// The same; says whether it is still there.
    pub fn try_set(self, value: T) -> bool {
        self.try_update(|old| *old = value).is_some()
    }

    /// Changes the value.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        let _ = self.try_update(change);
    }

    /// Changes the value, unless it is gone.
    pub fn try_update<U>(self, change: impl FnOnce(&mut T) -> U) -> Option<U> {
        let (mut change, mut came) = (Some(change), None);
        write(self.inner, &mut |value| {
            if let (Some(value), Some(change)) = (value.downcast_mut(), change.take()) {
                came = Some(change(value));
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
        read(self.inner, Follows::Yes, &mut |_| {});
    }
}

impl<T: Clone + Send + Sync + 'static> RwSignal<T> {
    /// The value.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, without being told of changes.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }

    /// The value, unless it is gone.
    #[must_use]
    pub fn try_get(self) -> Option<T> {
        self.taken(Follows::Yes, T::clone)
    }

    /// The value, unless it is gone, without being told of changes.
    #[must_use]
    pub fn try_get_untracked(self) -> Option<T> {
        self.taken(Follows::No, T::clone)
    }
}

/// What a memo has computed.
struct Computed(Box<dyn Compared>);

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

impl PartialEq for Computed {
    fn eq(&self, other: &Self) -> bool {
        self.0.is_same(other.0.any())
    }
}

/// A value computed from signals; who reads it is told only when it really changes.
pub fn memo<T: PartialEq + Send + Sync + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    Memo {
        inner: memo_of(Box::new(move || Computed(Box::new(compute())))),
        of: PhantomData,
    }
}

#[inline(never)]
fn memo_of(compute: Box<dyn Fn() -> Computed + Send + Sync>) -> leptos::prelude::Memo<Computed> {
    let follower = Follower::here();
    leptos::prelude::Memo::new(move |_| {
        follower.runs();
        compute()
    })
}

#[inline(never)]
fn look(memo: leptos::prelude::Memo<Computed>, follows: Follows, take: &mut dyn FnMut(&dyn Any)) {
    let _ = match follows {
        Follows::Yes => memo.try_with(|value| take(value.0.any())),
        Follows::No => memo.try_with_untracked(|value| take(value.0.any())),
    };
}

impl<T: Send + Sync + 'static> Memo<T> {
    fn taken<U>(self, follows: Follows, take: impl FnOnce(&T) -> U) -> U {
        let (mut take, mut taken) = (Some(take), None);
        look(self.inner, follows, &mut |value| {
            if let (Some(value), Some(take)) = (value.downcast_ref(), take.take()) {
                taken = Some(take(value));
            }
        });
        taken.unwrap_or_else(|| gone())
    }

    /// What `take` makes of the value.
    pub fn with<U>(self, take: impl FnOnce(&T) -> U) -> U {
        self.taken(Follows::Yes, take)
    }

    /// The same, without being told of changes.
    pub fn with_untracked<U>(self, take: impl FnOnce(&T) -> U) -> U {
        self.taken(Follows::No, take)
    }
}

impl<T: Clone + Send + Sync + 'static> Memo<T> {
    /// The value.
    #[must_use]
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// The value, without being told of changes.
    #[must_use]
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}
