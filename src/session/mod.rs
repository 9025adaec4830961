//! Sources of the access token: the embedding portal, a storage key that a portal of the same origin fills, or a
//! sign-in. The requests that use the token are in [`crate::api`].

pub(crate) mod grant;
mod last_user;
pub(crate) mod renewal;
pub(crate) mod state;
pub(crate) mod tabs;
pub(crate) mod token;
pub(crate) mod token_request;

pub use grant::{Grant, RenewalNeed};

pub use state::{NoTokenReason, SessionState, SignedOut};
pub use token::{Token, TokenProblem};
pub use token_request::{RequestPortalToken, TokenReason};

use crate::config::{Config, TokenStorage};
use crate::console_event::ConsoleEvent;
use crate::web;
use crate::web::scoped;
use grant::PortalToken;
use js_sys::Promise;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use std::pin::Pin;
use upgrade_api::error::ErrorCode;
use web_sys::{AbortController, AbortSignal};

/// A renewal, as a boxed future without a result.
pub type BoxedRenewal = Pin<Box<dyn Future<Output = ()>>>;

/// The session of this page.
#[derive(Clone, Copy)]
pub struct Session {
    portal: Option<RequestPortalToken>,
    events: Callback<ConsoleEvent>,
    storage: TokenStorage,
    key: StoredValue<String>,
    memory: StoredValue<Option<Grant>>,
    /// Last token of the portal.
    portal_token: StoredValue<Option<PortalToken>>,
    /// Whether the portal has announced a changed token since the last one arrived.
    changed: StoredValue<bool>,
    /// Number of changes of the portal's user without a sign-out.
    user_changes: RwSignal<u32>,
    state: RwSignal<SessionState>,
    /// Last token counted in `token_changes`.
    last: StoredValue<Option<Token>>,
    token_changes: RwSignal<u32>,
    /// Renewal or token request in progress.
    renewal: StoredValue<Option<Promise>>,
    /// Whether the last renewal failed for a temporary reason.
    renewal_failed_for_now: StoredValue<bool>,
    /// Time on the steady clock, in milliseconds, before which no renewal starts early.
    next_renewal_ms: StoredValue<f64>,
    /// Number of writes and uploads in flight.
    writes: StoredValue<u32>,
    /// Whether the portal's token changed during the request for it.
    request_again: StoredValue<bool>,
    /// Timer of the next request to a portal that had no token.
    retry: StoredValue<Option<TimeoutHandle>>,
    /// Aborts the requests of this session.
    requests: StoredValue<AbortController>,
}

impl Session {
    /// Creates a session with the token from the configured storage, if there is one. Within a portal, the token comes
    /// only from the portal and no storage is read.
    pub fn new(config: &Config, portal: Option<RequestPortalToken>, events: Callback<ConsoleEvent>) -> Self {
        let session = Self {
            portal,
            events,
            storage: portal.map_or(config.token.storage, |_| TokenStorage::None),
            key: StoredValue::new(config.token.key.clone()),
            memory: StoredValue::new(None),
            portal_token: StoredValue::new(None),
            changed: StoredValue::new(false),
            user_changes: RwSignal::new(0),
            state: RwSignal::new(SessionState::SignedOut(SignedOut::NotYet)),
            last: StoredValue::new(None),
            token_changes: RwSignal::new(0),
            renewal: StoredValue::new(None),
            renewal_failed_for_now: StoredValue::new(false),
            next_renewal_ms: StoredValue::new(0.0),
            writes: StoredValue::new(0),
            request_again: StoredValue::new(false),
            retry: StoredValue::new(None),
            requests: StoredValue::new(abort_controller()),
        };
        if portal.is_some() {
            session.state.set(SessionState::Asking);
        } else if let Some(token) = session.token() {
            session.memory.set_value(session.stored_grant(&token));
            session.state.set(SessionState::SignedIn);
        }
        session
    }

    /// State of the session, tracked.
    pub fn state(&self) -> SessionState {
        scoped(self.state).get()
    }

    /// Whether the user has left, or the console has been removed from the page. Not tracked.
    pub fn has_user_left(&self) -> bool {
        self.state.try_get_untracked().is_none_or(SessionState::has_user_left)
    }

    /// Whether an embedding portal supplies the token.
    pub fn is_in_portal(&self) -> bool {
        self.portal.is_some()
    }

    /// Reports an event to the portal, if there is one.
    pub fn emit(&self, event: ConsoleEvent) {
        // The console may have been removed from the page.
        let _ = self.events.try_run(event);
    }

    /// Current token. The storage is read on each call, because a portal may replace the token there. The token of a
    /// sign-in takes precedence over the storage.
    pub fn token(&self) -> Option<Token> {
        let granted = self.memory.try_get_value().flatten();
        granted.map(|grant| grant.token).or_else(|| {
            let text = self.storage_area()?.get_item(&self.key.try_get_value()?).ok()??;
            Token::parse(&text).ok()
        })
    }

