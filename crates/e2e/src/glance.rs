//! What the page says right now, at one glance: for tests that look hundreds of times.

use crate::browser::Browser;
use crate::typed::{Field, Typed};
use serde_json::Value;

const LOOK: &str = "const dialog = [...document.querySelectorAll('dialog')].find(d => d.open);
const texts = (root, css) => root ? [...root.querySelectorAll(css)].map(e => e.innerText).join('\\n') : '';
return {
  open: dialog ? dialog.id : '',
  said: texts(dialog ?? document, '[role=alert]'),
  page: document.body.innerText,
  works: texts(dialog, 'button').includes('Working…'),
  told: texts(document, '.toast'),
  rows: document.querySelectorAll('tbody tr').length,
  first: texts(document, 'tbody tr:first-child'),
  waits: document.querySelectorAll('.row-actions button:not([aria-disabled])').length === 0,
  stopped: !!document.querySelector('[data-stopped]'),
};";

const FIELDS: &str = "return [...arguments].map(name => document.getElementById('create-' + name)?.value)";

const FILL: &str = "const [name, text] = arguments;
const input = document.getElementById('create-' + name);
input.value = text;
input.dispatchEvent(new Event('input', { bubbles: true }));
return true;";

/// What was seen.
#[derive(Clone, Debug)]
pub struct Glance(Value);

impl Glance {
    /// The id of the open dialog; empty where none is.
    #[must_use]
    pub fn open(&self) -> &str {
        self.text("open")
    }

    /// The alerts of the open dialog, or of the page.
    #[must_use]
    pub fn said(&self) -> &str {
        self.text("said")
    }

    /// All text.
    #[must_use]
    pub fn page(&self) -> &str {
        self.text("page")
    }

    /// The messages in the corner.
    #[must_use]
    pub fn told(&self) -> &str {
        self.text("told")
    }

    /// The first row of the table.
    #[must_use]
    pub fn first(&self) -> &str {
        self.text("first")
    }

    /// How many rows the table has.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.0["rows"].as_u64().unwrap_or_default()
    }

    /// Whether something is on its way.
    #[must_use]
    pub fn works(&self) -> bool {
        self.is("works")
    }

    /// Whether no button of a row can be used.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.is("waits")
    }

    /// Whether the console has stopped.
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
    /// What the page says right now, in English.
    pub async fn glance(&self) -> Glance {
        Glance(self.run(LOOK).await)
    }

    /// Waits until a glance shows what is looked for.
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

    /// Fills in the open create dialog without a keyboard.
    pub async fn fill_at_once(&self, task: &Typed) {
        for field in Field::ALL {
            let arguments = vec![field.wire_name().into(), task.text(field).into()];
            self.script(FILL, arguments).await.expect("a create dialog");
        }
    }

    /// Whether the create dialog holds exactly this.
    pub async fn still_holds(&self, task: &Typed) -> bool {
        let names = Field::ALL.into_iter().map(|field| field.wire_name().into());
        let texts = self.script(FIELDS, names.collect()).await.expect("a create dialog");
        let wanted: Vec<&str> = Field::ALL.into_iter().map(|field| task.text(field)).collect();
        texts == serde_json::json!(wanted)
    }
}
