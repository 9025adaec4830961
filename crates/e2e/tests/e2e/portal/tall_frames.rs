//! A frame as high as a long list: dialogs, menus and toasts appear in the visible part, and the portal's page does not
//! scroll.

use e2e::{Browser, Console, EMPTY_PRODUCT, EN, Rig, new_task};
use serde::de::DeserializeOwned;
use serde_json::json;
use thirtyfour::Key;

/// Number of tasks that nearly fill a frame of the maximum height.
const TASKS: u32 = 70;

/// Value of an expression in the portal's page. Called inside the frame, which is entered again.
async fn in_portal<T: DeserializeOwned>(browser: &Browser, expression: &str) -> T {
    let value = browser.run_in_portal(&format!("return {expression}")).await;
    serde_json::from_value(value).unwrap()
}

/// Waits until an element of the frame is visible from top to bottom. Called inside the frame, which is entered again.
async fn expect_in_view(browser: &Browser, what: &str, selector: &str) {
    let edges = format!(
        "(({{ top, bottom }}) => [top, bottom])(document.querySelector('{selector}')?.getBoundingClientRect() ?? {{}})"
    );
    let viewport = "[embedded.iframe.getBoundingClientRect().top, innerHeight]";
    let look = async || {
        let edges: [Option<f64>; 2] = serde_json::from_value(browser.eval(&edges).await).unwrap();
        let viewport: [f64; 2] = in_portal(browser, viewport).await;
        (edges, viewport)
    };
    let is_in_view = |(edges, viewport): &([Option<f64>; 2], [f64; 2])| match (edges, viewport) {
        ([Some(top), Some(bottom)], [frame, height]) => frame + top >= 0.0 && frame + bottom <= *height && bottom > top,
        _ => false,
    };
    browser.wait_until(format!("{what} is in view"), look, is_in_view).await;
}

#[tokio::test]
async fn dialogs_menus_and_toasts_appear_in_the_visible_part_of_the_frame() {
    let rig = Rig::start_with(&["--empty", "--connects-per-second", "0"]);
    for number in 1..=TASKS {
        let task = new_task(&format!("Lamp {number:02}"), number * 2, number * 2 + 1);
        rig.platform.create_task(EMPTY_PRODUCT, &task);
    }
    rig.page(&json!({ "autoHeight": true, "productId": EMPTY_PRODUCT }));
    let browser = rig.open(&rig.page_url()).await;
    browser.set_width(1280).await;
    browser.enter_frame().await;
    let console = Console::new(&browser);
    console.row("Lamp 01").expect_visible().await;
    let all_rows = format!("embedded.navigate('/?product_id={EMPTY_PRODUCT}&rows=all')");
    browser.run_in_portal(&all_rows).await;
    console.row("Lamp 70").expect_visible().await;
    let height = async || in_portal(&browser, "document.documentElement.scrollHeight").await;
    let what = "the frame is as high as its list";
    browser.wait_until(what, height, |height: &f64| *height > 3000.0).await;

    let scroll_y = async || in_portal::<f64>(&browser, "scrollY").await;
    for (button, title) in [
        (console.row("Lamp 05").button("Lamp 05"), "Lamp 05"),
        (console.row("Lamp 60").button(EN.start), "Start “Lamp 60”?"),
        (console.row("Lamp 68").button(EN.delete), "Delete “Lamp 68”?"),
        (console.button(EN.create_task), EN.create_task),
        (console.button("Activity"), "Activity"),
    ] {
        button.scroll_into_view().await;
        let before = scroll_y().await;
        button.click().await;
        let dialog = browser.dialog(title);
        dialog.expect_visible().await;
        expect_in_view(&browser, title, "dialog[open]").await;
        let has_focus = browser.eval("!!document.activeElement.closest('dialog[open]')").await;
        assert_eq!(has_focus, true, "{title}");
        assert_eq!(scroll_y().await, before, "{title}");
        browser.press(Key::Escape).await;
        dialog.expect_hidden().await;
        assert_eq!(scroll_y().await, before, "{title}");
    }

    for task in ["Lamp 05", "Lamp 60", "Lamp 70"] {
        let button = console.row(task).button(&format!("More actions for {task}"));
        button.scroll_into_view().await;
        let before = scroll_y().await;
        button.click().await;
        console.row(task).button("Create follow-up task").expect_visible().await;
        expect_in_view(&browser, task, ".menu-panel").await;
        assert_eq!(scroll_y().await, before, "{task}");
        browser.press(Key::Escape).await;
        button.expect_focus().await;
    }

    let toast = "#toasts > *";
    console.row("Lamp 20").button(EN.start).scroll_into_view().await;
    console.start("Lamp 20").await;
    expect_in_view(&browser, "the toast", toast).await;
    for to in ["0", "document.documentElement.scrollHeight"] {
        browser.run_in_portal(&format!("scrollTo(0, {to})")).await;
        expect_in_view(&browser, "the toast", toast).await;
    }
    browser.finish().await;
}
