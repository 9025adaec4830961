//! Choosing a product, and signing in with an account.

use super::support::*;
use upgrade_console::web;
use wasm_bindgen::JsValue;

/// A page whose address and configuration name no product.
pub async fn open_picker() -> Page {
    let builder = Page::builder().config(NO_PRODUCT).query("");
    let page = builder.rows(&[row("a")]).open().await;
    page.wait_for_text("Choose a product").await;
    page
}

#[wasm_bindgen_test]
async fn no_product_is_chosen_automatically() {
    let page = open_picker().await;
    page.platform.assert_silent().await;
    let field = page.field("Product ID");
    field.press_key("Enter");
    field.wait_for_description("1 to 64 characters").await;
    page.choose_product(" p9 ");
    page.wait_for_text("Task a").await;
    let url = page.platform.last_request(Op::List).url;
    assert_eq!(url, "/v2/upgrade/firmware/tasks?product_id=p9");
    assert!(page.query().contains("product_id=p9"), "{}", page.query());
}

#[wasm_bindgen_test]
async fn back_navigation_shows_the_view_in_the_address() {
    let page = open_picker().await;
    page.choose_product("p9");
    page.wait_for_text("Task a").await;
    page.open_details("Task a").await;
    assert!(page.query().contains("task=a"), "{}", page.query());
    history().back().unwrap();
    page.wait_for_no_dialog().await;
    history().back().unwrap();
    page.wait_for_text("Choose a product").await;
}

#[wasm_bindgen_test]
async fn a_configured_product_keeps_the_linked_task() {
    let page = Page::at("?task=a", &[row("a")]).await;
    page.wait_for_text("Task ID").await;
}

#[wasm_bindgen_test]
async fn a_configured_product_cannot_be_changed() {
    let page = Page::at("?product_id=other", &[row("a")]).await;
    let url = page.platform.last_request(Op::List).url;
    assert_eq!(url, "/v2/upgrade/firmware/tasks?product_id=p1");
    assert!(!page.has_button("Change product"));
}

#[wasm_bindgen_test]
async fn profile_full_lists_the_products_to_choose_from() {
    let builder = Page::builder().config(FULL_NO_PRODUCT).query("").rows(&[row("a")]);
    let page = builder.always(Op::Products, Answer::NetworkError).open().await;
    page.wait_for_text("The platform can’t be reached.").await;
    page.platform.always(Op::Products, Answer::ok(PRODUCTS));
    page.press_and_see("Try again", "Streets").await;
    page.press_and_see("LampStreetsp2", "Task a").await;
    let url = page.platform.last_request(Op::List).url;
    assert_eq!(url, "/v2/upgrade/firmware/tasks?product_id=p2");
    assert!(page.one("header").has_text("Lamp"));
    page.press_and_see("Change product", "Streets").await;
    assert!(!page.query().contains("product_id"), "{}", page.query());
}

#[wasm_bindgen_test]
async fn back_navigation_while_the_product_name_loads_shows_the_products() {
    let address = web::window().location().pathname().unwrap();
    let show = |query: &str| {
        let url = format!("{address}{query}");
        history().push_state_with_url(&JsValue::NULL, "", Some(&url)).unwrap();
    };
    show("");
    show("?product_id=p2");
    let builder = Page::builder().config(FULL_NO_PRODUCT).query("?product_id=p2");
    let products = HeldResponse::default();
    let page = builder
        .rows(&[row("a")])
        .always(Op::Products, Answer::Held(products.clone()))
        .open()
        .await;
    page.platform.wait_for_requests(Op::Products, 1).await;
    history().back().unwrap();
    until("the address names no product", || page.query().is_empty()).await;
    settled().await;
    products.release(Answer::ok(PRODUCTS));
    page.wait_for_text("Streets").await;
}

