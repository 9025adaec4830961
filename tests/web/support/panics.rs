//! A panic in an event handler or a spawned task belongs to no test: recorded here, it fails the one it happened in.

use super::undo::undo_all;
use std::cell::RefCell;
use std::panic;
use std::sync::Once;

thread_local! {
    static RECORDED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}
static HOOK: Once = Once::new();

/// From now on every panic is recorded, and undoes what the test has done to the browser.
pub fn watch() {
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            RECORDED.with_borrow_mut(|recorded| recorded.push(info.to_string()));
            undo_all();
            usual(info);
        }));
    });
}

/// Starts anew: what an earlier test left is that test's.
pub fn forget() {
    watch();
    RECORDED.with_borrow_mut(Vec::clear);
}

/// Fails where something has panicked since.
pub fn assert_none() {
    let recorded = RECORDED.with_borrow_mut(std::mem::take);
    assert!(recorded.is_empty(), "panicked meanwhile: {recorded:#?}");
}
