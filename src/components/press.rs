//! Presses: changes that wait until a press has ended, and the action that a button showed when a press began.
//!
//! A message that appears between press and release moves the elements below it, and the browser then reports no click on
//! the pressed element. A label that changes between press and release turns the click into another action.

use crate::web;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::time::Duration;

type Act = Box<dyn FnOnce()>;

thread_local! {
    static IS_DOWN: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Act>> = const { RefCell::new(Vec::new()) };
}

/// Tracks presses for [`after_press`]. Called once per page.
pub fn track_presses() {
    for (event, down) in [("pointerdown", true), ("pointerup", false), ("pointercancel", false)] {
        web::remove_on_cleanup(window_event_listener_untyped(event, move |_| {
            IS_DOWN.set(down);
            if !down {
                // The browser dispatches the click first.
                set_timeout(release, Duration::ZERO);
            }
        }));
    }
}

fn release() {
    for act in WAITING.take() {
        act();
    }
}

/// Action of a button whose label changes: the action that the page shows, and the one it showed when the press began.
#[derive(Clone, Copy)]
pub struct PressedAction<A: Copy + Send + Sync + 'static> {
    shown: StoredValue<Option<A>>,
    pressed: StoredValue<Option<A>>,
}

impl<A: Copy + Send + Sync + 'static> Default for PressedAction<A> {
    fn default() -> Self {
        Self {
            shown: StoredValue::new(None),
            pressed: StoredValue::new(None),
        }
    }
}

impl<A: Copy + PartialEq + Send + Sync + 'static> PressedAction<A> {
    /// Stores the action whose label is shown.
    pub fn shows(&self, action: A) {
        self.shown.set_value(Some(action));
    }

    /// Stores the shown action as the action of the press. Called when a press begins, by pointer or key.
    pub fn begin(self) {
        self.pressed.set_value(self.shown.get_value());
    }

    /// Whether the press that ends now began on this action. A click without a press, as assistive technology sends, counts
    /// for the action that is shown.
    pub fn was(&self, action: A) -> bool {
        let pressed = self.pressed.get_value().or_else(|| self.shown.get_value());
        self.pressed.set_value(None);
        pressed == Some(action)
    }
}

/// Runs `act` now, or after the click of the press in progress.
pub fn after_press(act: impl FnOnce() + 'static) {
    if IS_DOWN.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(act)));
    } else {
        act();
    }
}
