//! Title of the document: view, product, console.

use super::support::*;
use upgrade_console::web::window;

pub async fn wait_for_title(title: &str) {
    let current = || window().document().unwrap().title();
    until(&format!("the title is “{title}”"), || current() == title).await;
}

#[wasm_bindgen_test]
async fn each_view_has_a_title_of_its_own() {
    let builder = Page::builder().config(NO_PRODUCT).query("").rows(&[row("a")]);
    let page = builder.open().await;
    wait_for_title("Choose a product · Firmware upgrade").await;
    page.choose_product("p9");
    wait_for_title("p9 · Firmware upgrade").await;
    page.wait_for_list().await;
    page.open_details("Task a").await;
    wait_for_title("Task a · p9 · Firmware upgrade").await;
    page.close_dialog("Close").await;
    page.open_create().await;
    wait_for_title("Create task · p9 · Firmware upgrade").await;
    page.close_dialog("Cancel").await;
    page.open_map().await;
    wait_for_title("Upgrade map · p9 · Firmware upgrade").await;
    page.choose_language("中文", "升级任务").await;
    wait_for_title("升级路径图 · p9 · 固件升级").await;
    page.choose_language("English", "Upgrade tasks").await;
    page.sign_out().await;
    wait_for_title("Sign in · Firmware upgrade").await;
}

#[wasm_bindgen_test]
async fn a_name_is_shown_as_on_the_page() {
    let page = Page::with_rows(&[row("a").named("Lamp \\u202e3")]).await;
    page.open_details("Lamp [U+202E]3").await;
    wait_for_title("Lamp [U+202E]3 · p1 · Firmware upgrade").await;
}
