//! Resolves a role and an accessible name to an element: a script collects candidates by markup, and the browser's
//! accessibility tree decides.

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
    /// An open dialog.
    Dialog,
    /// A group of fields.
    Group,
    /// A named section of a page.
    Region,
    /// A table.
    Table,
    /// A progress bar.
    Progress,
    /// A table row, identified by the name of its task.
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

/// Visible elements under `root` whose markup contains the name. A superset of the elements with this accessible name.
const CANDIDATES: &str = "
    const [root, selector, name] = arguments;
    const flat = text => (text || '').replace(/\\s+/g, ' ').trim();
    const referred = e => (e.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id));
    return [...(root || document).querySelectorAll(selector)].filter(e => e.checkVisibility() && flat([
        e.getAttribute('aria-label'), e.title, e.textContent,
        ...[...(e.labels || []), ...referred(e)].map(l => l && l.textContent),
    ].join(' ')).includes(name));";

/// Visible rows under `root` with a button of this name. Rows have no accessible name.
const ROWS: &str = "
    const [root, selector, name] = arguments;
    const named = row => [...row.querySelectorAll('button')].some(b => b.textContent === name);
    return [...(root || document).querySelectorAll(selector)].filter(row => row.checkVisibility() && named(row));";

/// Returns the only element with this role and name inside `root`, or in the page if `root` is `None`.
///
/// # Errors
/// If no element or more than one element matches.
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
        let matches = match role {
            Role::Row => true,
            role => is_named(role, &computed(browser, &candidate, "computedlabel").await?, name),
        };
        if matches {
            found.push(candidate);
        }
    }
    match found.len() {
        1 => found.pop().ok_or_else(String::new),
        0 => Err(format!("no {role:?} “{name}”")),
        count => Err(format!("{count} elements {role:?} “{name}”")),
    }
}

/// Whether the computed name is `name`. Some browsers put the picked file before or after the name of a file input.
fn is_named(role: Role, computed: &str, name: &str) -> bool {
    computed == name || (role == Role::FileInput && (computed.starts_with(name) || computed.ends_with(name)))
}

/// Role and accessible name of an element, computed by the browser.
pub(crate) async fn role_and_label(browser: &Browser, element: &WebElement) -> Result<(String, String), String> {
    let role = computed(browser, element, "computedrole").await?;
    Ok((role, computed(browser, element, "computedlabel").await?))
}

/// Visible controls without an accessible name, as HTML.
///
/// # Errors
/// If the page has no visible control.
pub(crate) async fn nameless(browser: &Browser) -> Result<Vec<String>, String> {
    let script = "const modal = document.querySelector('dialog[open]') || document;
        return [...modal.querySelectorAll('button, a[href], input, select, textarea, progress')]
            .filter(e => e.checkVisibility())";
    let controls = browser.session().execute(script, Vec::new()).await.map_err(brief)?;
    let controls = controls.elements().map_err(brief)?;
    if controls.is_empty() {
        return Err("no visible control".to_owned());
    }
    let mut nameless = Vec::new();
    for control in controls {
        if computed(browser, &control, "computedlabel").await?.is_empty() {
            nameless.push(control.outer_html().await.map_err(brief)?);
        }
    }
    Ok(nameless)
}

async fn computed(browser: &Browser, element: &WebElement, property: &'static str) -> Result<String, String> {
    let command = Computed {
        element: element.element_id().to_string(),
        property,
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

/// The WebDriver commands *Get Computed Role* and *Get Computed Label*, which thirtyfour does not offer.
#[derive(Debug)]
struct Computed {
    element: String,
    property: &'static str,
}

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> http::Method {
        http::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/{}", self.element, self.property).into()
    }
}
