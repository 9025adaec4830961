//! Products used lately, where the platform has no list of products.

use super::support::*;
use upgrade_console::web;

/// Opens the console without a product.
async fn open(builder: PageBuilder) -> Page {
    let builder = builder.config(NO_PRODUCT).query("");
    builder.rows(&[row("a")]).open().await
}

async fn open_products(page: &Page, ids: &[&str]) {
    for id in ids {
        page.choose_product(id);
        page.wait_for_text("Task a").await;
        page.press_and_see("Change product", "Choose a product").await;
    }
}

fn recent(page: &Page) -> Vec<String> {
    page.all(".recent-product code").iter().map(|id| id.text()).collect()
}

fn stored() -> Option<String> {
    web::local_storage().unwrap().get_item("upgrade-products").unwrap()
}

#[wasm_bindgen_test]
async fn products_used_lately_open_with_one_press_and_can_be_removed() {
    let page = open(Page::builder()).await;
    page.wait_for_text("Choose a product").await;
    assert!(!page.has_text("Recent products"));
    open_products(&page, &["p8", "p9"]).await;
    assert_eq!(recent(&page), ["p9", "p8"]);
    page.press_and_see("p8", "Task a").await;
    page.press_and_see("Change product", "Choose a product").await;
    assert_eq!(recent(&page), ["p8", "p9"]);

    let page = open(Page::reload(page)).await;
    page.wait_for_text("Recent products").await;
    page.button("Remove p8 from the recent products").press();
    until("it is removed", || recent(&page) == ["p9"]).await;
    until("the field has the focus", || page.field("Product ID").has_focus()).await;
    page.button("Remove p9 from the recent products").press();
    page.wait_for_no_text("Recent products").await;
    assert_eq!(stored().as_deref(), Some("[]"));
}

#[wasm_bindgen_test]
async fn signing_out_removes_the_recent_products() {
    let page = open(Page::builder()).await;
    page.wait_for_text("Choose a product").await;
    open_products(&page, &["p9"]).await;
    page.sign_out().await;
    assert_eq!(stored().as_deref(), Some("[]"));
}
