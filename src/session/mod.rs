//! Where the Access-Token comes from: a storage key a portal of the same origin fills, or a sign-in.
//! Never how it is used: that is [`crate::api`].

mod token;

pub use token::{Token, TokenProblem};

use crate::browser;
use crate::config::{Config, TokenStorage};
use crate::reactive::{signal, stored};
use leptos::prelude::*;
use upgrade_api::error::ErrorCode;

/// Why nobody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SignedOut {
    /// Nobody has signed in yet.
    NotYet,
    /// The operator signed out.
    ByOperator,
    /// The platform no longer takes the token; the code, where it said one.
    Refused(Option<ErrorCode>),
}

/// Whether somebody is signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Requests carry a token.
    SignedIn,
    /// There is no token to send.
    SignedOut(SignedOut),
}

/// The session of this page.
#[derive(Clone, Copy)]
pub struct Session {
    storage: TokenStorage,
    key: StoredValue<String>,
    memory: StoredValue<Option<Token>>,
    state: RwSignal<SessionState>,
}

impl Session {
    /// A session with the token found where the configuration says, if there is one.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let session = Self {
            storage: config.token_storage,
            key: stored(config.token_key.clone()),
            memory: stored(None),
            state: signal(SessionState::SignedOut(SignedOut::NotYet)),
        };
        if session.token().is_some() {
            session.state.set(SessionState::SignedIn);
        }
        session
    }

    /// Whether somebody is signed in.
    #[must_use]
    pub fn state(&self) -> SessionState {
        self.state.get()
    }

    /// The token for the next request: read anew each time, since a portal may have renewed it. What a sign-in
    /// gave comes first, since that is what the operator did last.
    #[must_use]
    pub fn token(&self) -> Option<Token> {
        self.memory.get_value().or_else(|| {
            let text = self.place()?.get_item(&self.key.get_value()).ok()??;
            Token::parse(&text).ok()
        })
    }

    /// Whether a sign-in can be kept for this tab.
    #[must_use]
    pub fn can_keep(&self) -> bool {
        self.storage == TokenStorage::Session && self.place().is_some()
    }

    /// Takes a token from a sign-in. It stays in memory; only on `keep` is it written to this tab's storage.
    pub fn sign_in(&self, token: Token, keep: bool) {
        if let Some(place) = self.place().filter(|_| keep && self.can_keep()) {
            // A full or refused storage only means that a reload asks again.
            let _ = place.set_item(&self.key.get_value(), token.reveal());
        }
        self.memory.set_value(Some(token));
        self.state.set(SessionState::SignedIn);
    }

    /// Forgets the token, everywhere we wrote it.
    pub fn sign_out(&self) {
        self.forget(SignedOut::ByOperator);
    }

    /// The platform refused `token`. A token that came in the meantime is not to blame and stays.
    pub fn refused(&self, token: &Token, code: Option<ErrorCode>) {
        if self.token().as_ref() == Some(token) {
            self.forget(SignedOut::Refused(code));
        }
    }

    fn forget(&self, why: SignedOut) {
        self.memory.set_value(None);
        // `localStorage` is the portal's: we never write there, so there is nothing of ours to remove.
        if let Some(place) = self.place().filter(|_| self.storage == TokenStorage::Session) {
            let _ = place.remove_item(&self.key.get_value());
        }
        self.state.set(SessionState::SignedOut(why));
    }

    fn place(&self) -> Option<web_sys::Storage> {
        match self.storage {
            TokenStorage::Session => browser::session_storage(),
            TokenStorage::Local => browser::local_storage(),
            TokenStorage::None => None,
        }
    }
}
