//! Leptos's signals and memos, compiled once. Leptos compiles all of them anew for each type of value, some four kilobytes
//! each; here every value lies in a box, and only taking it out is compiled for its type (docs/architecture.md, "Bytes").

mod values;

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};
use leptos::reactive::owner::WeakOwner;
use std::sync::atomic::{AtomicBool, Ordering};

pub use values::{Memo, RwSignal, memo, signal};

/// A value kept beside the signals: nobody follows its changes.
#[must_use]
#[inline(never)]
pub fn stored<T: Send + Sync + 'static>(value: T) -> StoredValue<T> {
    StoredValue::new(value)
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
