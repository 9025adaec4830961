//! Elements by role and accessible name, as a screen reader finds them.
//!
//! A [`Locator`] is resolved at every use, so it never goes stale. Every action waits until it succeeds or the time-out
//! passes.

use crate::accessibility;
pub use crate::accessibility::Role;
use crate::browser::{Browser, brief};
use serde::de::DeserializeOwned;
use std::fmt::{self, Debug};
use std::path::Path;
use thirtyfour::components::SelectElement;
use thirtyfour::error::no_such_element;
use thirtyfour::prelude::*;

/// Locator of an element: a path of roles and accessible names.
#[derive(Clone)]
pub struct Locator<'b> {
    browser: &'b Browser,
    path: Vec<(Role, String)>,
}

impl fmt::Display for Locator<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let steps = self.path.iter().rev().map(|(role, name)| format!("{role:?} “{name}”"));
        f.write_str(&steps.collect::<Vec<_>>().join(" in "))
    }
}

impl Browser {
    /// Locator of an element of the page by role and accessible name.
    pub fn find(&self, role: Role, name: &str) -> Locator<'_> {
        Locator {
            browser: self,
            path: vec![(role, name.to_owned())],
        }
    }

    pub fn dialog(&self, title: &str) -> Locator<'_> {
        self.find(Role::Dialog, title)
    }

    /// Presses Tab until an element has the focus, at most 60 times: every screen has fewer tab stops.
    pub async fn tab_to(&self, element: &Locator<'_>) {
        element.expect_visible().await;
        for _ in 0..60 {
            if element.is_focused().await {
                return;
            }
            self.press(Key::Tab).await;
        }
        panic!(
            "Tab does not reach {element}; the focus is on {:?}",
            self.focused().await
        );
    }
}

