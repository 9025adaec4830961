//! What a portal says over the port.

use crate::portal::wire::{Context, Envelope, string};
use crate::routing::Route;
use upgrade_api::json::Object;

/// What a portal says over the port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inbound {
    /// The answer to the question with this id.
    Token(String, TokenReply),
    /// The token has changed: ask again.
    TokenChanged,
    /// Something about how to look has changed.
    Context(Context),
    /// Go there.
    Navigate(Route),
    /// The frame is about to go; the id of the answer.
    Teardown(String),
}

/// What a portal answers when asked for a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenReply {
    /// A token, the seconds it is good for and the user it belongs to, where the portal says.
    Given {
        /// The token; `None` where it is not a text.
        token: Option<String>,
        /// Seconds.
        expires_in: Option<u32>,
        /// A text that differs from user to user.
        user: Option<String>,
    },
    /// Nobody is signed in.
    SignedOut,
    /// Whoever is signed in may not.
    Denied,
    /// Not now; perhaps in so many seconds.
    Unavailable(Option<u32>),
    /// Nothing at all, in time.
    Late,
}

impl Inbound {
    /// Reads a message; `Err(true)` is one to count, `Err(false)` one that is none of ours.
    ///
    /// # Errors
    /// Where it is not one this console knows, or says what cannot be.
    pub fn read(data: &str) -> Result<Self, bool> {
        let envelope = Envelope::read(data).ok_or(false)?;
        let body = envelope.body.as_deref().unwrap_or("{}");
        let body = Object::parse(body).map_err(|_| true)?;
        let id = || envelope.id.clone().ok_or(true);
        match envelope.kind.as_str() {
            "token.ok" => {
                let answer = TokenReply::Given {
                    token: string(&body, "token"),
                    expires_in: seconds(&body, "expiresIn"),
                    user: string(&body, "user"),
                };
                Ok(Self::Token(id()?, answer))
            }
            "token.err" => {
                let answer = match string(&body, "code").as_deref() {
                    Some("signed-out") => TokenReply::SignedOut,
                    Some("denied") => TokenReply::Denied,
                    _ => TokenReply::Unavailable(seconds(&body, "retryAfter")),
                };
                Ok(Self::Token(id()?, answer))
            }
            "token.changed" => Ok(Self::TokenChanged),
            "context" => Ok(Self::Context(Context::read(envelope.body.as_deref()))),
            "navigate" => {
                let route = string(&body, "path").and_then(|path| Route::parse(&path));
                route.map(Self::Navigate).ok_or(true)
            }
            "teardown" => Ok(Self::Teardown(id()?)),
            _ => Err(true),
        }
    }
}

/// Whole seconds; a fraction is cut off.
fn seconds(object: &Object<'_>, field: &str) -> Option<u32> {
    object.raw(field)?.split('.').next()?.parse().ok()
}
