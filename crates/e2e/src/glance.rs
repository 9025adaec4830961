//! Snapshots of the page, read in one script call, for tests that poll hundreds of times.

use crate::browser::Browser;
use crate::typed::{Field, Typed};
use serde_json::Value;

const READ: &str = "const dialog = [...document.querySelectorAll('dialog')].find(d => d.open);
const texts = (root, css) => root ? [...root.querySelectorAll(css)].map(e => e.innerText).join('\\n') : '';
return {
  open: dialog ? dialog.id : '',
  alerts: texts(dialog ?? document, '[role=alert]'),
  page: document.body.innerText,
  busy: texts(dialog, 'button').includes('Working…'),
  toasts: texts(document, '.toast'),
  rows: document.querySelectorAll('tbody tr').length,
  first: texts(document, 'tbody tr:first-child'),
  rows_disabled: document.querySelectorAll('.cell-actions > button:not([aria-disabled], [aria-expanded])').length === 0,
  stopped: !!document.querySelector('[data-stopped]'),
};";

const VALUES: &str = "return [...arguments].map(name => document.getElementById('create-' + name)?.value)";

const FILL: &str = "const [name, text] = arguments;
const input = document.getElementById('create-' + name);
input.value = text;
input.dispatchEvent(new Event('input', { bubbles: true }));
return true;";

/// Snapshot of the page.
#[derive(Clone, Debug)]
pub struct Glance(Value);

impl Glance {
    /// Id of the open dialog; empty if no dialog is open.
    #[must_use]
    pub fn open(&self) -> &str {
        self.text("open")
    }

    /// Text of the alerts in the open dialog, or in the page if no dialog is open.
    #[must_use]
    pub fn said(&self) -> &str {
        self.text("alerts")
    }

    /// All visible text.
    #[must_use]
    pub fn page(&self) -> &str {
        self.text("page")
    }

    /// Text of the toasts.
    #[must_use]
    pub fn told(&self) -> &str {
        self.text("toasts")
    }

    /// Text of the first table row.
    #[must_use]
    pub fn first(&self) -> &str {
        self.text("first")
    }

    /// Number of table rows.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.0["rows"].as_u64().unwrap_or_default()
    }

    /// Whether a button of the open dialog shows that a request is in flight.
    #[must_use]
    pub fn works(&self) -> bool {
        self.is("busy")
    }

    /// Whether all action buttons of the table rows are disabled.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.is("rows_disabled")
    }

    /// Whether the console has stopped after a panic.
    #[must_use]
    pub fn has_stopped(&self) -> bool {
        self.is("stopped")
    }

    fn text(&self, key: &str) -> &str {
        self.0[key].as_str().unwrap_or_default()
    }

    fn is(&self, key: &str) -> bool {
        self.0[key].as_bool().unwrap_or_default()
    }
}

impl Browser {
    /// Takes a snapshot of the page, which must be in English.
    pub async fn glance(&self) -> Glance {
        Glance(self.run(READ).await)
    }

    /// Waits until `is_right` holds for a snapshot, and returns that snapshot.
    pub async fn until_glance(&self, what: &str, is_right: impl Fn(&Glance) -> bool) -> Glance {
        self.until(what, async || {
            let glance = self.glance().await;
            if is_right(&glance) {
                Ok(glance)
            } else {
                Err(format!("{:?}", glance.page()))
            }
        })
        .await
    }

    /// Fills in the open create dialog by script, without key presses.
    pub async fn fill_at_once(&self, task: &Typed) {
        for field in Field::ALL {
            let arguments = vec![field.wire_name().into(), task.text(field).into()];
            self.script(FILL, arguments).await.expect("a create dialog");
        }
    }

    /// Whether every field of the create dialog holds the text of `task`.
    pub async fn still_holds(&self, task: &Typed) -> bool {
        let names = Field::ALL.into_iter().map(|field| field.wire_name().into());
        let texts = self.script(VALUES, names.collect()).await.expect("a create dialog");
        let wanted: Vec<&str> = Field::ALL.into_iter().map(|field| task.text(field)).collect();
        texts == serde_json::json!(wanted)
    }
}
