//! Open dialogs, so that back navigation can close them.

use crate::web;
use crate::web::scoped;
use leptos::prelude::*;
use web_sys::Event;

/// Dialogs of the page.
#[derive(Clone, Copy, Default)]
pub struct OpenDialogs(RwSignal<Vec<Entry>>);

/// A dialog.
#[derive(Clone, Copy)]
struct Entry {
    number: u32,
    open: Signal<bool>,
    is_question: bool,
}

/// The open dialogs of the page. `App` provides them; a component that is mounted without it has none.
pub fn use_open_dialogs() -> Option<OpenDialogs> {
    use_context()
}

impl OpenDialogs {
    /// Adds a dialog until its view is removed. `is_question`: it asks before a write and shows the result.
    pub(crate) fn register(self, open: Signal<bool>, is_question: bool) {
        let mut own = 0;
        self.0.update(|all| {
            own = all.last().map_or(0, |last| last.number + 1);
            all.push(Entry {
                number: own,
                open,
                is_question,
            });
        });
        on_cleanup(move || self.0.update(|all| all.retain(|dialog| dialog.number != own)));
    }

    /// Whether a dialog is open. Tracked.
    pub fn is_any_open(self) -> bool {
        self.is_open(|_| true)
    }

    /// Whether a question before a write is open. Tracked.
    pub fn is_question_open(self) -> bool {
        self.is_open(|dialog| dialog.is_question)
    }

    fn is_open(self, is_meant: fn(&Entry) -> bool) -> bool {
        let Some(all) = scoped(self.0).try_get() else {
            return false;
        };
        // `count` reads all of them, so that all are tracked.
        let meant = all.iter().filter(|dialog| is_meant(dialog));
        meant.filter(|dialog| dialog.open.try_get() == Some(true)).count() > 0
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
