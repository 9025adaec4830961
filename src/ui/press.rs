//! What has to wait until a press is over: a sentence that appears between press and release moves what lies below it, and
//! the browser then sees no click on what was pressed.

use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::time::Duration;

type Act = Box<dyn FnOnce()>;

thread_local! {
    static IS_DOWN: Cell<bool> = const { Cell::new(false) };
    static WAITING: RefCell<Vec<Act>> = const { RefCell::new(Vec::new()) };
}

/// From now on [`after_press`] knows of presses. Once per page.
pub fn follow_presses() {
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

/// Now, or as soon as the press that is going on has been a click.
pub fn after_press(act: impl FnOnce() + 'static) {
    if IS_DOWN.get() {
        WAITING.with_borrow_mut(|waiting| waiting.push(Box::new(act)));
    } else {
        act();
    }
}
