//! Roles and accessible names. A script collects candidates by markup, and the browser computes their names.

use serde_json::{Value, json};
use std::sync::Arc;
use thirtyfour::common::command::{Command, ExtensionCommand};
use thirtyfour::error::no_such_element;
use thirtyfour::prelude::*;

/// The roles the console uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    Button,
    Field,
    FileInput,
    /// A drop-down list.
    Select,
    Dialog,
    Group,
    /// A named section of a page.
    Region,
    Table,
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
            Self::Select => "select",
            Self::Dialog => "dialog, [role=dialog]",
            Self::Group => "fieldset, [role=group]",
            Self::Region => "section, [role=region]",
            Self::Table => "table, [role=table]",
            Self::Progress => "progress",
            Self::Row => "tr, [role=row]",
        }
    }

    /// Whether an element with this accessible name has the name `name`. Some browsers put the picked file before or
    /// after the name of a file input.
    fn matches(self, computed: &str, name: &str) -> bool {
        computed == name || (self == Self::FileInput && (computed.starts_with(name) || computed.ends_with(name)))
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

/// The only element with this role and name inside `root`, or in the page if `root` is `None`.
///
/// # Errors
/// If no element or more than one element matches.
pub(crate) async fn find(
    browser: &WebDriver,
    root: Option<&WebElement>,
    role: Role,
    name: &str,
) -> WebDriverResult<WebElement> {
    let root = root.map(WebElement::to_json).transpose()?.unwrap_or_default();
    let script = if role == Role::Row { ROWS } else { CANDIDATES };
    let arguments = vec![root, json!(role.selector()), json!(name)];
    let mut found = Vec::new();
    for candidate in browser.execute(script, arguments).await?.elements()? {
        if role == Role::Row || role.matches(&computed(&candidate, "computedlabel").await?, name) {
            found.push(candidate);
        }
    }
    match (found.pop(), found.len()) {
        (Some(element), 0) => Ok(element),
        (None, _) => Err(no_such_element(format!("no {role:?} “{name}”"))),
        (_, others) => Err(no_such_element(format!("{} of {role:?} “{name}”", others + 1))),
    }
}

/// Role and accessible name of an element, computed by the browser.
pub(crate) async fn role_and_name(element: &WebElement) -> WebDriverResult<(String, String)> {
    let role = computed(element, "computedrole").await?;
    Ok((role, computed(element, "computedlabel").await?))
}

async fn computed(element: &WebElement, property: &'static str) -> WebDriverResult<String> {
    let element_id = element.element_id().to_string();
    let command = Computed { element_id, property };
    let answer = element
        .handle()
        .cmd(Command::ExtensionCommand(Box::new(command)))
        .await?;
    let text: String = answer.value()?;
    Ok(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The WebDriver commands *Get Computed Role* and *Get Computed Label*, which thirtyfour does not offer.
#[derive(Debug)]
struct Computed {
    element_id: String,
    property: &'static str,
}

impl ExtensionCommand for Computed {
    fn parameters_json(&self) -> Option<Value> {
        None
    }

    fn method(&self) -> ::http::Method {
        ::http::Method::GET
    }

    fn endpoint(&self) -> Arc<str> {
        format!("/element/{}/{}", self.element_id, self.property).into()
    }
}
