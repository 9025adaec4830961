//! Names and descriptions from others are shown as text everywhere, never as markup or script.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::locate::Role;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform};
use e2e::typed::Typed;
use e2e::words::EN;
use thirtyfour::Key;

const MARKUP: &str = "<img src=x onerror=alert(1)>";
/// Right-to-left override, an unclosed isolate, a family of four code points, a flag.
const BIDI: &str = "\u{202e}elosnoc\u{2066} 👩‍👩‍👧 🇨🇳";
/// The same name inside a sentence: characters that would change the sentence's direction are escaped.
const BIDI_ESCAPED: &str = "\\u{202e}elosnoc\\u{2066} 👩‍👩‍👧 🇨🇳";

#[tokio::test]
async fn names_with_markup_and_bidirectional_names_are_shown_as_text_everywhere() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    for (name, escaped, from) in [(MARKUP, MARKUP, 2), (BIDI, BIDI_ESCAPED, 4)] {
        let mut task = Typed::task(name, from, 9);
        task.description = format!("<b>{name}</b>&amp;");
        let form = console.open_create().await;
        form.fill(&task).await;
        form.create().await;
        browser.sees(&format!("“{escaped}” is created and stopped.")).await;
        let row = console.row(name);
        row.shows(&task.description).await;
        row.button(name).click().await;
        let details = browser.find(Role::Dialog, escaped);
        details.shows(&task.description).await;
        browser.press(Key::Escape).await;
        for action in [EN.start, EN.stop, EN.delete] {
            row.button(action).click().await;
            if action == EN.stop {
                browser.sees(&format!("“{escaped}” is stopped.")).await;
                continue;
            }
            let question = console.question(action, escaped);
            question.appears().await;
            question.shows(escaped).await;
            question.button(action).click().await;
            question.goes_away().await;
        }
        browser.sees(&format!("“{escaped}” is deleted.")).await;
        assert_eq!(platform.database().task(LAMPS, name), None);
    }
    // No text has become an element. An alert would have failed every command above.
    assert_eq!(
        browser
            .run("return document.querySelectorAll('img, b > b, dialog b').length")
            .await,
        0
    );
    browser.finish().await;
}
