//! A button that says why, when it cannot be used.

use leptos::prelude::*;

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// The ordinary one.
    #[default]
    Plain,
    /// The one thing this view is for.
    Primary,
    /// Without a border, for the less important.
    Quiet,
    /// Takes something away.
    Danger,
}

impl Tone {
    fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button button-primary",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
        }
    }
}

/// A button. Where it cannot be used it stays focusable and says why: a silent grey button explains nothing.
#[component]
pub fn Button(
    /// What it says.
    #[prop(into)]
    label: Signal<String>,
    /// What it is called where its label alone would not tell, as in a table with many *Start* buttons.
    #[prop(into, optional)]
    name: Option<Signal<String>>,
    /// How it looks.
    #[prop(optional)]
    tone: Tone,
    /// Why it cannot be used now; empty means that it can.
    #[prop(into, optional)]
    disabled_reason: Option<Signal<Option<String>>>,
    /// Whether a dialog puts the focus here when it opens.
    #[prop(optional)]
    first_focus: bool,
    /// Its id, where something else refers to it.
    #[prop(into, optional)]
    id: Option<String>,
    /// What it does.
    on_press: Callback<()>,
) -> impl IntoView {
    let reason = move || disabled_reason.and_then(|reason| reason.get());
    view! {
        <button
            type="button"
            id=id
            class=tone.class()
            autofocus=first_focus
            aria-label=move || name.map(|name| name.get())
            aria-disabled=move || reason().map(|_| "true")
            title=reason
            on:click=move |_| {
                if reason().is_none() {
                    on_press.run(());
                }
            }
        >
            {move || label.get()}
        </button>
    }
}
