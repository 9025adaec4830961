//! Messages from the portal to the console over the port.

use crate::portal::wire::{Context, Envelope, string};
use crate::routing::Route;
use crate::token_reply::TokenReply;
use upgrade_api::json::Object;

/// Maximum length of the name of a user.
const USER_MAX: usize = 256;

/// A message from the portal, as it arrives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Received {
    /// The reply to the token request with this id.
    TokenReply(String, TokenReply),
    /// Any other message.
    Message(Inbound),
}

/// Why a message was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// The message belongs to another protocol.
    OtherProtocol,
    /// The message is unknown or malformed.
    Malformed,
}

/// A message from the portal that is not the reply to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inbound {
    /// The portal's token has changed; the console should request it.
    TokenChanged,
    /// Settings of the console have changed.
    Context(Context),
    /// The console should show this place.
    Navigate(Route),
    /// The portal is about to remove the frame; the id for the answer.
    Teardown(String),
}

impl Received {
    /// Parses a message.
    ///
    /// # Errors
    /// The message belongs to another protocol, is unknown or malformed.
    pub fn read(data: &str) -> Result<Self, NotRead> {
        let envelope = Envelope::read(data).ok_or(NotRead::OtherProtocol)?;
        let body = envelope.body.as_deref().unwrap_or("{}");
        let body = Object::parse(body).map_err(|_| NotRead::Malformed)?;
        let id = || envelope.id.clone().ok_or(NotRead::Malformed);
        let message = match envelope.kind.as_str() {
            "token.ok" => {
                let user = string(&body, "user");
                let is_valid = body.raw("user").is_none() || user.as_deref().is_some_and(is_user);
                let reply = TokenReply::Given {
                    token: string(&body, "token").filter(|_| is_valid),
                    expires_in: seconds(&body, "expiresIn"),
                    user,
                };
                return Ok(Self::TokenReply(id()?, reply));
            }
            "token.err" => {
                let reply = match string(&body, "code").as_deref() {
                    Some("signed-out") => TokenReply::SignedOut,
                    Some("denied") => TokenReply::Denied,
                    _ => TokenReply::Unavailable(seconds(&body, "retryAfter")),
                };
                return Ok(Self::TokenReply(id()?, reply));
            }
            "token.changed" => Inbound::TokenChanged,
            "context" => Inbound::Context(Context::read(envelope.body.as_deref())),
            "navigate" => {
                let route = string(&body, "path").and_then(|path| Route::parse(&path));
                Inbound::Navigate(route.ok_or(NotRead::Malformed)?)
            }
            "teardown" => Inbound::Teardown(id()?),
            _ => return Err(NotRead::Malformed),
        };
        Ok(Self::Message(message))
    }
}

/// Whether a text is the name of a user. Its length is counted as in JavaScript.
fn is_user(text: &str) -> bool {
    (1..=USER_MAX).contains(&text.encode_utf16().count())
}

/// Reads a number of seconds and truncates it to an integer.
fn seconds(object: &Object<'_>, field: &str) -> Option<u32> {
    object.raw(field)?.split('.').next()?.parse().ok()
}
