//! Export of the task list.

use super::support::*;
use upgrade_api::task::read_list;

/// Opens the export menu and returns its panel.
async fn open_export_menu(page: &Page) -> Part {
    page.button("Export").press();
    until("the menu is open", || !page.all(".menu-panel button").is_empty()).await;
    page.one(".menu-panel")
}

#[wasm_bindgen_test]
async fn all_matching_tasks_are_exported_including_those_not_shown() {
    let downloads = Downloads::install();
    let mut rows = numbered_rows(450);
    rows.push(row("x").with("name", r#""=cmd(), 灯""#));
    let page = Page::with_rows(&rows).await;
    let open = open_export_menu(&page).await;
    assert!(open.has_text("Exports 451 matching tasks."));
    open.button("Export JSON").press();
    let text = String::from_utf8(downloads.take().await).unwrap();
    assert_eq!(read_list(&text).unwrap().len(), 451);
    assert!(page.all(".menu-panel").is_empty(), "the menu is closed");

    page.search("cmd", 1).await;
    open_export_menu(&page).await.button("Export CSV").press();
    let text = String::from_utf8(downloads.take().await).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("\u{feff}\"id\",\"product_id\","), "{}", lines[0]);
    assert!(lines[1].starts_with("\"x\",\"p1\",\"'=cmd(), 灯\""), "{}", lines[1]);
    assert_eq!(downloads.revoked(), 0, "browsers read a file after the click");
    page.clock.fire_timeouts_of(60_000);
    assert_eq!(downloads.revoked(), 2);
}
