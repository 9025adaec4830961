//! Views of a module that is loaded on demand.

use crate::components::use_toasts;
use crate::i18n::use_messages;
use crate::web::lazy_module::{LazyModule, LoadState};
use leptos::prelude::*;

/// Subject of the toasts about a module that cannot be loaded.
const TOAST_SUBJECT: &str = "lazy-module";

/// A view of a module that is loaded on demand.
#[component]
pub fn Lazy<T: Copy + Sync + 'static>(
    /// Module.
    module: LazyModule<T>,
    /// Makes the view once the module is ready.
    view: impl Fn(&'static T) -> AnyView + Send + Sync + 'static,
    /// Whether the operator waits for the view: it loads the module and shows the progress. Otherwise nothing is shown until
    /// something else has loaded the module.
    #[prop(optional)]
    eager: bool,
) -> impl IntoView {
    let m = use_messages();
    if eager {
        Effect::new(move |_| untrack(|| module.load()));
    }
    view! {
        {move || match module.state() {
            LoadState::Ready(parts) => untrack(|| view(parts)),
            LoadState::Idle | LoadState::Loading if eager => {
                view! { <p role="status" prop:textContent=m.loading() /> }.into_any()
            }
            LoadState::Failed if eager => view! { <p role="alert" prop:textContent=m.part_missing() /> }.into_any(),
            LoadState::Idle | LoadState::Loading | LoadState::Failed => ().into_any(),
        }}
    }
}

/// Loads a module while `wanted` holds, with a line about the progress. On a failure it shows a toast and withdraws the wish,
/// so that a second request loads again.
#[component]
pub fn LoadWhenWanted<T: Copy + Sync + 'static>(
    /// Module.
    module: LazyModule<T>,
    /// Whether something of the module is wanted.
    #[prop(into)]
    wanted: Signal<bool>,
    /// Called after a failure.
    #[prop(into)]
    withdraw: Callback<()>,
) -> impl IntoView {
    let (m, toasts) = (use_messages(), use_toasts());
    let wanted = Memo::new(move |_| wanted.get());
    Effect::new(move |_| {
        if wanted.get() {
            untrack(|| module.load());
        }
    });
    Effect::new(move |_| {
        if module.has_failed() && wanted.get_untracked() {
            toasts.warn(Some(TOAST_SUBJECT), m.part_missing().to_owned());
            withdraw.run(());
        }
    });
    let is_loading = move || wanted.get() && matches!(module.state(), LoadState::Loading);
    view! {
        <Show when=is_loading>
            <p class="coming" role="status">
                {m.loading()}
            </p>
        </Show>
    }
}