impl<'b> Locator<'b> {
    pub fn browser(&self) -> &'b Browser {
        self.browser
    }

    /// Locator of an element inside this one.
    pub fn find(&self, role: Role, name: &str) -> Self {
        let mut path = self.path.clone();
        path.push((role, name.to_owned()));
        Self { path, ..*self }
    }

    pub fn button(&self, name: &str) -> Self {
        self.find(Role::Button, name)
    }

    /// Resolves the locator once, without waiting. Each step must match one element.
    async fn resolve(&self) -> WebDriverResult<WebElement> {
        let mut found = None;
        for (role, name) in &self.path {
            found = Some(accessibility::find(self.browser, found.as_ref(), *role, name).await?);
        }
        found.ok_or_else(|| no_such_element("an empty path".to_owned()))
    }

    /// Repeats `action` on the element until it succeeds.
    async fn act<T>(&self, what: &str, mut action: impl AsyncFnMut(WebElement) -> WebDriverResult<T>) -> T {
        let attempt = async || action(self.resolve().await?).await;
        self.browser.wait_for(format_args!("{self} {what}"), attempt).await
    }

    /// Waits until `read` returns a value for which `is_right` holds.
    async fn expect<T: Debug>(
        &self,
        what: impl fmt::Display,
        mut read: impl AsyncFnMut(WebElement) -> WebDriverResult<T>,
        is_right: impl Fn(&T) -> bool,
    ) {
        let mut read = async || read(self.resolve().await?).await;
        let look = async || match read().await {
            Ok(value) if is_right(&value) => Ok(()),
            Ok(value) => Err(format!("{value:?}")),
            Err(error) => Err(brief(error)),
        };
        self.browser.wait_for(format_args!("{self} {what}"), look).await;
    }

    /// Whether the element exists and is visible, without waiting.
    pub async fn is_visible(&self) -> bool {
        self.resolve().await.is_ok()
    }

    pub async fn expect_visible(&self) {
        self.act("is visible", async |_| Ok(())).await;
    }

    /// Waits until the element is not visible.
    pub async fn expect_hidden(&self) {
        let what = format!("{self} is hidden");
        self.browser
            .wait_until(what, async || self.is_visible().await, |visible| !visible)
            .await;
    }

    pub async fn click(&self) {
        self.act("can be clicked", async |element| element.click().await).await;
    }

    /// Scrolls the element to the middle of the viewport.
    pub async fn scroll_into_view(&self) {
        self.act("can be scrolled to", async |element| element.scroll_into_view().await)
            .await;
    }

    /// Replaces the text of the field and waits until the field holds `text`.
    pub async fn fill(&self, text: &str) {
        let replace = async |field: WebElement| {
            field.click().await?;
            field.send_keys(Key::Control + "a").await?;
            field.send_keys(Key::Backspace).await?;
            // WebDriver's keys end at U+FFFF, and long texts are slow key by key.
            if text.chars().count() > 12 || text.chars().any(|c| u32::from(c) > 0xffff) {
                self.browser.insert_text(text).await;
            } else if !text.is_empty() {
                field.send_keys(text).await?;
            }
            Ok(())
        };
        self.act("can be typed into", replace).await;
        self.expect_value(text).await;
    }

    pub async fn set_file(&self, file: &Path) {
        let path = file.to_string_lossy();
        self.act("accepts a file", async |input| input.send_keys(path.as_ref()).await)
            .await;
    }

    /// Chooses an option of a drop-down list by its value.
    pub async fn select_option(&self, value: &str) {
        let choose = async |list: WebElement| SelectElement::new(&list).await?.select_by_value(value).await;
        self.act("has the option", choose).await;
    }

    pub async fn press(&self, key: Key) {
        self.act("accepts a key", async |element| element.send_keys(key.clone()).await)
            .await;
    }

    pub async fn value(&self) -> String {
        let value = self.act("has a value", async |field| field.value().await).await;
        value.unwrap_or_default()
    }

    /// Waits until the field holds this value.
    pub async fn expect_value(&self, value: &str) {
        let what = format_args!("holds {value:?}");
        let read = async |field: WebElement| field.value().await;
        self.expect(what, read, |current| current.as_deref().unwrap_or_default() == value)
            .await;
    }

    pub async fn text(&self) -> String {
        self.act("has a text", async |element| element.text().await).await
    }

    /// Waits until the visible text contains `text`.
    pub async fn expect_text(&self, text: &str) {
        let read = async |element: WebElement| element.text().await;
        let shows = |current: &String| current.contains(text);
        self.expect(format_args!("shows “{text}”"), read, shows).await;
    }

    /// Accessible description (`aria-describedby`), a text per line.
    pub async fn description(&self) -> String {
        self.act("has a description", async |element| described(&element).await)
            .await
    }

    /// Waits until the accessible description contains `text`.
    pub async fn expect_description(&self, text: &str) {
        let read = async |element: WebElement| described(&element).await;
        let has_text = |current: &String| current.contains(text);
        self.expect(format_args!("is described as “{text}”"), read, has_text)
            .await;
    }

    /// Value of an attribute; `None` if the element does not have it.
    pub async fn attribute(&self, name: &str) -> Option<String> {
        self.act("exists", async |element| element.attr(name).await).await
    }

    /// Waits until the field is marked as invalid.
    pub async fn expect_invalid(&self) {
        let read = async |field: WebElement| field.attr("aria-invalid").await;
        self.expect("is invalid", read, |invalid| invalid.as_deref() == Some("true"))
            .await;
    }

    /// Whether the element has the focus, without waiting.
    pub async fn is_focused(&self) -> bool {
        match self.resolve().await {
            Ok(element) => is_active(&element).await.unwrap_or_default(),
            Err(_) => false,
        }
    }

    pub async fn expect_focus(&self) {
        let read = async |element: WebElement| is_active(&element).await;
        self.expect("has the focus", read, |focused| *focused).await;
    }
}

async fn is_active(element: &WebElement) -> WebDriverResult<bool> {
    run_on(element, "return document.activeElement === arguments[0]").await
}

async fn described(element: &WebElement) -> WebDriverResult<String> {
    let script = "const ids = (arguments[0].getAttribute('aria-describedby') || '').split(' ');
        return ids.map(id => document.getElementById(id)?.innerText || '').join('\\n').trim();";
    run_on(element, script).await
}

async fn run_on<T: DeserializeOwned>(element: &WebElement, script: &str) -> WebDriverResult<T> {
    element
        .handle()
        .execute(script, vec![element.to_json()?])
        .await?
        .convert()
}
