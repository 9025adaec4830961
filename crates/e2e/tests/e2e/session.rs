//! The token: refused in the middle of the form, and never taken from the address.

use e2e::browser::Browser;
use e2e::console::Console;
use e2e::operator::Operator;
use e2e::origin::Origin;
use e2e::platform::{LAMPS, LAMPS_NAME, Platform};
use e2e::typed::Typed;
use e2e::words::EN;

#[tokio::test]
async fn a_token_refused_while_the_form_is_open_loses_nothing_typed() {
    let platform = Platform::start(&[]);
    let operator = Operator::of(&platform);
    let tokens = operator.sign_in();
    let browser = Browser::open(platform.url()).await;
    browser.expect_in_log("status of 403");
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(&tokens.access).await;
    console.choose_product(LAMPS_NAME).await;
    let task = Typed::task("Typed before the token was replaced", 2, 6);
    let task = Typed {
        name: task.name.chars().take(32).collect(),
        ..task
    };
    let form = console.open_create().await;
    form.fill(&task).await;

    let newer = operator.refresh(&tokens);
    form.submit().await;
    browser.sees("The platform no longer takes this token.").await;
    browser.sees("(code 4031022)").await;
    assert_eq!(platform.database().task(LAMPS, &task.name), None);

    console.sign_in_with_token(&newer.access).await;
    form.dialog.appears().await;
    form.holds(&task).await;
    form.create().await;
    console.row(&task.name).shows(EN.stopped).await;
    assert!(task.is(&platform.database().task(LAMPS, &task.name).unwrap(), LAMPS));
    browser.finish().await;
}

#[tokio::test]
async fn a_token_in_the_address_is_neither_used_nor_sent() {
    const SECRET: &str = "SECRETfromTheAddress";
    let platform = Platform::start(&[]);
    let recorder = Origin::before(&platform);
    let address = format!(
        "{}?Access-Token={SECRET}&token={SECRET}&access_token={SECRET}",
        recorder.url()
    );
    let browser = Browser::open(&address).await;
    let console = Console::new(&browser, &EN);
    console.button(EN.sign_in).appears().await;
    assert_eq!(recorder.calls(), [], "nobody is signed in yet");
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    assert!(!recorder.calls().is_empty());
    // The page itself is asked for under the address somebody typed; nothing after that may repeat it.
    for request in recorder.requests().iter().skip(1) {
        let whole = format!("{request:?}");
        assert!(!whole.contains(SECRET), "{whole}");
    }
    browser.finish().await;
}

#[tokio::test]
async fn signing_out_forgets_what_was_typed_and_the_token() {
    let platform = Platform::start(&[]);
    let browser = Browser::open(platform.url()).await;
    let console = Console::new(&browser, &EN);
    console.sign_in_with_token(platform.token()).await;
    console.choose_product(LAMPS_NAME).await;
    let form = console.open_create().await;
    form.fill(&Typed::task("Half a task", 2, 6)).await;
    form.dialog.button(EN.cancel).click().await;
    console.button("Sign out").click().await;
    browser.sees("You are signed out. The token is forgotten here.").await;
    let kept = browser
        .run("return JSON.stringify([{...sessionStorage}, {...localStorage}, document.cookie])")
        .await;
    assert_eq!(kept, r#"[{},{},""]"#);

    // The address still names the product.
    console.sign_in_with_token(platform.token()).await;
    console.table().appears().await;
    let form = console.open_create().await;
    form.field(e2e::typed::Field::Name).holds("").await;
    browser.finish().await;
}
