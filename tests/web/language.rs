//! Interface language and theme.

use super::support::*;

#[wasm_bindgen_test]
async fn changing_the_language_keeps_the_rows_and_updates_the_address() {
    let page = Page::with_rows(&[row("a").running()]).await;
    assert_eq!(Part::root().attr("lang").as_deref(), Some("en"));
    page.choose_language("中文", "运行中").await;
    assert!(page.row("Task a").has_button("停止"));
    assert_eq!(page.one("[role=table]").name(), "升级任务");
    let language = || Part::root().attr("lang");
    until("the document declares Chinese", || {
        language().as_deref() == Some("zh-CN")
    })
    .await;
    assert!(page.query().contains("lang=zh"), "{}", page.query());
    assert!(page.query().contains("product_id=p1"), "{}", page.query());
    page.choose_language("English", "Running").await;
    assert!(page.query().contains("lang=en"), "{}", page.query());
}

#[wasm_bindgen_test]
async fn changing_the_language_does_not_wait_for_the_list() {
    let page = Page::with_rows(&[row("a")]).await;
    let _unanswered = page.platform.hold(Op::List);
    page.choose_language("中文", "已停止").await;
    assert!(!page.has_text("正在加载任务"));
}

#[wasm_bindgen_test]
async fn buttons_work_after_the_language_has_changed_twice() {
    let page = Page::with_rows(&[row("a")]).await;
    for (language, field, start, delete, cancel) in [
        ("中文", "Language", "启动", "删除", "取消"),
        ("English", "语言", "Start", "Delete", "Cancel"),
    ] {
        page.field(field).choose(language);
        page.wait_for_button(start).await;
        for action in [start, delete] {
            let button = page.row("Task a").button(action);
            button.pointer_down();
            button.pointer_up();
            button.press();
            page.wait_for_dialog().await.button(cancel).press();
            page.wait_for_no_dialog().await;
        }
        page.one("#refresh").press();
        settled().await;
    }
}

#[wasm_bindgen_test]
async fn an_open_confirmation_stays_open_in_the_new_language() {
    let page = Page::with_rows(&[row("a")]).await;
    page.open_confirmation("Task a", "Delete").await;
    page.field("Language").choose("中文");
    page.wait_for_dialog_named("删除“Task a”？").await;
}

#[wasm_bindgen_test]
async fn the_language_comes_from_the_address_then_the_configuration() {
    let page = Page::at("?lang=zh-CN", &[row("a")]).await;
    assert!(page.row("Task a").has_button("启动"));
    drop(page);
    let page = Page::configured(CHINESE, &[row("a")]).await;
    assert!(page.row("Task a").has_button("启动"));
}

#[wasm_bindgen_test]
async fn the_theme_applies_to_the_document() {
    let page = Page::with_rows(&[]).await;
    for (option, theme) in [("Dark", "dark"), ("Light", "light"), ("System", "auto")] {
        page.field("Theme").choose(option);
        page.wait_for_theme(theme).await;
    }
}
