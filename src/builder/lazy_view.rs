//! Views of a module that is loaded on demand.

use crate::builder::{dynamic, el, nothing};
use crate::components::Toasts;
use crate::i18n::Messages;
use crate::web::lazy_module::{LazyModule, LoadState};
use leptos::prelude::*;

/// Key of the toasts about a module that cannot be loaded: a new one replaces the last.
const TOAST_KEY: &str = "lazy-module";

/// A view of the module; nothing until it is ready.
pub fn lazy_view<T: Sync>(
    module: LazyModule<T>,
    make: impl Fn(&'static T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    dynamic(move || match module.state() {
        LoadState::Ready(parts) => untrack(|| make(parts)),
        LoadState::Idle | LoadState::Loading | LoadState::Failed => nothing(),
    })
}

/// Content of something the operator has opened: loads the module, with a line about the progress.
pub fn lazy_content<T: Sync>(
    module: LazyModule<T>,
    m: &'static Messages,
    make: impl Fn(&'static T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    Effect::new(move |_| untrack(|| module.load()));
    dynamic(move || match module.state() {
        LoadState::Ready(parts) => untrack(|| make(parts)),
        LoadState::Idle | LoadState::Loading => el("p").attr("role", "status").child(m.loading_part).view(),
        LoadState::Failed => el("p").attr("role", "alert").child(m.part_missing).view(),
    })
}

/// Loads the module while `wanted` holds, with a line about the progress. On a failure it shows a toast and calls
/// `withdraw`, so that a second request loads again.
pub fn load_when_wanted<T: Sync>(
    module: LazyModule<T>,
    m: &'static Messages,
    toasts: Toasts,
    wanted: impl Fn() -> bool + Send + Sync + 'static,
    withdraw: impl Fn() + 'static,
) -> AnyView {
    let wanted = Memo::new(move |_| wanted());
    Effect::new(move |_| {
        if wanted.get() {
            untrack(|| module.load());
        }
    });
    Effect::new(move |_| {
        if module.has_failed() && wanted.get_untracked() {
            toasts.warn(Some(TOAST_KEY), m.part_missing.to_owned());
            withdraw();
        }
    });
    dynamic(move || match module.state() {
        LoadState::Loading if wanted.get() => el("p")
            .class("coming")
            .attr("role", "status")
            .child(m.loading_part)
            .view(),
        _ => nothing(),
    })
}
