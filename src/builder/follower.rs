//! Unsubscribes the closures of a view when the view is removed.

use leptos::prelude::*;
use leptos::reactive::graph::{Observer, Subscriber};
use leptos::reactive::owner::WeakOwner;
use std::sync::atomic::{AtomicBool, Ordering};

/// Clears the sources of a reactive closure on clean-up of the owner it is created under.
///
/// `reactive_graph` 0.2 keeps a disposed subscriber in the list of each signal it has read until that signal changes.
/// Signals of the session, the task list and the form live as long as the page, so rows and dialogs that come and go
/// would grow those lists.
pub struct Follower {
    owner: Option<WeakOwner>,
    is_registered: AtomicBool,
}

impl Follower {
    /// A follower under the current owner.
    #[must_use]
    pub fn here() -> Self {
        Self {
            owner: Owner::current().map(|owner| owner.downgrade()),
            is_registered: AtomicBool::new(false),
        }
    }

    /// Registers the clean-up on the first run. The closure calls it on each run, since only then it is the observer.
    pub fn runs(&self) {
        if self.is_registered.swap(true, Ordering::Relaxed) {
            return;
        }
        let owner = self.owner.as_ref().and_then(WeakOwner::upgrade);
        if let (Some(owner), Some(subscriber)) = (owner, Observer::get()) {
            owner.with(|| on_cleanup(move || subscriber.clear_sources(&subscriber)));
        }
    }
}
