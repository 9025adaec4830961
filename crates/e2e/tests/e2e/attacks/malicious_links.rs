//! The page's address cannot set the API, the portal or a token.

use e2e::{Console, EN, LAMPS_NAME, Rig};

const SECRET: &str = "SECRETfromTheAddress";

/// Paths of malicious links. `EVIL` is the attacker's origin, `HOST` the same without its scheme.
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
    let resolve = |address: &str| {
        let path = address.replace("EVIL", evil).replace("HOST", host);
        format!("{}{}", rig.console.name(), path.replace("SECRET", SECRET))
    };
    ADDRESSES.into_iter().map(resolve).collect()
}

/// Checks that all API requests went to the API and that no request has the token of the address.
fn nothing_went_elsewhere(rig: &Rig, address: &str) {
    assert_eq!(rig.attacker.requests(), [], "{address}");
    assert_eq!(rig.console.api_requests(), [], "{address}");
    // The request for the page itself contains the address.
    let files = rig.console.requests().into_iter();
    let files = files.filter(|request| !matches!(request.path(), "/" | "/index.html"));
    for request in rig.api.requests().into_iter().chain(files) {
        assert!(!format!("{request:?}").contains(SECRET), "{address}: {request:?}");
    }
}

/// T-TOK-4, T-NAV-1: stand-alone.
#[tokio::test]
async fn an_address_cannot_set_the_api_or_a_token() {
    let rig = Rig::start();
    let browser = rig.open(&rig.console.url()).await;
    let console = Console::new(&browser);
    for address in addresses(&rig) {
        // Leaves the page first, because a change of the fragment alone does not reload it.
        browser.goto("about:blank").await;
        let before = rig.api.api_requests().len();
        browser.goto(&address).await;
        console.button(EN.sign_in).expect_visible().await;
        assert_eq!(rig.api.api_requests().len(), before, "{address}: before sign-in");
        console.sign_in(rig.platform.token()).await;
        browser.expect_text(LAMPS_NAME).await;
        // The tasks of all products are read.
        browser.expect_text("Updated").await;
        assert!(rig.api.api_requests().len() > before, "{address}");
        browser.expect_eval("location.origin", rig.console.name()).await;
        nothing_went_elsewhere(&rig, &address);
    }
    // An address of the form `//HOST/` is not a page of the console.
    browser.allow_log(&["status of 404"]);
    let host = rig.attacker.name().trim_start_matches("http:");
    browser.goto(&format!("{}{host}/", rig.console.name())).await;
    assert!(!console.button(EN.sign_in).is_visible().await);
    nothing_went_elsewhere(&rig, host);
    browser.finish().await;
}
