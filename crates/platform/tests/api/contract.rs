//! Contract of access tokens, checked against this platform.

#[path = "../../../../tests/contract/sessions.rs"]
mod sessions;

use crate::bench::Bench;
use platform::demo::{ACCOUNT, PASSWORD};
use serde_json::Value;
use sessions::{CASES, LIFE, Side, holds};

impl Side for Bench {
    fn known(&self) -> [String; 3] {
        [ACCOUNT, PASSWORD, self.platform.token()].map(str::to_owned)
    }

    async fn send(&self, post: Option<&Value>, path: &str, token: Option<&str>) -> (u16, String) {
        let answer = self.call(token, path, post).await;
        (answer.status, String::from_utf8(answer.body).unwrap())
    }

    fn pass(&self, seconds: u32) {
        self.platform.state().clock.advance(i64::from(seconds));
    }
}

#[tokio::test]
async fn the_embedded_platform_follows_the_contract_of_access_tokens() {
    for case in CASES {
        let bench = Bench::start(&["--empty", "--token-seconds", &LIFE.to_string()]).await;
        holds(case, &bench).await;
    }
}
