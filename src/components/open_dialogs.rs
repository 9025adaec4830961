//! Open dialogs, so that back navigation can close them.

use crate::web;
use crate::web::scoped;
use leptos::prelude::*;
use web_sys::Event;

/// Dialogs of the page: a number for each, and whether it is open.
#[derive(Clone, Copy, Default)]
pub struct OpenDialogs(RwSignal<Vec<(u32, Signal<bool>)>>);

/// The open dialogs of the page. `App` provides them; a component that is mounted without it has none.
pub fn use_open_dialogs() -> Option<OpenDialogs> {
    use_context()
}

impl OpenDialogs {
    /// Adds a dialog until its view is removed.
    pub(crate) fn register(self, open: Signal<bool>) {
        let mut own = 0;
        self.0.update(|all| {
            own = all.last().map_or(0, |(last, _)| last + 1);
            all.push((own, open));
        });
        on_cleanup(move || self.0.update(|all| all.retain(|(number, _)| *number != own)));
    }

    /// Whether a dialog is open. Tracked.
    pub fn is_any_open(self) -> bool {
        let Some(all) = scoped(self.0).try_get() else {
            return false;
        };
        // `count` reads all of them, so that all are tracked.
        all.iter().filter(|(_, open)| open.try_get() == Some(true)).count() > 0
    }

    /// Closes the open dialogs, as Escape does.
    pub fn dismiss(self) {
        for dialog in web::all("dialog[open]") {
            if let Ok(cancel) = Event::new("cancel") {
                let _ = dialog.dispatch_event(&cancel);
            }
        }
    }
}
