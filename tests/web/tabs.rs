//! Duplicated tabs share the stored token, and only one of them renews it.

use super::support::*;
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_console::web::lock;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "upgrade-console.session";

/// Another tab of this origin.
struct OtherTab {
    channel: BroadcastChannel,
    received: Rc<RefCell<Vec<String>>>,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl OtherTab {
    fn open() -> Self {
        let channel = BroadcastChannel::new(NAME).unwrap();
        let received = Rc::new(RefCell::new(Vec::new()));
        let for_listener = received.clone();
        let listener = Closure::new(move |event: MessageEvent| {
            for_listener.borrow_mut().push(event.data().as_string().unwrap());
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Self {
            channel,
            received,
            _listener: listener,
        }
    }

    fn post(&self, text: &str) {
        self.channel.post_message(&text.into()).unwrap();
    }

    fn received(&self) -> Vec<String> {
        self.received.borrow().clone()
    }
}

impl Drop for OtherTab {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// Waits until a request for the lock is pending.
async fn wait_for_lock_request() {
    let script = "return navigator.locks.query().then(({ pending }) => pending.length)";
    let query = Function::new_no_args(script);
    for _ in 0..500 {
        let pending: Promise = query.call0(&JsValue::NULL).unwrap().unchecked_into();
        if JsFuture::from(pending).await.unwrap() == 1.0 {
            return;
        }
        settled().await;
    }
    panic!("no request for the lock is pending");
}

#[wasm_bindgen_test]
async fn a_tab_waits_for_a_renewal_in_another_tab_and_takes_its_token() {
    let page = Page::signed_in_by_account(600, true).await;
    let (other, third) = (OtherTab::open(), OtherTab::open());
    let other_lock = lock(NAME, 5000).await.unwrap();
    page.clock.advance_with_timers_suspended(460);
    wait_for_lock_request().await;
    assert_eq!(page.platform.count(Op::RenewToken), 0, "the other tab has the lock");
    other.post(r#"{"old":"tok-1-of-me","token":"tok-2","refresh":"refresh-2","seconds":600}"#);
    // The channel of the page is older than the third one, so it has the message too.
    until("the token is broadcast", || !third.received().is_empty()).await;
    drop(other_lock);
    let stored = || session_item("Access-Token");
    until("the new token is stored", || stored().as_deref() == Some("tok-2")).await;
    page.assert_token("tok-2").await;
    assert!(page.platform.requests(Op::RenewToken).is_empty());
}

#[wasm_bindgen_test]
async fn a_renewal_is_broadcast_to_other_tabs() {
    let page = Page::signed_in_by_account(600, true).await;
    let other = OtherTab::open();
    page.clock.advance_with_timers_suspended(460);
    until("the renewal is broadcast", || !other.received().is_empty()).await;
    assert_eq!(page.platform.count(Op::RenewToken), 1);
    let expected = r#"{"old":"tok-1-of-me","token":"tok-2-of-me","refresh":"refresh-2","seconds":600}"#;
    assert_eq!(other.received(), [expected]);
}

#[wasm_bindgen_test]
async fn only_a_stored_token_is_broadcast_and_messages_of_other_sessions_are_ignored() {
    let page = Page::signed_in_by_account(600, false).await;
    let other = OtherTab::open();
    page.clock.advance_with_timers_suspended(460);
    page.platform.wait_for_requests(Op::RenewToken, 1).await;
    settled().await;
    page.assert_token("tok-2-of-me").await;
    assert!(other.received().is_empty());
    drop(page);

    let page = Page::signed_in_by_account(600, true).await;
    for text in [
        r#"{"old":"of-another-session","token":"planted","refresh":"r","seconds":600}"#,
        r#"{"old":"tok-1-of-me","token":"two words"}"#,
        r#"{"token":"planted"}"#,
        "planted",
    ] {
        other.post(text);
    }
    settled().await;
    page.assert_token("tok-1-of-me").await;
}
