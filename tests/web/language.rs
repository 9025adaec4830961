//! Chinese and English, light and dark.

use super::support::{Op, Page, Part, row, until};
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
async fn another_language_keeps_the_rows_and_is_in_the_address() {
    let page = Page::with_rows(&[row("a").running()]).await;
    assert_eq!(Part::root().attr("lang").as_deref(), Some("en"));
    page.field("Language").choose("中文");
    page.shows("运行中").await;
    assert!(page.row("Task a").has_button("停止"));
    assert_eq!(page.one("[role=table]").name(), "升级任务");
    until("the page says its language", || {
        Part::root().attr("lang").as_deref() == Some("zh-CN")
    })
    .await;
    assert!(page.query().contains("lang=zh"), "{}", page.query());
    assert!(page.query().contains("product_id=p1"), "{}", page.query());
    page.field("语言").choose("English");
    page.shows("Running").await;
    assert!(page.query().contains("lang=en"), "{}", page.query());
}

#[wasm_bindgen_test]
async fn the_rows_are_there_at_once_in_the_other_language() {
    let page = Page::with_rows(&[row("a")]).await;
    let _never = page.platform.hold(Op::List);
    page.field("Language").choose("中文");
    page.shows("已停止").await;
    assert!(!page.says("正在加载任务"));
}

#[wasm_bindgen_test]
async fn an_open_question_stays_open_in_the_other_language() {
    let page = Page::with_rows(&[row("a")]).await;
    page.ask("Task a", "Delete").await;
    page.field("Language").choose("中文");
    until("it is asked in Chinese", || {
        page.has_dialog() && page.dialog().name() == "删除“Task a”？"
    })
    .await;
}

#[wasm_bindgen_test]
async fn the_address_decides_the_language_before_the_configuration() {
    let page = Page::builder()
        .query("?lang=zh-CN")
        .rows(&[row("a")])
        .open_at_list()
        .await;
    assert!(page.row("Task a").has_button("启动"));
    drop(page);
    let config = r#"{"product_id": "p1", "language": "zh"}"#;
    let page = Page::builder().config(config).rows(&[row("a")]).open_at_list().await;
    assert!(page.row("Task a").has_button("启动"));
}

#[wasm_bindgen_test]
async fn the_theme_is_chosen_for_the_whole_page() {
    let page = Page::with_rows(&[]).await;
    for (option, theme) in [("Dark", "dark"), ("Light", "light"), ("Automatic", "auto")] {
        page.field("Theme").choose(option);
        until(theme, || Part::root().attr("data-theme").as_deref() == Some(theme)).await;
    }
}

#[wasm_bindgen_test]
async fn the_title_names_the_product_in_the_language() {
    let page = Page::with_rows(&[]).await;
    let title = || upgrade_console::web::window().document().unwrap().title();
    until("it is named", || title() == "p1 · Firmware upgrade").await;
    page.field("Language").choose("中文");
    until("it is Chinese", || title() == "p1 · 固件升级").await;
}
