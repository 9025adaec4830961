//! `config.json` beside `index.html` (shape: `docs/deploy.md`). Every key is optional; a wrong key or value is an
//! error, because a console that guesses its platform could re-flash the wrong fleet.

use crate::i18n::Language;
use upgrade_api::impact::Proportion;
use upgrade_api::json::{Object, ReadError, elements, string};
use upgrade_api::values::ProductId;

/// Most portals: each is greeted by name.
const ORIGINS_MAX: usize = 8;

/// Which of the documented operations the platform offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// Exactly the four documented operations, not one byte more.
    Core,
    /// The platform around them, too.
    Full,
}

/// Where a token put there by a portal or a sign-in is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenStorage {
    /// `sessionStorage`.
    Session,
    /// `localStorage`: read where a portal of the same origin writes it, never written by us.
    Local,
    /// Nowhere: a token lives in memory only.
    None,
}

/// The whole configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// What API paths are appended to, without a trailing slash; empty for the console's own origin.
    pub api_base: String,
    /// What the platform offers.
    pub profile: Profile,
    /// The one product this console is about, if it is about one.
    pub product_id: Option<ProductId>,
    /// Where the token is read.
    pub token_storage: TokenStorage,
    /// Under which key.
    pub token_key: String,
    /// Origins of portals that may embed the console.
    pub portal_origins: Vec<String>,
    /// The language to start in; `None` (`auto`) is what the browser prefers.
    pub language: Option<Language>,
    /// Seconds between two polls, 1 to 3600.
    pub poll_seconds: u32,
    /// Bytes a picked firmware file may have, at least 1; `None` is as many as the interface can name.
    pub file_limit_bytes: Option<u64>,
    /// From where on a start has to be typed.
    pub type_to_start: Proportion,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api_base: String::new(),
            profile: Profile::Core,
            product_id: None,
            token_storage: TokenStorage::Session,
            token_key: "Access-Token".to_owned(),
            portal_origins: Vec::new(),
            language: None,
            poll_seconds: 10,
            file_limit_bytes: None,
            type_to_start: Proportion::default(),
        }
    }
}

/// What is wrong with a configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// It could not be fetched: the HTTP status, or 0 where there was no answer.
    Unavailable(u16),
    /// It is not a JSON object.
    NotJson,
    /// It has a key that does not exist.
    UnknownKey(String),
    /// A key has a value it cannot have.
    WrongValue(String),
}

