//! Address check: compares the bytes at a file address with the entered MD5 and size.

use super::support::*;
use super::upload::filled_page;
use web_sys::{ReferrerPolicy, RequestCredentials};

const BYTES: &str = "firmware of version 9";

async fn open_form() -> (Page, Part) {
    let (page, _, group, _) = filled_page().await;
    group.field("MD5").type_in(&md5_of(BYTES.as_bytes()));
    group.field("Size (bytes)").type_in(&BYTES.len().to_string());
    (page, group)
}

#[wasm_bindgen_test]
async fn the_bytes_at_the_address_are_compared_in_an_anonymous_request() {
    let (page, group) = open_form().await;
    page.platform.once(Op::Other, Answer::ok(BYTES));
    group
        .press_and_see("Check address", "The file at this address matches")
        .await;
    assert!(group.one("#create-target-check").has_focus());
    let request = page.platform.last_request(Op::Other);
    assert_eq!(request.sent.method(), "GET");
    assert_eq!(request.url, "https://files.example/9.bin");
    assert_eq!(request.headers, [], "neither a token nor another custom header");
    assert_eq!(request.sent.credentials(), RequestCredentials::Omit);
    assert_eq!(request.sent.referrer_policy(), ReferrerPolicy::NoReferrer);
    // The result holds only for the values it was computed with.
    group.field("Size (bytes)").type_in("7");
    group.wait_for_no_text("The file at this address matches").await;
}

#[wasm_bindgen_test]
async fn other_bytes_are_reported_and_an_unreadable_address_is_inconclusive() {
    let (page, group) = open_form().await;
    let md5 = md5_of(b"something else");
    let other = format!("has MD5 {md5} and 14 bytes, which doesn’t match");
    for (answer, sentence) in [
        (Answer::ok("something else"), &*other),
        (Answer::NetworkError, "Devices may still be able to download it."),
        (Answer::html(404), "didn’t return the file (HTTP 404)"),
    ] {
        page.platform.once(Op::Other, answer);
        group.press_and_see("Check address", sentence).await;
    }
}

#[wasm_bindgen_test]
async fn a_check_can_be_cancelled_and_an_invalid_address_is_not_requested() {
    let (page, group) = open_form().await;
    let _never = page.platform.hold(Op::Other);
    group.button("Check address").press();
    page.platform.wait_for_requests(Op::Other, 1).await;
    group.wait_for_button("Cancel").await.press();
    group.wait_for_button("Check address").await;
    assert!(page.platform.last_request(Op::Other).is_aborted());
    let address = group.field("File address");
    address.type_in("files.example/9.bin");
    group.button("Check address").press();
    address.wait_until_invalid().await;
    assert_eq!(page.platform.count(Op::Other), 1);
}
