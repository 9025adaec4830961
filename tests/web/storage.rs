//! Browser storage that refuses access, or that another document of the origin writes.

use super::support::*;
use js_sys::{Function, Object, Reflect};
use upgrade_console::web::{local_storage, session_storage, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{StorageEvent, StorageEventInit};

const LOCAL: &str = r#"{"product_id": "p1", "language": "en", "token": {"storage": "local"}}"#;

/// Changes local storage as another document of this origin does, with the `storage` event.
fn other_document_writes(key: &str, value: Option<&str>) {
    let storage = local_storage().unwrap();
    match value {
        Some(value) => storage.set_item(key, value).unwrap(),
        None => storage.remove_item(key).unwrap(),
    }
    let init = StorageEventInit::new();
    init.set_key(Some(key));
    let event = StorageEvent::new_with_event_init_dict("storage", &init).unwrap();
    window().dispatch_event(&event).unwrap();
}

/// A page that has read the token `portal-1` from local storage.
async fn open_with_local_token() -> Page {
    let builder = Page::builder().signed_out().config(LOCAL).rows(&[row("a")]);
    let builder = builder.stored(local_storage(), "Access-Token", "portal-1");
    builder.open_at_list().await
}

#[wasm_bindgen_test]
async fn the_session_follows_a_token_written_by_another_document() {
    let builder = Page::builder().signed_out().config(LOCAL).rows(&[row("a")]);
    let page = builder.open().await;
    assert!(page.has_button("Sign in"));
    other_document_writes("Access-Token", Some("portal-1"));
    page.wait_for_text("Task a").await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("portal-1"));

    let dialog = page.open_create().await;
    dialog.field("Name").type_in("typed by the previous user");
    let list = page.platform.hold(Op::List);
    other_document_writes("unrelated", Some("x"));
    other_document_writes("Access-Token", None);
    page.wait_for_text("You’re signed out.").await;
    settled().await;
    assert!(!page.0.inner_html().contains("Task a"));
    list.release(Answer::ok("[]"));
    other_document_writes("unrelated", None);
    settled().await;
    assert!(page.has_button("Sign in"));

    other_document_writes("Access-Token", Some("portal-2"));
    page.wait_for_text("Upgrade tasks").await;
    assert_eq!(form_values(&page.open_create().await), [""; FORM.len()]);
}

#[wasm_bindgen_test]
async fn the_shortcut_list_closes_when_another_document_signs_out() {
    let page = open_with_local_token().await;
    page.press_and_see("Keyboard shortcuts", "Go to the search").await;
    other_document_writes("Access-Token", None);
    page.wait_for_text("You’re signed out.").await;
    page.wait_for_no_dialog().await;
}

#[wasm_bindgen_test]
async fn local_storage_is_never_written_and_a_sign_out_holds_while_others_write_it() {
    let page = open_with_local_token().await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("portal-1"));
    page.sign_out().await;
    page.assert_text("The access token stays in this browser’s storage");
    page.assert_no_text("Stay signed in when this tab is reloaded");
    let token = local_storage().unwrap().get_item("Access-Token").unwrap();
    assert_eq!(token.as_deref(), Some("portal-1"));
    // The second one is a renewal by the portal.
    for (key, value) in [("another-key", "x"), ("Access-Token", "portal-2")] {
        other_document_writes(key, Some(value));
        settled().await;
        assert!(page.has_button("Sign in"), "{key}");
    }
    other_document_writes("Access-Token", None);
    page.wait_for_text("The access token is no longer kept here.").await;
    other_document_writes("Access-Token", Some("portal-2"));
    page.wait_for_text("The access token stays in this browser’s storage")
        .await;
    let page = Page::reload(page)
        .signed_out()
        .config(LOCAL)
        .rows(&[row("a")])
        .open_at_list()
        .await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("portal-2"));
}

#[wasm_bindgen_test]
async fn a_lost_start_is_not_looked_for_after_a_sign_out() {
    let page = open_with_local_token().await;
    page.platform.once(Op::SetStatus, Answer::NetworkError);
    page.confirm("Task a", "Start").await;
    until("the lookup pauses", || page.clock.pending_timeouts(1000) == 1).await;
    page.dialog().press_escape();
    page.wait_for_no_dialog().await;
    page.sign_out().await;
    let lists = page.platform.count(Op::List);
    page.platform.always(Op::List, Answer::refused(ErrorCode::TokenExpired));
    page.clock.fire_timeouts_of(1000);
    page.platform.assert_sent(Op::List, lists).await;
    other_document_writes("Access-Token", Some("portal-2"));
    settled().await;
    page.assert_text("You’re signed out.");
}

#[wasm_bindgen_test]
async fn a_read_refused_with_the_old_token_is_resent_with_the_stored_one() {
    let page = open_with_local_token().await;
    let list = page.refresh_and_hold().await;
    local_storage().unwrap().set_item("Access-Token", "portal-2").unwrap();
    list.release(Answer::refused(ErrorCode::TokenRefreshed));
    page.platform.wait_for_requests(Op::List, 3).await;
    assert_eq!(page.platform.last_request(Op::List).token(), Some("portal-2"));
}

/// Makes access to either storage throw until dropped, as in a cross-site frame without third-party storage.
fn refuse_storage() -> [Undo; 2] {
    let refuse = Function::new_no_args("throw new DOMException('denied', 'SecurityError')");
    ["sessionStorage", "localStorage"].map(|name| {
        let original = Reflect::get_own_property_descriptor(&window(), &name.into()).unwrap();
        let throws = Object::new();
        Reflect::set(&throws, &"get".into(), &refuse).unwrap();
        Reflect::set(&throws, &"configurable".into(), &true.into()).unwrap();
        Object::define_property(&window(), &name.into(), &throws);
        let restore = move || Object::define_property(&window(), &name.into(), original.unchecked_ref());
        Undo::on_drop(move || drop(restore()))
    })
}

#[wasm_bindgen_test]
async fn without_storage_the_console_works_and_does_not_offer_to_keep_the_token() {
    for config in [LOCAL, ENGLISH] {
        let builder = Page::builder().signed_out().config(config).rows(&[row("a")]);
        let refused = refuse_storage();
        assert!(session_storage().is_none() && local_storage().is_none());
        let page = builder.open().await;
        assert!(!page.has_text("Stay signed in when this tab is reloaded"));
        page.field("Theme").choose("Dark");
        page.sign_in_and_see("tok-2", "Task a").await;
        assert_eq!(page.platform.last_request(Op::List).token(), Some("tok-2"));
        page.sign_out().await;
        drop(page);
        drop(refused);
    }
}

#[wasm_bindgen_test]
async fn requests_work_without_abort_signal_any() {
    let class: Object = global("AbortSignal").unchecked_into();
    // `Undo` saves the property before the next line deletes it.
    let _restore = Undo::replacing_in(class.clone().into(), "any", &JsValue::UNDEFINED);
    Reflect::delete_property(&class, &"any".into()).unwrap();
    let page = Page::with_rows(&[row("a")]).await;
    page.refresh().await;
    page.wait_for_text("Task a").await;
}
