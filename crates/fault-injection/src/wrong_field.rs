//! Values of the wrong shape in the first task of a list.

use std::borrow::Cow;
use strum::{EnumString, VariantNames};
use upgrade_api::json::elements;
use upgrade_api::{FieldId, Object};

/// Parses the wire name of a documented field of a task.
pub(crate) fn task_field(text: &str) -> Result<FieldId, String> {
    let found = FieldId::reported().find(|field| field.wire_name() == text);
    found.ok_or_else(|| {
        let names: Vec<_> = FieldId::reported().map(FieldId::wire_name).collect();
        format!("no such field: use {}", names.join(", "))
    })
}

/// JSON value that replaces the value of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
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
    /// Returns the JSON to write; `None` omits the field.
    pub(crate) fn json(self) -> Option<Cow<'static, str>> {
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
pub(crate) fn replaced(answer: &str, field: FieldId, value: Option<&str>) -> String {
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
        let null = r#"[{"id":"1","name":null},{"id":"2","name":"b"}]"#;
        assert_eq!(replaced(list, name, Some("null")), null);
        assert_eq!(replaced(list, name, None), r#"[{"id":"1"},{"id":"2","name":"b"}]"#);
        let page = r#"{"count":1,"list":[{"id":"1","name":"a"}]}"#;
        let seven = r#"{"count":1,"list":[{"id":"1","name":7}]}"#;
        assert_eq!(replaced(page, name, Some("7")), seven);
    }

    #[test]
    fn an_answer_without_tasks_is_unchanged() {
        for answer in ["[]", "{\"code\":1}", "", "[1]"] {
            assert_eq!(replaced(answer, FieldId::Name, Some("7")), answer);
        }
    }
}
