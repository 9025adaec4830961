//! The contract of access tokens (`openapi.yaml`, `platform-api.md`), as one table. The embedded platform and the fake of the
//! browser tests are both run against it: what one refuses, the other refuses.

use serde_json::{Value, json};

/// Seconds a token of these platforms lives.
pub const LIFE: u32 = 60;
/// A token that no platform has given.
pub const UNKNOWN: &str = "nobody";

/// What stands in the header `Access-Token`.
#[derive(Clone, Copy)]
pub enum Access {
    Missing,
    Blank,
    Unknown,
    /// The token of the platform's start, which no sign-in has bought.
    Start,
    Current,
    Previous,
}

/// What is sent as `refresh_token`.
#[derive(Clone, Copy)]
pub enum Refresh {
    Missing,
    Empty,
    Unknown,
    Current,
    Previous,
}

#[derive(Clone, Copy)]
pub enum Step {
    /// Account and password.
    SignIn(&'static str, &'static str),
    List(Access),
    Renew(Access, Refresh),
    /// Seconds go by.
    Pass(u32),
}

/// Stand for what the platform knows.
pub const ACCOUNT: &str = "ACCOUNT";
pub const PASSWORD: &str = "PASSWORD";
const ENTER: Step = Step::SignIn(ACCOUNT, PASSWORD);
const RENEW: Step = Step::Renew(Access::Current, Refresh::Current);

/// Steps that all succeed but the last one, which ends with this code; 200 is success.
pub struct Case {
    pub name: &'static str,
    pub steps: &'static [Step],
    pub ends: u32,
}

const fn case(name: &'static str, steps: &'static [Step], ends: u32) -> Case {
    Case { name, steps, ends }
}

pub const CASES: &[Case] = &[
    case("a call without a token", &[Step::List(Access::Missing)], 4_031_002),
    case("a call with a blank token", &[Step::List(Access::Blank)], 4_031_002),
    case(
        "a call with an unknown token",
        &[Step::List(Access::Unknown)],
        4_031_003,
    ),
    case("a call with the token of the start", &[Step::List(Access::Start)], 200),
    case("a sign-in", &[ENTER, Step::List(Access::Current)], 200),
    case("a sign-in without an account", &[Step::SignIn("", PASSWORD)], 4_001_002),
    case("a sign-in without a password", &[Step::SignIn(ACCOUNT, "")], 4_001_002),
    case("a short password", &[Step::SignIn(ACCOUNT, "short")], 4_001_001),
    case(
        "a long password",
        &[Step::SignIn(ACCOUNT, "seventeen-letters")],
        4_001_001,
    ),
    case("a wrong password", &[Step::SignIn(ACCOUNT, "wrong-one")], 4_001_079),
    case(
        "a wrong account",
        &[Step::SignIn("nobody@example.com", PASSWORD)],
        4_001_079,
    ),
    case(
        "the last second",
        &[ENTER, Step::Pass(LIFE - 1), Step::List(Access::Current)],
        200,
    ),
    case(
        "after expiry",
        &[ENTER, Step::Pass(LIFE), Step::List(Access::Current)],
        4_031_021,
    ),
    case(
        "a refresh before expiry",
        &[ENTER, RENEW, Step::List(Access::Current)],
        200,
    ),
    case(
        "a refresh in the last second",
        &[ENTER, Step::Pass(LIFE - 1), RENEW],
        200,
    ),
    case("a refresh after expiry", &[ENTER, Step::Pass(LIFE), RENEW], 4_031_021),
    case(
        "a refresh without the header",
        &[ENTER, Step::Renew(Access::Missing, Refresh::Current)],
        4_031_002,
    ),
    case(
        "a refresh with a blank header",
        &[ENTER, Step::Renew(Access::Blank, Refresh::Current)],
        4_031_002,
    ),
    case(
        "a refresh with an unknown token",
        &[ENTER, Step::Renew(Access::Unknown, Refresh::Current)],
        4_031_003,
    ),
    case(
        "a refresh without its field",
        &[ENTER, Step::Renew(Access::Current, Refresh::Missing)],
        4_001_002,
    ),
    case(
        "a refresh with an empty field",
        &[ENTER, Step::Renew(Access::Current, Refresh::Empty)],
        4_001_002,
    ),
    case(
        "an unknown refresh token",
        &[ENTER, Step::Renew(Access::Current, Refresh::Unknown)],
        4_031_003,
    ),
    case(
        "a refresh of the token of the start",
        &[Step::Renew(Access::Start, Refresh::Unknown)],
        4_031_003,
    ),
    case(
        "the replaced token",
        &[ENTER, RENEW, Step::List(Access::Previous)],
        4_031_022,
    ),
    case(
        "the replaced token, expired too",
        &[ENTER, RENEW, Step::Pass(LIFE), Step::List(Access::Previous)],
        4_031_022,
    ),
    case(
        "a second refresh of the same token",
        &[ENTER, RENEW, Step::Renew(Access::Previous, Refresh::Previous)],
        4_031_022,
    ),
    case(
        "the refresh token of before",
        &[ENTER, RENEW, Step::Renew(Access::Current, Refresh::Previous)],
        4_031_003,
    ),
    case(
        "a refresh of a refreshed token",
        &[ENTER, RENEW, RENEW, Step::List(Access::Current)],
        200,
    ),
    case(
        "a refreshed token has a life of its own",
        &[
            ENTER,
            Step::Pass(50),
            RENEW,
            Step::Pass(50),
            Step::List(Access::Current),
        ],
        200,
    ),
    case(
        "and an end of its own",
        &[
            ENTER,
            Step::Pass(50),
            RENEW,
            Step::Pass(LIFE),
            Step::List(Access::Current),
        ],
        4_031_021,
    ),
    case(
        "a second sign-in ends nothing",
        &[ENTER, ENTER, Step::List(Access::Previous)],
        200,
    ),
];

