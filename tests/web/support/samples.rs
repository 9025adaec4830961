//! Sample tasks and form values.

use super::answer::Answer;
use super::part::Part;
use upgrade_api::error::ErrorCode;

/// A task as JSON; each value is raw JSON text.
#[derive(Clone)]
pub struct Row(Vec<(&'static str, String)>);

/// A stopped task with this id and the name *Task `id`*, from version 3 to version 5.
pub fn row(id: &str) -> Row {
    let text = |text: &str| format!("\"{text}\"");
    Row(vec![
        ("id", text(id)),
        ("product_id", text("p1")),
        ("name", text(&format!("Task {id}"))),
        ("description", text("What it is for")),
        ("from_version", "3".to_owned()),
        ("from_version_url", text("https://files.example/3.bin")),
        ("from_version_md5", text("0123456789abcdef0123456789abcdef")),
        ("from_version_size", "1000".to_owned()),
        ("target_version", "5".to_owned()),
        ("target_version_url", text("https://files.example/5.bin")),
        ("target_version_md5", text("fedcba9876543210fedcba9876543210")),
        ("target_version_size", "2000".to_owned()),
        ("upgrade_count", "0".to_owned()),
        ("status", "0".to_owned()),
    ])
}

/// Stopped tasks with the ids `0` to `count - 1`.
pub fn numbered_rows(count: usize) -> Vec<Row> {
    (0..count).map(|number| row(&number.to_string())).collect()
}

/// A stopped task with this id, from one version to another.
pub fn task(id: &str, from: u32, target: u32) -> Row {
    row(id)
        .with("from_version", &from.to_string())
        .with("target_version", &target.to_string())
}

impl Row {
    /// The task that [`fill_form`] describes, as the platform lists it.
    pub fn of_form(id: &str) -> Self {
        row(id)
            .named("Meter 7 to 9")
            .with("from_version", "7")
            .with("from_version_md5", r#""0123456789abcdef0123456789abcdef""#)
            .with("from_version_size", "51008")
            .with("target_version", "9")
            .with("target_version_md5", r#""fedcba9876543210fedcba9876543210""#)
            .with("target_version_size", "9007199254740991")
    }

    /// Sets a field to raw JSON text.
    pub fn with(mut self, field: &'static str, raw: &str) -> Self {
        self.0.retain(|(name, _)| *name != field);
        self.0.push((field, raw.to_owned()));
        self
    }

    pub fn named(self, name: &str) -> Self {
        self.with("name", &format!("\"{name}\""))
    }

    /// Makes it unreadable: a version is text.
    pub fn unreadable(self) -> Self {
        self.with("from_version", r#""newest""#)
    }

    /// Sets the number of upgraded devices.
    pub fn upgraded(self, devices: u32) -> Self {
        self.with("upgrade_count", &devices.to_string())
    }

    /// Sets the number of remaining devices.
    pub fn remaining(self, devices: u32) -> Self {
        self.with("surplus_count", &devices.to_string())
    }

    pub fn running(self) -> Self {
        self.with("status", "1")
    }

    pub fn json(&self) -> String {
        let fields: Vec<_> = self.0.iter().map(|(name, raw)| format!("\"{name}\":{raw}")).collect();
        format!("{{{}}}", fields.join(","))
    }

    /// Response with a list of these tasks.
    pub fn list(rows: &[Self]) -> Answer {
        let rows: Vec<_> = rows.iter().map(Self::json).collect();
        Answer::ok(format!("[{}]", rows.join(",")))
    }
}

pub const PERMISSION_CODES: [ErrorCode; 4] = [
    ErrorCode::Forbidden,
    ErrorCode::EnterpriseRequired,
    ErrorCode::AdminRequired,
    ErrorCode::DataPermissionRequired,
];

/// Group, label and a valid value of each field of the create form. A field outside the groups has an empty group.
pub const FORM: [(&str, &str, &str); 10] = [
    ("", "Name", "Meter 7 to 9"),
    ("", "Description", "Fixes the clock"),
    ("From version", "Version", "7"),
    ("From version", "File address", "https://files.example/7.bin"),
    ("From version", "MD5", "0123456789abcdef0123456789abcdef"),
    ("From version", "Size (bytes)", "51008"),
    ("Target version", "Version", "9"),
    ("Target version", "File address", "https://files.example/9.bin"),
    ("Target version", "MD5", "fedcba9876543210fedcba9876543210"),
    ("Target version", "Size (bytes)", "9007199254740991"),
];

pub fn form_field(dialog: &Part, group: &str, label: &str) -> Part {
    match group {
        "" => dialog.field(label),
        group => dialog.group(group).field(label),
    }
}

/// Types the value of [`FORM`] into every field.
pub fn fill_form(dialog: &Part) {
    for (group, label, text) in FORM {
        form_field(dialog, group, label).type_in(text);
    }
}

/// Values that [`fill_form`] types, in the order of [`FORM`].
pub fn filled_values() -> Vec<&'static str> {
    FORM.iter().map(|(_, _, text)| *text).collect()
}

/// Values of all fields, in the order of [`FORM`].
pub fn form_values(dialog: &Part) -> Vec<String> {
    FORM.iter()
        .map(|(group, label, _)| form_field(dialog, group, label).value())
        .collect()
}
