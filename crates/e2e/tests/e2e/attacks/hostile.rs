//! Text of others is text: never markup, never a script, wherever it is shown.

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
/// The same inside a sentence: what would turn the sentence around is spelled out.
const BIDI_SPELLED: &str = "\\u{202e}elosnoc\\u{2066} 👩‍👩‍👧 🇨🇳";

#[tokio::test]
async fn names_like_markup_and_bidirectional_names_are_shown_as_text_everywhere() {
    let platform = Platform::start(&["--connects-per-second", "0"]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    for (name, spelled, from) in [(MARKUP, MARKUP, 2), (BIDI, BIDI_SPELLED, 4)] {
        let mut task = Typed::task(name, from, 9);
        task.description = format!("<b>{name}</b>&amp;");
        let form = console.open_create().await;
        form.fill(&task).await;
        form.create().await;
        browser.sees(&format!("“{spelled}” is created and stopped.")).await;
        let row = console.row(name);
        row.shows(&task.description).await;
        row.button(name).click().await;
        let details = browser.find(Role::Dialog, spelled);
        details.shows(&task.description).await;
        browser.press(Key::Escape).await;
        for action in [EN.start, EN.stop, EN.delete] {
            row.button(action).click().await;
            if action == EN.stop {
                browser.sees(&format!("“{spelled}” is stopped.")).await;
                continue;
            }
            let question = console.question(action, spelled);
            question.appears().await;
            question.shows(spelled).await;
            question.button(action).click().await;
            question.goes_away().await;
        }
        browser.sees(&format!("“{spelled}” is deleted.")).await;
        assert_eq!(platform.database().task(LAMPS, name), None);
    }
    // Nothing was made into an element; an alert would have failed every command above.
    assert_eq!(
        browser
            .run("return document.querySelectorAll('img, b > b, dialog b').length")
            .await,
        0
    );
    browser.finish().await;
}
