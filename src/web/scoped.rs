//! Subscriptions that end with their reader.

use leptos::prelude::on_cleanup;
use leptos::reactive::graph::{AnySource, AnySubscriber, Observer, Source, ToAnySource};

/// Returns `signal`, and ends the subscription of the current reader to it when the reader is cleaned up.
///
/// Works around `reactive_graph` 0.2 (0.2.16 at the time of writing): an effect or memo that is disposed does not remove
/// itself from the subscriber sets of its sources, because neither has a `Drop`; a signal drops its set only when it changes.
/// The memory of a signal that lives as long as the page and rarely changes thus grows with each dialog that reads it.
/// Accessors of such signals read through this function. Call it where the owner is that of the reader, as in effects, memos
/// and closures of a view.
///
/// To be removed, with its calls, as soon as `tests/web/memory.rs` passes when it returns `signal` alone.
pub fn scoped<S: ToAnySource>(signal: S) -> S {
    if let Some(reader) = Observer::get() {
        unsubscribe_on_cleanup(signal.to_any_source(), reader);
    }
    signal
}

/// Compiled once, and not for each type of signal.
#[inline(never)]
fn unsubscribe_on_cleanup(source: AnySource, reader: AnySubscriber) {
    on_cleanup(move || source.remove_subscriber(&reader));
}
