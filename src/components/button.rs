//! Buttons.

use leptos::ev;
use leptos::prelude::*;

/// Appearance of a button.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary button.
    #[default]
    Plain,
    /// Main action of a view.
    Primary,
    /// Less important action, without a border.
    Quiet,
    /// Action that removes something or affects devices.
    Danger,
    /// A symbol instead of a word, which the stylesheet draws from `data-icon`. The caller sets `aria-label`.
    Icon,
}

impl Tone {
    /// Class names.
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "button",
            Self::Primary => "button button-primary",
            Self::Quiet => "button button-quiet",
            Self::Danger => "button button-danger",
            Self::Icon => "button button-quiet button-icon",
        }
    }
}

/// A button. A disabled one stays focusable, and its tooltip says why it is disabled.
#[component]
pub fn Button(
    /// Label, or the symbol where the tone is [`Tone::Icon`]. The label is the button's `textContent`: a page translator that
    /// replaces text nodes cannot freeze it.
    #[prop(into)]
    label: Signal<String>,
    /// Called on a press, unless the button is disabled.
    #[prop(into)]
    on_press: Callback<ev::MouseEvent>,
    /// Appearance.
    #[prop(optional)]
    tone: Tone,
    /// Whether Enter in a field of its form presses the button.
    #[prop(optional)]
    submits: bool,
    /// Reason why the button is disabled.
    #[prop(default = Signal::stored(None), into)]
    disabled_reason: Signal<Option<String>>,
) -> impl IntoView {
    let (text, icon) = match tone {
        Tone::Icon => (Signal::stored(String::new()), Some(label)),
        _ => (label, None),
    };
    let press = move |event: ev::MouseEvent| {
        // The browser does not send the form.
        event.prevent_default();
        if disabled_reason.with_untracked(Option::is_none) {
            on_press.run(event);
        }
    };
    view! {
        <button
            type=if submits { "submit" } else { "button" }
            class=tone.class()
            aria-disabled=move || disabled_reason.with(Option::is_some).then_some("true")
            title=move || disabled_reason.get()
            data-icon=move || icon.map(|icon| icon.get())
            on:click=press
            prop:textContent=move || text.get()
        />
    }
}
