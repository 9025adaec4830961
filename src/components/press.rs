//! Presses: what has to wait until one is over, and what a button said when one began.
//!
//! A sentence that appears between press and release moves what lies below it, and the browser then sees no click on what
//! was pressed. A word that changes between press and release makes the click another one than was meant.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::time::Duration;

type Act = Box<dyn FnOnce()>;

thread_local! {
    static IS_DOWN: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Act>> = const { RefCell::new(Vec::new()) };
}

/// From now on [`after_press`] knows of presses. Once per page.
pub fn track_presses() {
    for (event, down) in [("pointerdown", true), ("pointerup", false), ("pointercancel", false)] {
        let listener = window_event_listener_untyped(event, move |_| {
            IS_DOWN.set(down);
            if !down {
                // The click comes first.
                set_timeout(release, Duration::ZERO);
            }
        });
        on_cleanup(move || listener.remove());
    }
}

fn release() {
    for act in WAITING.take() {
        act();
    }
}

/// Action of a button whose word changes: what the page shows, and what it showed when the press began.
#[derive(Clone, Copy)]
pub struct PressedAction<A: Copy + Send + Sync + 'static> {
    shown: StoredValue<Option<A>>,
    pressed: StoredValue<Option<A>>,
}

impl<A: Copy + PartialEq + Send + Sync + 'static> PressedAction<A> {
    /// Nothing is shown yet.
    #[must_use]
    pub fn nothing() -> Self {
        Self {
            shown: StoredValue::new(None),
            pressed: StoredValue::new(None),
        }
    }

    /// Remembers the action whose word is being written to the page.
    pub fn shows(&self, action: A) {
        self.shown.set_value(Some(action));
    }

    /// Remembers the shown action as the one that is meant: call it when a press begins, by pointer or key.
    pub fn begin(self) {
        self.pressed.set_value(self.shown.get_value());
    }

    /// Whether the press that ends now was meant for this action. A click without a press before it, as assistive
    /// technology makes, is meant for what the page shows.
    pub fn was(&self, action: A) -> bool {
        let pressed = self.pressed.get_value().or_else(|| self.shown.get_value());
        self.pressed.set_value(None);
        pressed == Some(action)
    }
}

/// Now, or as soon as the press that is going on has been a click.
pub fn after_press(act: impl FnOnce() + 'static) {
    if IS_DOWN.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(act)));
    } else {
        act();
    }
}
