//! The handshake with the page around the console: who is greeted, whose answer counts, and what happens without one.

use super::support::{ORIGIN, Op, PORTAL, Page, Sent, Undo, row, settled, until};
use js_sys::{Array, JSON};
use upgrade_console::web::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{EventTarget, HtmlIFrameElement, MessagePort};

const STRANGER: &str = "that is not a portal this console knows";

fn framed() -> Page {
    Page::builder().framed().config(PORTAL).rows(&[row("a")]).start()
}

#[wasm_bindgen_test]
async fn a_hello_goes_to_every_configured_origin_by_name() {
    let config = r#"{"portal_origins": ["https://portal.example", "http://localhost:8080"]}"#;
    let page = Page::builder().framed().config(config).start();
    page.portal().was_greeted().await;
    let hellos = page.portal().hellos();
    let to: Vec<_> = hellos.iter().map(|(_, to)| to.as_str()).collect();
    assert_eq!(to, ["https://portal.example", "http://localhost:8080"]);
    let nonce = page.portal().nonce();
    assert!(nonce.len() == 32 && nonce.bytes().all(|b| b"0123456789abcdef".contains(&b)));
    let hello = format!(
        r#"{{"ns":"fwc","v":1,"type":"hello","body":{{"versions":[1],"nonce":"{nonce}","app":{{"version":"0.1.0"}}}}}}"#
    );
    assert!(hellos.iter().all(|(said, _)| *said == hello), "{hellos:?}");
}

