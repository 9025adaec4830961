//! A labelled text field with its hint, its warning and its error, tied together for screen readers.

use crate::builder::{dynamic, el, several};
use crate::components::{FieldKind, FieldMessages, after_press};
use leptos::prelude::*;
use std::rc::Rc;

/// A text field. Nothing typed into it is ever changed or refused; what is wrong with it is said below it.
pub struct TextField {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: &'static str,
    /// What is typed into it.
    pub kind: FieldKind,
    /// What the browser may fill in (`autocomplete`); `off` for nothing.
    pub autocomplete: &'static str,
    /// Whether a dialog puts the focus here when it opens.
    pub first_focus: bool,
    /// Whether the form needs it.
    pub required: bool,
}

impl TextField {
    /// The field: what stands in it, what it says, what to do when somebody types and when somebody leaves it.
    pub fn view(
        self,
        value: impl FnMut() -> String + Send + 'static,
        says: impl Fn() -> FieldMessages + Send + Sync + 'static,
        on_input: impl Fn(String) + 'static,
        on_leave: impl Fn() + 'static,
    ) -> AnyView {
        self.made_of(
            Box::new(value),
            Memo::new(move |_| says()),
            Box::new(on_input),
            Box::new(on_leave),
        )
    }

    fn made_of(
        self,
        value: Box<dyn FnMut() -> String + Send>,
        says: Memo<FieldMessages>,
        on_input: Box<dyn Fn(String)>,
        on_leave: Box<dyn Fn()>,
    ) -> AnyView {
        let Self {
            id,
            label,
            kind,
            autocomplete,
            first_focus,
            required,
        } = self;
        let (tag, input_type, mode) = match kind {
            FieldKind::Text | FieldKind::Code => ("input", Some("text"), None),
            FieldKind::CodeLines => ("textarea", None, None),
            FieldKind::Digits => ("input", Some("text"), Some("numeric")),
            FieldKind::Address => ("input", Some("text"), Some("url")),
            FieldKind::Secret => ("input", Some("password"), None),
        };
        let code = matches!(kind, FieldKind::Code | FieldKind::CodeLines);
        let says_id = format!("{id}-says");
        let on_leave: Rc<dyn Fn()> = on_leave.into();
        let input = el(tag)
            .attr("id", id.clone())
            .class(if code { "input code" } else { "input" })
            .attr_if("type", input_type)
            .attr_if("rows", input_type.is_none().then_some("1"))
            .attr_if("inputmode", mode)
            .attr("autocomplete", autocomplete)
            .attr("spellcheck", "false")
            .attr_if("data-focus", first_focus.then_some(""))
            .attr_if("aria-required", required.then_some("true"))
            .attr("aria-describedby", says_id.clone())
            .attr_with("aria-invalid", move || {
                says.with(|says| says.error.is_some().then(|| "true".to_owned()))
            })
            .value_with(value)
            .on("input", move |event| on_input(event_target_value(&event)))
            .on("blur", move |_| {
                let on_leave = Rc::clone(&on_leave);
                after_press(move || on_leave());
            });
        let line = |class, text: Option<String>| text.map(|text| el("p").class(class).child(text));
        let below = dynamic(move || {
            let says = says.get();
            let lines = [
                line("field-error", says.error),
                line("field-warning", says.warning),
                line("field-good", says.good),
                line("field-hint", says.hint),
            ];
            several(lines.into_iter().flatten().map(crate::builder::El::view).collect())
        });
        el("div")
            .class("field")
            .child(el("label").attr("for", id).child(label))
            .child(input)
            .child(el("div").attr("id", says_id).class("field-says").child(below))
            .view()
    }
}
