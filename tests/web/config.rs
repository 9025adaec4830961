//! An invalid configuration is a full-page error, and no request is sent: the platform could be the wrong one.

use super::support::{Answer, Page, settled, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn an_invalid_configuration_is_explained_and_nothing_is_sent() {
    let cases = [
        (Answer::ok(r#"{"apis": {}}"#), "config.json has an unknown key: apis"),
        (
            Answer::ok(r#"{"token": {"value": "x"}}"#),
            "config.json has an unknown key: token.value",
        ),
        (
            Answer::ok(r#"{"api": {"profile": "best"}}"#),
            "config.json has a wrong value at: api.profile",
        ),
        (
            Answer::ok(r#"{"poll_seconds": 0}"#),
            "config.json has a wrong value at: poll_seconds",
        ),
        (Answer::html(200), "config.json is not a JSON object."),
        (Answer::ok(""), "config.json is not a JSON object."),
        (Answer::html(404), "config.json could not be fetched: HTTP 404."),
        (Answer::NetworkError, "config.json could not be fetched: no answer."),
    ];
    for (answer, sentence) in cases {
        let page = Page::builder()
            .config_answer(answer)
            .query("?lang=en&product_id=p1")
            .open()
            .await;
        until(sentence, || page.alert().contains(sentence)).await;
        assert_eq!(page.one("h1").text(), "This console is not set up correctly");
        assert!(
            page.alert()
                .contains("Correct config.json beside index.html, then reload.")
        );
        settled().await;
        assert!(page.platform.all_requests().is_empty(), "{sentence}");
        assert!(page.all("button").is_empty(), "the error page has no buttons");
    }
}

#[wasm_bindgen_test]
async fn the_address_can_set_neither_a_token_nor_a_platform() {
    let query = "?Access-Token=evil&token=evil&base=https://evil.example&api.base=https://evil.example";
    let page = Page::builder().signed_out().query(query).open().await;
    page.wait_for_text("Paste the token your platform gave you.").await;
    page.sign_in("tok-2");
    page.wait_for_text("No upgrade task yet").await;
    let requests = page.platform.all_requests();
    assert_eq!(requests[0].url, "/v2/upgrade/firmware/tasks?product_id=p1");
    assert_eq!(requests[0].token(), Some("tok-2"));
}
