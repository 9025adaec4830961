//! Leptos's constructors, compiled once for each type of value instead of once for each place they are called from
//! (docs/architecture.md, "Bytes").

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};
use leptos::reactive::owner::WeakOwner;
use std::sync::atomic::{AtomicBool, Ordering};

/// A signal.
#[must_use]
#[inline(never)]
pub fn signal<T: Send + Sync + 'static>(value: T) -> RwSignal<T> {
    RwSignal::new(value)
}

/// A value kept beside the signals: nobody follows its changes.
#[must_use]
#[inline(never)]
pub fn stored<T: Send + Sync + 'static>(value: T) -> StoredValue<T> {
    StoredValue::new(value)
}

/// A value computed from signals; who reads it is told only when it really changes.
pub fn memo<T: PartialEq + Send + Sync + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    memo_of(Box::new(compute))
}

#[inline(never)]
fn memo_of<T: PartialEq + Send + Sync + 'static>(compute: Box<dyn Fn() -> T + Send + Sync>) -> Memo<T> {
    let follower = Follower::here();
    Memo::new(move |_| {
        follower.runs();
        compute()
    })
}

/// Runs `act` now and whenever what it reads changes.
pub fn effect(act: impl Fn() + 'static) {
    effect_of(Box::new(act));
}

#[inline(never)]
fn effect_of(act: Box<dyn Fn()>) {
    let follower = Follower::here();
    Effect::new(move |_| {
        follower.runs();
        act();
    });
}

/// Something that follows signals, and is struck off their lists when the view it belongs to goes. Leptos does that only
/// before it runs again (`reactive_graph` 0.2): what is gone stays listed as long as the signals live, and those of the
/// session, the list and the form live as long as the page.
pub struct Follower {
    owner: Option<WeakOwner>,
    is_known: AtomicBool,
}

impl Follower {
    /// What is about to be made here.
    #[must_use]
    pub fn here() -> Self {
        Self {
            owner: Owner::current().map(|owner| owner.downgrade()),
            is_known: AtomicBool::new(false),
        }
    }

    /// To be called by it whenever it runs: only then it is known to itself.
    #[inline(never)]
    pub fn runs(&self) {
        if self.is_known.swap(true, Ordering::Relaxed) {
            return;
        }
        let owner = self.owner.as_ref().and_then(WeakOwner::upgrade);
        if let (Some(owner), Some(me)) = (owner, Observer::get()) {
            owner.with(|| on_cleanup(move || me.clear_sources(&me)));
        }
    }
}

/// Runs a future on its own. Nobody waits for it; it ends with the page.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(future));
}

#[inline(never)]
fn spawn_boxed(future: std::pin::Pin<Box<dyn Future<Output = ()>>>) {
    leptos::task::spawn_local(future);
}
