//! Accounts and tokens of the fake platform. It refuses what the embedded platform refuses: both run against the table
//! in `tests/contract/sessions.rs`. It accepts tokens it has not issued, so a test may sign in with any token.

use super::answer::Answer;
use super::clock::platform_ms;
use super::platform::Op;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use upgrade_api::error::ErrorCode;

pub const ACCOUNT: &str = "me";
pub const PASSWORD: &str = "secret";

struct TokenPair {
    token: String,
    refresh: String,
    /// Platform time in milliseconds.
    expires_at: f64,
    is_replaced: bool,
}

pub struct Accounts {
    /// Lifetime of new tokens in seconds.
    lifetime: Cell<u32>,
    pairs: RefCell<Vec<TokenPair>>,
}

impl Default for Accounts {
    fn default() -> Self {
        Self {
            lifetime: Cell::new(7200),
            pairs: RefCell::default(),
        }
    }
}

impl Accounts {
    /// Sets the lifetime, in seconds, of the tokens issued after this call.
    pub fn set_lifetime(&self, seconds: u32) {
        self.lifetime.set(seconds);
    }

    /// Refusal of a request with a missing, unknown, replaced or expired token, or with a wrong refresh token.
    pub fn refusal(&self, op: Op, token: Option<&str>, body: &str) -> Option<Answer> {
        if matches!(op, Op::Config | Op::SignIn | Op::Other) {
            return None;
        }
        let refused = |code| Some(Answer::refused(code));
        let token = token.unwrap_or_default().trim();
        let pairs = self.pairs.borrow();
        let pair = pairs.iter().find(|pair| pair.token == token);
        match pair {
            None if token.is_empty() => return refused(ErrorCode::TokenRequired),
            None if token == "nobody" => return refused(ErrorCode::TokenInvalid),
            Some(pair) if pair.is_replaced => return refused(ErrorCode::TokenRefreshed),
            Some(pair) if pair.expires_at <= platform_ms() => return refused(ErrorCode::TokenExpired),
            Some(_) | None => {}
        }
        if op != Op::RenewToken {
            return None;
        }
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        match body["refresh_token"].as_str().unwrap_or_default() {
            "" => refused(ErrorCode::RequiredFieldMissing),
            refresh if pair.is_some_and(|pair| pair.refresh == refresh) => None,
            _ => refused(ErrorCode::TokenInvalid),
        }
    }

    /// Answer to a sign-in, or to a refresh that [`Self::refusal`] accepts; `None` for every other operation.
    pub fn answer(&self, op: Op, body: &str) -> Option<Answer> {
        let body: Value = serde_json::from_str(body).unwrap_or_default();
        let text = |field: &str| body[field].as_str().unwrap_or_default().to_owned();
        let (account, password) = (text("account"), text("password"));
        match op {
            Op::RenewToken => {}
            Op::SignIn if account.is_empty() || password.is_empty() => {
                return Some(Answer::refused(ErrorCode::RequiredFieldMissing));
            }
            Op::SignIn if !(6..=16).contains(&password.len()) => {
                return Some(Answer::refused(ErrorCode::ValidationFailed));
            }
            Op::SignIn if (&*account, &*password) != (ACCOUNT, PASSWORD) => {
                return Some(Answer::refused(ErrorCode::WrongCredentials));
            }
            Op::SignIn => {}
            _ => return None,
        }
        let number = self.pairs.borrow().len() + 1;
        let pair = json!({
            "access_token": format!("tok-{number}-of-me"),
            "refresh_token": format!("refresh-{number}"),
            "expire_in": self.lifetime.get(),
        });
        Some(Answer::ok(pair.to_string()))
    }

    /// Records the tokens in the answer to a sign-in or a refresh. A refresh replaces `token`.
    pub fn record_tokens(&self, op: Op, token: Option<&str>, answer: &str) {
        if !matches!(op, Op::SignIn | Op::RenewToken) {
            return;
        }
        let answer: Value = serde_json::from_str(answer).unwrap_or_default();
        let (Some(new), Some(refresh)) = (answer["access_token"].as_str(), answer["refresh_token"].as_str()) else {
            return;
        };
        let mut pairs = self.pairs.borrow_mut();
        let old = pairs.iter_mut().filter(|pair| Some(&*pair.token) == token);
        old.for_each(|pair| pair.is_replaced = op == Op::RenewToken);
        pairs.push(TokenPair {
            token: new.to_owned(),
            refresh: refresh.to_owned(),
            expires_at: platform_ms() + answer["expire_in"].as_f64().unwrap_or_default() * 1000.0,
            is_replaced: false,
        });
    }
}
