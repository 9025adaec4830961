//! Elements by role and accessible name, as a screen reader finds them; the browser computes both.
//!
//! An [`Element`] is a lazy locator that is resolved at every use, so it never goes stale. Every action waits until it
//! succeeds or the time-out passes.

use crate::browser::{Browser, brief};
pub use crate::lookup::Role;
use crate::lookup::step;
use serde_json::Value;
use std::fmt;
use std::path::Path;
use thirtyfour::prelude::*;

/// Locator of an element: a path of roles and accessible names.
#[derive(Clone)]
pub struct Element<'b> {
    browser: &'b Browser,
    path: Vec<(Role, String)>,
}

impl fmt::Display for Element<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, (role, name)) in self.path.iter().rev().enumerate() {
            let of = if at == 0 { "" } else { " in " };
            write!(f, "{of}{role:?} “{name}”")?;
        }
        Ok(())
    }
}

impl<'b> Element<'b> {
    pub(crate) fn of_page(browser: &'b Browser, role: Role, name: &str) -> Self {
        let path = vec![(role, name.to_owned())];
        Self { browser, path }
    }

    /// Locator of an element inside this one.
    #[must_use]
    pub fn find(&self, role: Role, name: &str) -> Self {
        let mut path = self.path.clone();
        path.push((role, name.to_owned()));
        Self { path, ..*self }
    }

    /// Locator of a button inside this one.
    #[must_use]
    pub fn button(&self, name: &str) -> Self {
        self.find(Role::Button, name)
    }

    /// Resolves the locator once, without waiting.
    async fn resolve(&self) -> Result<WebElement, String> {
        let mut found = None;
        for (role, name) in &self.path {
            found = Some(step(self.browser, found.as_ref(), *role, name).await?);
        }
        found.ok_or_else(|| "an empty path".to_owned())
    }

    /// Whether the element exists, without waiting.
    pub async fn is_there(&self) -> bool {
        self.resolve().await.is_ok()
    }

    /// Waits until the element exists.
    pub async fn appears(&self) {
        let what = format!("{self} appears");
        self.browser.until(what, async || self.resolve().await.map(drop)).await;
    }

    /// Waits until the element does not exist.
    pub async fn goes_away(&self) {
        let gone = async || {
            if self.is_there().await {
                Err("it still exists".to_owned())
            } else {
                Ok(())
            }
        };
        self.browser.until(format!("{self} disappears"), gone).await;
    }

    /// Clicks the element.
    pub async fn click(&self) {
        let click = async || self.resolve().await?.click().await.map_err(brief);
        self.browser.until(format!("{self} can be clicked"), click).await;
    }

    /// Scrolls the element to the middle of the viewport.
    pub async fn comes_into_view(&self) {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        let scroll = async || {
            let element = self.resolve().await?.to_json().map_err(brief)?;
            self.browser.script(script, vec![element]).await.map(drop)
        };
        self.browser.until(format!("{self} can be scrolled to"), scroll).await;
    }

    /// Replaces the text of the field and waits until the field holds `text`.
    pub async fn fill(&self, text: &str) {
        let replace = async || {
            let field = self.resolve().await?;
            field.click().await.map_err(brief)?;
            field.send_keys(Key::Control + "a").await.map_err(brief)?;
            field.send_keys(Key::Backspace).await.map_err(brief)?;
            if text.is_empty() {
                return Ok(());
            }
            // WebDriver's keys end at U+FFFF, and long texts are slow key by key.
            if text.chars().count() > 12 || text.chars().any(|c| u32::from(c) > 0xffff) {
                self.browser.enter(text).await;
            } else {
                field.send_keys(text).await.map_err(brief)?;
            }
            Ok(())
        };
        self.browser.until(format!("{self} can be typed into"), replace).await;
        self.holds(text).await;
    }

