//! Records panics in event handlers and spawned tasks, which the test harness does not see, and fails the test they
//! happen in.

use super::undo::undo_all;
use std::cell::RefCell;
use std::panic;
use std::sync::Once;

thread_local! {
    static RECORDED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}
static HOOK: Once = Once::new();

/// Installs a panic hook that records every panic and undoes the test's changes to the browser.
pub fn install_hook() {
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            RECORDED.with_borrow_mut(|recorded| recorded.push(info.to_string()));
            undo_all();
            usual(info);
        }));
    });
}

/// Clears the panics of earlier tests.
pub fn reset() {
    install_hook();
    RECORDED.with_borrow_mut(Vec::clear);
}

/// Fails if a panic was recorded since [`reset`].
pub fn assert_none() {
    let recorded = RECORDED.with_borrow_mut(std::mem::take);
    assert!(recorded.is_empty(), "panicked during the test: {recorded:#?}");
}
