//! Nothing in an address names another interface, another portal or a token.

use e2e::console::Console;
use e2e::platform::LAMPS_NAME;
use e2e::rig::Rig;
use e2e::words::EN;
use serde_json::json;

const SECRET: &str = "SECRETfromTheAddress";

/// What somebody might send an operator as a link; `EVIL` is the attacker's origin, `HOST` without its scheme.
const ADDRESSES: [&str; 8] = [
    "/?api=EVIL&base=EVIL&api.base=EVIL&api_base=EVIL&apiBase=EVIL&api[base]=EVIL&portal=EVIL#EVIL/",
    "/?config=EVIL/config.json&portal_origins=EVIL&src=EVIL&next=EVIL&redirect=EVIL&return_to=//HOST&url=EVIL",
    "/?token=SECRET&Access-Token=SECRET&access_token=SECRET&api=EVIL",
    "/#//HOST",
    "/#javascript:alert(1)",
    "/#api=EVIL",
    "/#access_token=SECRET&base=EVIL",
    "/index.html?api=//HOST&lang=EVIL&task=EVIL#/EVIL",
];

fn addresses(rig: &Rig) -> Vec<String> {
    let evil = rig.attacker.name();
    let host = evil.trim_start_matches("http://");
    let named = |address: &str| {
        let path = address.replace("EVIL", evil).replace("HOST", host);
        format!("{}{}", rig.console.name(), path.replace("SECRET", SECRET))
    };
    ADDRESSES.into_iter().map(named).collect()
}

/// Every call went to the interface, and what the address called a token went nowhere.
fn nothing_went_elsewhere(rig: &Rig, address: &str) {
    assert_eq!(rig.attacker.requests(), [], "{address}");
    assert_eq!(rig.console.calls(), [], "{address}");
    // The address itself names the page; no later request repeats it.
    let of_page = rig.console.requests().into_iter();
    let of_page = of_page.filter(|request| !matches!(request.path(), "/" | "/index.html"));
    for request in rig.api.requests().into_iter().chain(of_page) {
        assert!(!format!("{request:?}").contains(SECRET), "{address}: {request:?}");
    }
}

/// T-TOK-4, T-NAV-1: in a tab.
#[tokio::test]
async fn an_address_names_no_other_interface_and_no_token() {
    let rig = Rig::start();
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::new(&browser, &EN);
    for address in addresses(&rig) {
        let before = rig.api.calls().len();
        // Another path first: a changed fragment alone loads nothing.
        browser.go_to("about:blank").await;
        browser.go_to(&address).await;
        console.button(EN.sign_in).appears().await;
        assert_eq!(rig.api.calls().len(), before, "{address}: nobody is signed in yet");
        console.sign_in_with_token(rig.platform.token()).await;
        browser.sees(LAMPS_NAME).await;
        assert!(rig.api.calls().len() > before, "{address}");
        let origin = browser.run("return location.origin").await;
        assert_eq!(origin, rig.console.name(), "{address}");
        nothing_went_elsewhere(&rig, &address);
    }
    // This one is no page of the console at all.
    browser.expect_in_log("status of 404");
    let host = rig.attacker.name().trim_start_matches("http:");
    browser.go_to(&format!("{}{host}/", rig.console.name())).await;
    assert!(!console.button(EN.sign_in).is_there().await);
    nothing_went_elsewhere(&rig, host);
    browser.finish().await;
}

/// T-TOK-4, T-NAV-1: in a frame.
#[tokio::test]
async fn a_frames_address_names_no_other_interface_portal_or_token() {
    let rig = Rig::start();
    let browser = rig.open(&rig.page_url()).await;
    for address in addresses(&rig) {
        let before = rig.api.calls().len();
        rig.page(&json!({ "src": address }));
        browser.go_to(&rig.page_url()).await;
        browser.into_frame().await;
        browser.sees(LAMPS_NAME).await;
        let own = rig.token().unwrap();
        let calls = rig.api.calls();
        assert!(calls.len() > before, "{address}");
        assert!(
            calls
                .iter()
                .skip(before)
                .all(|call| call.method == "OPTIONS" || call.header("access-token") == Some(&own))
        );
        nothing_went_elsewhere(&rig, &address);
        let said = browser.run("return document.referrer + location.href").await;
        assert!(
            !said.as_str().unwrap().contains(SECRET),
            "{address} keeps a token: {said}"
        );
    }
    browser.finish().await;
}
