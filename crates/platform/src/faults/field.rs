//! Values of the wrong shape in the first task of a list.

use std::borrow::Cow;
use upgrade_api::field::FieldId;
use upgrade_api::json::{Object, elements};

/// Parses the wire name of a documented field of a task.
pub(super) fn task_field(text: &str) -> Result<FieldId, String> {
    let found = FieldId::reported().find(|field| field.wire_name() == text);
    found.ok_or_else(|| {
        let names: Vec<_> = FieldId::reported().map(FieldId::wire_name).collect();
        format!("no such field: use {}", names.join(", "))
    })
}

/// JSON value that replaces the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A text that is not a number.
    String,
    /// `7`.
    Number,
    /// `null`.
    Null,
    /// The field is omitted.
    Absent,
    /// A number of 400 digits.
    Huge,
    /// `-1`.
    Negative,
    /// `1.5`.
    Float,
    /// `true`.
    Boolean,
    /// An object.
    Object,
    /// An array.
    Array,
}

impl Shape {
    /// Every shape.
    pub const ALL: [Self; 10] = [
        Self::String,
        Self::Number,
        Self::Null,
        Self::Absent,
        Self::Huge,
        Self::Negative,
        Self::Float,
        Self::Boolean,
        Self::Object,
        Self::Array,
    ];

    /// Returns its name in a rule.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Null => "null",
            Self::Absent => "absent",
            Self::Huge => "huge",
            Self::Negative => "negative",
            Self::Float => "float",
            Self::Boolean => "boolean",
            Self::Object => "object",
            Self::Array => "array",
        }
    }

    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|shape| shape.name() == text);
        found.ok_or_else(|| format!("no such shape: use {}", Self::ALL.map(Self::name).join(", ")))
    }

    /// Returns the JSON to write; `None` omits the field.
    pub(super) fn json(self) -> Option<Cow<'static, str>> {
        Some(match self {
            Self::String => "\"a text\"".into(),
            Self::Number => "7".into(),
            Self::Null => "null".into(),
            Self::Absent => return None,
            Self::Huge => "9".repeat(400).into(),
            Self::Negative => "-1".into(),
            Self::Float => "1.5".into(),
            Self::Boolean => "true".into(),
            Self::Object => "{\"a\":1}".into(),
            Self::Array => "[1]".into(),
        })
    }
}

/// Returns a list answer with `value` in a field of the first task; `None` omits the field. An answer without tasks is
/// returned unchanged.
pub(super) fn replaced(answer: &str, field: FieldId, value: Option<&str>) -> String {
    let page = Object::parse(answer).ok();
    let list = page.as_ref().and_then(|page| page.raw("list")).unwrap_or(answer);
    let tasks = elements(list).unwrap_or_default();
    let Some(first) = tasks.first() else {
        return answer.to_owned();
    };
    let Ok(task) = Object::parse(first) else {
        return answer.to_owned();
    };
    let others = task.names().filter(|name| *name != field.wire_name());
    let mut pairs: Vec<String> = others
        .map(|name| format!("\"{name}\":{}", task.raw(name).unwrap_or("null")))
        .collect();
    if let Some(value) = value {
        pairs.push(format!("\"{}\":{value}", field.wire_name()));
    }
    // The id makes the text of the task unique, so only this task is replaced.
    answer.replacen(first, &format!("{{{}}}", pairs.join(",")), 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_task_changes() {
        let list = r#"[{"id":"1","name":"a"},{"id":"2","name":"b"}]"#;
        let name = FieldId::Name;
        assert_eq!(
            replaced(list, name, Some("null")),
            r#"[{"id":"1","name":null},{"id":"2","name":"b"}]"#
        );
        assert_eq!(replaced(list, name, None), r#"[{"id":"1"},{"id":"2","name":"b"}]"#);
        let page = r#"{"count":1,"list":[{"id":"1","name":"a"}]}"#;
        assert_eq!(
            replaced(page, name, Some("7")),
            r#"{"count":1,"list":[{"id":"1","name":7}]}"#
        );
    }

    #[test]
    fn an_answer_without_tasks_is_unchanged() {
        for answer in ["[]", "{\"code\":1}", "", "[1]"] {
            assert_eq!(replaced(answer, FieldId::Name, Some("7")), answer);
        }
    }
}
