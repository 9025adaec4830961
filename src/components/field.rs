//! Labelled text field.

use crate::components::after_press;
use leptos::ev;
use leptos::prelude::*;

/// Kind of text in a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FieldKind {
    /// Text.
    #[default]
    Text,
    /// Digits: a numeric keyboard, but no spin buttons and no rounding.
    Digits,
    /// Text in which every character counts: digests, ids.
    Code,
    /// Code of several lines.
    CodeLines,
    /// Address.
    Address,
    /// Account, often an e-mail address.
    Account,
    /// Secret: hidden, and not remembered by the console.
    Secret,
}

/// Messages below a field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldMessages {
    /// Error in the value.
    pub error: Option<String>,
    /// Valid, and probably wrong.
    pub warning: Option<String>,
    /// Confirmation.
    pub good: Option<String>,
    /// Help.
    pub hint: Option<String>,
}

/// A text field with its label and messages, tied together for screen readers. It never changes or refuses input. The mark
/// of a required field is no part of its name.
#[component]
pub fn TextField(
    /// Id and name of the input. The messages get `{id}-says`.
    #[prop(into)]
    id: String,
    /// Label.
    label: &'static str,
    /// Kind of text.
    #[prop(optional)]
    kind: FieldKind,
    /// The `autocomplete` attribute.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Whether a dialog focuses this field when it opens.
    #[prop(optional)]
    first_focus: bool,
    /// Whether the form requires a value.
    #[prop(optional)]
    required: bool,
    /// Value.
    #[prop(into)]
    value: Signal<String>,
    /// Messages below the field.
    #[prop(into)]
    messages: Signal<FieldMessages>,
    /// Called with the value at each input.
    #[prop(into)]
    on_input: Callback<String>,
    /// Called when the focus leaves the field.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let messages = Memo::new(move |_| messages.get());
    let messages_id = format!("{id}-says");
    let is_code = matches!(kind, FieldKind::Code | FieldKind::CodeLines);
    let inputmode = match kind {
        FieldKind::Digits => Some("numeric"),
        FieldKind::Address => Some("url"),
        FieldKind::Account => Some("email"),
        FieldKind::Text | FieldKind::Code | FieldKind::CodeLines | FieldKind::Secret => None,
    };
    // A password manager may report only `change`. The change of typed text is known already. A focused field with typed text
    // also reports one when it is removed; its value is disposed by then.
    let change = move |event| {
        let text = event_target_value(&event);
        if value.try_with_untracked(|known| *known != text) == Some(true) {
            on_input.run(text);
        }
    };
    // A focused field loses the focus also when it is removed. Its callback is disposed by then.
    let leave = move |_: ev::FocusEvent| {
        if let Some(on_leave) = on_leave {
            after_press(move || on_leave.try_run(()).unwrap_or_default());
        }
    };
    let shared = view! {
        <{..}
            id=id.clone()
            name=id.clone()
            class=if is_code { "input code" } else { "input" }
            inputmode=inputmode
            autocomplete=autocomplete
            autocapitalize=(kind != FieldKind::Text).then_some("none")
            spellcheck="false"
            data-focus=first_focus.then_some("")
            aria-required=required.then_some("true")
            aria-describedby=messages_id.clone()
            aria-invalid=move || messages.with(|messages| messages.error.is_some()).then_some("true")
            prop:value=move || value.get()
            on:input=move |event| on_input.run(event_target_value(&event))
            on:change=change
            on:blur=leave
        />
    };
    let input = match kind {
        FieldKind::CodeLines => view! { <textarea {..shared} rows="1"></textarea> }.into_any(),
        FieldKind::Secret => view! { <input {..shared} type="password" /> }.into_any(),
        FieldKind::Text | FieldKind::Code | FieldKind::Digits | FieldKind::Address | FieldKind::Account => {
            view! { <input {..shared} type="text" /> }.into_any()
        }
    };
    let line = |class: &'static str, text: Option<String>| {
        text.map(|text| view! { <p class=class prop:textContent=text /> }.into_any())
    };
    view! {
        <div class="field">
            <div class="field-label">
                <label for=id prop:textContent=label />
                {required
                    .then(|| {
                        view! {
                            <span class="field-mark" aria-hidden="true">
                                "*"
                            </span>
                        }
                    })}
            </div>
            {input}
            <div id=messages_id class="field-says">
                {move || {
                    let FieldMessages { error, warning, good, hint } = messages.get();
                    [
                        line("field-error", error),
                        line("field-warning", warning),
                        line("field-good", good),
                        line("field-hint", hint),
                    ]
                        .into_iter()
                        .flatten()
                        .collect_view()
                }}
            </div>
        </div>
    }
}
