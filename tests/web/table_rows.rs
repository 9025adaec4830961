//! Rows of the task table: their size, their menus, and the row of an edited task.

use super::support::*;

/// Most elements of a row with a name and a description, `<tr>` included: in profile core, and in profile full with a bar
/// and the devices.
const MOST_ELEMENTS: [usize; 2] = [18, 20];

fn count_elements(page: &Page, task: &str) -> usize {
    page.row(task).all("*").len() + 1
}

#[wasm_bindgen_test]
async fn a_row_has_few_elements() {
    let rows = [row("a"), row("b").running()].map(|row| row.upgraded(12));
    let [most_core, most_full] = MOST_ELEMENTS;
    let page = Page::with_rows(&rows).await;
    for task in ["Task a", "Task b"] {
        let count = count_elements(&page, task);
        assert!(count <= most_core, "{count} in {}", page.row(task).0.outer_html());
    }
    drop(page);
    let rows = rows.map(|row: Row| row.remaining(5));
    let page = Page::full(r#"{"3": 400, "5": 4}"#, "[]", &rows).await;
    page.wait_for_text("5 of 404").await;
    for task in ["Task a", "Task b"] {
        let count = count_elements(&page, task);
        assert!(count <= most_full, "{count} in {}", page.row(task).0.outer_html());
    }
}

#[wasm_bindgen_test]
async fn a_menu_survives_polls_and_closes_on_escape_and_elsewhere() {
    let page = Page::with_rows(&[row("a").running(), row("b")]).await;
    let button = page.row("Task a").button("More actions for Task a");
    let is_closed = || page.all(".menu-panel").is_empty();

    let open = page.open_menu("Task a").await;
    page.set_rows(&[row("a").running().upgraded(7), row("b")]);
    page.poll_and_see("Upgraded 7").await;
    assert!(page.one(".menu-panel") == open, "the panel stays");
    open.button("Duplicate").0.focus().unwrap();
    open.button("Duplicate").press_key("Escape");
    until("Escape in the panel closes the menu", is_closed).await;
    assert!(button.has_focus());

    page.open_menu("Task a").await;
    button.press_key("Escape");
    until("Escape on the button closes the menu", is_closed).await;

    page.open_menu("Task a").await;
    page.row("Task b").button("Task b").pointer_down();
    until("a press elsewhere closes the menu", is_closed).await;
    page.row("Task b").button("Task b").pointer_up();

    let open = page.open_menu("Task a").await;
    open.button("Create follow-up task").0.focus().unwrap();
    settled().await;
    assert!(!is_closed(), "the focus is in the menu");
    page.row("Task b").button("Task b").0.focus().unwrap();
    until("the focus elsewhere closes the menu", is_closed).await;

    page.open_menu("Task a").await;
    button.pointer_down();
    button.pointer_up();
    button.press();
    until("a second press closes the menu", is_closed).await;
}

#[wasm_bindgen_test]
async fn the_row_of_an_edited_task_is_another_one_and_the_focus_is_not_lost() {
    let page = Page::with_rows(&[row("a"), row("b")]).await;
    let edited = page.row("Task a");
    page.row("Task b").button("Start").0.focus().unwrap();
    page.set_rows(&[row("a").with("description", r#""Another text""#), row("b")]);
    page.poll_and_see("Another text").await;
    assert!(page.row("Task a") != edited);
    assert!(page.row("Task b").button("Start").has_focus());

    page.set_rows(&[row("a"), row("b").with("target_version", "9")]);
    page.poll_and_see("3 9").await;
    until("the title has the focus", || page.one("h1").has_focus()).await;
}
