//! Address check: compares the bytes at a file address with the entered MD5 and size.

use super::support::{Answer, Op, Page, Part, fill_form, filled, md5_of, row, until};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{ReferrerPolicy, RequestCredentials};

const BYTES: &str = "firmware of version 9";

async fn form() -> (Page, Part) {
    let page = Page::builder().full("{}", "[]").rows(&[row("a")]).open_at_list().await;
    let dialog = page.open_create().await;
    fill_form(&dialog);
    let group = dialog.group("Target version");
    group.field("MD5").type_in(&md5_of(BYTES.as_bytes()));
    group.field("Size (bytes)").type_in(&BYTES.len().to_string());
    (page, group)
}

#[wasm_bindgen_test]
async fn the_bytes_at_the_address_are_compared_in_an_anonymous_request() {
    let (page, group) = form().await;
    page.platform.once(Op::Undocumented, Answer::ok(BYTES));
    group.button("Check address").press();
    group.shows("This address gives these bytes").await;
    assert!(group.one("#create-target-check").has_focus());
    let seen = page.platform.last(Op::Undocumented);
    assert_eq!((&*seen.method, &*seen.url), ("GET", "https://files.example/9.bin"));
    assert_eq!(seen.headers, [], "neither a token nor another custom header");
    assert_eq!(seen.credentials, RequestCredentials::Omit);
    assert_eq!(seen.referrer_policy, ReferrerPolicy::NoReferrer);
    // The result holds only for the values it was computed with.
    group.field("Size (bytes)").type_in("7");
    group.hides("This address gives these bytes").await;
}

#[wasm_bindgen_test]
async fn different_bytes_are_reported_with_their_md5_and_size() {
    let (page, group) = form().await;
    page.platform.once(Op::Undocumented, Answer::ok("something else"));
    group.button("Check address").press();
    group.shows("which is not what is entered here").await;
    assert!(group.says(&md5_of(b"something else")) && group.says("14 bytes"));
}

#[wasm_bindgen_test]
async fn an_address_the_browser_cannot_read_is_reported_as_inconclusive() {
    let (page, group) = form().await;
    for (answer, sentence) in [
        (Answer::NetworkError, "That says nothing about devices."),
        (Answer::html(404), "does not give this file to a browser (HTTP 404)"),
    ] {
        page.platform.once(Op::Undocumented, answer);
        group.button("Check address").press();
        group.shows(sentence).await;
    }
}

#[wasm_bindgen_test]
async fn a_check_can_be_cancelled_and_an_invalid_address_is_not_requested() {
    let (page, group) = form().await;
    let _never = page.platform.hold(Op::Undocumented);
    group.button("Check address").press();
    page.platform.was_asked(Op::Undocumented, 1).await;
    until("the check can be cancelled", || group.has_button("Cancel")).await;
    group.button("Cancel").press();
    until("the check is cancelled", || group.has_button("Check address")).await;
    assert!(page.platform.last(Op::Undocumented).is_aborted());
    let address = filled(&page.dialog(), "Target version", "File address");
    address.type_in("files.example/9.bin");
    group.button("Check address").press();
    until("the address is invalid", || address.is_invalid()).await;
    assert_eq!(page.platform.asked(Op::Undocumented).len(), 1);
}
