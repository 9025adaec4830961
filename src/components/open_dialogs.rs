//! Open dialogs, so that back navigation can close them.

use crate::web;
use leptos::prelude::*;
use web_sys::Event;

/// Dialogs of the page: a number for each, and whether it is open.
#[derive(Clone, Copy)]
pub struct OpenDialogs(RwSignal<Vec<(u32, Memo<bool>)>>);

impl OpenDialogs {
    /// No dialogs.
    #[must_use]
    pub fn none() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// Dialogs of the page, from the context.
    #[must_use]
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Adds a dialog until its view is removed.
    pub(crate) fn add(self, open: Memo<bool>) {
        let mut own = 0;
        self.0.update(|all| {
            own = all.last().map_or(0, |(last, _)| last + 1);
            all.push((own, open));
        });
        on_cleanup(move || self.0.update(|all| all.retain(|(number, _)| *number != own)));
    }

    /// Whether a dialog is open. Tracked.
    #[must_use]
    pub fn is_any_open(self) -> bool {
        let Some(all) = self.0.try_get() else { return false };
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
