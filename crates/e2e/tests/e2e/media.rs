//! Forced colours and paper: a shape or a system colour replaces the meaning of a colour, and a printed list or task is
//! complete and has no controls.

use e2e::{Browser, Console, EMPTY_PRODUCT, EN, FieldId, LAMPS, Part, Platform, Role, Side, new_task};
use serde_json::Value;
use thirtyfour::cdp::domains::emulation::MediaType;
use thirtyfour::common::print::{PrintPage, PrintParameters};
use thirtyfour::prelude::*;

/// Opens a product in a dark theme, signed in.
async fn open<'b>(browser: &'b Browser, platform: &Platform) -> Console<'b> {
    let console = Console::signed_in(browser, platform).await;
    console.table().expect_visible().await;
    browser.find(Role::Select, EN.theme).select_option("dark").await;
    console
}

/// Asserts that two elements, or parts of elements, differ in something that forced colours leave: a colour of the system, a
/// style or a width.
async fn assert_distinct(browser: &Browser, what: &str, one: [&str; 2], other: [&str; 2]) {
    let look = async |[selector, part]: [&str; 2]| {
        let script = format!(
            "const element = document.querySelector(`{selector}`);
            const {{ backgroundColor, borderRadius, borderStyle, borderWidth, outlineStyle }} =
                getComputedStyle(element, '{part}');
            // Forced colours keep the opacity of a background, which is then one of the page's colour.
            const background = backgroundColor.match(/\\d+/g).slice(0, 3);
            const outline = element.matches(':focus') ? 'none' : outlineStyle;
            return [background, borderRadius, borderStyle, borderWidth, outline].join(', ')"
        );
        browser.run(&script).await
    };
    assert_ne!(look(one).await, look(other).await, "{what}");
}

/// Picture of the first progress bar with this value.
async fn bar_at(browser: &Browser, value: &str) -> Vec<u8> {
    let set = format!("const bar = document.querySelector('progress.bar'); bar.value = {value}");
    browser.run(&set).await;
    let bars = browser.find_all(By::Css("progress.bar")).await.unwrap();
    bars[0].screenshot_as_png().await.unwrap()
}

#[tokio::test]
async fn with_forced_colours_every_state_is_distinct() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(&platform.product_url(LAMPS)).await;
    let console = open(&browser, &platform).await;
    browser.emulate_media(None, &[("forced-colors", "active")]).await;
    browser
        .run("document.querySelector('td.cell-select input').click()")
        .await;
    browser.expect_css(".selection").await;
    let selected = "tbody tr:has(.cell-select input:checked)";
    let unselected = "tbody tr:has(.cell-select input:not(:checked))";
    assert_distinct(&browser, "a selected row", [selected, ""], [unselected, ""]).await;
    let pressed = |is_pressed: bool| format!(".segment[aria-pressed={is_pressed}]");
    assert_distinct(
        &browser,
        "a pressed button",
        [&pressed(true), ""],
        [&pressed(false), ""],
    )
    .await;
    let stopped = ".badge:not(.badge-running)";
    assert_distinct(
        &browser,
        "a state",
        [".badge-running", "::before"],
        [stopped, "::before"],
    )
    .await;
    assert_ne!(
        bar_at(&browser, "0").await,
        bar_at(&browser, "bar.max").await,
        "a progress bar"
    );

    let form = console.open_create().await;
    form.field(FieldId::Name).fill("Lamp").await;
    form.review().await;
    form.part(Side::Target, Part::Md5).expect_invalid().await;
    let valid = ["dialog .input:not([aria-invalid=true])", ""];
    assert_distinct(
        &browser,
        "an invalid field",
        ["dialog .input[aria-invalid=true]", ""],
        valid,
    )
    .await;
    browser.emulate_media(None, &[]).await;
    browser.finish().await;
}

/// Script that returns what must not be on paper: controls, boxes that stay or scroll, and text that is not dark.
const PROBLEMS: &str = "
    const visible = [...document.body.querySelectorAll('*')].filter(e => e.checkVisibility() && e.offsetHeight > 1);
    const isControl = e => e.matches('button:not(.name, .sort, .segment), input[type=checkbox], select, nav, footer');
    const isFixed = e => ['fixed', 'sticky'].includes(getComputedStyle(e).position);
    const isCut = e => e.matches('dialog, dialog *, .description') && e.scrollHeight > e.clientHeight + 1
        && getComputedStyle(e).overflowY !== 'visible';
    const isLight = e => getComputedStyle(e).color.match(/\\d+/g).slice(0, 3).every(part => part > 130);
    const found = { control: isControl, fixed: isFixed, cut: isCut, light: isLight };
    return Object.entries(found).flatMap(([what, is]) => visible.filter(is).map(e => `${what}: ${e.outerHTML.slice(0, 80)}`))";

/// Pages of A4 width and this height that the browser prints.
async fn printed_pages(browser: &Browser, height_cm: f64) -> usize {
    let parameters = PrintParameters {
        page: PrintPage {
            width: 21.0,
            height: height_cm,
        },
        ..PrintParameters::default()
    };
    let pdf = browser.print_page(parameters).await.unwrap();
    let text = String::from_utf8_lossy(&pdf);
    text.matches("/Type /Page\n").count()
}

#[tokio::test]
async fn a_printed_list_or_task_is_complete_light_and_without_controls() {
    let platform = Platform::start(&["--empty", "--connects-per-second", "0"]);
    for number in 1..=60 {
        let mut task = new_task(&format!("Lamp {number:02}"), number * 2, number * 2 + 1);
        task.description = "Power-cut fix for all lamps. ".repeat(4).trim().to_owned();
        platform.create_task(EMPTY_PRODUCT, &task);
    }
    let browser = Browser::open(&platform.product_url(EMPTY_PRODUCT)).await;
    let console = open(&browser, &platform).await;
    browser.emulate_media(Some(MediaType::Print), &[]).await;
    browser.set_width(700).await;
    browser.expect_text("Rows 1–50 of 60 · list read ").await;
    assert_eq!(browser.run(PROBLEMS).await, Value::Array(Vec::new()));
    assert!(
        printed_pages(&browser, 29.7).await > 1,
        "the list needs more than one page"
    );

    browser.emulate_media(None, &[]).await;
    browser.set_width(1280).await;
    console.open_details("Lamp 01").await;
    browser.emulate_media(Some(MediaType::Print), &[]).await;
    browser.set_width(700).await;
    assert_eq!(browser.run(PROBLEMS).await, Value::Array(Vec::new()));
    let is_list_shown = "document.querySelector('main').checkVisibility()";
    assert_eq!(browser.eval(is_list_shown).await, false);
    assert_eq!(printed_pages(&browser, 29.7).await, 1);
    assert!(printed_pages(&browser, 9.0).await > 1, "a task longer than a page");
    browser.emulate_media(None, &[]).await;
    browser.finish().await;
}