    /// Picks a file in a file input.
    pub async fn pick(&self, file: &Path) {
        let path = file.to_string_lossy();
        let pick = async || self.resolve().await?.send_keys(path.as_ref()).await.map_err(brief);
        self.browser.until(format!("{self} accepts {path}"), pick).await;
    }

    /// Chooses an option by its value.
    pub async fn choose(&self, value: &str) {
        let choose = async || {
            let option = format!("option[value={value}]");
            let option = self.resolve().await?.find(By::Css(option)).await.map_err(brief)?;
            option.click().await.map_err(brief)
        };
        self.browser.until(format!("{self} offers {value}"), choose).await;
    }

    /// Waits until the field holds this value.
    pub async fn holds(&self, value: &str) {
        let same = async || match self.current_value().await? {
            current if current == value => Ok(()),
            current => Err(format!("it holds {current:?}")),
        };
        self.browser.until(format!("{self} holds {value:?}"), same).await;
    }

    /// The value of a field.
    pub async fn value(&self) -> String {
        let what = format!("{self} has a value");
        self.browser.until(what, async || self.current_value().await).await
    }

    async fn current_value(&self) -> Result<String, String> {
        Ok(self.resolve().await?.value().await.map_err(brief)?.unwrap_or_default())
    }

    /// Visible text of the element.
    pub async fn text(&self) -> String {
        let what = format!("{self} has a text");
        self.browser.until(what, async || self.current_text().await).await
    }

    async fn current_text(&self) -> Result<String, String> {
        self.resolve().await?.text().await.map_err(brief)
    }

    /// Waits until the visible text contains `text`.
    pub async fn shows(&self, text: &str) {
        let look = async || match self.current_text().await? {
            current if current.contains(text) => Ok(()),
            current => Err(format!("it shows {current:?}")),
        };
        self.browser.until(format!("{self} shows “{text}”"), look).await;
    }

    /// Lines of the accessible description (`aria-describedby`).
    pub async fn description(&self) -> Vec<String> {
        let script = "const ids = (arguments[0].getAttribute('aria-describedby') || '').split(' ');
            return ids.map(id => document.getElementById(id)?.innerText || '').join('\\n');";
        let what = format!("{self} has a description");
        let look = async || {
            let element = self.resolve().await?.to_json().map_err(brief)?;
            self.browser.script(script, vec![element]).await
        };
        let text = self.browser.until(what, look).await;
        let lines = text.as_str().unwrap_or_default().lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// Waits until the accessible description contains this line.
    pub async fn is_described_as(&self, line: &str) {
        let look = async || match self.description().await {
            lines if lines.iter().any(|described| described == line) => Ok(()),
            lines => Err(format!("the description is {lines:?}")),
        };
        self.browser
            .until(format!("{self} is described as “{line}”"), look)
            .await;
    }

    /// Value of an attribute; `None` if the element does not have it.
    pub async fn attribute(&self, name: &str) -> Option<String> {
        let look = async || self.resolve().await?.attr(name).await.map_err(brief);
        self.browser.until(format!("{self} exists"), look).await
    }

    /// Sends a key to the element.
    pub async fn press(&self, key: Key) {
        let press = async || self.resolve().await?.send_keys(key.clone()).await.map_err(brief);
        self.browser.until(format!("{self} accepts a key"), press).await;
    }

    /// Whether the element has the focus, without waiting.
    pub async fn is_focused(&self) -> bool {
        self.check_focus().await == Ok(true)
    }

    async fn check_focus(&self) -> Result<bool, String> {
        let element = self.resolve().await?.to_json().map_err(brief)?;
        let script = "return document.activeElement === arguments[0]";
        Ok(self.browser.script(script, vec![element]).await? == Value::Bool(true))
    }

    /// Waits until the element has the focus.
    pub async fn has_focus(&self) {
        let look = async || match self.check_focus().await? {
            true => Ok(()),
            false => Err(format!("the focus is on {:?}", self.browser.focused().await)),
        };
        self.browser.until(format!("{self} has the focus"), look).await;
    }
}
