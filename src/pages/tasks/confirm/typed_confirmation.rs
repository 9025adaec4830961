//! Confirmation by typing, for a start with a risk: the target version where many devices are affected, all versions of the
//! loop where devices would flash without end.

use crate::components::{FieldKind, FieldMessages, TextField};
use crate::i18n::{Messages, use_messages};
use crate::pages::tasks::confirm::question::Question;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::version_path::version_steps;
use crate::state::task_store::ConfirmedRisk;
use leptos::prelude::*;
use upgrade_api::graph::closes_loop;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::Action;
use upgrade_api::text::ascii_form;
use upgrade_api::values::Version;

/// The typed text, compared with the required one.
#[derive(Clone, Copy)]
pub(crate) struct TypedConfirmation {
    context: TaskContext,
    typed: RwSignal<String>,
}

/// Text that the operator has to type.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum RequiredText {
    /// No text.
    Nothing,
    /// Not known yet: the number of affected devices is being read.
    Count,
    /// The target version: many devices are affected.
    Target(Version),
    /// The versions of the loop that the start would close.
    Loop(Vec<Version>),
    /// The target version: the list changed while it was read, so loops could not be checked.
    Unchecked(Version),
}

impl RequiredText {
    /// Versions to type, and the sentence that asks for them.
    fn prompt(&self, m: &dyn Messages) -> Option<(Vec<Version>, String)> {
        match self {
            Self::Nothing | Self::Count => None,
            Self::Target(version) => Some((vec![*version], m.impact().type_target(*version))),
            Self::Unchecked(version) => Some((vec![*version], m.impact().type_unchecked(*version))),
            Self::Loop(versions) => Some((versions.clone(), m.impact().type_loop(&version_steps(versions)))),
        }
    }
}

impl TypedConfirmation {
    pub(crate) fn new(context: TaskContext) -> Self {
        Self {
            context,
            typed: RwSignal::new(String::new()),
        }
    }

    /// Risk that the operator confirms with the required text.
    pub(crate) fn accepted(&self, question: &Question) -> ConfirmedRisk {
        match self.required(question) {
            RequiredText::Loop(versions) => ConfirmedRisk::Loop(versions),
            RequiredText::Unchecked(_) => ConfirmedRisk::Unchecked,
            RequiredText::Nothing | RequiredText::Count | RequiredText::Target(_) => ConfirmedRisk::Nothing,
        }
    }

    /// Required text for this question.
    pub(crate) fn required(&self, question: &Question) -> RequiredText {
        if question.action != Action::Start {
            return RequiredText::Nothing;
        }
        let snapshot = self.context.store.snapshot();
        if let Some(versions) = closes_loop(&snapshot.tasks, &question.task) {
            return RequiredText::Loop(versions);
        }
        if snapshot.changed_while_read {
            return RequiredText::Unchecked(question.task.target.version);
        }
        if self.context.store.uncounted(question.task.device_part) == Uncounted::NotYet {
            return RequiredText::Count;
        }
        match self
            .context
            .store
            .impact(&question.task)
            .exceeds(self.context.type_to_start)
        {
            true => RequiredText::Target(question.task.target.version),
            false => RequiredText::Nothing,
        }
    }

    /// Reason why the start is not confirmed yet.
    pub(crate) fn refusal(&self, question: &Question) -> Option<String> {
        let required = self.required(question);
        if required == RequiredText::Count {
            return Some(self.context.m.impact().counting_devices().to_owned());
        }
        let (versions, prompt) = required.prompt(self.context.m)?;
        (!names_versions(&self.typed.get(), &versions)).then_some(prompt)
    }
}

/// The field for the required text; nothing where no text is required.
#[component]
pub(crate) fn RequiredTextField(
    /// Typed text.
    confirmation: TypedConfirmation,
    /// Required text.
    required: RequiredText,
) -> impl IntoView {
    let m = use_messages();
    let typed = confirmation.typed;
    let (label, kind) = match required {
        RequiredText::Loop(_) => (m.impact().loop_label(), FieldKind::Text),
        _ => (m.target_version(), FieldKind::Digits),
    };
    required.prompt(m).map(|(_, prompt)| {
        let messages = FieldMessages {
            hint: Some(prompt),
            ..FieldMessages::default()
        };
        view! {
            <TextField
                id="confirm-typed"
                label=label
                kind=kind
                required=true
                value=typed
                messages=messages
                on_input=move |text| typed.set(text)
            />
        }
    })
}

/// Whether a text names exactly these versions, in this order, with any separators.
fn names_versions(text: &str, versions: &[Version]) -> bool {
    let text = ascii_form(text);
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    versions
        .iter()
        .all(|version| numbers.next().is_some_and(|part| Version::parse(part) == Ok(*version)))
        && numbers.next().is_none()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn the_text_names_the_versions_and_no_others() {
        let version = |number| Version::from_number(number).unwrap();
        let target = [version(5)];
        let whole = [version(5), version(7), version(5)];
        for (text, one, all) in [
            ("5", true, false),
            (" 5 ", true, false),
            ("05", true, false),
            ("", false, false),
            ("55", false, false),
            ("5 5", false, false),
            ("yes", false, false),
            ("5 → 7 → 5", false, true),
            ("5-7-5", false, true),
            ("５", true, false),
            ("５－７－５", false, true),
            ("5\u{200b}", true, false),
            ("5,7,5", false, true),
            ("575", false, false),
            ("5 7", false, false),
            ("7 5 7", false, false),
            ("5 7 5 7", false, false),
        ] {
            assert_eq!(
                (names_versions(text, &target), names_versions(text, &whole)),
                (one, all),
                "{text}"
            );
        }
    }
}
