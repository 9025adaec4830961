//! Input of the choice of a product.

use leptos::prelude::*;

/// Input of the picker. The picker is built again in another language; this stays.
#[derive(Clone, Copy, Default)]
pub(crate) struct PickerInput {
    /// Product id.
    pub id: RwSignal<String>,
    /// Whether the id is no product id.
    pub is_wrong: RwSignal<bool>,
    /// Search in the list of products.
    pub search: RwSignal<String>,
}

impl PickerInput {
    /// Empties the picker, after a product was opened.
    pub(crate) fn clear(self) {
        let Self { id, is_wrong, search } = self;
        for text in [id, search] {
            text.set(String::new());
        }
        is_wrong.set(false);
    }
}

/// Input of the picker. `Console` provides it.
pub(crate) fn use_picker_input() -> PickerInput {
    expect_context()
}
