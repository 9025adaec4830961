//! Contract of access tokens (`openapi.yaml`, `platform-api.md`) as one table. The embedded platform and the fake
//! platform of the browser tests both run against it, so both refuse the same requests.

use serde_json::{Value, json};

/// Lifetime, in seconds, of the tokens of these platforms.
pub const LIFE: u32 = 60;
/// A token that no platform issues.
pub const UNKNOWN: &str = "nobody";

/// Value of the header `Access-Token`.
#[derive(Clone, Copy)]
pub enum Access {
    Missing,
    Blank,
    Unknown,
    /// The start-up token of the platform, which no sign-in issues.
    Start,
    Current,
    Previous,
}

/// Value of `refresh_token`.
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
    /// Sign-in with this account and password.
    SignIn(&'static str, &'static str),
    List(Access),
    Renew(Access, Refresh),
    /// Waits this number of seconds.
    Pass(u32),
}

/// Placeholder for the account of the platform.
pub const ACCOUNT: &str = "ACCOUNT";
/// Placeholder for the password of [`ACCOUNT`].
pub const PASSWORD: &str = "PASSWORD";
const SIGN_IN: Step = Step::SignIn(ACCOUNT, PASSWORD);
const RENEW: Step = Step::Renew(Access::Current, Refresh::Current);

/// Steps that all succeed except the last, which returns the code `ends`; 200 is success.
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
    case("a call with the start-up token", &[Step::List(Access::Start)], 200),
    case("a sign-in", &[SIGN_IN, Step::List(Access::Current)], 200),
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
        "a call in the last second",
        &[SIGN_IN, Step::Pass(LIFE - 1), Step::List(Access::Current)],
        200,
    ),
    case(
        "a call after expiry",
        &[SIGN_IN, Step::Pass(LIFE), Step::List(Access::Current)],
        4_031_021,
    ),
    case(
        "a refresh before expiry",
        &[SIGN_IN, RENEW, Step::List(Access::Current)],
        200,
    ),
    case(
        "a refresh in the last second",
        &[SIGN_IN, Step::Pass(LIFE - 1), RENEW],
        200,
    ),
    case("a refresh after expiry", &[SIGN_IN, Step::Pass(LIFE), RENEW], 4_031_021),
    case(
        "a refresh without the header",
        &[SIGN_IN, Step::Renew(Access::Missing, Refresh::Current)],
        4_031_002,
    ),
    case(
        "a refresh with a blank header",
        &[SIGN_IN, Step::Renew(Access::Blank, Refresh::Current)],
        4_031_002,
    ),
    case(
        "a refresh with an unknown token",
        &[SIGN_IN, Step::Renew(Access::Unknown, Refresh::Current)],
        4_031_003,
    ),
    case(
        "a refresh without its field",
        &[SIGN_IN, Step::Renew(Access::Current, Refresh::Missing)],
        4_001_002,
    ),
    case(
        "a refresh with an empty field",
        &[SIGN_IN, Step::Renew(Access::Current, Refresh::Empty)],
        4_001_002,
    ),
    case(
        "a refresh with an unknown refresh token",
        &[SIGN_IN, Step::Renew(Access::Current, Refresh::Unknown)],
        4_031_003,
    ),
    case(
        "a refresh of the start-up token",
        &[Step::Renew(Access::Start, Refresh::Unknown)],
        4_031_003,
    ),
    case(
        "a call with a replaced token",
        &[SIGN_IN, RENEW, Step::List(Access::Previous)],
        4_031_022,
    ),
    case(
        "a call with a replaced token after its expiry",
        &[SIGN_IN, RENEW, Step::Pass(LIFE), Step::List(Access::Previous)],
        4_031_022,
    ),
    case(
        "a second refresh of the same token",
        &[SIGN_IN, RENEW, Step::Renew(Access::Previous, Refresh::Previous)],
        4_031_022,
    ),
    case(
        "a refresh with the previous refresh token",
        &[SIGN_IN, RENEW, Step::Renew(Access::Current, Refresh::Previous)],
        4_031_003,
    ),
    case(
        "a refresh of a refreshed token",
        &[SIGN_IN, RENEW, RENEW, Step::List(Access::Current)],
        200,
    ),
    case(
        "a refreshed token has its own lifetime",
        &[
            SIGN_IN,
            Step::Pass(50),
            RENEW,
            Step::Pass(50),
            Step::List(Access::Current),
        ],
        200,
    ),
    case(
        "a refreshed token expires after its own lifetime",
        &[
            SIGN_IN,
            Step::Pass(50),
            RENEW,
            Step::Pass(LIFE),
            Step::List(Access::Current),
        ],
        4_031_021,
    ),
    case(
        "a second sign-in keeps the first token valid",
        &[SIGN_IN, SIGN_IN, Step::List(Access::Previous)],
        200,
    ),
];

/// A platform under test, started for one case.
pub trait Side {
    /// Account, password and start-up token.
    fn known(&self) -> [String; 3];

    /// Sends a request and returns the HTTP status and the body. With `post` it is a POST of this body.
    async fn send(&self, post: Option<&Value>, path: &str, token: Option<&str>) -> (u16, String);

    /// Advances the time by this number of seconds.
    fn pass(&self, seconds: u32);
}

/// Runs a case and asserts the result of each step.
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
            Step::List(token) => {
                let path = "/v2/upgrade/firmware/tasks?product_id=p1";
                let answer = side.send(None, path, access(token).as_deref()).await;
                // An unknown product (4041005) counts as success: the table covers tokens only.
                if answer.1.contains("4041005") {
                    (200, String::new())
                } else {
                    answer
                }
            }
            Step::Renew(token, refresh) => {
                let body = match refresh {
                    Refresh::Missing => json!({}),
                    Refresh::Empty => json!({"refresh_token": ""}),
                    Refresh::Unknown => json!({"refresh_token": UNKNOWN}),
                    Refresh::Current => json!({"refresh_token": pair(1, 1)}),
                    Refresh::Previous => json!({"refresh_token": pair(2, 1)}),
                };
                side.send(Some(&body), "/v2/corp/token/refresh", access(token).as_deref())
                    .await
            }
        };
        let body: Value = serde_json::from_str(&body).unwrap_or_default();
        let code = match status {
            200 => 200,
            _ => body["error"]["code"].as_u64().unwrap_or_default(),
        };
        let expected = if at + 1 == case.steps.len() { case.ends } else { 200 };
        assert_eq!(code, u64::from(expected), "{}, step {at}: {body}", case.name);
        if let (Some(token), Some(refresh)) = (body["access_token"].as_str(), body["refresh_token"].as_str()) {
            assert_eq!(body["expire_in"], LIFE, "{}", case.name);
            pairs.push([token.to_owned(), refresh.to_owned()]);
        }
    }
}
