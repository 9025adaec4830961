//! A part of the page. Elements in it are found as a user finds them: by role, name or text.

use super::wait::until;
use js_sys::{Array, Function};
use upgrade_console::web;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, NodeList};

#[derive(Clone, PartialEq)]
pub struct Part(pub HtmlElement);

impl Part {
    /// The `<html>` element.
    pub fn root() -> Self {
        let root = web::window().document().unwrap().document_element().unwrap();
        Self(root.unchecked_into())
    }

    /// A new empty section at the end of the page.
    pub fn new_section() -> Self {
        let document = web::window().document().unwrap();
        let section = document.create_element("section").unwrap();
        section.set_attribute("data-test", "").unwrap();
        document.body().unwrap().append_child(&section).unwrap();
        Self(section.unchecked_into())
    }

    /// Descendants that match a CSS selector.
    pub fn all(&self, selector: &str) -> Vec<Self> {
        elements(&self.0.query_selector_all(selector).unwrap())
    }

    /// The only descendant that matches a CSS selector.
    pub fn one(&self, selector: &str) -> Self {
        let mut found = self.all(selector);
        assert!(found.len() <= 1, "{} elements match {selector}", found.len());
        found.pop().unwrap_or_else(|| self.panic_missing(selector))
    }

    /// Its text, with runs of white space collapsed to one space.
    pub fn text(&self) -> String {
        let text = self.0.text_content().unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Texts of the descendants that match a CSS selector.
    pub fn texts(&self, selector: &str) -> Vec<String> {
        self.all(selector).iter().map(Self::text).collect()
    }

    pub fn has_text(&self, text: &str) -> bool {
        self.text().contains(text)
    }

    pub fn assert_text(&self, text: &str) {
        assert!(self.has_text(text), "no “{text}” in: {}", self.text());
    }

    /// Asserts that its text does not contain `text`.
    pub fn assert_no_text(&self, text: &str) {
        assert!(!self.has_text(text), "“{text}” in: {}", self.text());
    }

    /// Waits until its text contains `text`.
    pub async fn wait_for_text(&self, text: &str) {
        until(&format!("the page shows “{text}”"), || self.has_text(text)).await;
    }

    /// Waits until its text does not contain `text`.
    pub async fn wait_for_no_text(&self, text: &str) {
        until(&format!("the page does not show “{text}”"), || !self.has_text(text)).await;
    }

    pub fn attr(&self, name: &str) -> Option<String> {
        self.0.get_attribute(name)
    }

    /// Accessible name: `aria-label`, the text of the `aria-labelledby` element, or its own text.
    pub fn name(&self) -> String {
        if let Some(name) = self.attr("aria-label") {
            return name;
        }
        if let Some(id) = self.attr("aria-labelledby") {
            return self.by_id(&id).map(|label| label.text()).unwrap_or_default();
        }
        self.text()
    }

    pub fn buttons(&self, name: &str) -> Vec<Self> {
        let all = self.all("button").into_iter();
        all.filter(|button| button.name() == name).collect()
    }

    pub fn button(&self, name: &str) -> Self {
        let first = self.buttons(name).into_iter().next();
        first.unwrap_or_else(|| self.panic_missing(&format!("button “{name}”")))
    }

    pub fn has_button(&self, name: &str) -> bool {
        !self.buttons(name).is_empty()
    }

    pub async fn wait_for_button(&self, name: &str) -> Self {
        until(&format!("button “{name}” is shown"), || self.has_button(name)).await;
        self.button(name)
    }

    pub async fn wait_for_no_button(&self, name: &str) {
        until(&format!("button “{name}” is gone"), || !self.has_button(name)).await;
    }

    pub fn field(&self, label: &str) -> Self {
        let labels = self.all("label, select").into_iter();
        let found = labels.filter(|part| part.name() == label).find_map(|part| {
            if part.0.tag_name() == "SELECT" {
                return Some(part);
            }
            let id = part.attr("for");
            id.map_or_else(|| part.all("input").pop(), |id| self.by_id(&id))
        });
        found.unwrap_or_else(|| self.panic_missing(&format!("field “{label}”")))
    }

    /// The group of fields (`<fieldset>`) with this legend.
    pub fn group(&self, name: &str) -> Self {
        let groups = self.all("fieldset").into_iter();
        let found = groups.filter(|group| group.one("legend").text() == name).last();
        found.unwrap_or_else(|| self.panic_missing(&format!("group “{name}”")))
    }

    /// Body rows of the table *Upgrade tasks*.
    pub fn rows(&self) -> Vec<Self> {
        self.all("[role=table] tbody [role=row]")
    }

    /// The first row whose text contains `text`.
    pub fn row(&self, text: &str) -> Self {
        let found = self.rows().into_iter().find(|row| row.has_text(text));
        found.unwrap_or_else(|| self.panic_missing(&format!("row “{text}”")))
    }

    pub fn dialog(&self) -> Self {
        let open = self.all("dialog[open]").pop();
        open.unwrap_or_else(|| self.panic_missing("open dialog"))
    }

    pub fn has_dialog(&self) -> bool {
        !self.all("dialog[open]").is_empty()
    }

    pub async fn wait_for_dialog(&self) -> Self {
        until("a dialog is open", || self.has_dialog()).await;
        self.dialog()
    }

    pub async fn wait_for_dialog_text(&self, text: &str) -> Self {
        let is_shown = || self.has_dialog() && self.dialog().has_text(text);
        until(&format!("a dialog shows “{text}”"), is_shown).await;
        self.dialog()
    }

    pub async fn wait_for_dialog_named(&self, name: &str) -> Self {
        let is_open = || self.has_dialog() && self.dialog().name() == name;
        until(&format!("the dialog “{name}” is open"), is_open).await;
        self.dialog()
    }

    /// Text of all error announcements (`role=alert`), one per line.
    pub fn alert(&self) -> String {
        self.texts("[role=alert]").join("\n")
    }

    pub fn toasts(&self) -> String {
        self.one("[role=status][aria-label]").text()
    }

    pub(super) fn by_id(&self, id: &str) -> Option<Self> {
        web::element(id).map(|element| Self(element.unchecked_into()))
    }

    /// Records the changes below this part, each as the value of a JavaScript expression of `change`. The array grows with
    /// each change.
    pub fn watch_changes(&self, value: &str) -> Array {
        let watch = format!(
            "const seen = [];
            new MutationObserver(changes => changes.forEach(change => seen.push({value}))).observe(node, {{
                subtree: true, characterData: true, childList: true, attributes: true,
            }});
            return seen;"
        );
        let seen = Function::new_with_args("node", &watch).call1(&JsValue::NULL, &self.0);
        seen.unwrap().unchecked_into()
    }

    fn panic_missing(&self, what: &str) -> ! {
        panic!("no {what} in:\n{}", self.0.outer_html())
    }
}

fn elements(list: &NodeList) -> Vec<Part> {
    (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into::<Element>().ok())
        .map(|element| Part(element.unchecked_into()))
        .collect()
}
