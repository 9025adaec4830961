use super::*;
use crate::portal::{Inbound, NotRead, Outbound, Received};
use crate::token_reply::TokenReply;

const NONCE: &str = "0123456789abcdef0123456789abcdef";

fn handshake() -> Handshake {
    Handshake {
        origins: vec!["https://a.example".to_owned(), "http://b.example:81".to_owned()],
        nonce: NONCE.to_owned(),
    }
}

fn welcome() -> String {
    format!(r#"{{"ns":"fwc","v":1,"type":"welcome","body":{{"version":1,"nonce":"{NONCE}"}}}}"#)
}

/// Messages with the first check of the handshake that rejects each of them; `None` for the valid welcome.
fn shapes() -> Vec<(String, Option<RejectReason>)> {
    let valid = welcome();
    let with = |from: &str, to: &str, reason| {
        let text = valid.replace(from, to);
        assert_ne!(text, valid, "{from}");
        (text, Some(reason))
    };
    vec![
        (valid.clone(), None),
        with(r#""ns":"fwc","#, "", RejectReason::Shape),
        with("fwc", "fwc2", RejectReason::Shape),
        with(r#""v":1"#, r#""v":2"#, RejectReason::Shape),
        with(r#""v":1"#, r#""v":"1""#, RejectReason::Shape),
        with(r#""v":1"#, r#""v":true"#, RejectReason::Shape),
        with("welcome", "Welcome", RejectReason::Shape),
        with("welcome", "token.ok", RejectReason::Shape),
        with(NONCE, "0123456789abcdef0123456789abcdee", RejectReason::Nonce),
        with(NONCE, "", RejectReason::Nonce),
        with(&format!(r#""{NONCE}""#), "null", RejectReason::Nonce),
        with(
            &format!(r#""{NONCE}""#),
            &format!(r#"["{NONCE}"]"#),
            RejectReason::Nonce,
        ),
        with(r#""version":1"#, r#""version":2"#, RejectReason::Version),
        with(r#""version":1"#, r#""version":"1""#, RejectReason::Version),
        with(r#""version":1,"#, "", RejectReason::Version),
        with(r#"{"version""#, r#"[{"version""#, RejectReason::Shape),
        (String::new(), Some(RejectReason::Shape)),
        ("null".to_owned(), Some(RejectReason::Shape)),
        (format!("[{valid}]"), Some(RejectReason::Shape)),
        (valid.replace('{', r#"{"v":1,"#), Some(RejectReason::Shape)),
    ]
}

#[test]
fn exactly_one_combination_of_source_origin_shape_and_ports_is_a_welcome() {
    let origins = [
        ("https://a.example", true),
        ("null", false),
        ("", false),
        ("*", false),
        ("https://a.example/", false),
        ("https://a.example.evil", false),
        ("https://evil-a.example", false),
        ("https://a.exampl", false),
        ("http://a.example", false),
        ("https://a.example:444", false),
        ("HTTPS://A.EXAMPLE", false),
        ("http://b.example", false),
    ];
    let (mut combinations, mut welcomes) = (0, 0);
    for source_is_parent in [true, false] {
        for (origin, known) in origins {
            for (data, shape_reason) in &shapes() {
                for ports in 0..3 {
                    let message = WindowMessage {
                        source_is_parent,
                        origin,
                        data,
                        ports,
                    };
                    let expected = (!source_is_parent)
                        .then_some(RejectReason::Source)
                        .or((!known).then_some(RejectReason::Origin))
                        .or(*shape_reason)
                        .or((ports != 1).then_some(RejectReason::Ports));
                    let answer = handshake().accepts(&message);
                    assert_eq!(answer.as_ref().err(), expected.as_ref(), "{message:?}");
                    combinations += 1;
                    welcomes += usize::from(answer.is_ok());
                }
            }
        }
    }
    assert_eq!((combinations, welcomes), (2 * 12 * 20 * 3, 1));
}

#[test]
fn each_configured_origin_may_answer_and_a_refusal_needs_no_port() {
    let answer = |origin, data: &str, ports| {
        handshake().accepts(&WindowMessage {
            source_is_parent: true,
            origin,
            data,
            ports,
        })
    };
    let plain = Greeting::Welcome(Welcome {
        resize: false,
        context: Context::default(),
    });
    assert_eq!(answer("http://b.example:81", &welcome(), 1), Ok(plain));
    let refuse = welcome().replace("welcome", "refuse");
    assert_eq!(answer("https://a.example", &refuse, 0), Ok(Greeting::Refuse));
    assert_eq!(answer("https://c.example", &refuse, 0), Err(RejectReason::Origin));
    let foreign = refuse.replace(NONCE, "");
    assert_eq!(answer("https://a.example", &foreign, 0), Err(RejectReason::Nonce));
}

#[test]
fn unknown_and_invalid_settings_of_a_context_are_ignored() {
    let extra = r#","caps":{"resize":true,"fly":1},"context":{"language":"zh-CN","theme":"dark","timeZone":"Asia/Shanghai","productId":"p1","chrome":"full"},"new":[]}}"#;
    let data = welcome().replace("}}", extra);
    let message = WindowMessage {
        source_is_parent: true,
        origin: "https://a.example",
        data: &data,
        ports: 1,
    };
    let expected = Welcome {
        resize: true,
        context: Context {
            language: Some(Language::Zh),
            theme: Some("dark"),
            time_zone: Some("Asia/Shanghai".to_owned()),
            product: ProductId::parse("p1").ok(),
            chrome: Some(Chrome::Full),
        },
    };
    assert_eq!(handshake().accepts(&message), Ok(Greeting::Welcome(expected)));
    for invalid in [
        r#"{"language":7,"theme":"pink","productId":"","chrome":"none"}"#.to_owned(),
        r#"{"timeZone":8}"#.to_owned(),
        r#"{"timeZone":""}"#.to_owned(),
        format!(r#"{{"timeZone":"{}"}}"#, "x".repeat(65)),
    ] {
        assert_eq!(Context::read(Some(&invalid)), Context::default(), "{invalid}");
    }
    assert_eq!(Context::read(Some("[]")), Context::default());
}

fn given_reply(token: Option<&str>, expires_in: Option<u32>) -> TokenReply {
    TokenReply::Given {
        token: token.map(str::to_owned),
        expires_in,
        user: None,
    }
}

#[test]
fn a_port_message_is_known_or_malformed_or_of_another_protocol() {
    let read = |kind: &str, body: &str| {
        Received::read(&format!(
            r#"{{"ns":"fwc","v":1,"type":"{kind}","id":"7","body":{body}}}"#
        ))
    };
    let token = |answer| Ok(Received::TokenReply("7".to_owned(), answer));
    assert_eq!(
        read("token.ok", r#"{"token":"abc","expiresIn":60.9}"#),
        token(given_reply(Some("abc"), Some(60)))
    );
    let named = TokenReply::Given {
        token: Some("abc".to_owned()),
        expires_in: None,
        user: Some("u 1".to_owned()),
    };
    assert_eq!(read("token.ok", r#"{"token":"abc","user":"u 1"}"#), token(named));
    let invalid = [
        (r#"{"token":"a b"}"#, Some("a b")),
        (r#"{"token":7}"#, None),
        ("{}", None),
        (r#"{"token":""}"#, Some("")),
        (r#"{"token":"abc","user":7}"#, None),
        (r#"{"token":"abc","user":{}}"#, None),
    ];
    for (body, text) in invalid {
        assert_eq!(read("token.ok", body), token(given_reply(text, None)), "{body}");
    }
    for (letters, is_valid) in [(0, false), (1, true), (128, true), (129, false)] {
        // Two UTF-16 code units each.
        let user = "🙂".repeat(letters);
        let expected = TokenReply::Given {
            token: is_valid.then(|| "abc".to_owned()),
            expires_in: None,
            user: Some(user.clone()),
        };
        let body = format!(r#"{{"token":"abc","user":"{user}"}}"#);
        assert_eq!(read("token.ok", &body), token(expected), "{letters}");
    }
    assert_eq!(read("token.err", r#"{"code":"denied"}"#), token(TokenReply::Denied));
    assert_eq!(
        read("token.err", r#"{"code":"signed-out"}"#),
        token(TokenReply::SignedOut)
    );
    let later = read("token.err", r#"{"code":"unavailable","retryAfter":9}"#);
    assert_eq!(later, token(TokenReply::Unavailable(Some(9))));
    assert_eq!(
        read("token.changed", "{}"),
        Ok(Received::Message(Inbound::TokenChanged))
    );
    assert_eq!(
        read("teardown", "{}"),
        Ok(Received::Message(Inbound::Teardown("7".to_owned())))
    );
    for (kind, body) in [
        ("navigate", r#"{"path":"//evil"}"#),
        ("token.push", "{}"),
        ("navigate", "7"),
    ] {
        assert_eq!(read(kind, body), Err(NotRead::Malformed), "{kind} {body}");
    }
    let no_id = r#"{"ns":"fwc","v":1,"type":"teardown"}"#;
    assert_eq!(Received::read(no_id), Err(NotRead::Malformed));
    for foreign in ["", "7", "{}", r#"{"ns":"other","v":1,"type":"teardown","id":"7"}"#] {
        assert_eq!(Received::read(foreign), Err(NotRead::OtherProtocol), "{foreign}");
    }
}

#[test]
fn outbound_messages_have_exactly_the_documented_fields() {
    let cases = [
        (
            Outbound::Route {
                path: "/?q=a",
                new_entry: false,
            },
            r#"{"ns":"fwc","v":1,"type":"route","body":{"path":"/?q=a"}}"#,
        ),
        (
            Outbound::Route {
                path: "/?q=a",
                new_entry: true,
            },
            r#"{"ns":"fwc","v":1,"type":"route","body":{"path":"/?q=a","entry":true}}"#,
        ),
        (Outbound::Ready, r#"{"ns":"fwc","v":1,"type":"ready","body":{}}"#),
        (
            Outbound::Title("\"</script>\n"),
            r#"{"ns":"fwc","v":1,"type":"title","body":{"text":"\"</script>\n"}}"#,
        ),
        (
            Outbound::Size(812),
            r#"{"ns":"fwc","v":1,"type":"size","body":{"height":812}}"#,
        ),
        (
            Outbound::Task("created", "9"),
            r#"{"ns":"fwc","v":1,"type":"task.created","body":{"id":"9"}}"#,
        ),
        (
            Outbound::TokenGet("1", "boot"),
            r#"{"ns":"fwc","v":1,"type":"token.get","id":"1","body":{"reason":"boot"}}"#,
        ),
        (
            Outbound::TeardownOk {
                id: "a\"b",
                unsaved: true,
            },
            r#"{"ns":"fwc","v":1,"type":"teardown.ok","id":"a\"b","body":{"unsaved":true}}"#,
        ),
    ];
    for (outbound, text) in cases {
        assert_eq!(outbound.message(), text);
    }
}
