//! How a role and an accessible name become an element: candidates by their markup, the decision by the browser's own
//! accessibility tree.

use crate::browser::{Browser, brief};
use serde_json::{Value, json};
use std::sync::Arc;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::prelude::*;
use thirtyfour::session::handle::SessionHandle;

/// The roles the console uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A button.
    Button,
    /// A text field.
    Field,
    /// A file input.
    FileInput,
    /// A check box.
    CheckBox,
    /// A drop-down list.
    Choice,
    /// A dialog, open.
    Dialog,
    /// A group of fields.
    Group,
    /// A named part of a page.
    Region,
    /// A table.
    Table,
    /// A progress bar.
    Progress,
    /// A row of a table, by the name of the task in it.
    Row,
}

impl Role {
    fn selector(self) -> &'static str {
        match self {
            Self::Button => "button, summary, [role=button]",
            Self::Field => "input:not([type]), input[type=text], input[type=search], input[type=password], textarea",
            Self::FileInput => "input[type=file]",
            Self::CheckBox => "input[type=checkbox]",
            Self::Choice => "select",
            Self::Dialog => "dialog, [role=dialog]",
            Self::Group => "fieldset, [role=group]",
            Self::Region => "section, [role=region]",
            Self::Table => "table, [role=table]",
            Self::Progress => "progress",
            Self::Row => "tr, [role=row]",
        }
    }
}

/// Visible elements under `root` that may have the name: the browser decides which of them have it.
const CANDIDATES: &str = "
    const [root, selector, name] = arguments;
    const flat = text => (text || '').replace(/\\s+/g, ' ').trim();
    const referred = e => (e.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id));
    return [...(root || document).querySelectorAll(selector)].filter(e => e.checkVisibility() && flat([
        e.getAttribute('aria-label'), e.title, e.textContent,
        ...[...(e.labels || []), ...referred(e)].map(l => l && l.textContent),
    ].join(' ')).includes(name));";

/// Rows have no name of their own: the task's name is a button in them.
const ROWS: &str = "
    const [root, selector, name] = arguments;
    const named = row => [...row.querySelectorAll('button')].some(b => b.textContent === name);
    return [...(root || document).querySelectorAll(selector)].filter(row => row.checkVisibility() && named(row));";

/// The one element of this role and name, inside `root` if that is given.
pub(crate) async fn step(
    browser: &Browser,
    root: Option<&WebElement>,
    role: Role,
    name: &str,
) -> Result<WebElement, String> {
    let root = match root {
        Some(element) => element.to_json().map_err(brief)?,
        None => Value::Null,
    };
    let script = if role == Role::Row { ROWS } else { CANDIDATES };
    let arguments = vec![root, json!(role.selector()), json!(name)];
    let candidates = browser.session().execute(script, arguments).await.map_err(brief)?;
    let mut found = Vec::new();
    for candidate in candidates.elements().map_err(brief)? {
        let is_it = match role {
            Role::Row => true,
            role => is_named(role, &computed(browser, &candidate, "computedlabel").await?, name),
        };
        if is_it {
            found.push(candidate);
        }
    }
    match found.len() {
        1 => found.pop().ok_or_else(String::new),
        0 => Err(format!("no {role:?} “{name}”")),
        several => Err(format!("{several} times {role:?} “{name}”")),
    }
}

/// Some browsers add to the name of a file input what is picked in it, before or after.
fn is_named(role: Role, computed: &str, name: &str) -> bool {
    computed == name || (role == Role::FileInput && (computed.starts_with(name) || computed.ends_with(name)))
}

/// Role and accessible name of an element, as the browser computes them.
pub(crate) async fn role_and_label(browser: &Browser, element: &WebElement) -> Result<(String, String), String> {
    let role = computed(browser, element, "computedrole").await?;
    Ok((role, computed(browser, element, "computedlabel").await?))
}

/// Everything that can be used and is visible, as HTML, but has no accessible name.
pub(crate) async fn nameless(browser: &Browser) -> Result<Vec<String>, String> {
    let script = "const modal = document.querySelector('dialog[open]') || document;
        return [...modal.querySelectorAll('button, a[href], input, select, textarea, progress')]
            .filter(e => e.checkVisibility())";
    let controls = browser.session().execute(script, Vec::new()).await.map_err(brief)?;
    let controls = controls.elements().map_err(brief)?;
    if controls.is_empty() {
        return Err("nothing can be used".to_owned());
    }
    let mut nameless = Vec::new();
    for control in controls {
        if computed(browser, &control, "computedlabel").await?.is_empty() {
            nameless.push(control.outer_html().await.map_err(brief)?);
        }
    }
    Ok(nameless)
}

async fn computed(browser: &Browser, element: &WebElement, what: &'static str) -> Result<String, String> {
    let command = Computed {
        element: element.element_id().to_string(),
        what,
    };
    let handle: &Arc<SessionHandle> = browser.session();
    let answer = handle
        .cmd(Command::ExtensionCommand(Box::new(command)))
        .await
        .map_err(brief)?;
    let text = answer.value_json().map_err(brief)?;
    Ok(one_line(text.as_str().unwrap_or_default()))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// *Get Computed Role* and *Get Computed Label* of W3C WebDriver, which thirtyfour has no function for.
#[derive(Debug)]
struct Computed {
    element: String,
    what: &'static str,
}

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> http::Method {
        http::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/{}", self.element, self.what).into()
    }
}
