//! Choosing a product, and signing in with an account: around the four operations.

use super::support::{Answer, Gate, Op, Page, row, settled, until};
use wasm_bindgen::JsValue;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::Event;

const FULL: &str = r#"{"language": "en", "api": {"profile": "full"}}"#;
const PRODUCTS: &str = r#"[{"id":"p1","name":"Meter"},{"id":"p2","name":"Lamp","description":"Streets"}]"#;

#[wasm_bindgen_test]
async fn no_product_is_ever_chosen_for_the_operator() {
    let page = Page::builder()
        .config(r#"{"language": "en"}"#)
        .query("")
        .rows(&[row("a")])
        .open()
        .await;
    page.shows("Choose a product").await;
    settled().await;
    assert!(page.platform.seen().is_empty());
    page.field("Product id").key("Enter");
    until("it is wanted", || {
        page.field("Product id").described().contains("1 to 64 characters")
    })
    .await;
    page.field("Product id").type_in(" p9 ");
    page.field("Product id").key("Enter");
    page.shows("Task a").await;
    assert_eq!(
        page.platform.last(Op::List).url,
        "/v2/upgrade/firmware/tasks?product_id=p9"
    );
    assert!(page.query().contains("product_id=p9"), "{}", page.query());
}

#[wasm_bindgen_test]
async fn going_back_shows_what_the_address_names() {
    let builder = Page::builder().config(r#"{"language": "en"}"#).query("");
    let page = builder.rows(&[row("a")]).open().await;
    page.shows("Choose a product").await;
    page.field("Product id").type_in("p9");
    page.field("Product id").key("Enter");
    page.shows("Task a").await;
    page.button("Task a").press();
    page.shows("Task id").await;
    assert!(page.query().contains("task=a"), "{}", page.query());
    let history = web_sys::window().unwrap().history().unwrap();
    history.back().unwrap();
    page.no_dialog().await;
    history.back().unwrap();
    page.shows("Choose a product").await;
}

#[wasm_bindgen_test]
async fn a_product_in_the_configuration_keeps_the_task_a_link_names() {
    let builder = Page::builder().query("?task=a");
    let page = builder.rows(&[row("a")]).open_at_list().await;
    page.shows("Task id").await;
}

#[wasm_bindgen_test]
async fn a_product_in_the_configuration_cannot_be_changed() {
    let page = Page::builder()
        .query("?product_id=other")
        .rows(&[row("a")])
        .open_at_list()
        .await;
    assert_eq!(
        page.platform.last(Op::List).url,
        "/v2/upgrade/firmware/tasks?product_id=p1"
    );
    assert!(!page.has_button("Change product"));
}

#[wasm_bindgen_test]
async fn a_full_platform_lists_its_products_to_choose_from() {
    let builder = Page::builder().config(FULL).query("").rows(&[row("a")]);
    let page = builder.answers(Op::Products, Answer::NetworkError).open().await;
    page.shows("The platform could not be reached.").await;
    page.platform.always(Op::Products, Answer::ok(PRODUCTS));
    page.button("Try again").press();
    page.shows("Streets").await;
    page.button("LampStreetsp2").press();
    page.shows("Task a").await;
    assert_eq!(
        page.platform.last(Op::List).url,
        "/v2/upgrade/firmware/tasks?product_id=p2"
    );
    assert!(page.one("header").says("Lamp"));
    page.button("Change product").press();
    page.shows("Streets").await;
    assert!(!page.query().contains("product_id"), "{}", page.query());
}

#[wasm_bindgen_test]
async fn the_tasks_of_a_named_product_are_asked_for_while_its_name_is_on_the_way_and_shown_with_it() {
    let name = Gate::default();
    let builder = Page::builder().config(FULL).query("?product_id=p2&q=Task+a");
    let builder = builder.rows(&[row("a"), row("b")]);
    let page = builder.answers(Op::Products, Answer::Held(name.clone())).open().await;
    page.platform.was_asked(Op::List, 1).await;
    page.platform.was_asked(Op::Fleet, 1).await;
    settled().await;
    assert!(!page.says("Task a"), "of a product without its name");
    name.release(Answer::ok(PRODUCTS));
    page.shows("Task a").await;
    assert!(page.one("header").says("Lamp") && !page.says("Task b"));
    assert!(page.query().contains("q=Task+a"), "{}", page.query());
    settled().await;
    assert_eq!(page.platform.asked(Op::List).len(), 1, "once is enough");
    page.button("Refresh").press();
    page.platform.was_asked(Op::List, 2).await;
}

#[wasm_bindgen_test]
async fn what_was_asked_for_ahead_is_given_up_where_another_product_is_named_meanwhile() {
    let builder = Page::builder().config(FULL).query("?product_id=p1").rows(&[row("a")]);
    let page = builder.answers(Op::Products, Answer::Held(Gate::default())).start();
    let _list = page.platform.hold(Op::List);
    page.platform.was_asked(Op::List, 1).await;
    let window = web_sys::window().unwrap();
    let history = window.history().unwrap();
    let address = Some("?product_id=p2");
    history.replace_state_with_url(&JsValue::NULL, "", address).unwrap();
    window.dispatch_event(&Event::new("popstate").unwrap()).unwrap();
    page.platform.was_asked(Op::List, 2).await;
    let lists = page.platform.asked(Op::List);
    assert!(lists[0].is_aborted() && !lists[1].is_aborted());
    assert!(lists[1].url.ends_with("product_id=p2"), "{}", lists[1].url);
}

#[wasm_bindgen_test]
async fn an_account_and_a_password_buy_a_token() {
    let builder = Page::builder()
        .signed_out()
        .config(FULL)
        .query("?product_id=p1")
        .rows(&[row("a")]);
    let page = builder.answers(Op::Products, Answer::ok(PRODUCTS)).open().await;
    page.platform.once(Op::SignIn, Answer::refused(4_001_079, ""));
    page.field("Account").type_in("ops@example.com");
    page.field("Password").type_in("wrong");
    page.button("Sign in with account").press();
    page.shows("Wrong account or password.").await;
    assert_eq!(page.field("Account").value(), "ops@example.com");

    let token = r#"{"access_token":"bought","refresh_token":"r","expire_in":7200,"corp_id":"c","member_id":"m"}"#;
    page.platform.once(Op::SignIn, Answer::ok(token));
    page.field("Password").type_in("right");
    page.field("Password").key("Enter");
    page.shows("Task a").await;
    let asked = page.platform.last(Op::SignIn);
    assert_eq!((&*asked.method, &*asked.url), ("POST", "/v2/corp_auth"));
    assert_eq!(asked.body, r#"{"account":"ops@example.com","password":"right"}"#);
    assert_eq!(asked.token(), None);
    assert_eq!(page.platform.last(Op::List).token(), Some("bought"));
    assert!(!page.query().contains("bought") && !page.query().contains("right"));
}

#[wasm_bindgen_test]
async fn profile_core_offers_no_account() {
    let page = Page::builder().signed_out().open().await;
    page.shows("Paste the token your platform gave you.").await;
    assert!(!page.says("Password"));
}
