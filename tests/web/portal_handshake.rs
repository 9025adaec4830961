//! The portal handshake: origins that receive a hello, the welcome that is accepted, and frames without a known portal.

use super::support::*;
use js_sys::{Array, JSON};
use upgrade_console::web::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{EventTarget, HtmlIFrameElement, MessagePort};

const UNKNOWN_PORTAL: &str = "embedded in a site that isn’t set up as a portal";

/// Starts the console in a frame of the configured portal, and waits until it has sent a hello.
async fn open_framed() -> Page {
    let page = Page::builder().framed().rows(&[row("a")]).mount();
    page.portal().wait_for_hello().await;
    page
}

#[wasm_bindgen_test]
async fn a_hello_is_posted_to_each_configured_origin() {
    let config = r#"{"portal_origins": ["https://portal.example", "http://localhost:8080"]}"#;
    let page = Page::builder().framed().config(config).mount();
    page.portal().wait_for_hello().await;
    let hellos = page.portal().hellos();
    let origins: Vec<_> = hellos.iter().map(|(_, origin)| origin.as_str()).collect();
    assert_eq!(origins, ["https://portal.example", "http://localhost:8080"]);
    let nonce = page.portal().nonce();
    assert!(nonce.len() == 32 && nonce.bytes().all(|b| b"0123456789abcdef".contains(&b)));
    let body = format!(r#"{{"versions":[1],"nonce":"{nonce}","app":{{"version":"0.1.0"}}}}"#);
    let hello = format!(r#"{{"ns":"fwc","v":1,"type":"hello","body":{body}}}"#);
    assert!(hellos.iter().all(|(message, _)| *message == hello), "{hellos:?}");
}

#[wasm_bindgen_test]
async fn without_a_known_portal_the_page_shows_an_error_and_sends_no_request() {
    let page = open_framed().await;
    for milliseconds in [250, 1000, 3000] {
        page.clock.fire_timeouts_of(milliseconds);
    }
    assert_eq!(page.portal().hellos().len(), 4);
    let first = page.portal().hellos().remove(0);
    assert!(page.portal().hellos().iter().all(|hello| *hello == first), "same nonce");
    page.clock.fire_timeouts_of(5000);
    page.wait_for_text(UNKNOWN_PORTAL).await;
    assert!(page.has_text("portal_origins in config.json"));
    page.platform.assert_silent().await;

    // A welcome after the deadline is ignored.
    page.portal().give_token("tok-1");
    page.portal().welcome("{}").await;
    settled().await;
    assert!(page.has_text(UNKNOWN_PORTAL));
    assert!(page.portal().messages("ready").is_empty());
    assert!(page.platform.all_requests().is_empty());
}

#[wasm_bindgen_test]
async fn a_known_portal_connects_and_requests_carry_its_token() {
    let page = Page::in_portal(&[row("a")]).await;
    assert_eq!(page.platform.count(Op::List), 1);
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-1"));
    page.portal().expect_message("token.get", 1, r#""reason":"boot""#).await;
    assert_eq!(page.portal().messages("ready").len(), 1);
    assert!(!page.has_button("Sign out"), "the portal manages the session");
    let hellos = page.portal().hellos().len();
    page.clock.fire_timeouts_of(250);
    page.clock.fire_timeouts_of(5000);
    settled().await;
    assert_eq!(page.portal().hellos().len(), hellos, "no hello follows the handshake");
    assert!(page.row("Task a").has_text("Stopped"));
}

/// Candidate welcome messages with the number of transferred ports; only the first is valid. The tests of `portal::wire`
/// cover other fields and origins.
fn candidates(page: &Page) -> [(JsValue, usize); 9] {
    let valid = page.portal().welcome_text("{}");
    let parse = |text: &str| JSON::parse(text).unwrap();
    [
        (parse(&valid), 1),
        (parse(&valid), 0),
        (parse(&valid), 2),
        (parse(&valid.replace(&page.portal().nonce(), &"0".repeat(32))), 1),
        (JsValue::from_str(&valid), 1),
        (Array::of1(&parse(&valid)).into(), 1),
        (JsValue::UNDEFINED, 1),
        (JsValue::NULL, 0),
        (JsValue::bigint_from_str("7"), 1),
    ]
}

#[wasm_bindgen_test]
async fn exactly_one_combination_of_source_origin_and_message_connects() {
    let page = open_framed().await;
    page.portal().give_token("tok-1");
    let document = window().document().unwrap();
    let other: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
    page.0.append_child(&other).unwrap();
    let (parent, other, own) = (page.portal().window(), other.content_window().unwrap(), window());
    let a_port = page.portal().open_port();
    let sources: [Option<&EventTarget>; 5] = [Some(&parent), Some(&other), Some(&own), Some(&a_port), None];
    let own_origin = own.location().origin().unwrap();
    let origins = [ORIGIN, "null", "", "https://portal.example.evil", &own_origin];
    let candidates = candidates(&page);
    let total = sources.len() * origins.len() * candidates.len();
    let mut tried = 0;
    // The valid combination comes last, since the listener is removed after it.
    for source in sources.iter().rev() {
        for origin in origins.iter().rev() {
            for (data, ports) in candidates.iter().rev() {
                tried += 1;
                if tried == total {
                    settled().await;
                    page.assert_text("Waiting for the portal");
                }
                let ports: Vec<MessagePort> = (0..*ports).map(|_| page.portal().open_port()).collect();
                dispatch_message(*source, origin, data, &ports);
            }
        }
    }
    assert_eq!(tried, 5 * 5 * 9);
    page.wait_for_text("Task a").await;
    assert_eq!(page.portal().messages("ready").len(), 1);
}

#[wasm_bindgen_test]
async fn a_second_welcome_is_ignored() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().give_token("evil");
    page.portal().welcome("{}").await;
    settled().await;
    assert_eq!(page.portal().messages("ready").len(), 1);
    page.assert_token("tok-1").await;
}

#[wasm_bindgen_test]
async fn a_reload_sends_a_new_nonce_and_ignores_the_old_welcome() {
    let page = open_framed().await;
    let old = page.portal().welcome_text("{}");
    let nonce = page.portal().nonce();
    drop(page);
    let page = open_framed().await;
    assert_ne!(page.portal().nonce(), nonce);
    let port = page.portal().open_port();
    page.portal().post_to_window(&old, &[port]);
    settled().await;
    assert!(page.portal().messages("ready").is_empty());
}

#[wasm_bindgen_test]
async fn a_refuse_message_reports_the_version_and_ends_the_handshake() {
    let page = open_framed().await;
    let refuse = |nonce: &str| {
        let text = format!(r#"{{"ns":"fwc","v":1,"type":"refuse","body":{{"nonce":"{nonce}","versions":[2]}}}}"#);
        page.portal().post_to_window(&text, &[]);
    };
    refuse("00000000000000000000000000000000");
    settled().await;
    assert!(page.has_text("Waiting for the portal"), "the nonce does not match");
    refuse(&page.portal().nonce());
    page.wait_for_text("protocol version that the console doesn’t support")
        .await;
    let hellos = page.portal().hellos().len();
    page.clock.fire_timeouts_of(250);
    page.clock.fire_timeouts_of(5000);
    settled().await;
    assert_eq!(page.portal().hellos().len(), hellos);
    assert!(page.has_text("protocol version that the console doesn’t support"));
    assert!(page.platform.all_requests().is_empty());
}

#[wasm_bindgen_test]
async fn a_frame_without_a_configured_portal_is_refused_at_once() {
    let page = Page::builder().framed().config(ENGLISH).mount();
    page.wait_for_text(UNKNOWN_PORTAL).await;
    page.platform.assert_silent().await;
    assert!(page.portal().hellos().is_empty());
}

#[wasm_bindgen_test]
async fn a_page_of_the_same_origin_may_frame_the_console_without_a_handshake() {
    let builder = Page::builder().rows(&[row("a")]);
    let document = window().document().unwrap();
    let outer: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
    outer.set_attribute("data-test", "").unwrap();
    let page = web_sys::Blob::new_with_str_sequence(&Array::of1(&"<p>a portal".into())).unwrap();
    outer.set_src(&web_sys::Url::create_object_url_with_blob(&page).unwrap());
    document.body().unwrap().append_child(&outer).unwrap();
    let outer = outer.content_window().unwrap();
    let origin = window().location().origin();
    until("the outer page is loaded", || outer.location().origin() == origin).await;
    let _framed = Undo::replacing("parent", &outer);
    let page = builder.open_at_list().await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-1"));
    assert!(page.has_button("Sign out"));
}

#[wasm_bindgen_test]
async fn configured_portals_have_no_effect_outside_a_frame() {
    let page = Page::configured(PORTAL, &[row("a")]).await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-1"));
}
