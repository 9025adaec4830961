//! Elements as a screen reader finds them: by role and accessible name, computed by the browser itself.
//!
//! An [`Element`] is a description, looked up anew at every use, so that it never goes stale; every verb waits until it
//! can be done.

use crate::browser::{Browser, brief};
pub use crate::lookup::Role;
use crate::lookup::step;
use serde_json::Value;
use std::fmt;
use std::path::Path;
use thirtyfour::prelude::*;

/// An element of the page: a way to it.
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

    /// An element inside this one.
    #[must_use]
    pub fn find(&self, role: Role, name: &str) -> Self {
        let mut path = self.path.clone();
        path.push((role, name.to_owned()));
        Self { path, ..*self }
    }

    /// A button inside this one.
    #[must_use]
    pub fn button(&self, name: &str) -> Self {
        self.find(Role::Button, name)
    }

    async fn now(&self) -> Result<WebElement, String> {
        let mut found = None;
        for (role, name) in &self.path {
            found = Some(step(self.browser, found.as_ref(), *role, name).await?);
        }
        found.ok_or_else(|| "an empty path".to_owned())
    }

    /// Whether it is there now.
    pub async fn is_there(&self) -> bool {
        self.now().await.is_ok()
    }

    /// Waits until it is there.
    pub async fn appears(&self) {
        let looked = format!("{self} appears");
        self.browser.until(looked, async || self.now().await.map(drop)).await;
    }

    /// Waits until it is gone.
    pub async fn goes_away(&self) {
        let gone = async || {
            if self.is_there().await {
                Err("still there".to_owned())
            } else {
                Ok(())
            }
        };
        self.browser.until(format!("{self} goes away"), gone).await;
    }

    /// Presses it with the mouse.
    pub async fn click(&self) {
        let click = async || self.now().await?.click().await.map_err(brief);
        self.browser.until(format!("{self} can be pressed"), click).await;
    }

    /// Scrolls it to the middle of the screen.
    pub async fn comes_into_view(&self) {
        let script = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        let scroll = async || {
            let element = self.now().await?.to_json().map_err(brief)?;
            self.browser.script(script, vec![element]).await.map(drop)
        };
        self.browser.until(format!("{self} can be scrolled to"), scroll).await;
    }

    /// Goes there and types over what stands in it.
    pub async fn fill(&self, text: &str) {
        let replace = async || {
            let field = self.now().await?;
            field.click().await.map_err(brief)?;
            field.send_keys(Key::Control + "a").await.map_err(brief)?;
            field.send_keys(Key::Backspace).await.map_err(brief)?;
            if text.is_empty() {
                return Ok(());
            }
            // Keys stop at U+FFFF, and each takes its time.
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

    /// Picks a file.
    pub async fn pick(&self, file: &Path) {
        let path = file.to_string_lossy();
        let pick = async || self.now().await?.send_keys(path.as_ref()).await.map_err(brief);
        self.browser.until(format!("{self} takes {path}"), pick).await;
    }

    /// Chooses an option by its value.
    pub async fn choose(&self, value: &str) {
        let choose = async || {
            let option = format!("option[value={value}]");
            let option = self.now().await?.find(By::Css(option)).await.map_err(brief)?;
            option.click().await.map_err(brief)
        };
        self.browser.until(format!("{self} offers {value}"), choose).await;
    }

    /// Waits until it holds this value.
    pub async fn holds(&self, value: &str) {
        let same = async || match self.value_now().await? {
            now if now == value => Ok(()),
            now => Err(format!("it holds {now:?}")),
        };
        self.browser.until(format!("{self} holds {value:?}"), same).await;
    }

    /// The value of a field.
    pub async fn value(&self) -> String {
        let what = format!("{self} has a value");
        self.browser.until(what, async || self.value_now().await).await
    }

    async fn value_now(&self) -> Result<String, String> {
        Ok(self.now().await?.value().await.map_err(brief)?.unwrap_or_default())
    }

    /// The text it shows.
    pub async fn text(&self) -> String {
        let what = format!("{self} has a text");
        self.browser.until(what, async || self.text_now().await).await
    }

    async fn text_now(&self) -> Result<String, String> {
        self.now().await?.text().await.map_err(brief)
    }

    /// Waits until it shows a text.
    pub async fn shows(&self, text: &str) {
        let look = async || match self.text_now().await? {
            now if now.contains(text) => Ok(()),
            now => Err(format!("it shows {now:?}")),
        };
        self.browser.until(format!("{self} shows “{text}”"), look).await;
    }

    /// What its description (`aria-describedby`) says, line by line.
    pub async fn description(&self) -> Vec<String> {
        let script = "const ids = (arguments[0].getAttribute('aria-describedby') || '').split(' ');
            return ids.map(id => document.getElementById(id)?.innerText || '').join('\\n');";
        let what = format!("{self} has a description");
        let look = async || {
            let element = self.now().await?.to_json().map_err(brief)?;
            self.browser.script(script, vec![element]).await
        };
        let text = self.browser.until(what, look).await;
        let lines = text.as_str().unwrap_or_default().lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    /// Waits until its description says this.
    pub async fn is_described_as(&self, line: &str) {
        let look = async || match self.description().await {
            lines if lines.iter().any(|said| said == line) => Ok(()),
            lines => Err(format!("it says {lines:?}")),
        };
        self.browser.until(format!("beside {self} stands “{line}”"), look).await;
    }

    /// An attribute.
    pub async fn attribute(&self, name: &str) -> Option<String> {
        let look = async || self.now().await?.attr(name).await.map_err(brief);
        self.browser.until(format!("{self} is there"), look).await
    }

    /// Presses keys in it.
    pub async fn press(&self, key: Key) {
        let press = async || self.now().await?.send_keys(key.clone()).await.map_err(brief);
        self.browser.until(format!("{self} takes a key"), press).await;
    }

    /// Whether it has the focus now.
    pub async fn is_focused(&self) -> bool {
        self.focused_now().await == Ok(true)
    }

    async fn focused_now(&self) -> Result<bool, String> {
        let element = self.now().await?.to_json().map_err(brief)?;
        let script = "return document.activeElement === arguments[0]";
        Ok(self.browser.script(script, vec![element]).await? == Value::Bool(true))
    }

    /// Waits until it has the focus.
    pub async fn has_focus(&self) {
        let look = async || match self.focused_now().await? {
            true => Ok(()),
            false => Err(format!("the focus is on {:?}", self.browser.focused().await)),
        };
        self.browser.until(format!("{self} has the focus"), look).await;
    }
}
