//! A labelled text field with its hint, its warning and its error, tied together for screen readers.

use leptos::ev;
use leptos::prelude::*;

/// What is typed into a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    #[default]
    Text,
    /// Digits: a numeric keyboard, but no spin buttons and no rounding.
    Digits,
    /// Text whose every letter counts: digests, ids.
    Code,
    /// An address.
    Address,
    /// A secret, hidden and never remembered by us.
    Secret,
}

/// A text field. Nothing typed into it is ever changed or refused; what is wrong with it is said below it.
#[component]
pub fn TextField(
    /// Its id.
    #[prop(into)]
    id: String,
    /// Its label.
    label: &'static str,
    /// What stands in it.
    #[prop(into)]
    value: Signal<String>,
    /// What is typed into it.
    #[prop(optional)]
    kind: FieldKind,
    /// What the browser may fill in (`autocomplete`); nothing by default.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Something to know before typing.
    #[prop(into, optional)]
    hint: Option<Signal<Option<String>>>,
    /// Allowed, and probably wrong.
    #[prop(into, optional)]
    warning: Option<Signal<Option<String>>>,
    /// What is wrong.
    #[prop(into, optional)]
    error: Option<Signal<Option<String>>>,
    /// Whether it may stay empty.
    #[prop(optional)]
    optional: bool,
    /// Typed.
    on_input: Callback<String>,
    /// Left.
    #[prop(optional)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let hint = move || hint.and_then(|hint| hint.get());
    let warning = move || warning.and_then(|warning| warning.get());
    let error = Memo::new(move |_| error.and_then(|error| error.get()));
    let (input_type, mode) = match kind {
        FieldKind::Text | FieldKind::Code => ("text", None),
        FieldKind::Digits => ("text", Some("numeric")),
        FieldKind::Address => ("text", Some("url")),
        FieldKind::Secret => ("password", None),
    };
    let says = format!("{id}-says");
    let leave = move |_: ev::FocusEvent| {
        if let Some(on_leave) = on_leave {
            on_leave.run(());
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{label}</label>
            <input
                id=id
                class="input"
                class:code=kind == FieldKind::Code
                type=input_type
                inputmode=mode
                autocomplete=autocomplete
                spellcheck="false"
                aria-required=(!optional).then_some("true")
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=says.clone()
                prop:value=move || value.get()
                on:input=move |event| on_input.run(event_target_value(&event))
                on:blur=leave
            />
            <div id=says class="field-says">
                {move || error.get().map(|text| view! { <p class="field-error">{text}</p> })}
                {move || warning().map(|text| view! { <p class="field-warning">{text}</p> })}
                {move || hint().map(|text| view! { <p class="field-hint">{text}</p> })}
            </div>
        </div>
    }
}
