//! A snapshot of the page.

use e2e::browser::Browser;
use e2e::database::TaskRow;
use serde_json::Value;

const READ: &str = include_str!("look.js");

/// Contents of the page, read by `look.js`.
pub struct View(Value);

/// A row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    pub name: String,
    pub versions: Vec<u64>,
    pub status: String,
    pub upgraded: u64,
}

impl View {
    /// Takes a snapshot.
    pub async fn of(browser: &Browser) -> Result<Self, String> {
        let contents = browser.script(READ, Vec::new()).await?;
        if contents.is_object() {
            Ok(Self(contents))
        } else {
            Err("no page".to_owned())
        }
    }

    /// Whether the console has stopped after a panic.
    pub fn has_stopped(&self) -> bool {
        self.0["stopped"] == true
    }

    /// Whether the page shows the tasks of a product.
    pub fn is_product(&self) -> bool {
        self.0["empty"] == true
    }

    /// Whether the page shows the product picker.
    pub fn is_choice(&self) -> bool {
        self.0["choice"] == true
    }

    /// Language tag of the page.
    pub fn lang(&self) -> &str {
        self.0["lang"].as_str().unwrap_or_default()
    }

    /// Error messages outside dialogs.
    pub fn alerts(&self) -> Vec<&str> {
        texts(&self.0["alerts"])
    }

    /// Warnings about loops of running tasks.
    pub fn loops(&self) -> Vec<&str> {
        texts(&self.0["loops"])
    }

    /// Text of the main area.
    pub fn main(&self) -> &str {
        self.0["main"].as_str().unwrap_or_default()
    }

    /// Text about the age of the list.
    pub fn fresh(&self) -> &str {
        self.0["fresh"].as_str().unwrap_or_default()
    }

    /// Toasts since the last [`Shift::listen`](crate::shift::Shift::listen).
    pub fn toasts(&self) -> Vec<&str> {
        texts(&self.0["toasts"])
    }

    /// Id of the open dialog.
    pub fn dialog(&self) -> Option<&str> {
        self.0["dialog"]["id"].as_str()
    }

    /// Text of the open dialog.
    pub fn dialog_text(&self) -> &str {
        self.0["dialog"]["text"].as_str().unwrap_or_default()
    }

    /// Error messages in the open dialog.
    pub fn dialog_alerts(&self) -> Vec<&str> {
        texts(&self.0["dialog"]["alerts"])
    }

    /// Ids of invalid fields with their error messages.
    pub fn wrong_fields(&self) -> Vec<(&str, &str)> {
        let fields = self.0["dialog"]["wrong"].as_array().into_iter().flatten();
        fields
            .filter_map(|field| field[0].as_str().zip(field[1].as_str()))
            .collect()
    }

    /// Whether the dialog has a button of this name.
    pub fn has_button(&self, name: &str) -> bool {
        texts(&self.0["dialog"]["buttons"]).contains(&name)
    }

    /// Text of a field of the create form.
    pub fn field(&self, wire_name: &str) -> &str {
        self.0["dialog"]["fields"][wire_name].as_str().unwrap_or_default()
    }

    /// Text of the review; empty if the review is not shown.
    pub fn review(&self) -> &str {
        self.0["dialog"]["review"].as_str().unwrap_or_default()
    }

    /// Rows of the table, without rows that the console could not parse.
    pub fn rows(&self) -> Vec<Shown> {
        let rows = self.0["rows"].as_array().into_iter().flatten();
        rows.filter_map(shown).collect()
    }

    /// The row of this name.
    pub fn row(&self, name: &str) -> Option<Shown> {
        self.rows().into_iter().find(|row| row.name == name)
    }
}

fn shown(row: &Value) -> Option<Shown> {
    let numbers = |key: &str| {
        let all = row[key].as_array().into_iter().flatten();
        all.filter_map(Value::as_u64).collect::<Vec<_>>()
    };
    Some(Shown {
        name: row["name"].as_str()?.to_owned(),
        versions: numbers("versions"),
        status: row["status"].as_str().unwrap_or_default().to_owned(),
        upgraded: numbers("counts").first().copied().unwrap_or_default(),
    })
}

impl Shown {
    /// Whether name, versions or status differ from the database's row.
    pub fn differs(&self, row: &TaskRow, running: &str, stopped: &str) -> bool {
        let status = if row.status == 1 { running } else { stopped };
        let versions = [row.from.version.unsigned_abs(), row.target.version.unsigned_abs()];
        self.name != row.name || self.versions != versions || self.status != status
    }
}

fn texts(value: &Value) -> Vec<&str> {
    let all = value.as_array().into_iter().flatten();
    all.filter_map(Value::as_str).collect()
}
