//! A frame as high as a long list: dialogs and toasts appear in the visible part, and the portal's page does not
//! scroll.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::{Element, Role};
use e2e::operator::Operator;
use e2e::platform::EMPTY_PRODUCT;
use e2e::rig::Rig;
use e2e::typed::Typed;
use e2e::words::EN;
use serde_json::{Value, json};
use thirtyfour::Key;

/// Number of tasks that nearly fill a frame of the maximum height.
const TASKS: u32 = 70;

/// Button that opens a dialog.
enum Opener {
    /// A button of the page.
    Page(&'static str),
    /// A button in the row of this task.
    Row(&'static str, &'static str),
}

impl Opener {
    fn button<'b>(&self, console: Console<'b>) -> Element<'b> {
        match self {
            Self::Page(name) => console.button(name),
            Self::Row(task, name) => console.row(task).button(name),
        }
    }
}

/// Value of a numeric expression in the portal's page. Called inside the frame, which is entered again.
async fn of_portal(browser: &Browser, expression: &str) -> f64 {
    browser.out_of_frames().await;
    let number = browser.run(&format!("return {expression}")).await;
    browser.into_frame().await;
    number.as_f64().unwrap()
}

fn numbers(value: &Value) -> Result<[f64; 2], String> {
    serde_json::from_value(value.clone()).map_err(|_| value.to_string())
}

/// Waits until an element of the frame is visible from top to bottom. Called inside the frame, which is entered again.
async fn is_in_view(browser: &Browser, what: &str, selector: &str) {
    let edges = format!(
        "const rect = document.querySelector('{selector}')?.getBoundingClientRect();
        return rect && [rect.top, rect.bottom]"
    );
    let viewport = "return [embedded.iframe.getBoundingClientRect().top, innerHeight]";
    let look = async || {
        let [top, bottom] = numbers(&browser.script(&edges, Vec::new()).await?)?;
        browser.out_of_frames().await;
        let viewport = browser.run(viewport).await;
        browser.into_frame().await;
        let [frame, height] = numbers(&viewport)?;
        match frame + top >= 0.0 && frame + bottom <= height && bottom > top {
            true => Ok(()),
            false => Err(format!(
                "{top} to {bottom} in a frame at {frame}, the viewport is {height} high"
            )),
        }
    };
    browser.until(format!("{what} is in view"), look).await;
}

#[tokio::test]
async fn dialogs_and_toasts_appear_in_the_visible_part_of_the_frame() {
    let rig = Rig::start_with(&["--empty", "--connects-per-second", "0"]);
    for number in 1..=TASKS {
        let task = Typed::task(&format!("Lamp {number:02}"), number * 2, number * 2 + 1);
        Operator::of(&rig.platform).create(EMPTY_PRODUCT, &task);
    }
    rig.page(&json!({ "autoHeight": true, "productId": EMPTY_PRODUCT }));
    let browser = rig.open(&rig.page_url()).await;
    browser.be_wide(1280).await;
    browser.into_frame().await;
    let console = Console::new(&browser, &EN);
    console.row("Lamp 70").appears().await;
    let tall = async || match of_portal(&browser, "document.documentElement.scrollHeight").await {
        height if height > 3000.0 => Ok(()),
        height => Err(format!("{height} pixels")),
    };
    browser.until("the frame is as high as its list", tall).await;

    for (opener, dialog) in [
        (Opener::Row("Lamp 05", "Lamp 05"), "Lamp 05"),
        (Opener::Row("Lamp 60", EN.start), "Start “Lamp 60”?"),
        (Opener::Row("Lamp 68", EN.delete), "Delete “Lamp 68”?"),
        (Opener::Page(EN.create_task), EN.create_task),
        (Opener::Page("Activity"), "Activity"),
    ] {
        let button = opener.button(console);
        button.comes_into_view().await;
        let before = of_portal(&browser, "scrollY").await;
        button.click().await;
        browser.find(Role::Dialog, dialog).appears().await;
        is_in_view(&browser, dialog, "dialog[open]").await;
        let focus = "return !!document.activeElement.closest('dialog[open]')";
        assert_eq!(browser.run(focus).await, true, "{dialog}");
        assert_eq!(of_portal(&browser, "scrollY").await, before, "{dialog}");
        browser.press(Key::Escape).await;
        browser.find(Role::Dialog, dialog).goes_away().await;
        assert_eq!(of_portal(&browser, "scrollY").await, before, "{dialog}");
    }

    let toast = "#toasts > *";
    console.row("Lamp 20").button(EN.start).comes_into_view().await;
    console.act(EN.start, "Lamp 20").await;
    is_in_view(&browser, "the toast", toast).await;
    for to in ["0", "document.documentElement.scrollHeight"] {
        browser.out_of_frames().await;
        browser.run(&format!("scrollTo(0, {to})")).await;
        browser.into_frame().await;
        is_in_view(&browser, "the toast", toast).await;
    }
    browser.finish().await;
}
