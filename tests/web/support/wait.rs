//! Waiting for conditions. No test waits in another way.

use super::part::Part;
use js_sys::{Date, Function, Promise};
use upgrade_console::web;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Deadline in milliseconds. Only a failing test reaches it, so it allows for a busy machine.
const DEADLINE_MS: f64 = 8_000.0;

/// Waits until `condition` holds. Panics with the HTML of the page after the deadline.
pub async fn until(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Date::now() + DEADLINE_MS;
    while !condition() {
        if Date::now() > deadline {
            let html: String = Part::root()
                .all("[data-test]")
                .iter()
                .map(|page| page.0.inner_html())
                .collect();
            panic!("timed out waiting until {what}; the page:\n{html}");
        }
        pause(4).await;
    }
}

/// Waits until pending work is done, for tests that assert that something does *not* happen: a response created here is
/// read after all earlier ones.
pub async fn settled() {
    for _ in 0..3 {
        let answer = Response::new_with_opt_str(Some("x")).unwrap();
        JsFuture::from(answer.text().unwrap()).await.unwrap();
        pause(0).await;
    }
}

async fn pause(milliseconds: i32) {
    let promise = Promise::new(&mut |resolve: Function, _| {
        let window = web::window();
        window
            .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, milliseconds)
            .unwrap();
    });
    JsFuture::from(promise).await.unwrap();
}
