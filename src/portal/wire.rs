//! The handshake of `fwc/1` (`docs/embedding.md`), read and written as JSON text: nothing here touches the browser, so
//! all of it can be tried in a table.

use crate::i18n::Language;
use upgrade_api::json::{self, Object};
use upgrade_api::values::ProductId;

/// The one version spoken, as JSON text.
pub(crate) const VERSION: &str = "1";

/// Longest name of a time zone, in bytes.
const ZONE_MAX: usize = 64;

/// A message of the window, before anything of it is believed.
#[derive(Clone, Copy, Debug)]
pub struct WindowMessage<'a> {
    /// Whether it came from the page around this one.
    pub source_is_parent: bool,
    /// The origin of whoever sent it, as the browser says.
    pub origin: &'a str,
    /// What it says, as JSON.
    pub data: &'a str,
    /// How many ports came with it.
    pub ports: u32,
}

/// RejectReason a message of the window is not the answer to our hello.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RejectReason {
    /// Not from the page around this one.
    Source,
    /// From an origin that is not configured.
    Origin,
    /// Not the envelope of the protocol, or another message.
    Shape,
    /// The answer to somebody else's hello, or to one of an earlier load.
    Nonce,
    /// A version this console does not speak.
    Version,
    /// Not exactly one port.
    Ports,
}

/// The portal's answer to our hello.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Greeting {
    /// Everything else goes over the port that came with it.
    Welcome(Welcome),
    /// There is no version both speak.
    Refuse,
}

/// What a portal says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Welcome {
    /// Whether it makes the frame as high as the page asks.
    pub resize: bool,
    /// Where and how to start.
    pub context: Context,
}

/// What the frame shows beside the tasks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Chrome {
    /// A header, and a control for what the portal does not supply.
    #[default]
    Auto,
    /// All of it, whatever the portal supplies.
    Full,
}

/// What a portal wishes; what is `None` stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The language.
    pub language: Option<Language>,
    /// The theme: `light`, `dark` or `auto`.
    pub theme: Option<&'static str>,
    /// The IANA name of the time zone moments are shown in.
    pub time_zone: Option<String>,
    /// The product to show.
    pub product: Option<ProductId>,
    /// What to show beside the tasks.
    pub chrome: Option<Chrome>,
}

/// What makes an answer ours.
#[derive(Clone, Debug)]
pub struct Handshake {
    /// The configured origins.
    pub origins: Vec<String>,
    /// What our hello said: 32 hexadecimal digits.
    pub nonce: String,
}

impl Handshake {
    /// The hello.
    #[must_use]
    pub fn hello(&self) -> String {
        let app = env!("CARGO_PKG_VERSION");
        let body = format!(
            r#"{{"versions":[{VERSION}],"nonce":"{}","app":{{"version":"{app}"}}}}"#,
            self.nonce
        );
        message("hello", None, &body)
    }

    /// Whether this is the answer to our hello.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn accepts(&self, arrival: &WindowMessage<'_>) -> Result<Greeting, RejectReason> {
        if !arrival.source_is_parent {
            return Err(RejectReason::Source);
        }
        // Equal, letter by letter: a prefix or a suffix of an origin is another origin.
        if !self.origins.iter().any(|origin| origin == arrival.origin) {
            return Err(RejectReason::Origin);
        }
        let envelope = Envelope::read(arrival.data).ok_or(RejectReason::Shape)?;
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
        if arrival.ports != 1 {
            return Err(RejectReason::Ports);
        }
        let caps = body.raw("caps").and_then(|caps| Object::parse(caps).ok());
        Ok(Greeting::Welcome(Welcome {
            resize: caps.is_some_and(|caps| caps.raw("resize") == Some("true")),
            context: Context::read(body.raw("context")),
        }))
    }
}

/// The outside of every message.
pub(crate) struct Envelope {
    pub(crate) kind: String,
    pub(crate) id: Option<String>,
    pub(crate) body: Option<String>,
}

impl Envelope {
    pub(crate) fn read(data: &str) -> Option<Self> {
        let object = Object::parse(data).ok()?;
        let ours = string(&object, "ns").as_deref() == Some("fwc") && object.raw("v") == Some(VERSION);
        let kind = string(&object, "type").filter(|_| ours)?;
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
            // Whether there is such a zone, the browser says.
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

/// A message in its envelope; `body` is JSON.
pub(crate) fn message(kind: &str, id: Option<&str>, body: &str) -> String {
    let id = id.map_or_else(String::new, |id| format!(r#""id":{},"#, quoted(id)));
    format!(r#"{{"ns":"fwc","v":{VERSION},"type":"{kind}",{id}"body":{body}}}"#)
}

pub(crate) fn quoted(text: &str) -> String {
    // A text can always be serialised.
    serde_json::to_string(text).unwrap_or_default()
}

/// A field that is a text, and nothing like one.
pub(crate) fn string(object: &Object<'_>, field: &str) -> Option<String> {
    json::string(object.raw(field)?)
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;