#[wasm_bindgen_test]
async fn without_a_known_portal_the_page_says_so_and_asks_the_platform_nothing() {
    let page = framed();
    page.portal().was_greeted().await;
    for milliseconds in [250, 1000, 3000] {
        page.clock.after(milliseconds);
    }
    assert_eq!(page.portal().hellos().len(), 4);
    let first = page.portal().hellos().remove(0);
    assert!(page.portal().hellos().iter().all(|hello| *hello == first), "one nonce");
    page.clock.after(5000);
    page.shows(STRANGER).await;
    assert!(page.says("portal_origins in config.json"));
    settled().await;
    assert!(page.platform.seen().is_empty());

    // Whoever comes now comes too late.
    page.portal().gives("token.ok", r#"{"token":"tok-1"}"#);
    page.portal().welcome("{}");
    settled().await;
    assert!(page.says(STRANGER));
    assert!(page.portal().heard("ready").is_empty());
    assert!(page.platform.seen().is_empty());
}

#[wasm_bindgen_test]
async fn a_known_portal_connects_and_its_token_is_sent() {
    let page = Page::in_portal(&[row("a")]).await;
    assert_eq!(page.platform.asked(Op::List).len(), 1);
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1"));
    assert!(page.portal().hears("token.get", 1).await.contains(r#""reason":"boot""#));
    assert_eq!(page.portal().heard("ready").len(), 1);
    assert!(!page.has_button("Sign out"), "the portal owns the sign-in");
    let hellos = page.portal().hellos().len();
    page.clock.after(250);
    page.clock.after(5000);
    settled().await;
    assert_eq!(page.portal().hellos().len(), hellos, "nobody is greeted twice");
    assert!(page.row("Task a").says("Stopped"));
}

/// What a welcome could look like; only the first is right. With it, how many ports come along.
fn shapes(page: &Page) -> Vec<(JsValue, usize)> {
    let right = page.portal().welcome_text("{}");
    let nonce = page.portal().nonce();
    let parse = |text: &str| JSON::parse(text).unwrap();
    let with = |from: &str, to: &str| {
        let text = right.replace(from, to);
        assert_ne!(text, right, "{from}");
        (parse(&text), 1)
    };
    vec![
        (parse(&right), 1),
        (parse(&right), 0),
        (parse(&right), 2),
        with(r#""ns":"fwc""#, r#""ns":"fwd""#),
        with(r#""v":1"#, r#""v":2"#),
        with(r#""v":1"#, r#""v":"1""#),
        with("welcome", "hello"),
        with("welcome", "token.ok"),
        with(&nonce, "00000000000000000000000000000000"),
        with(
            &nonce,
            &nonce.to_ascii_uppercase().replace(|c: char| c.is_ascii_digit(), "A"),
        ),
        with(&format!(r#""{nonce}""#), "null"),
        with(r#""version":1"#, r#""version":2"#),
        with(r#""version":1,"#, ""),
        with(r#""body":"#, r#""dody":"#),
        (JsValue::from_str(&right), 1),
        (Array::of1(&parse(&right)).into(), 1),
        (JsValue::UNDEFINED, 1),
        (JsValue::NULL, 0),
        (JsValue::bigint_from_str("7"), 1),
    ]
}

#[wasm_bindgen_test]
async fn of_every_source_origin_and_shape_exactly_one_connects() {
    let page = framed();
    page.portal().was_greeted().await;
    page.portal().gives("token.ok", r#"{"token":"tok-1"}"#);
    let document = window().document().unwrap();
    let other: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
    page.0.append_child(&other).unwrap();
    let (parent, other, own) = (page.portal().window(), other.content_window().unwrap(), window());
    let a_port = page.portal().open_port();
    let sources: [Option<&EventTarget>; 5] = [Some(&parent), Some(&other), Some(&own), Some(&a_port), None];
    let own_origin = own.location().origin().unwrap();
    let origins = [
        ORIGIN,
        "null",
        "",
        "https://portal.example.evil",
        "https://evil.portal.example",
        "https://portal.exampl",
        "https://portal.example:8443",
        "http://portal.example",
        "https://portal.example/",
        "HTTPS://PORTAL.EXAMPLE",
        &own_origin,
    ];
    let shapes = shapes(&page);
    let all = sources.len() * origins.len() * shapes.len();
    let mut cells = 0;
    // The right one last: after it nobody listens.
    for source in sources.iter().rev() {
        for origin in origins.iter().rev() {
            for (data, ports) in shapes.iter().rev() {
                cells += 1;
                if cells == all {
                    settled().await;
                    assert!(
                        page.says("Waiting for the portal"),
                        "one of {cells} before the right one"
                    );
                }
                let ports: Vec<MessagePort> = (0..*ports).map(|_| page.portal().open_port()).collect();
                let (source, data) = (*source, data.clone());
                Sent {
                    source,
                    origin,
                    data,
                    ports: &ports,
                }
                .arrives();
            }
        }
    }
    assert_eq!(cells, 5 * 11 * 19);
    page.shows("Task a").await;
    assert_eq!(page.portal().heard("ready").len(), 1);
}

#[wasm_bindgen_test]
async fn a_second_welcome_changes_nothing() {
    let page = Page::in_portal(&[row("a")]).await;
    page.portal().gives("token.ok", r#"{"token":"evil"}"#);
    page.portal().welcome("{}");
    settled().await;
    assert_eq!(page.portal().heard("ready").len(), 1);
    page.refresh().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1"));
}

#[wasm_bindgen_test]
async fn a_reload_is_a_new_hello_and_the_old_welcome_is_nobodys() {
    let page = framed();
    page.portal().was_greeted().await;
    let old = page.portal().welcome_text("{}");
    let nonce = page.portal().nonce();
    drop(page);
    let page = framed();
    page.portal().was_greeted().await;
    assert_ne!(page.portal().nonce(), nonce);
    let port = page.portal().open_port();
    let data = JSON::parse(&old).unwrap();
    Sent {
        source: Some(&page.portal().window()),
        origin: ORIGIN,
        data,
        ports: &[port],
    }
    .arrives();
    settled().await;
    assert!(page.portal().heard("ready").is_empty());
}

#[wasm_bindgen_test]
async fn a_portal_of_another_version_gets_a_sentence_and_nothing_more() {
    let page = framed();
    page.portal().was_greeted().await;
    let refuse = |nonce: &str| {
        let text = format!(r#"{{"ns":"fwc","v":1,"type":"refuse","body":{{"nonce":"{nonce}","versions":[2]}}}}"#);
        let data = JSON::parse(&text).unwrap();
        Sent {
            source: Some(&page.portal().window()),
            origin: ORIGIN,
            data,
            ports: &[],
        }
        .arrives();
    };
    refuse("00000000000000000000000000000000");
    settled().await;
    assert!(page.says("Waiting for the portal"), "not the answer to our hello");
    refuse(&page.portal().nonce());
    page.shows("This portal speaks an unsupported protocol version.").await;
    let hellos = page.portal().hellos().len();
    page.clock.after(250);
    page.clock.after(5000);
    settled().await;
    assert_eq!(page.portal().hellos().len(), hellos);
    assert!(page.says("unsupported protocol version"));
    assert!(page.platform.seen().is_empty());
}

#[wasm_bindgen_test]
async fn a_stranger_gets_a_refusal_at_once_where_no_portal_is_configured() {
    let page = Page::builder().framed().rows(&[row("a")]).start();
    page.shows(STRANGER).await;
    settled().await;
    assert!(page.platform.seen().is_empty());
    assert!(page.portal().hellos().is_empty());
}

#[wasm_bindgen_test]
async fn a_page_of_the_same_origin_may_frame_the_console_without_a_handshake() {
    let builder = Page::builder().rows(&[row("a")]);
    let document = window().document().unwrap();
    let around: HtmlIFrameElement = document.create_element("iframe").unwrap().unchecked_into();
    around.set_attribute("data-test", "").unwrap();
    let page = web_sys::Blob::new_with_str_sequence(&Array::of1(&"<p>a portal".into())).unwrap();
    around.set_src(&web_sys::Url::create_object_url_with_blob(&page).unwrap());
    document.body().unwrap().append_child(&around).unwrap();
    let around = around.content_window().unwrap();
    let origin = window().location().origin();
    until("the page around it is there", || around.location().origin() == origin).await;
    let _framed = Undo::replacing("parent", &around);
    let page = builder.open_at_list().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1"));
    assert!(page.has_button("Sign out"));
}

#[wasm_bindgen_test]
async fn outside_of_any_frame_configured_portals_change_nothing() {
    let page = Page::builder().config(PORTAL).rows(&[row("a")]).open_at_list().await;
    assert_eq!(page.platform.last(Op::List).token(), Some("tok-1"));
}
