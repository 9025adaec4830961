//! The access token appears only in the request header and on the portal's message port.

use super::support::*;
use js_sys::JSON;
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_console::web::{local_storage, session_storage, window};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;

const CANARY: &str = "canary-7f3a";
const METHODS: [&str; 5] = ["log", "info", "warn", "error", "debug"];

/// Records the output of the browser console until dropped.
struct ConsoleOutput {
    text: Rc<RefCell<String>>,
    _replaced: [Undo; METHODS.len()],
    _record: Closure<dyn FnMut(JsValue, JsValue, JsValue)>,
}

impl ConsoleOutput {
    fn install() -> Self {
        let text = Rc::new(RefCell::new(String::new()));
        let for_record = text.clone();
        let record = Closure::new(move |a: JsValue, b: JsValue, c: JsValue| {
            for_record.borrow_mut().push_str(&format!("{a:?} {b:?} {c:?}\n"));
        });
        Self {
            text,
            _replaced: METHODS.map(|name| Undo::replacing_in(global("console"), name, record.as_ref())),
            _record: record,
        }
    }
}

/// Markup, input values, address and title of the page, and the content of both storages.
fn page_and_storage_text(page: &Page) -> String {
    let mut seen = Part::root().0.outer_html();
    for storage in [session_storage(), local_storage()] {
        seen.push_str(&String::from(JSON::stringify(&storage.unwrap()).unwrap()));
    }
    seen.push_str(&window().location().href().unwrap());
    seen.push_str(&window().document().unwrap().title());
    seen.push_str(&page.all("input").iter().map(Part::value).collect::<String>());
    seen
}

#[wasm_bindgen_test]
async fn the_portal_token_appears_only_in_the_request_header() {
    let output = ConsoleOutput::install();
    let page = Page::builder().framed().rows(&[row("a")]).mount();
    page.portal().give_token(CANARY);
    page.portal().welcome(r#"{"caps":{"resize":true}}"#).await;
    page.wait_for_text("Task a").await;
    let mut seen = page_and_storage_text(&page);
    let dialog = page.open_filled_form().await;
    page.platform.refuse_once(Op::Create, ErrorCode::TokenExpired);
    page.portal().give_token(&format!("{CANARY}-2"));
    dialog.submit().await;
    dialog.wait_for_text("Nothing was changed. Try again").await;
    seen.push_str(&page_and_storage_text(&page));
    page.close_dialog("Close").await;
    page.platform.always(Op::List, Answer::html(401));
    page.press_and_see("Refresh", "refused the request (HTTP 401).").await;
    seen.push_str(&page_and_storage_text(&page));
    page.portal().give_token(&format!("{CANARY} with a blank"));
    page.button("Try again").press();
    page.wait_for_text("The portal sent something that isn’t a valid access token.")
        .await;
    settled().await;
    seen.push_str(&page_and_storage_text(&page));
    assert!(!seen.contains(CANARY));
    for request in page.platform.all_requests() {
        assert!(request.token().unwrap().starts_with(CANARY), "{:?}", request.op);
        assert!(!request.url.contains(CANARY) && !request.body.contains(CANARY));
        let carriers = request.headers.iter().filter(|(_, value)| value.contains(CANARY));
        assert_eq!(carriers.count(), 1);
    }
    assert!(page.platform.all_requests().len() >= 3);
    for kind in ["ready", "route", "title", "error", "dirty", "token.get", "size"] {
        let messages = page.portal().messages(kind);
        assert!(!messages.is_empty(), "{kind}");
        assert!(messages.iter().all(|message| !message.contains(CANARY)), "{kind}");
    }
    assert!(page.portal().hellos().iter().all(|(hello, _)| !hello.contains(CANARY)));
    assert!(!output.text.borrow().contains(CANARY));
}

#[wasm_bindgen_test]
async fn token_parameters_in_the_address_are_removed_and_never_sent() {
    let query = "?token=canary-7f3a&product_id=p1&Access-Token=canary-7f3a&access_token=canary-7f3a&lang=en&%74oken=canary-7f3a";
    let page = Page::builder().signed_out().query(query).rows(&[row("a")]).open().await;
    assert_eq!(page.query(), "?product_id=p1&lang=en");
    assert!(page.has_button("Sign in"));
    assert!(page.platform.all_requests().is_empty());
    drop(page);

    let builder = Page::builder().signed_out();
    let address = Some("?product_id=p1#state=1&id_token=canary-7f3a");
    history().replace_state_with_url(&JsValue::NULL, "", address).unwrap();
    let page = builder.open().await;
    assert!(!window().location().href().unwrap().contains("canary"));
    assert_eq!(page.query(), "?product_id=p1");
    assert!(page.platform.all_requests().is_empty());
    drop(page);

    // In a frame, the address sets neither the portal nor the API.
    let query = "?token=canary-7f3a&portal_origins=https://evil.example&api.base=https://evil.example&product_id=p1";
    let page = Page::builder()
        .framed()
        .query(query)
        .rows(&[row("a")])
        .open_in_portal("{}")
        .await;
    assert!(page.portal().hellos().iter().all(|(_, origin)| origin == ORIGIN));
    assert!(!window().location().href().unwrap().contains("canary"));
    let list = page.platform.last_request(Op::List);
    assert_eq!(
        (list.url.as_str(), list.token()),
        ("/v2/upgrade/firmware/tasks?product_id=p1", Some("tok-1"))
    );
}

#[wasm_bindgen_test]
async fn no_window_message_follows_the_hello() {
    let page = Page::in_portal(&[row("a")]).await;
    let before = page.portal().hellos().len();
    page.open_details("Task a").await.all("footer button")[0].press();
    page.wait_for_no_dialog().await;
    page.refresh().await;
    assert_eq!(page.portal().hellos().len(), before);
    assert!(page.portal().hellos().iter().all(|(_, origin)| origin != "*"));
    assert_eq!(window().length(), 1, "the only frame is that of the test");
}
