//! What has to be typed before a start that is no everyday matter: the target version where many devices are hit, the
//! whole loop where devices would re-flash for ever.

use crate::builder::{FieldKind, FieldMessages, TextField};
use crate::pages::tasks::confirm::question::Question;
use crate::pages::tasks::context::TaskContext;
use crate::pages::tasks::version_path::version_steps;
use crate::state::task_store::ConfirmedRisk;
use leptos::prelude::*;
use upgrade_api::graph::closes_loop;
use upgrade_api::impact::Uncounted;
use upgrade_api::status::Action;
use upgrade_api::values::Version;

/// What is typed to show that somebody means it.
#[derive(Clone, Copy)]
pub(crate) struct TypedConfirmation {
    cx: TaskContext,
    typed: RwSignal<String>,
}

/// What has to be typed.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum RequiredText {
    /// Nothing: a plain question.
    Nothing,
    /// Nothing yet: whom it hits is being read, and what has to be typed follows from that.
    Count,
    /// The target version: more devices are hit than a plain question is for.
    Target(Version),
    /// The versions of the loop that would be closed.
    Loop(Vec<Version>),
    /// The target version: the list changed while it was read, so loops could not be checked.
    Unchecked(Version),
}

impl TypedConfirmation {
    pub(crate) fn new(cx: TaskContext) -> Self {
        Self {
            cx,
            typed: RwSignal::new(String::new()),
        }
    }

    /// The loop that starting the task would close, as far as the list shows.
    fn closing_loop(&self, asked: &Question) -> Option<Vec<Version>> {
        if asked.action != Action::Start {
            return None;
        }
        closes_loop(&self.cx.store.known().tasks, &asked.task)
    }

    /// What is confirmed once the right text is typed.
    pub(crate) fn accepted(&self, asked: &Question) -> ConfirmedRisk {
        match self.required(asked) {
            RequiredText::Loop(versions) => ConfirmedRisk::Loop(versions),
            RequiredText::Unchecked(_) => ConfirmedRisk::Unchecked,
            RequiredText::Nothing | RequiredText::Count | RequiredText::Target(_) => ConfirmedRisk::Nothing,
        }
    }

    /// What has to be typed for this question.
    pub(crate) fn required(&self, asked: &Question) -> RequiredText {
        if asked.action != Action::Start {
            return RequiredText::Nothing;
        }
        if let Some(versions) = self.closing_loop(asked) {
            return RequiredText::Loop(versions);
        }
        if self.cx.store.known().changed_while_read() {
            return RequiredText::Unchecked(asked.task.target.version);
        }
        if self.cx.store.uncounted(asked.task.kind) == Uncounted::NotYet {
            return RequiredText::Count;
        }
        match self.cx.store.impact(&asked.task).is_over(self.cx.type_to_start) {
            true => RequiredText::Target(asked.task.target.version),
            false => RequiredText::Nothing,
        }
    }

    /// Why it cannot be done yet, if something has to be typed and is not.
    pub(crate) fn refusal(&self, asked: &Question) -> Option<String> {
        let m = self.cx.m;
        let (versions, missing) = match self.required(asked) {
            RequiredText::Nothing => return None,
            RequiredText::Count => return Some(m.impact.counting.to_owned()),
            RequiredText::Target(version) => (vec![version], (m.impact.type_target)(version)),
            RequiredText::Unchecked(version) => (vec![version], (m.impact.type_unchecked)(version)),
            RequiredText::Loop(versions) => {
                let missing = (m.impact.type_loop)(&version_steps(&versions));
                (versions, missing)
            }
        };
        (!names_versions(&self.typed.get(), &versions)).then_some(missing)
    }

    /// The field, and what has to be typed into it.
    pub(crate) fn field(self, wanted: &RequiredText) -> Option<AnyView> {
        let m = self.cx.m;
        let hint = match wanted {
            RequiredText::Nothing | RequiredText::Count => return None,
            RequiredText::Target(version) => (m.impact.type_target)(*version),
            RequiredText::Unchecked(version) => (m.impact.type_unchecked)(*version),
            RequiredText::Loop(versions) => (m.impact.type_loop)(&version_steps(versions)),
        };
        let field = TextField {
            id: "confirm-typed".to_owned(),
            label: match wanted {
                RequiredText::Loop(_) => m.impact.loop_label,
                _ => m.target_version,
            },
            kind: match wanted {
                RequiredText::Loop(_) => FieldKind::Text,
                _ => FieldKind::Digits,
            },
            autocomplete: "off",
            first_focus: false,
            required: true,
        };
        let typed = self.typed;
        let says = move || FieldMessages {
            hint: Some(hint.clone()),
            ..FieldMessages::default()
        };
        Some(field.view(move || typed.get(), says, move |text| typed.set(text), || {}))
    }
}

/// Whether a text names just these versions, in this order, whatever stands between them.
fn names_versions(text: &str, versions: &[Version]) -> bool {
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
    fn what_is_typed_names_the_versions_and_nothing_else() {
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
