//! Menus open inside the page at every width, in both languages.

use e2e::{Browser, Console, EN, LAMPS, Platform, ZH};
use thirtyfour::Key;
use thirtyfour::prelude::*;

const WIDTHS: [u32; 6] = [320, 390, 600, 768, 1000, 1280];
/// Buttons of menus: those above the table, then one per row.
const MENUS: &str = "main button[aria-expanded]";
/// Script that returns the problem of the open menu; empty if there is none. A corner that is clipped or covered
/// belongs to another element.
const PROBLEMS: &str = "
    const panel = document.querySelector('.menu-panel');
    const page = document.documentElement;
    const { left, top, right, bottom } = panel.getBoundingClientRect();
    const isInside = left >= 0 && top >= 0 && right <= page.clientWidth && bottom <= innerHeight;
    const corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
    const center = [(left + right) / 2, (top + bottom) / 2];
    const near = corners.map(corner => corner.map((at, axis) => at + 10 * Math.sign(center[axis] - at)));
    return [
        isInside ? '' : `outside: ${[left, top, right, bottom]}`,
        near.every(at => panel.contains(document.elementFromPoint(...at))) ? '' : 'a corner is clipped or covered',
        page.scrollWidth > page.clientWidth ? `the page is ${page.scrollWidth} wide` : '',
    ].filter(Boolean).join(', ')";

#[tokio::test]
async fn every_open_menu_is_inside_the_page() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    for labels in [&EN, &ZH] {
        let address = format!("{}&lang={}", platform.product_url(LAMPS), labels.tag);
        let browser = Browser::open(&address).await;
        let console = Console::in_language(&browser, labels);
        console.sign_in(platform.token()).await;
        console.table().expect_visible().await;
        for width in WIDTHS {
            browser.set_width(width).await;
            let menus = browser.find_all(By::Css(MENUS)).await.unwrap();
            assert!(menus.len() >= 4, "{} menus", menus.len());
            for at in [0, 1, 2, menus.len() - 1] {
                menus[at].scroll_into_view().await.unwrap();
                menus[at].click().await.unwrap();
                browser.expect_css(".menu-panel :is(button, input)").await;
                let problems = async || browser.run(PROBLEMS).await;
                let what = format!("menu {at} is inside a page of {width} in {}", labels.tag);
                browser.wait_until(what, problems, |problems| problems == "").await;
                browser.press(Key::Escape).await;
                browser.expect_no_css(".menu-panel").await;
                assert_eq!(browser.active_element().await.unwrap(), menus[at], "the focus is back");
            }
        }
        browser.finish().await;
    }
}