impl Config {
    /// Reads a configuration.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        let mut config = Self::default();
        let top = object(text, "")?;
        for key in top.names() {
            let Some(raw) = top.raw(key) else { continue };
            match key {
                "api" => config.read_api(raw)?,
                "token" => config.read_token(raw)?,
                "product_id" => {
                    let id = string(raw).and_then(|id| ProductId::parse(&id).ok());
                    config.product_id = Some(id.ok_or_else(|| wrong(key))?);
                }
                "portal_origins" => config.portal_origins = origins(raw).ok_or_else(|| wrong(key))?,
                "language" => config.language = language(raw).ok_or_else(|| wrong(key))?,
                "poll_seconds" => {
                    let seconds = raw.parse().ok().filter(|seconds| (1..=3600).contains(seconds));
                    config.poll_seconds = seconds.ok_or_else(|| wrong(key))?;
                }
                "file_limit_bytes" => {
                    let bytes = raw.parse().ok().filter(|bytes| *bytes > 0);
                    config.file_limit_bytes = Some(bytes.ok_or_else(|| wrong(key))?);
                }
                "type_to_start" => config.read_proportion(raw)?,
                _ => return Err(ConfigError::UnknownKey(key.to_owned())),
            }
        }
        Ok(config)
    }

    fn read_api(&mut self, text: &str) -> Result<(), ConfigError> {
        let api = object(text, "api")?;
        for key in api.names() {
            let value = api.raw(key).and_then(string);
            match key {
                "base" => self.api_base = value.and_then(|v| base(&v)).ok_or_else(|| wrong("api.base"))?,
                "profile" => {
                    self.profile = match value.as_deref() {
                        Some("core") => Profile::Core,
                        Some("full") => Profile::Full,
                        _ => return Err(wrong("api.profile")),
                    }
                }
                _ => return Err(ConfigError::UnknownKey(format!("api.{key}"))),
            }
        }
        Ok(())
    }

    fn read_proportion(&mut self, text: &str) -> Result<(), ConfigError> {
        let limits = object(text, "type_to_start")?;
        for key in limits.names() {
            let value = limits.raw(key).and_then(|raw| raw.parse().ok());
            let wrong = || wrong(&format!("type_to_start.{key}"));
            match key {
                "devices" => self.type_to_start.devices = value.ok_or_else(wrong)?,
                "percent" => {
                    let percent = value.filter(|percent| *percent <= 100);
                    self.type_to_start.percent = percent.ok_or_else(wrong)?;
                }
                _ => return Err(ConfigError::UnknownKey(format!("type_to_start.{key}"))),
            }
        }
        Ok(())
    }

    fn read_token(&mut self, text: &str) -> Result<(), ConfigError> {
        let token = object(text, "token")?;
        for key in token.names() {
            let value = token.raw(key).and_then(string);
            match key {
                "storage" => {
                    self.token_storage = match value.as_deref() {
                        Some("session") => TokenStorage::Session,
                        Some("local") => TokenStorage::Local,
                        Some("none") => TokenStorage::None,
                        _ => return Err(wrong("token.storage")),
                    }
                }
                "key" => self.token_key = value.filter(|k| !k.is_empty()).ok_or_else(|| wrong("token.key"))?,
                _ => return Err(ConfigError::UnknownKey(format!("token.{key}"))),
            }
        }
        Ok(())
    }
}

fn wrong(key: &str) -> ConfigError {
    ConfigError::WrongValue(key.to_owned())
}

fn object<'a>(text: &'a str, key: &str) -> Result<Object<'a>, ConfigError> {
    Object::parse(text).map_err(|error| match error {
        ReadError::Duplicate { field } => ConfigError::WrongValue(field),
        _ if key.is_empty() => ConfigError::NotJson,
        _ => wrong(key),
    })
}

fn language(raw: &str) -> Option<Option<Language>> {
    match string(raw)?.as_str() {
        "auto" => Some(None),
        tag => Language::from_tag(tag).map(Some),
    }
}

/// An API base: empty, or an origin with an optional path. No query and no user: a token must not end up in either.
fn base(text: &str) -> Option<String> {
    let shaped = text.is_empty() || (origin(text).is_some() && !text.contains(['?', '#', '@', ' ']));
    shaped.then(|| text.trim_end_matches('/').to_owned())
}

fn origin(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split('/').next().filter(|host| !host.is_empty())?;
    text.get(..text.len() - rest.len() + host.len())
}

