//! Where the Access-Token comes from: the portal around the page, a storage key a portal of the same origin fills, or
//! a sign-in. Never how it is used: that is [`crate::api`].

pub(crate) mod grant;
pub(crate) mod renewal;
pub(crate) mod state;
pub(crate) mod tabs;
pub(crate) mod token;
pub(crate) mod token_request;

pub use grant::{Grant, RenewalNeed};

pub use state::{NoToken, SessionState, SignedOut};
pub use token::{Token, TokenProblem};
pub use token_request::{AskPortal, TokenAnswer, TokenReason};

use crate::config::{Config, TokenStorage};
use crate::console_event::ConsoleEvent;
use crate::web;
use grant::PortalToken;
use js_sys::Promise;
use leptos::prelude::*;
use std::pin::Pin;
use upgrade_api::error::ErrorCode;
use web_sys::{AbortController, AbortSignal};

/// A future nobody looks into.
pub type Work = Pin<Box<dyn Future<Output = ()>>>;

/// The session of this page.
#[derive(Clone, Copy)]
pub struct Session {
    portal: Option<AskPortal>,
    events: Callback<ConsoleEvent>,
    storage: TokenStorage,
    key: StoredValue<String>,
    memory: StoredValue<Option<Grant>>,
    /// The portal's last token, and whose it was, where the portal says.
    given: StoredValue<Option<PortalToken>>,
    /// Whether the portal has said that its token has changed, since the last one came.
    changed: StoredValue<bool>,
    /// How many other users have come after the first.
    users: RwSignal<u32>,
    state: RwSignal<SessionState>,
    /// The token of the last request, and how many there have been: rights belong to a token.
    last: StoredValue<Option<Token>>,
    changes: RwSignal<u32>,
    renewal: StoredValue<Option<Promise>>,
    /// Whether the last renewal came to nothing for a reason that may pass.
    unanswered: StoredValue<bool>,
    /// Until when no renewal is tried ahead of time, on the steady clock.
    renewal_rests: StoredValue<f64>,
    /// Writes and uploads on their way.
    writes: StoredValue<u32>,
    ask_again: StoredValue<bool>,
    requests: StoredValue<AbortController>,
}

