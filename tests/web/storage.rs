//! Storage is the browser's to refuse and others' to write: neither may break the page.

use super::support::{Answer, FORM, Op, Page, Undo, global, row, settled, typed, until};
use js_sys::{Function, Object, Reflect};
use upgrade_console::web::{local_storage, session_storage, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{StorageEvent, StorageEventInit};

const LOCAL: &str = r#"{"product_id": "p1", "language": "en", "token": {"storage": "local"}}"#;

/// Somebody else writes: another document of this origin.
fn others_write(key: &str, value: Option<&str>) {
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

#[wasm_bindgen_test]
async fn the_state_follows_what_a_portal_of_this_origin_writes() {
    let builder = Page::builder().signed_out().config(LOCAL).rows(&[row("a")]);
    let page = builder.open().await;
    assert!(page.has_button("Sign in"));
    others_write("Access-Token", Some("portal-1"));
    page.shows("Task a").await;
    assert_eq!(page.platform.last(Op::List).token(), Some("portal-1"));

    let dialog = page.open_create().await;
    dialog.field("Name").type_in("of whoever was here");
    let list = page.platform.hold(Op::List);
    others_write("unrelated", Some("x"));
    others_write("Access-Token", None);
    page.shows("You are signed out.").await;
    settled().await;
    assert!(!page.0.inner_html().contains("Task a"));
    list.release(Answer::ok("[]"));
    others_write("unrelated", None);
    settled().await;
    assert!(page.has_button("Sign in"));

    others_write("Access-Token", Some("portal-2"));
    page.shows("Upgrade tasks").await;
    assert_eq!(typed(&page.open_create().await), [""; FORM.len()]);
}

#[wasm_bindgen_test]
async fn whoever_signed_out_here_stays_so_until_the_token_is_written_anew() {
    let builder = Page::builder().signed_out().config(LOCAL).rows(&[row("a")]);
    let page = builder
        .stored(local_storage(), "Access-Token", "portal-1")
        .open_at_list()
        .await;
    page.button("Sign out").press();
    page.shows("You are signed out.").await;
    others_write("another-key", Some("x"));
    settled().await;
    assert!(page.has_button("Sign in"));
}

#[wasm_bindgen_test]
async fn a_new_token_in_the_storage_is_used_for_what_was_refused_with_the_old() {
    let builder = Page::builder().signed_out().config(LOCAL).rows(&[row("a")]);
    let page = builder
        .stored(local_storage(), "Access-Token", "portal-1")
        .open_at_list()
        .await;
    let list = page.platform.hold(Op::List);
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, 2).await;
    local_storage().unwrap().set_item("Access-Token", "portal-2").unwrap();
    list.release(Answer::refused(4_031_022, ""));
    page.platform.was_asked(Op::List, 3).await;
    assert_eq!(page.platform.last(Op::List).token(), Some("portal-2"));
}

/// While it lives, touching either storage throws, as in a frame of another site without third-party storage.
struct NoStorage([(&'static str, JsValue); 2]);

impl NoStorage {
    fn install() -> Self {
        let refuse = Function::new_no_args("throw new DOMException('denied', 'SecurityError')");
        let real = ["sessionStorage", "localStorage"].map(|name| {
            let real = Reflect::get_own_property_descriptor(&window(), &name.into()).unwrap();
            let throws = Object::new();
            Reflect::set(&throws, &"get".into(), &refuse).unwrap();
            Reflect::set(&throws, &"configurable".into(), &true.into()).unwrap();
            Object::define_property(&window(), &name.into(), &throws);
            (name, real)
        });
        Self(real)
    }
}

impl Drop for NoStorage {
    fn drop(&mut self) {
        for (name, real) in &self.0 {
            Object::define_property(&window(), &(*name).into(), real.unchecked_ref());
        }
    }
}

#[wasm_bindgen_test]
async fn storage_that_throws_costs_nothing_but_what_it_would_have_kept() {
    for config in [LOCAL, super::support::ENGLISH] {
        let builder = Page::builder().signed_out().config(config).rows(&[row("a")]);
        let refused = NoStorage::install();
        assert!(session_storage().is_none() && local_storage().is_none());
        let page = builder.open().await;
        assert!(!page.says("Keep me signed in in this tab"));
        page.sign_in("tok-2");
        page.shows("Task a").await;
        assert_eq!(page.platform.last(Op::List).token(), Some("tok-2"));
        page.button("Sign out").press();
        page.shows("You are signed out.").await;
        drop(page);
        drop(refused);
    }
}

#[wasm_bindgen_test]
async fn a_browser_without_a_joined_abort_signal_still_asks() {
    let class: Object = global("AbortSignal").unchecked_into();
    // The undoing first: it remembers what is deleted next.
    let _lacking = Undo::replacing_in(class.clone().into(), "any", &JsValue::UNDEFINED);
    Reflect::delete_property(&class, &"any".into()).unwrap();
    let page = Page::with_rows(&[row("a")]).await;
    page.refresh().await;
    until("it is there", || page.says("Task a")).await;
}