/// Exact origins, spelt as a browser spells them: anything else would look like a rule and never be kept.
fn origins(raw: &str) -> Option<Vec<String>> {
    let texts: Option<Vec<String>> = elements(raw).ok()?.into_iter().map(string).collect();
    let exact = |text: &String| {
        let is_lower = text.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase());
        let port = if text.starts_with("https:") { ":443" } else { ":80" };
        origin(text) == Some(text) && is_lower && !text.contains(['*', '@', '?', '#']) && !text.ends_with(port)
    };
    texts.filter(|texts| texts.len() <= ORIGINS_MAX && texts.iter().all(exact))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn an_empty_configuration_is_the_default() {
        assert_eq!(Config::parse("{}").unwrap(), Config::default());
    }

    #[test]
    fn the_documented_example_is_read() {
        let text = r#"{"api": {"base": "", "profile": "core"}, "product_id": null,
            "token": {"storage": "session", "key": "Access-Token"},
            "portal_origins": [], "language": "auto", "poll_seconds": 10, "file_limit_bytes": null}"#;
        assert_eq!(Config::parse(text).unwrap(), Config::default());
    }

    #[test]
    fn every_key_can_be_set() {
        let text = r#"{"api": {"base": "https://api.example/iot/", "profile": "full"}, "product_id": "p1",
            "token": {"storage": "local", "key": "T"},
            "portal_origins": ["https://portal.example"], "language": "zh", "poll_seconds": 3, "file_limit_bytes": 8388608,
            "type_to_start": {"devices": 50, "percent": 5}}"#;
        let config = Config::parse(text).unwrap();
        assert_eq!(config.api_base, "https://api.example/iot");
        assert_eq!(config.profile, Profile::Full);
        assert_eq!(config.product_id, ProductId::parse("p1").ok());
        assert_eq!(config.token_storage, TokenStorage::Local);
        assert_eq!(config.token_key, "T");
        assert_eq!(config.portal_origins, ["https://portal.example"]);
        assert_eq!(config.language, Some(Language::Zh));
        assert_eq!(config.poll_seconds, 3);
        assert_eq!(config.file_limit_bytes, Some(8_388_608));
        let limits = Proportion {
            devices: 50,
            percent: 5,
        };
        assert_eq!(config.type_to_start, limits);
    }

    #[test]
    fn a_wrong_key_or_value_is_named() {
        let cases = [
            ("[]", ConfigError::NotJson),
            ("<html>", ConfigError::NotJson),
            (r#"{"apis": {}}"#, ConfigError::UnknownKey("apis".into())),
            (r#"{"api": {"url": ""}}"#, ConfigError::UnknownKey("api.url".into())),
            (
                r#"{"token": {"value": "x"}}"#,
                ConfigError::UnknownKey("token.value".into()),
            ),
            (r#"{"api": {"profile": "best"}}"#, wrong("api.profile")),
            (r#"{"api": {"base": "ftp://x"}}"#, wrong("api.base")),
            (r#"{"api": {"base": "https://u@x"}}"#, wrong("api.base")),
            (r#"{"api": {"base": "https://x/?a"}}"#, wrong("api.base")),
            (r#"{"api": 1}"#, wrong("api")),
            (r#"{"token": {"storage": "cookie"}}"#, wrong("token.storage")),
            (r#"{"token": {"key": ""}}"#, wrong("token.key")),
            (r#"{"product_id": 7}"#, wrong("product_id")),
            (r#"{"product_id": ""}"#, wrong("product_id")),
            (r#"{"portal_origins": ["https://*.x"]}"#, wrong("portal_origins")),
            (r#"{"portal_origins": ["https://x/path"]}"#, wrong("portal_origins")),
            (r#"{"portal_origins": ["https://X.example"]}"#, wrong("portal_origins")),
            (r#"{"portal_origins": ["https://x:443"]}"#, wrong("portal_origins")),
            (r#"{"portal_origins": ["http://x:80"]}"#, wrong("portal_origins")),
            (r#"{"portal_origins": ["null"]}"#, wrong("portal_origins")),
            (
                r#"{"portal_origins": ["http://a","http://b","http://c","http://d","http://e","http://f","http://g","http://h","http://i"]}"#,
                wrong("portal_origins"),
            ),
            (r#"{"language": "fr"}"#, wrong("language")),
            (r#"{"poll_seconds": 0}"#, wrong("poll_seconds")),
            (r#"{"poll_seconds": "10"}"#, wrong("poll_seconds")),
            (r#"{"type_to_start": 5}"#, wrong("type_to_start")),
            (r#"{"type_to_start": {"percent": 101}}"#, wrong("type_to_start.percent")),
            (r#"{"type_to_start": {"devices": "5"}}"#, wrong("type_to_start.devices")),
            (
                r#"{"type_to_start": {"share": 5}}"#,
                ConfigError::UnknownKey("type_to_start.share".into()),
            ),
            (r#"{"file_limit_bytes": 0}"#, wrong("file_limit_bytes")),
            (r#"{"file_limit_bytes": "8 MB"}"#, wrong("file_limit_bytes")),
        ];
        for (text, error) in cases {
            assert_eq!(Config::parse(text), Err(error), "{text}");
        }
    }
}
