//! Contract of access tokens (`openapi.yaml`, `platform-api.md`) as one table. The embedded platform and the fake
//! platform of the browser tests both run against it, so both refuse the same requests.

use serde_json::{Value, json};

/// Lifetime, in seconds, of the tokens of these platforms.
pub const LIFE: u32 = 60;
/// A token that no platform issues.
const UNKNOWN: &str = "nobody";

/// Steps, and the code that the last one returns; 200 is success. All other steps succeed. A step is
///
/// - `sign-in` or `sign-in:ACCOUNT:PASSWORD`, where `ACCOUNT` and `PASSWORD` are those of the platform,
/// - `list` or `list:TOKEN`, where `start` is the start-up token of the platform, which no sign-in issues,
/// - `renew` or `renew:TOKEN:REFRESH_TOKEN`,
/// - `wait:SECONDS`.
///
/// Tokens are `current` by default.
pub type Case = (&'static str, u32);

pub const CASES: &[Case] = &[
    ("list:missing", 4_031_002),
    ("list:blank", 4_031_002),
    ("list:unknown", 4_031_003),
    ("list:start", 200),
    ("sign-in list", 200),
    ("sign-in::PASSWORD", 4_001_002),
    ("sign-in:ACCOUNT:", 4_001_002),
    ("sign-in:ACCOUNT:short", 4_001_001),
    ("sign-in:ACCOUNT:seventeen-letters", 4_001_001),
    ("sign-in:ACCOUNT:wrong-one", 4_001_079),
    ("sign-in:nobody@example.com:PASSWORD", 4_001_079),
    ("sign-in wait:59 list", 200),
    ("sign-in wait:60 list", 4_031_021),
    ("sign-in renew list", 200),
    ("sign-in wait:59 renew", 200),
    ("sign-in wait:60 renew", 4_031_021),
    ("sign-in renew:missing:current", 4_031_002),
    ("sign-in renew:blank:current", 4_031_002),
    ("sign-in renew:unknown:current", 4_031_003),
    ("sign-in renew:current:missing", 4_001_002),
    ("sign-in renew:current:empty", 4_001_002),
    ("sign-in renew:current:unknown", 4_031_003),
    ("renew:start:unknown", 4_031_003),
    ("sign-in renew list:previous", 4_031_022),
    ("sign-in renew wait:60 list:previous", 4_031_022),
    ("sign-in renew renew:previous:previous", 4_031_022),
    ("sign-in renew renew:current:previous", 4_031_003),
    ("sign-in renew renew list", 200),
    ("sign-in wait:50 renew wait:50 list", 200),
    ("sign-in wait:50 renew wait:60 list", 4_031_021),
    ("sign-in sign-in list:previous", 200),
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
pub async fn holds((case, ends): &Case, side: &impl Side) {
    let [account, password, start] = side.known();
    // Access and refresh token of each sign-in and renewal.
    let mut pairs = Vec::<[String; 2]>::new();
    let mut steps = case.split(' ').peekable();
    while let Some(step) = steps.next() {
        let mut words = step.split(':');
        let verb = words.next().unwrap();
        let (first, second) = (words.next(), words.next());
        let token = |word: Option<&str>, which: usize| {
            let back = match word.unwrap_or("current") {
                "missing" => return None,
                "blank" => return Some(" "),
                "empty" => return Some(""),
                "start" => return Some(&*start),
                "current" => 1,
                "previous" => 2,
                _ => usize::MAX,
            };
            let at = pairs.len().checked_sub(back);
            Some(at.map_or(UNKNOWN, |at| &*pairs[at][which]))
        };
        let (status, body) = match verb {
            "wait" => {
                side.pass(first.unwrap().parse().unwrap());
                (200, String::new())
            }
            "sign-in" => {
                let account = first.filter(|name| *name != "ACCOUNT").unwrap_or(&account);
                let password = second.filter(|secret| *secret != "PASSWORD").unwrap_or(&password);
                let body = json!({"account": account, "password": password});
                side.send(Some(&body), "/v2/corp_auth", None).await
            }
            "list" => {
                let path = "/v2/upgrade/firmware/tasks?product_id=p1";
                match side.send(None, path, token(first, 0)).await {
                    // An unknown product (4041005) counts as success: the table covers tokens only.
                    (_, body) if body.contains("4041005") => (200, String::new()),
                    answer => answer,
                }
            }
            "renew" => {
                let body = token(second, 1).map_or_else(|| json!({}), |token| json!({"refresh_token": token}));
                let path = "/v2/corp/token/refresh";
                side.send(Some(&body), path, token(first, 0)).await
            }
            _ => unreachable!("{step} in {case}"),
        };
        let body: Value = serde_json::from_str(&body).unwrap_or_default();
        let code = match status {
            200 => 200,
            _ => body["error"]["code"].as_u64().unwrap_or_default(),
        };
        let expected = if steps.peek().is_some() { 200 } else { *ends };
        assert_eq!(code, u64::from(expected), "{step} in {case}: {body}");
        if let (Some(token), Some(refresh)) = (body["access_token"].as_str(), body["refresh_token"].as_str()) {
            assert_eq!(body["expire_in"], LIFE, "{case}");
            pairs.push([token.to_owned(), refresh.to_owned()]);
        }
    }
}