#[wasm_bindgen_test]
async fn tasks_are_requested_while_the_product_name_loads_and_shown_with_it() {
    let name = HeldResponse::default();
    let builder = Page::builder().config(FULL_NO_PRODUCT).query("?product_id=p2&q=Task+a");
    let builder = builder.rows(&[row("a"), row("b")]);
    let page = builder.always(Op::Products, Answer::Held(name.clone())).open().await;
    page.platform.wait_for_requests(Op::List, 1).await;
    page.platform.wait_for_requests(Op::DeviceCounts, 1).await;
    settled().await;
    assert!(!page.has_text("Task a"), "the tasks wait for the product name");
    name.release(Answer::ok(PRODUCTS));
    page.wait_for_text("Task a").await;
    assert!(page.one("header").has_text("Lamp") && !page.has_text("Task b"));
    assert!(page.query().contains("q=Task+a"), "{}", page.query());
    page.platform.assert_sent(Op::List, 1).await;
    page.button("Refresh").press();
    page.platform.wait_for_requests(Op::List, 2).await;
}

#[wasm_bindgen_test]
async fn a_prefetched_list_is_aborted_when_the_address_names_another_product() {
    let builder = Page::builder()
        .config(FULL_NO_PRODUCT)
        .query("?product_id=p1")
        .rows(&[row("a")]);
    let never = Answer::Held(HeldResponse::default());
    let page = builder.always(Op::Products, never).mount();
    let _list = page.platform.hold(Op::List);
    page.platform.wait_for_requests(Op::List, 1).await;
    let address = Some("?product_id=p2");
    history().replace_state_with_url(&JsValue::NULL, "", address).unwrap();
    dispatch_on_window("popstate");
    page.platform.wait_for_requests(Op::List, 2).await;
    let lists = page.platform.requests(Op::List);
    assert!(lists[0].is_aborted() && !lists[1].is_aborted());
    assert!(lists[1].url.ends_with("product_id=p2"), "{}", lists[1].url);
}

#[wasm_bindgen_test]
async fn signing_in_with_an_account_obtains_a_token() {
    let builder = Page::builder().signed_out().config(FULL_NO_PRODUCT).rows(&[row("a")]);
    let page = builder.always(Op::Products, Answer::ok(PRODUCTS)).open().await;
    page.platform.refuse_once(Op::SignIn, ErrorCode::WrongCredentials);
    page.field("Account").type_in("ops@example.com");
    page.field("Password").type_in("wrong");
    page.press_and_see("Sign in with account", "Wrong account or password.")
        .await;
    assert_eq!(page.field("Account").value(), "ops@example.com");

    let token = r#"{"access_token":"bought","refresh_token":"r","expire_in":7200,"corp_id":"c","member_id":"m"}"#;
    page.platform.once(Op::SignIn, Answer::ok(token));
    page.field("Password").type_in("right");
    page.field("Password").press_key("Enter");
    page.wait_for_text("Task a").await;
    let request = page.platform.last_request(Op::SignIn);
    assert_eq!((&*request.sent.method(), &*request.url), ("POST", "/v2/corp_auth"));
    assert_eq!(request.body, r#"{"account":"ops@example.com","password":"right"}"#);
    assert_eq!(request.token(), None);
    assert_eq!(page.platform.last_request(Op::List).token(), Some("bought"));
    assert!(!page.query().contains("bought") && !page.query().contains("right"));
}

#[wasm_bindgen_test]
async fn going_back_after_a_change_of_product_restores_its_view() {
    let page = open_picker().await;
    page.choose_product("p9");
    page.wait_for_text("Task a").await;
    page.search("no such task", 0).await;
    until("the address has the search", || page.query().contains("no+such+task")).await;
    page.press_and_see("Change product", "Choose a product").await;
    assert_eq!(page.query(), "");
    web_sys::window().unwrap().history().unwrap().back().unwrap();
    page.wait_for_text("Upgrade tasks").await;
    until("the search is back", || page.field("Search").value() == "no such task").await;
}

#[wasm_bindgen_test]
async fn a_change_of_language_keeps_the_product_id() {
    let page = open_picker().await;
    page.field("Product ID").type_in("p9");
    page.choose_language("中文", "选择产品").await;
    assert_eq!(page.one("#product-id").value(), "p9");
}
