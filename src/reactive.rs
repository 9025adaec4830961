//! Leptos's constructors, compiled once for each type of value instead of once for each place they are called from
//! (docs/architecture.md, "Bytes").

use leptos::prelude::*;

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
    Memo::new(move |_| compute())
}

/// Runs `act` now and whenever what it reads changes.
pub fn effect(act: impl Fn() + 'static) {
    effect_of(Box::new(act));
}

#[inline(never)]
fn effect_of(act: Box<dyn Fn()>) {
    Effect::new(move |_| act());
}

/// Runs a future on its own. Nobody waits for it; it ends with the page.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    spawn_boxed(Box::pin(future));
}

#[inline(never)]
fn spawn_boxed(future: std::pin::Pin<Box<dyn Future<Output = ()>>>) {
    leptos::task::spawn_local(future);
}
