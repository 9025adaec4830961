//! Key presses that belong to an input method and not to the page.

use web_sys::KeyboardEvent;

/// Key code of a press that an input method handles. Safari sends the Enter that ends a composition after
/// `compositionend`: only this code tells it from an Enter of the operator.
const INPUT_METHOD: u32 = 229;

/// Whether an input method handles this press, for example to choose Chinese characters.
pub fn is_composing(event: &KeyboardEvent) -> bool {
    event.is_composing() || event.key_code() == INPUT_METHOD
}

/// Whether this is an Enter for the page: it submits or chooses.
pub fn is_enter(event: &KeyboardEvent) -> bool {
    event.key() == "Enter" && !is_composing(event)
}
