//! Which dialogs are open, so that going back can close them.

use crate::web;
use leptos::prelude::*;
use web_sys::Event;

/// The dialogs of the page: a number for each, and whether it is open.
#[derive(Clone, Copy)]
pub struct OpenDialogs(RwSignal<Vec<(u32, Memo<bool>)>>);

impl OpenDialogs {
    /// No dialog yet.
    #[must_use]
    pub fn none() -> Self {
        Self(RwSignal::new(Vec::new()))
    }

    /// The dialogs of the page this view is part of.
    #[must_use]
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Counts a dialog for as long as its view lives.
    pub(crate) fn add(self, open: Memo<bool>) {
        let mut own = 0;
        self.0.update(|all| {
            own = all.last().map_or(0, |(last, _)| last + 1);
            all.push((own, open));
        });
        on_cleanup(move || self.0.update(|all| all.retain(|(number, _)| *number != own)));
    }

    /// Whether one is open.
    #[must_use]
    pub fn is_any_open(self) -> bool {
        let Some(all) = self.0.try_get() else { return false };
        // Every one is read, so that every one is followed.
        all.iter().filter(|(_, open)| open.try_get() == Some(true)).count() > 0
    }

    /// Closes those that are open, as Escape does.
    pub fn dismiss(self) {
        for dialog in web::all("dialog[open]") {
            if let Ok(cancel) = Event::new("cancel") {
                let _ = dialog.dispatch_event(&cancel);
            }
        }
    }
}