impl Session {
    /// A session with the token found where the configuration says, if there is one. Within a portal there is none
    /// but the portal's: it is asked for, and no storage is ever looked at.
    #[must_use]
    pub fn new(config: &Config, portal: Option<AskPortal>, events: Callback<ConsoleEvent>) -> Self {
        let session = Self {
            portal,
            events,
            storage: portal.map_or(config.token.storage, |_| TokenStorage::None),
            key: StoredValue::new(config.token.key.clone()),
            memory: StoredValue::new(None),
            given: StoredValue::new(None),
            changed: StoredValue::new(false),
            users: RwSignal::new(0),
            state: RwSignal::new(SessionState::SignedOut(SignedOut::NotYet)),
            last: StoredValue::new(None),
            changes: RwSignal::new(0),
            renewal: StoredValue::new(None),
            unanswered: StoredValue::new(false),
            renewal_rests: StoredValue::new(0.0),
            writes: StoredValue::new(0),
            ask_again: StoredValue::new(false),
            requests: StoredValue::new(abort_controller()),
        };
        if portal.is_some() {
            session.state.set(SessionState::Asking);
        } else if let Some(token) = session.token() {
            session.memory.set_value(session.kept(&token));
            session.state.set(SessionState::SignedIn);
        }
        session
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn state(&self) -> SessionState {
        self.state.get()
    }

    /// Whether a portal around the page signs in.
    #[must_use]
    pub fn is_in_portal(&self) -> bool {
        self.portal.is_some()
    }

    /// Reports an event to the portal, if there is one.
    pub fn emit(&self, event: ConsoleEvent) {
        self.events.run(event);
    }

    /// The token as it stands: read anew each time, since a portal may have renewed it. What a sign-in gave comes
    /// first, since that is what the operator did last.
    #[must_use]
    pub fn token(&self) -> Option<Token> {
        let granted = self.memory.try_get_value().flatten();
        granted.map(|grant| grant.token).or_else(|| {
            let text = self.storage_area()?.get_item(&self.key.try_get_value()?).ok()??;
            Token::parse(&text).ok()
        })
    }

    /// How many tokens there have been. What a token may not do the next one perhaps may.
    #[must_use]
    pub fn changes(&self) -> u32 {
        self.changes.try_get().unwrap_or_default()
    }

    /// How many other users have come after the first, without a sign-out between them.
    #[must_use]
    pub fn users(&self) -> u32 {
        self.users.get()
    }

    /// Counts the token, where it is another one than the last.
    fn count_token(&self, token: Option<&Token>) {
        if self.last.try_with_value(|last| last.as_ref() != token) == Some(true) {
            self.last.set_value(token.cloned());
            self.changes.update(|changes| *changes += 1);
        }
    }

    /// Whether a sign-in can be kept for this tab.
    #[must_use]
    pub fn can_keep(&self) -> bool {
        self.storage == TokenStorage::Session && self.storage_area().is_some()
    }

    /// Takes what a sign-in gave. It stays in memory; only on `keep` it is written to this tab's storage as well.
    pub fn sign_in(&self, grant: Grant, keep: bool) {
        if keep {
            self.keep(&grant);
        }
        self.take(grant);
    }

    fn take(&self, grant: Grant) {
        self.count_token(Some(&grant.token));
        self.memory.set_value(Some(grant));
        if self.state.get_untracked() != SessionState::SignedIn {
            self.state.set(SessionState::SignedIn);
        }
    }

    /// Forgets the token, everywhere we wrote it, and gives up every request.
    pub fn sign_out(&self) {
        self.forget(SignedOut::ByOperator);
    }

    /// The platform refused `token`. A token that came in the meantime is not to blame and stays.
    pub fn refused(&self, token: &Token, code: Option<ErrorCode>) {
        if self.token().as_ref() == Some(token) {
            self.emit(ConsoleEvent::Error("auth"));
            self.forget(SignedOut::Refused(code));
        }
    }

    /// Somebody else has written to the storage: the state follows.
    pub fn sync_with_storage(&self, key: Option<&str>) {
        let ours = key.is_none_or(|key| self.key.with_value(|own| own == key));
        if !ours || self.portal.is_some() {
            return;
        }
        let token = self.token();
        self.count_token(token.as_ref());
        match (token.is_some(), self.state.get_untracked()) {
            (true, SessionState::SignedOut(_)) => self.state.set(SessionState::SignedIn),
            (false, SessionState::SignedIn) => self.forget(SignedOut::ByOperator),
            _ => {}
        }
    }

    fn forget(&self, why: SignedOut) {
        self.memory.set_value(None);
        // `localStorage` is the portal's: we never write there, so there is nothing of ours to remove.
        if let Some(place) = self.storage_area().filter(|_| self.storage == TokenStorage::Session) {
            for key in [self.key.get_value(), self.renewal_key()] {
                let _ = place.remove_item(&key);
            }
        }
        let state = SessionState::SignedOut(why);
        if state.is_over() {
            self.abort();
        }
        self.state.set(state);
    }

    fn storage_area(&self) -> Option<web_sys::Storage> {
        match self.storage {
            TokenStorage::Session => web::session_storage(),
            TokenStorage::Local => web::local_storage(),
            TokenStorage::None => None,
        }
    }
}

/// What requests need besides the token.
impl Session {
    /// Ends when whoever is here leaves; none where the page is gone.
    #[must_use]
    pub fn presence(&self) -> Option<AbortSignal> {
        self.requests.try_with_value(AbortController::signal)
    }

    fn abort(&self) {
        self.requests.with_value(AbortController::abort);
        self.requests.set_value(abort_controller());
    }
}

/// What ends requests.
#[must_use]
#[expect(clippy::expect_used, reason = "every browser that has `fetch` has it")]
pub fn abort_controller() -> AbortController {
    AbortController::new().expect("an AbortController")
}
