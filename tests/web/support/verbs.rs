//! User actions on a part of the page, and its state as a user perceives it.

use super::part::Part;
use super::wait::until;
use js_sys::{Function, Reflect};
use upgrade_console::web;
use wasm_bindgen::JsCast;
use web_sys::{
    DataTransfer, Event, EventInit, File, HtmlInputElement, HtmlSelectElement, KeyboardEvent, KeyboardEventInit,
};

/// User actions.
impl Part {
    /// Focuses and clicks it, as a mouse does.
    pub fn press(&self) {
        self.0.focus().unwrap();
        self.0.click();
    }

    /// Presses it many times before the page can react.
    pub fn press_times(&self, times: usize) {
        (0..times).for_each(|_| self.press());
    }

    /// Replaces the value of a field.
    pub fn type_in(&self, text: &str) {
        self.input().set_value(text);
        self.dispatch("input");
    }

    /// Leaves a field: dispatches `blur`.
    pub fn leave(&self) {
        self.dispatch("blur");
    }

    /// Dispatches `pointerdown`.
    pub fn down(&self) {
        self.dispatch("pointerdown");
    }

    /// Dispatches `pointerup`.
    pub fn up(&self) {
        self.dispatch("pointerup");
    }

    /// Presses a key.
    pub fn key(&self, key: &str) {
        self.press_key(key, false);
    }

    /// Presses Enter during input method composition, as when typing Chinese.
    pub fn compose_with_enter(&self) {
        self.press_key("Enter", true);
    }

    fn press_key(&self, key: &str, is_composing: bool) {
        let init = KeyboardEventInit::new();
        init.set_key(key);
        init.set_is_composing(is_composing);
        init.set_bubbles(true);
        init.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap();
        self.0.dispatch_event(&event).unwrap();
    }

    /// Requests an open dialog to close, as browsers do for Escape.
    pub fn escape(&self) {
        let request_close: Function = Reflect::get(&self.0, &"requestClose".into()).unwrap().unchecked_into();
        request_close.call0(&self.0).unwrap();
    }

    /// Picks a file in a file field.
    pub fn choose_file(&self, file: &File) {
        let picked = DataTransfer::new().unwrap();
        picked.items().add_with_file(file).unwrap();
        self.input().set_files(picked.files().as_ref());
        self.dispatch("change");
    }

    /// Chooses an option by its text.
    pub fn choose(&self, option: &str) {
        let options = self.all("option").into_iter();
        let chosen = options.filter(|part| part.text() == option).last().unwrap();
        let select: &HtmlSelectElement = self.0.unchecked_ref();
        select.set_value(&chosen.attr("value").unwrap());
        self.dispatch("change");
    }

    /// Opens the review of a form unless it is shown already.
    pub async fn review(&self) {
        if !self.has_button("Create task") {
            self.button("Review").press();
            until("the review is shown", || self.has_button("Create task")).await;
        }
    }

    /// Presses *Create task* in the review of a form.
    pub async fn submit(&self) {
        self.review().await;
        self.button("Create task").press();
    }

    /// Dispatches an event by name.
    pub fn dispatch(&self, name: &str) {
        let init = EventInit::new();
        init.set_bubbles(name != "blur");
        let event = Event::new_with_event_init_dict(name, &init).unwrap();
        self.0.dispatch_event(&event).unwrap();
    }

    fn input(&self) -> &HtmlInputElement {
        self.0.unchecked_ref()
    }
}

/// Perceived state.
impl Part {
    /// Value of a field.
    pub fn value(&self) -> String {
        self.input().value()
    }

    /// Whether a field is announced as invalid.
    pub fn is_invalid(&self) -> bool {
        self.attr("aria-invalid").as_deref() == Some("true")
    }

    /// Description of a field (`aria-describedby`).
    pub fn described(&self) -> String {
        let id = self.attr("aria-describedby").unwrap_or_default();
        self.by_id(&id)
            .map(|description| description.text())
            .unwrap_or_default()
    }

    /// Why a button is disabled; `None` if it is enabled.
    pub fn refusal(&self) -> Option<String> {
        let disabled = self.attr("aria-disabled").as_deref() == Some("true");
        disabled.then(|| self.attr("title").unwrap_or_default())
    }

    pub fn has_focus(&self) -> bool {
        let active = web::window().document().unwrap().active_element();
        active.is_some_and(|active| active.is_same_node(Some(&self.0)))
    }
}
