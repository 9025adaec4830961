//! Messages and handshake of the protocol `fwc/1` (`docs/embedding.md`) as JSON text. The code is independent of the
//! browser, so that tests can cover all combinations.

use crate::i18n::Language;
use upgrade_api::json::{self, Object};
use upgrade_api::values::ProductId;

/// The supported version of the protocol, as JSON text.
pub(crate) const VERSION: &str = "1";

/// Maximum length of a time zone name, in bytes.
const ZONE_MAX: usize = 64;

/// A window message that has not been checked.
#[derive(Clone, Copy, Debug)]
pub struct WindowMessage<'a> {
    /// Whether the sender is the embedding page.
    pub source_is_parent: bool,
    /// Origin of the sender, as reported by the browser.
    pub origin: &'a str,
    /// Data of the message as JSON.
    pub data: &'a str,
    /// Number of transferred ports.
    pub ports: u32,
}

/// Why a window message is not accepted as the answer to the hello.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectReason {
    /// It is not from the embedding page.
    Source,
    /// Its origin is not configured.
    Origin,
    /// It does not have the envelope of the protocol, or is another message.
    Shape,
    /// It answers another page's hello, or one of an earlier page load.
    Nonce,
    /// It has a version that the console does not support.
    Version,
    /// It does not have exactly one port.
    Ports,
}

/// The portal's answer to the hello.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Greeting {
    /// The portal accepts; its port carries all further messages.
    Welcome(Welcome),
    /// There is no common protocol version.
    Refuse,
}

/// Capabilities and initial settings of a portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// Whether the portal sets the frame's height to the height the page reports.
    pub resize: bool,
    /// Initial settings.
    pub context: Context,
}

/// Which controls the frame shows next to the tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chrome {
    /// Only the controls for settings that the portal does not supply; the header is hidden if it supplies any.
    #[default]
    Auto,
    /// The header and all controls.
    Full,
}

/// Settings requested by a portal. `None` keeps the current value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Language of the interface.
    pub language: Option<Language>,
    /// Theme: `light`, `dark` or `auto`.
    pub theme: Option<&'static str>,
    /// IANA name of the time zone in which times are shown.
    pub time_zone: Option<String>,
    /// Product to show.
    pub product: Option<ProductId>,
    /// Controls to show.
    pub chrome: Option<Chrome>,
}

/// A handshake in progress, against which answers to the hello are checked.
#[derive(Clone, Debug)]
pub struct Handshake {
    /// The configured origins.
    pub origins: Vec<String>,
    /// Nonce of the hello: 32 hexadecimal digits.
    pub nonce: String,
}

impl Handshake {
    /// Returns the hello message.
    pub fn hello(&self) -> String {
        let app = env!("CARGO_PKG_VERSION");
        let body = format!(
            r#"{{"versions":[{VERSION}],"nonce":"{}","app":{{"version":"{app}"}}}}"#,
            self.nonce
        );
        message("hello", None, &body)
    }

    /// Checks a window message and reads it as the answer to the hello.
    ///
    /// # Errors
    /// The first check that fails.
    pub fn accepts(&self, message: &WindowMessage<'_>) -> Result<Greeting, RejectReason> {
        if !message.source_is_parent {
            return Err(RejectReason::Source);
        }
        // String equality, because a prefix or a suffix of an origin is another origin.
        if !self.origins.iter().any(|origin| origin == message.origin) {
            return Err(RejectReason::Origin);
        }
        let envelope = Envelope::read(message.data).ok_or(RejectReason::Shape)?;
        let body = envelope.body.as_deref().and_then(|body| Object::parse(body).ok());
        let body = body.ok_or(RejectReason::Shape)?;
        if !matches!(envelope.kind.as_str(), "welcome" | "refuse") {
            return Err(RejectReason::Shape);
        }
        if string(&body, "nonce").as_deref() != Some(self.nonce.as_str()) {
            return Err(RejectReason::Nonce);
        }
        if envelope.kind == "refuse" {
            return Ok(Greeting::Refuse);
        }
        if body.raw("version") != Some(VERSION) {
            return Err(RejectReason::Version);
        }
        if message.ports != 1 {
            return Err(RejectReason::Ports);
        }
        let caps = body.raw("caps").and_then(|caps| Object::parse(caps).ok());
        Ok(Greeting::Welcome(Welcome {
            resize: caps.is_some_and(|caps| caps.raw("resize") == Some("true")),
            context: Context::read(body.raw("context")),
        }))
    }
}

/// Common fields of all messages.
pub(crate) struct Envelope {
    pub(crate) kind: String,
    pub(crate) id: Option<String>,
    pub(crate) body: Option<String>,
}

impl Envelope {
    pub(crate) fn read(data: &str) -> Option<Self> {
        let object = Object::parse(data).ok()?;
        let is_known = string(&object, "ns").as_deref() == Some("fwc") && object.raw("v") == Some(VERSION);
        let kind = string(&object, "type").filter(|_| is_known)?;
        Some(Self {
            kind,
            id: string(&object, "id"),
            body: object.raw("body").map(ToOwned::to_owned),
        })
    }
}

impl Context {
    pub(crate) fn read(raw: Option<&str>) -> Self {
        let Some(object) = raw.and_then(|raw| Object::parse(raw).ok()) else {
            return Self::default();
        };
        let language = string(&object, "language").and_then(|tag| Language::from_tag(&tag));
        let theme = string(&object, "theme");
        let time_zone = string(&object, "timeZone");
        Self {
            language,
            theme: theme.and_then(|name| ["light", "dark", "auto"].into_iter().find(|theme| *theme == name)),
            // The browser checks whether the zone exists.
            time_zone: time_zone.filter(|name| (1..=ZONE_MAX).contains(&name.len())),
            product: string(&object, "productId").and_then(|id| ProductId::parse(&id).ok()),
            chrome: match string(&object, "chrome").as_deref() {
                Some("auto") => Some(Chrome::Auto),
                Some("full") => Some(Chrome::Full),
                _ => None,
            },
        }
    }
}

/// Builds a message from its fields; `body` is JSON.
pub(crate) fn message(kind: &str, id: Option<&str>, body: &str) -> String {
    let id = id.map_or_else(String::new, |id| format!(r#""id":{},"#, quoted(id)));
    format!(r#"{{"ns":"fwc","v":{VERSION},"type":"{kind}",{id}"body":{body}}}"#)
}

pub(crate) fn quoted(text: &str) -> String {
    // Serialising a string cannot fail.
    serde_json::to_string(text).unwrap_or_default()
}

/// Reads a field that is a JSON string; `None` for any other type.
pub(crate) fn string(object: &Object<'_>, field: &str) -> Option<String> {
    json::string(object.raw(field)?)
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
