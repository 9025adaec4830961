//! Snapshots of the page, read in one script call, for tests that poll hundreds of times.

use crate::browser::Browser;
use crate::task_input::{TaskDraft, fields, input_id};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Display;
use thirtyfour::prelude::*;

const READ: &str = include_str!("snapshot.js");

/// What an operator reads on the page at one moment.
#[derive(Clone, Debug, Deserialize)]
pub struct Snapshot {
    /// Whether the console has stopped after a panic.
    pub has_stopped: bool,
    pub language: String,
    pub page: String,
    pub main: String,
    pub is_task_page: bool,
    pub is_product_picker: bool,
    /// Text about the age of the list.
    pub age: String,
    /// Error messages outside dialogs.
    pub alerts: Vec<String>,
    /// Warnings about loops of running tasks.
    pub loops: Vec<String>,
    /// Toasts since the last [`Browser::mark_toasts_read`].
    pub toasts: Vec<String>,
    pub rows: Vec<RowSnapshot>,
    pub actions_disabled: bool,
    pub dialog: Option<DialogSnapshot>,
}

#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub struct RowSnapshot {
    pub text: String,
    /// Name of the task; empty if the console could not parse the task.
    pub name: String,
    pub versions: Vec<String>,
    pub status: String,
    pub upgraded: u64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct DialogSnapshot {
    pub id: String,
    pub text: String,
    pub alerts: Vec<String>,
    /// Descriptions of the invalid fields, by id.
    pub errors: HashMap<String, String>,
    pub buttons: Vec<String>,
    /// Texts of the create form, by id.
    pub fields: HashMap<String, String>,
    /// Text of the review; empty if the review is not shown.
    pub review: String,
}

impl Snapshot {
    /// Id of the open dialog; empty if no dialog is open.
    pub fn dialog_id(&self) -> &str {
        self.dialog.as_ref().map_or("", |dialog| &dialog.id)
    }

    pub fn row(&self, name: &str) -> Option<&RowSnapshot> {
        self.rows.iter().find(|row| row.name == name)
    }

    /// Rows of the tasks that the console could parse.
    pub fn tasks(&self) -> Vec<&RowSnapshot> {
        self.rows.iter().filter(|row| !row.name.is_empty()).collect()
    }

    pub fn has_toast(&self, start: &str) -> bool {
        self.toasts.iter().any(|toast| toast.starts_with(start))
    }
}

impl Browser {
    /// Takes a snapshot of the page.
    ///
    /// # Errors
    /// While the page loads.
    pub async fn try_snapshot(&self) -> WebDriverResult<Snapshot> {
        Ok(serde_json::from_value(self.try_run(READ, Vec::new()).await?)?)
    }

    pub async fn snapshot(&self) -> Snapshot {
        self.wait_for("the page can be read", async || self.try_snapshot().await)
            .await
    }

    /// Waits until `look` returns a value for a snapshot of the page.
    pub async fn wait_for_snapshot<T>(&self, what: impl Display, look: impl Fn(&Snapshot) -> Option<T>) -> T {
        let look = async || {
            let snapshot = self.try_snapshot().await.map_err(|error| error.to_string())?;
            look(&snapshot).ok_or_else(|| {
                let Snapshot {
                    alerts, toasts, dialog, ..
                } = &snapshot;
                format!("dialog {dialog:?}, alerts {alerts:?}, toasts {toasts:?}")
            })
        };
        self.wait_for(what, look).await
    }

    /// Waits until `is_right` holds for a snapshot of the page, and returns the snapshot.
    pub async fn expect_snapshot(&self, what: impl Display, is_right: impl Fn(&Snapshot) -> bool) -> Snapshot {
        self.wait_for_snapshot(what, |snapshot| is_right(snapshot).then(|| snapshot.clone()))
            .await
    }

    /// Waits until the dialog with this id is open, or no dialog if `id` is empty.
    pub async fn expect_dialog(&self, id: &str) {
        self.expect_snapshot(format!("the open dialog is {id:?}"), |snapshot| {
            snapshot.dialog_id() == id
        })
        .await;
    }

    /// Marks all toasts as read, so that later snapshots have only new ones.
    pub async fn mark_toasts_read(&self) {
        self.run("document.querySelectorAll('[role=status] > div').forEach(toast => toast.dataset.read = '')")
            .await;
    }

    /// Clicks the first element of this selector whose text contains `text`, as soon as it exists, even behind a dialog.
    pub async fn click_css(&self, selector: &str, text: &str) {
        let script = "const all = [...document.querySelectorAll(arguments[0])];
            const found = all.find(element => element.textContent.includes(arguments[1]));
            found?.click();
            return Boolean(found)";
        let what = format!("{selector} “{text}” can be clicked");
        let click = async || match self.try_run(script, vec![json!(selector), json!(text)]).await {
            Ok(Value::Bool(true)) => Ok(()),
            other => Err(format!("{other:?}")),
        };
        self.wait_for(what, click).await;
    }

    /// Fills in the open create dialog by script, without key presses.
    pub async fn fill_at_once(&self, task: &TaskDraft) {
        let fill = "const [id, text] = arguments;
            const input = document.getElementById(id);
            input.value = text;
            input.dispatchEvent(new Event('input', { bubbles: true }))";
        for field in fields() {
            let arguments = vec![input_id(field).into(), task.text(field).into()];
            self.try_run(fill, arguments).await.expect("a create dialog");
        }
    }

    /// Whether every field of the create dialog holds the text of `task`.
    pub async fn holds_input(&self, task: &TaskDraft) -> bool {
        let dialog = self.snapshot().await.dialog.expect("a create dialog");
        fields().all(|field| {
            dialog
                .fields
                .get(&input_id(field))
                .is_some_and(|text| text == task.text(field))
        })
    }
}
