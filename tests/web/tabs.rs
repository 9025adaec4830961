//! Duplicates of a tab: they have the same kept token, and only one of them renews it.

use super::renewal::signed_in;
use super::support::{Op, settled, until};
use js_sys::{Function, Promise};
use std::cell::RefCell;
use std::rc::Rc;
use upgrade_console::web::{lock, session_storage};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{BroadcastChannel, MessageEvent};

const NAME: &str = "upgrade-console.session";

/// Another tab of this origin.
struct OtherTab {
    channel: BroadcastChannel,
    heard: Rc<RefCell<Vec<String>>>,
    _hear: Closure<dyn FnMut(MessageEvent)>,
}

impl OtherTab {
    fn open() -> Self {
        let channel = BroadcastChannel::new(NAME).unwrap();
        let heard = Rc::new(RefCell::new(Vec::new()));
        let for_hear = heard.clone();
        let hear = Closure::new(move |event: MessageEvent| {
            for_hear.borrow_mut().push(event.data().as_string().unwrap());
        });
        channel.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        Self {
            channel,
            heard,
            _hear: hear,
        }
    }

    fn says(&self, text: &str) {
        self.channel.post_message(&text.into()).unwrap();
    }

    fn heard(&self) -> Vec<String> {
        self.heard.borrow().clone()
    }
}

impl Drop for OtherTab {
    fn drop(&mut self) {
        self.channel.close();
    }
}

/// Waits until somebody waits for the lock.
async fn waits_for_the_lock() {
    let script = "return navigator.locks.query().then(({ pending }) => pending.length)";
    let query = Function::new_no_args(script);
    for _ in 0..500 {
        let pending: Promise = query.call0(&JsValue::NULL).unwrap().unchecked_into();
        if JsFuture::from(pending).await.unwrap() == 1.0 {
            return;
        }
        settled().await;
    }
    panic!("nobody waits for the lock");
}

#[wasm_bindgen_test]
async fn a_tab_whose_duplicate_renews_waits_for_it_and_takes_the_new_token() {
    let page = signed_in(600, true).await;
    let other = OtherTab::open();
    let its_lock = lock(NAME, 5000).await.unwrap();
    page.clock.rests(460);
    waits_for_the_lock().await;
    assert!(
        page.platform.asked(Op::Refresh).is_empty(),
        "the other tab has the lock"
    );
    other.says(r#"{"old":"tok-1-of-me","token":"tok-2","refresh":"refresh-2","seconds":600}"#);
    drop(its_lock);
    until("the new token is kept", || {
        let kept = session_storage().unwrap().get_item("Access-Token").unwrap();
        kept.as_deref() == Some("tok-2")
    })
    .await;
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
    assert!(page.platform.asked(Op::Refresh).is_empty());
}

#[wasm_bindgen_test]
async fn a_tab_that_renews_tells_its_duplicates() {
    let page = signed_in(600, true).await;
    let other = OtherTab::open();
    page.clock.rests(460);
    until("it is told", || !other.heard().is_empty()).await;
    assert_eq!(page.platform.asked(Op::Refresh).len(), 1);
    let told = r#"{"old":"tok-1-of-me","token":"tok-2-of-me","refresh":"refresh-2","seconds":600}"#;
    assert_eq!(other.heard(), [told]);
}

#[wasm_bindgen_test]
async fn what_is_not_kept_is_told_to_no_tab_and_what_is_told_of_another_session_changes_nothing() {
    let page = signed_in(600, false).await;
    let other = OtherTab::open();
    page.clock.rests(460);
    page.platform.was_asked(Op::Refresh, 1).await;
    settled().await;
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-2-of-me"));
    assert!(other.heard().is_empty());
    drop(page);

    let page = signed_in(600, true).await;
    for text in [
        r#"{"old":"of-somebody-else","token":"planted","refresh":"r","seconds":600}"#,
        r#"{"old":"tok-1-of-me","token":"two words"}"#,
        r#"{"token":"planted"}"#,
        "planted",
    ] {
        other.says(text);
    }
    settled().await;
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1-of-me"));
}
