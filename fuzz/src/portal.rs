//! The messages of `fwc/1`: what the window hears before anybody is trusted, and what comes over the port.
//!
//! - From the wrong window or origin nothing counts, whatever it says.
//! - A welcome is exactly what `serde_json` reads as one: namespace, version, nonce, and one port.
//! - A message is ours, known or counted where its envelope is; its token is a legal header value, its route one that
//!   is written and read as the same.
//! - What goes up says what it was given, whatever that is.

use crate::oracle;
use serde_json::Value;
use upgrade_console::session::portal::{Arrival, Context, Down, Greeting, Handshake, TokenAnswer, Up, Why};
use upgrade_console::{address::Route, i18n::Language};

const ORIGIN: &str = "https://portal.example";
const NONCE: &str = "0123456789abcdef0123456789abcdef";

/// Every law for one input.
pub fn check(data: &[u8]) {
    let Some(text) = crate::text(data) else { return };
    window(text);
    port(text);
    up(text);
    if let Some(route) = Route::parse(text) {
        assert_eq!(Route::parse(&route.path()), Some(route));
    }
}

fn window(data: &str) {
    let handshake = Handshake {
        origins: vec![ORIGIN.to_owned()],
        nonce: NONCE.to_owned(),
    };
    let hear = |source_is_parent, origin, ports| {
        let arrival = Arrival {
            source_is_parent,
            origin,
            data,
            ports,
        };
        handshake.accepts(&arrival)
    };
    assert_eq!(hear(false, ORIGIN, 1), Err(Why::Source));
    // The input as an origin, too.
    for origin in ["null", "https://portal.example.evil", data] {
        assert!(origin == ORIGIN || hear(true, origin, 1) == Err(Why::Origin));
    }
    let greeting = hear(true, ORIGIN, 1);
    let expected = greeting_by_serde(data);
    match &greeting {
        Ok(Greeting::Welcome(welcome)) => {
            assert_eq!(expected, Some("welcome"), "{data}");
            assert_eq!(hear(true, ORIGIN, 0), Err(Why::Ports));
            assert_eq!(hear(true, ORIGIN, 2), Err(Why::Ports));
            is_sane(&welcome.context);
        }
        Ok(Greeting::Refuse) => {
            assert_eq!(expected, Some("refuse"), "{data}");
            assert_eq!(hear(true, ORIGIN, 0), Ok(Greeting::Refuse));
        }
        Err(why) => {
            assert_eq!(expected, None, "{data}");
            assert!(!matches!(why, Why::Source | Why::Origin | Why::Ports));
        }
    }
}

/// Which greeting `serde_json` finds.
fn greeting_by_serde(data: &str) -> Option<&'static str> {
    let (kind, body) = envelope_by_serde(data)?;
    let body = untwinned(body?)?;
    let kind = ["welcome", "refuse"].into_iter().find(|known| *known == kind)?;
    let is_ours = text_of(value(&body, "nonce")?)? == NONCE;
    let is_spoken = kind == "refuse" || value(&body, "version") == Some("1");
    (is_ours && is_spoken).then_some(kind)
}

/// The type and the body of an envelope that is ours.
fn envelope_by_serde(data: &str) -> Option<(String, Option<&str>)> {
    let fields = untwinned(data)?;
    let is_ours = text_of(value(&fields, "ns")?)? == "fwc" && value(&fields, "v")? == "1";
    let kind = text_of(value(&fields, "type")?)?;
    is_ours.then(|| (kind, value(&fields, "body").filter(|body| *body != "null")))
}

fn untwinned(text: &str) -> Option<Vec<(String, &str)>> {
    oracle::fields(text).filter(|fields| !oracle::has_twins(fields))
}

fn value<'a>(fields: &[(String, &'a str)], field: &str) -> Option<&'a str> {
    fields.iter().find(|(name, _)| name == field).map(|(_, value)| *value)
}

fn text_of(raw: &str) -> Option<String> {
    serde_json::from_str(raw).ok()
}

fn is_sane(context: &Context) {
    assert!(matches!(context.language, None | Some(Language::Zh | Language::En)));
    assert!(matches!(context.theme, None | Some("light" | "dark" | "auto")));
    assert!(
        context
            .product
            .as_ref()
            .is_none_or(|id| (1..=64).contains(&id.as_str().chars().count()))
    );
}

fn port(data: &str) {
    let ours = envelope_by_serde(data);
    let down = Down::read(data);
    // None of ours, exactly where the envelope is not; all else is known, or counted.
    assert_eq!(down == Err(false), ours.is_none(), "{data}");
    let Some((kind, body)) = ours else { return };
    match down {
        Ok(Down::Token(id, answer)) => {
            assert_eq!(id_by_serde(data), Some(id));
            token(&kind, body, answer);
        }
        Ok(Down::TokenChanged) => assert_eq!(kind, "token.changed"),
        Ok(Down::Context(context)) => {
            assert_eq!(kind, "context");
            is_sane(&context);
        }
        Ok(Down::Navigate(route)) => {
            assert_eq!(kind, "navigate");
            assert_eq!(Route::parse(&route.path()), Some(route));
        }
        Ok(Down::Teardown(id)) => {
            assert_eq!(kind, "teardown");
            assert_eq!(id_by_serde(data), Some(id));
        }
        Err(_) => {}
    }
}

fn id_by_serde(data: &str) -> Option<String> {
    text_of(value(&untwinned(data)?, "id")?)
}

fn token(kind: &str, body: Option<&str>, answer: TokenAnswer) {
    let fields = body.and_then(untwinned).unwrap_or_default();
    match answer {
        TokenAnswer::Given { token, .. } => {
            assert_eq!(kind, "token.ok");
            if let Ok(token) = token {
                let token = token.reveal();
                assert!((1..=8192).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_graphic()));
                let said = value(&fields, "token").and_then(text_of).unwrap_or_default();
                assert_eq!(said.trim(), token);
            }
        }
        TokenAnswer::Late => unreachable!("only a clock says so"),
        TokenAnswer::SignedOut | TokenAnswer::Denied | TokenAnswer::Unavailable(_) => assert_eq!(kind, "token.err"),
    }
}

fn up(text: &str) {
    for (up, field) in [
        (Up::Route(text, false), "path"),
        (Up::Route(text, true), "path"),
        (Up::Title(text), "text"),
        (Up::Task("created", text), "id"),
    ] {
        assert_eq!(said(&up.message())["body"][field], text);
    }
    for up in [Up::TokenGet(text, "boot"), Up::TeardownOk(text, true)] {
        let message = said(&up.message());
        assert_eq!(message["id"], text);
        assert_eq!((&message["ns"], &message["v"]), (&Value::from("fwc"), &Value::from(1)));
    }
}

fn said(message: &str) -> Value {
    serde_json::from_str(message).unwrap_or_default()
}
