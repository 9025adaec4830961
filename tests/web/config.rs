//! An invalid configuration is a full-page error, and no request is sent: the platform could be the wrong one.

use super::support::*;

#[wasm_bindgen_test]
async fn an_invalid_configuration_is_explained_and_nothing_is_sent() {
    let (token, profile) = (r#"{"token": {"value": "x"}}"#, r#"{"api": {"profile": "best"}}"#);
    let cases = [
        (Answer::ok(r#"{"apis": {}}"#), "has an unknown key: apis"),
        (Answer::ok(token), "has an unknown key: token.value"),
        (Answer::ok(profile), "has an invalid value at: api.profile"),
        (Answer::ok(r#"{"poll_seconds": 0}"#), "has an invalid value at: poll"),
        (Answer::html(200), "isn’t a JSON object."),
        (Answer::ok(""), "isn’t a JSON object."),
        (Answer::html(404), "couldn’t be loaded: HTTP 404."),
        (Answer::NetworkError, "couldn’t be loaded: no response."),
    ];
    for (answer, sentence) in cases {
        let builder = Page::builder().config_answer(answer);
        let page = builder.query("?lang=en&product_id=p1").open().await;
        page.wait_for_alert(&format!("config.json {sentence}")).await;
        assert_eq!(page.one("h1").text(), "The console isn’t set up correctly");
        let advice = "Correct config.json next to index.html, then reload.";
        assert!(page.alert().contains(advice), "{}", page.alert());
        settled().await;
        assert!(page.platform.all_requests().is_empty(), "{sentence}");
        assert!(page.all("button").is_empty(), "the error page has no buttons");
    }
}

#[wasm_bindgen_test]
async fn the_address_can_set_neither_a_token_nor_a_platform() {
    let query = "?Access-Token=evil&token=evil&base=https://evil.example&api.base=https://evil.example";
    let page = Page::builder().signed_out().query(query).open().await;
    page.wait_for_text("Paste the token issued by your platform.").await;
    page.sign_in_and_see("tok-2", "No upgrade tasks yet").await;
    let requests = page.platform.all_requests();
    assert_eq!(requests[0].url, "/v2/upgrade/firmware/tasks?product_id=p1");
    assert_eq!(requests[0].token(), Some("tok-2"));
}