    /// Number of changes of the token, tracked. Permissions belong to a token, so another token may have others.
    pub fn token_changes(&self) -> u32 {
        scoped(self.token_changes).try_get().unwrap_or_default()
    }

    /// Number of changes of the portal's user without a sign-out, tracked.
    pub fn user_changes(&self) -> u32 {
        scoped(self.user_changes).get()
    }

    /// Counts a change of the token.
    fn count_token(&self, token: Option<&Token>) {
        if self.last.try_with_value(|last| last.as_ref() != token) == Some(true) {
            self.last.set_value(token.cloned());
            self.token_changes.update(|token_changes| *token_changes += 1);
        }
    }

    /// Whether a sign-in can be stored for this tab.
    pub fn can_keep(&self) -> bool {
        self.tab_storage().is_some()
    }

    /// Signs in with a grant. It is kept in memory, and with `keep` also in the tab's storage.
    pub fn sign_in(&self, grant: Grant, keep: bool) {
        if keep {
            self.store(&grant);
        }
        self.store_grant(grant);
    }

    fn store_grant(&self, grant: Grant) {
        self.count_token(Some(&grant.token));
        self.memory.set_value(Some(grant));
        if self.state.get_untracked() != SessionState::SignedIn {
            self.set_state(SessionState::SignedIn);
        }
    }

    /// Signs out: forgets the token in memory and storage, and aborts all requests.
    pub fn sign_out(&self) {
        self.clear(SignedOut::ByOperator);
    }

    /// Ends the session after the platform refused `token`, unless another token has replaced it or the session has ended
    /// already. A token in `localStorage` outlives a sign-out.
    pub fn refused(&self, token: &Token, code: Option<ErrorCode>) {
        let is_signed_in = self.state.try_get_untracked() == Some(SessionState::SignedIn);
        if is_signed_in && self.token().as_ref() == Some(token) {
            self.emit(ConsoleEvent::Error("auth"));
            self.clear(SignedOut::Refused(code));
        }
    }

    /// Updates the state after another page has written to the storage. `key` is the changed key; `None` means all
    /// keys. A token that another page writes does not undo a sign-out of the operator.
    pub fn sync_with_storage(&self, key: Option<&str>) {
        let is_token_key = key.is_none_or(|key| self.key.with_value(|own| own == key));
        if !is_token_key || self.portal.is_some() {
            return;
        }
        let token = self.token();
        self.count_token(token.as_ref());
        match (token.is_some(), self.state.get_untracked()) {
            (true, SessionState::SignedOut(SignedOut::ByOperator)) => {}
            (true, SessionState::SignedOut(_)) => self.set_state(SessionState::SignedIn),
            (false, SessionState::SignedIn) => self.clear(SignedOut::ByOtherPage),
            _ => {}
        }
    }

    fn clear(&self, why: SignedOut) {
        self.memory.set_value(None);
        // `localStorage` belongs to the portal; the console neither writes to it nor removes anything.
        if let Some(storage) = self.tab_storage() {
            for key in [self.key.get_value(), self.renewal_key()] {
                let _ = storage.remove_item(&key);
            }
        }
        let state = SessionState::SignedOut(why);
        if state.has_user_left() {
            self.abort();
        }
        if !state.keeps_input() {
            last_user::record(None);
        }
        self.set_state(state);
    }

    /// Changes the state, and with it the page.
    fn set_state(&self, state: SessionState) {
        web::focus_new_page();
        self.state.set(state);
    }

    /// Storage of this tab, if tokens are stored there.
    pub(crate) fn tab_storage(&self) -> Option<web_sys::Storage> {
        self.storage_area().filter(|_| self.storage == TokenStorage::Session)
    }

    fn storage_area(&self) -> Option<web_sys::Storage> {
        match self.storage {
            TokenStorage::Session => web::session_storage(),
            TokenStorage::Local => web::local_storage(),
            TokenStorage::None => None,
        }
    }
}

/// Abort signals of requests.
impl Session {
    /// Signal that aborts when the user leaves; `None` after the session has been disposed of.
    pub fn abort_signal(&self) -> Option<AbortSignal> {
        self.requests.try_with_value(AbortController::signal)
    }

    /// Aborts all requests of the session.
    fn abort(&self) {
        self.requests.with_value(AbortController::abort);
        self.requests.set_value(abort_controller());
    }
}

/// Creates an abort controller.
#[expect(clippy::expect_used, reason = "every browser that has `fetch` has it")]
pub fn abort_controller() -> AbortController {
    AbortController::new().expect("an AbortController")
}
