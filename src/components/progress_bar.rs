//! Progress bar.

use leptos::prelude::*;

/// A native `<progress>`.
#[component]
pub fn ProgressBar(
    /// Work done.
    #[prop(into)]
    value: Signal<u64>,
    /// Work in all.
    max: u64,
    /// Accessible name.
    label: &'static str,
    /// Class names.
    #[prop(default = "bar")]
    class: &'static str,
) -> impl IntoView {
    view! { <progress class=class max=max.to_string() value=move || value.get().to_string() aria-label=label></progress> }
}
