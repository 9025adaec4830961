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

    /// Presses the button with this name and waits until `text` is shown.
    pub async fn press_and_see(&self, button: &str, text: &str) {
        self.button(button).press();
        self.wait_for_text(text).await;
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

    /// Replaces the value of a field and leaves it.
    pub fn enter(&self, text: &str) {
        self.type_in(text);
        self.blur();
    }

    /// Dispatches `blur`, as when a field is left.
    pub fn blur(&self) {
        self.dispatch("blur");
    }

    /// Dispatches `pointerdown`.
    pub fn pointer_down(&self) {
        self.dispatch("pointerdown");
    }

    /// Dispatches `pointerup`.
    pub fn pointer_up(&self) {
        self.dispatch("pointerup");
    }

    pub fn press_key(&self, key: &str) {
        self.0.dispatch_event(&key_down(key, 0, false)).unwrap();
    }

    /// Presses Enter during input method composition, as when typing Chinese.
    pub fn press_enter_while_composing(&self) {
        self.0.dispatch_event(&key_down("Enter", 0, true)).unwrap();
    }

    /// Requests an open dialog to close, as browsers do for Escape.
    pub fn press_escape(&self) {
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
    pub async fn open_review(&self) {
        if !self.has_button("Create task") {
            self.button("Review").press();
            until("the review is shown", || self.has_button("Create task")).await;
        }
    }

    /// Presses *Create task* in the review of a form.
    pub async fn submit(&self) {
        self.open_review().await;
        self.button("Create task").press();
    }

    pub fn dispatch(&self, name: &str) {
        let init = EventInit::new();
        init.set_bubbles(name != "blur");
        let event = Event::new_with_event_init_dict(name, &init).unwrap();
        self.0.dispatch_event(&event).unwrap();
    }

    pub fn input(&self) -> &HtmlInputElement {
        self.0.unchecked_ref()
    }
}

/// The `keydown` event of a key.
pub fn key_down(key: &str, key_code: u32, is_composing: bool) -> KeyboardEvent {
    let init = KeyboardEventInit::new();
    init.set_key(key);
    init.set_key_code(key_code);
    init.set_is_composing(is_composing);
    init.set_bubbles(true);
    init.set_cancelable(true);
    KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &init).unwrap()
}

pub fn dispatch_on_window(name: &str) {
    web::window().dispatch_event(&Event::new(name).unwrap()).unwrap();
}

/// Perceived state.
impl Part {
    pub fn value(&self) -> String {
        self.input().value()
    }

    /// Whether a field is announced as invalid.
    pub fn is_invalid(&self) -> bool {
        self.attr("aria-invalid").as_deref() == Some("true")
    }

    /// Waits until a field is announced as invalid.
    pub async fn wait_until_invalid(&self) {
        until(&format!("field “{}” is invalid", self.0.id()), || self.is_invalid()).await;
    }

    /// Waits until a field is not announced as invalid.
    pub async fn wait_until_valid(&self) {
        until(&format!("field “{}” is valid", self.0.id()), || !self.is_invalid()).await;
    }

    /// Description of a field (`aria-describedby`).
    pub fn description(&self) -> String {
        let id = self.attr("aria-describedby").unwrap_or_default();
        self.by_id(&id)
            .map(|description| description.text())
            .unwrap_or_default()
    }

    /// Waits until the description of a field contains `text`.
    pub async fn wait_for_description(&self, text: &str) {
        let is_shown = || self.description().contains(text);
        until(&format!("the field is described with “{text}”"), is_shown).await;
    }

    /// Why a button is disabled; `None` if it is enabled.
    pub fn disabled_reason(&self) -> Option<String> {
        let disabled = self.attr("aria-disabled").as_deref() == Some("true");
        disabled.then(|| self.attr("title").unwrap_or_default())
    }

    /// Asserts that a button is disabled for this reason.
    pub fn assert_disabled(&self, reason: &str) {
        assert_eq!(self.disabled_reason().as_deref(), Some(reason), "{}", self.name());
    }

    pub fn assert_enabled(&self) {
        assert_eq!(self.disabled_reason(), None, "{}", self.name());
    }

    pub fn has_focus(&self) -> bool {
        let active = web::window().document().unwrap().active_element();
        active.is_some_and(|active| active.is_same_node(Some(&self.0)))
    }

    pub async fn wait_for_focus(&self) {
        until(&format!("“{}” has the focus", self.name()), || self.has_focus()).await;
    }
}
