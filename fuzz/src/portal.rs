//! Messages of `fwc/1`: window messages of the handshake, and messages over the port.
//!
//! - A message from the wrong window or origin is rejected, regardless of its content.
//! - A welcome is accepted exactly if `serde_json` reads one: namespace, version and nonce match, and it has one port.
//! - A message with a valid envelope is known, or counted as ignored. Its token is a valid header value; writing and
//!   reading its route gives the same route.
//! - A message to the portal contains the text it was created with.

use crate::oracle;
use serde_json::Value;
use upgrade_console::i18n::Language;
use upgrade_console::portal::{
    Context, Greeting, Handshake, Inbound, NotRead, Outbound, Received, RejectReason, WindowMessage,
};
use upgrade_console::routing::Route;
use upgrade_console::session::Token;
use upgrade_console::token_reply::TokenReply;

const ORIGIN: &str = "https://portal.example";
const NONCE: &str = "0123456789abcdef0123456789abcdef";

/// Asserts all properties for one input.
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
    let receive = |source_is_parent, origin, ports| {
        let arrival = WindowMessage {
            source_is_parent,
            origin,
            data,
            ports,
        };
        handshake.accepts(&arrival)
    };
    assert_eq!(receive(false, ORIGIN, 1), Err(RejectReason::Source));
    // The input also serves as an origin.
    for origin in ["null", "https://portal.example.evil", data] {
        assert!(origin == ORIGIN || receive(true, origin, 1) == Err(RejectReason::Origin));
    }
    let greeting = receive(true, ORIGIN, 1);
    let expected = greeting_by_serde(data);
    match &greeting {
        Ok(Greeting::Welcome(welcome)) => {
            assert_eq!(expected, Some("welcome"), "{data}");
            assert_eq!(receive(true, ORIGIN, 0), Err(RejectReason::Ports));
            assert_eq!(receive(true, ORIGIN, 2), Err(RejectReason::Ports));
            assert_context(&welcome.context);
        }
        Ok(Greeting::Refuse) => {
            assert_eq!(expected, Some("refuse"), "{data}");
            assert_eq!(receive(true, ORIGIN, 0), Ok(Greeting::Refuse));
        }
        Err(why) => {
            assert_eq!(expected, None, "{data}");
            assert!(!matches!(
                why,
                RejectReason::Source | RejectReason::Origin | RejectReason::Ports
            ));
        }
    }
}

/// Type of the greeting that `serde_json` reads.
fn greeting_by_serde(data: &str) -> Option<&'static str> {
    let (kind, body) = envelope_by_serde(data)?;
    let body = unique_fields(body?)?;
    let kind = ["welcome", "refuse"].into_iter().find(|known| *known == kind)?;
    let has_nonce = text_of(value(&body, "nonce")?)? == NONCE;
    let has_version = kind == "refuse" || value(&body, "version") == Some("1");
    (has_nonce && has_version).then_some(kind)
}

/// Type and body of a message with a valid envelope.
fn envelope_by_serde(data: &str) -> Option<(String, Option<&str>)> {
    let fields = unique_fields(data)?;
    let is_valid = text_of(value(&fields, "ns")?)? == "fwc" && value(&fields, "v")? == "1";
    let kind = text_of(value(&fields, "type")?)?;
    is_valid.then(|| (kind, value(&fields, "body").filter(|body| *body != "null")))
}

/// Fields of an object; `None` if one occurs twice.
fn unique_fields(text: &str) -> Option<Vec<(String, &str)>> {
    oracle::fields(text).filter(|fields| !oracle::has_twins(fields))
}

fn value<'a>(fields: &[(String, &'a str)], field: &str) -> Option<&'a str> {
    fields.iter().find(|(name, _)| name == field).map(|(_, value)| *value)
}

fn text_of(raw: &str) -> Option<String> {
    serde_json::from_str(raw).ok()
}

fn assert_context(context: &Context) {
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
    let envelope = envelope_by_serde(data);
    let received = Received::read(data);
    // Any message with a valid envelope is known, or counted as ignored.
    assert_eq!(received == Err(NotRead::OtherProtocol), envelope.is_none(), "{data}");
    let Some((kind, body)) = envelope else { return };
    match received {
        Ok(Received::TokenReply(id, answer)) => {
            assert_eq!(id_by_serde(data), Some(id));
            token(&kind, body, answer);
        }
        Ok(Received::Message(Inbound::TokenChanged)) => assert_eq!(kind, "token.changed"),
        Ok(Received::Message(Inbound::Context(context))) => {
            assert_eq!(kind, "context");
            assert_context(&context);
        }
        Ok(Received::Message(Inbound::Navigate(route))) => {
            assert_eq!(kind, "navigate");
            assert_eq!(Route::parse(&route.path()), Some(route));
        }
        Ok(Received::Message(Inbound::Teardown(id))) => {
            assert_eq!(kind, "teardown");
            assert_eq!(id_by_serde(data), Some(id));
        }
        Err(_) => {}
    }
}

fn id_by_serde(data: &str) -> Option<String> {
    text_of(value(&unique_fields(data)?, "id")?)
}

fn token(kind: &str, body: Option<&str>, answer: TokenReply) {
    let fields = body.and_then(unique_fields).unwrap_or_default();
    match answer {
        TokenReply::Given { token, .. } => {
            assert_eq!(kind, "token.ok");
            if let Some(token) = token.and_then(|token| Token::parse(&token).ok()) {
                let token = token.reveal();
                assert!((1..=8192).contains(&token.len()) && token.bytes().all(|b| b.is_ascii_graphic()));
                let written = value(&fields, "token").and_then(text_of).unwrap_or_default();
                assert_eq!(written.trim(), token);
            }
        }
        TokenReply::TimedOut => unreachable!("only a timeout gives this"),
        TokenReply::SignedOut | TokenReply::Denied | TokenReply::Unavailable(_) => assert_eq!(kind, "token.err"),
    }
}

fn up(text: &str) {
    let route = |new_entry| Outbound::Route { path: text, new_entry };
    for (up, field) in [
        (route(false), "path"),
        (route(true), "path"),
        (Outbound::Title(text), "text"),
        (Outbound::Task("created", text), "id"),
    ] {
        assert_eq!(parsed(&up.message())["body"][field], text);
    }
    let teardown = Outbound::TeardownOk {
        id: text,
        unsaved: true,
    };
    for up in [Outbound::TokenGet(text, "boot"), teardown] {
        let message = parsed(&up.message());
        assert_eq!(message["id"], text);
        assert_eq!((&message["ns"], &message["v"]), (&Value::from("fwc"), &Value::from(1)));
    }
}

fn parsed(message: &str) -> Value {
    serde_json::from_str(message).unwrap_or_default()
}
