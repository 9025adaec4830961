//! What the page says, in one moment.

use e2e::browser::Browser;
use e2e::database::TaskRow;
use serde_json::Value;

const LOOK: &str = include_str!("look.js");

/// The page as an operator reads it.
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
    /// Looks at it.
    pub async fn of(browser: &Browser) -> Result<Self, String> {
        let seen = browser.script(LOOK, Vec::new()).await?;
        if seen.is_object() {
            Ok(Self(seen))
        } else {
            Err("no page".to_owned())
        }
    }

    /// Whether the console has stopped.
    pub fn has_stopped(&self) -> bool {
        self.0["stopped"] == true
    }

    /// Whether a product's tasks are on show.
    pub fn is_product(&self) -> bool {
        self.0["empty"] == true
    }

    /// Whether products are to be chosen from.
    pub fn is_choice(&self) -> bool {
        self.0["choice"] == true
    }

    /// Its language.
    pub fn lang(&self) -> &str {
        self.0["lang"].as_str().unwrap_or_default()
    }

    /// Error messages outside of dialogs.
    pub fn alerts(&self) -> Vec<&str> {
        texts(&self.0["alerts"])
    }

    /// The loops of running tasks it warns of.
    pub fn loops(&self) -> Vec<&str> {
        texts(&self.0["loops"])
    }

    /// The page's own text.
    pub fn main(&self) -> &str {
        self.0["main"].as_str().unwrap_or_default()
    }

    /// How old it says it is.
    pub fn fresh(&self) -> &str {
        self.0["fresh"].as_str().unwrap_or_default()
    }

    /// Messages since the last [`Shift::listen`](crate::shift::Shift::listen).
    pub fn toasts(&self) -> Vec<&str> {
        texts(&self.0["toasts"])
    }

    /// The id of the open dialog.
    pub fn dialog(&self) -> Option<&str> {
        self.0["dialog"]["id"].as_str()
    }

    /// Everything the dialog says.
    pub fn dialog_text(&self) -> &str {
        self.0["dialog"]["text"].as_str().unwrap_or_default()
    }

    /// Error messages in the dialog.
    pub fn dialog_alerts(&self) -> Vec<&str> {
        texts(&self.0["dialog"]["alerts"])
    }

    /// Ids of fields with their error messages.
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

    /// The text of a field of the form.
    pub fn field(&self, wire_name: &str) -> &str {
        self.0["dialog"]["fields"][wire_name].as_str().unwrap_or_default()
    }

    /// The text of the review; empty where it is not shown.
    pub fn review(&self) -> &str {
        self.0["dialog"]["review"].as_str().unwrap_or_default()
    }

    /// The readable rows.
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
    /// Whether the database has other values, counts aside.
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