/// A platform the table is run against, started for one case.
pub trait Side {
    /// Account, password, and the token of the start.
    fn known(&self) -> [String; 3];

    /// Sends a request and gives the HTTP status and the body.
    async fn send(&self, post: Option<&Value>, path: &str, token: Option<&str>) -> (u16, String);

    /// Lets seconds go by.
    fn pass(&self, seconds: u32);
}

/// Runs one case.
pub async fn holds(case: &Case, side: &impl Side) {
    let [account, password, start] = side.known();
    let mut pairs = Vec::<[String; 2]>::new();
    for (at, step) in case.steps.iter().enumerate() {
        let pair = |back: usize, which: usize| {
            let at = pairs.len().checked_sub(back);
            at.map_or_else(|| UNKNOWN.to_owned(), |at| pairs[at][which].clone())
        };
        let access = |access| match access {
            Access::Missing => None,
            Access::Blank => Some(" ".to_owned()),
            Access::Unknown => Some(UNKNOWN.to_owned()),
            Access::Start => Some(start.clone()),
            Access::Current => Some(pair(1, 0)),
            Access::Previous => Some(pair(2, 0)),
        };
        let (status, body) = match *step {
            Step::Pass(seconds) => {
                side.pass(seconds);
                (200, String::new())
            }
            Step::SignIn(name, secret) => {
                let name = if name == ACCOUNT { &*account } else { name };
                let secret = if secret == PASSWORD { &*password } else { secret };
                let body = json!({"account": name, "password": secret});
                side.send(Some(&body), "/v2/corp_auth", None).await
            }
            Step::List(with) => {
                let path = "/v2/upgrade/firmware/tasks?product_id=p1";
                let answer = side.send(None, path, access(with).as_deref()).await;
                // Which products there are is not what this is about.
                if answer.1.contains("4041005") {
                    (200, String::new())
                } else {
                    answer
                }
            }
            Step::Renew(with, refresh) => {
                let body = match refresh {
                    Refresh::Missing => json!({}),
                    Refresh::Empty => json!({"refresh_token": ""}),
                    Refresh::Unknown => json!({"refresh_token": UNKNOWN}),
                    Refresh::Current => json!({"refresh_token": pair(1, 1)}),
                    Refresh::Previous => json!({"refresh_token": pair(2, 1)}),
                };
                side.send(Some(&body), "/v2/corp/token/refresh", access(with).as_deref())
                    .await
            }
        };
        let body: Value = serde_json::from_str(&body).unwrap_or_default();
        let code = match status {
            200 => 200,
            _ => body["error"]["code"].as_u64().unwrap_or_default(),
        };
        let wanted = if at + 1 == case.steps.len() { case.ends } else { 200 };
        assert_eq!(code, u64::from(wanted), "{}, step {at}: {body}", case.name);
        if let (Some(token), Some(refresh)) = (body["access_token"].as_str(), body["refresh_token"].as_str()) {
            assert_eq!(body["expire_in"], LIFE, "{}", case.name);
            pairs.push([token.to_owned(), refresh.to_owned()]);
        }
    }
}
