//! Names and descriptions from others are shown as text everywhere, never as markup or script.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::labels::EN;
use e2e::platform::{LAMPS, Platform};
use e2e::task_input::new_task;
use thirtyfour::Key;

const MARKUP: &str = "<img src=x onerror=alert(1)>";
/// Right-to-left override, an unclosed isolate, a family of four code points, a flag.
const BIDI: &str = "\u{202e}elosnoc\u{2066} 👩‍👩‍👧 🇨🇳";
/// The same name on the page: characters that would change the direction of a sentence are shown by their codes.
const BIDI_ESCAPED: &str = "[U+202E]elosnoc[U+2066] 👩‍👩‍👧 🇨🇳";

#[tokio::test]
async fn names_with_markup_and_bidirectional_names_are_shown_as_text_everywhere() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::at_lamps(&browser, &platform).await;
    for (name, escaped, from) in [(MARKUP, MARKUP, 2), (BIDI, BIDI_ESCAPED, 4)] {
        let mut task = new_task(name, from, 9);
        task.description = format!("<b>{name}</b>&amp;");
        let form = console.open_create().await;
        form.fill(&task).await;
        form.create().await;
        let text = format!("“{escaped}” is created and stopped.");
        browser.expect_text(&text).await;
        let row = console.row(escaped);
        row.expect_text(&task.description).await;
        row.button(escaped).click().await;
        browser.dialog(escaped).expect_text(&task.description).await;
        browser.press(Key::Escape).await;
        for action in [EN.start, EN.stop, EN.delete] {
            row.button(action).click().await;
            if action == EN.stop {
                browser.expect_text(&format!("“{escaped}” is stopped.")).await;
                continue;
            }
            let question = console.confirmation(action, escaped);
            question.expect_text(escaped).await;
            question.button(action).click().await;
            question.expect_hidden().await;
        }
        browser.expect_text(&format!("“{escaped}” is deleted.")).await;
        assert_eq!(platform.database().task(LAMPS, name), None);
    }
    // No text has become an element. An alert would have failed every command above.
    let state = "document.querySelectorAll('img, b > b, dialog b').length";
    browser.expect_eval(state, 0).await;
    browser.finish().await;
}
