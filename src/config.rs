//! Configuration from `config.json` next to `index.html` (`docs/deploy.md`). All keys are optional. An unknown key or
//! an invalid value is an error, because a console with the wrong platform could re-flash the wrong fleet.

use crate::i18n::Language;
use serde::de::{Deserialize, Deserializer, Error, Unexpected};
use std::num::NonZeroU64;
use upgrade_api::impact::Proportion;
use upgrade_api::json::{Object, ReadError};
use upgrade_api::profile::Profile;
use upgrade_api::values::ProductId;

/// Maximum number of portal origins, because the console posts a hello to each.
const ORIGINS_MAX: usize = 8;

/// Configuration of the console.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Platform.
    pub api: ApiConfig,
    /// Access token.
    pub token: TokenConfig,
    /// Product to which the console is limited; `None` for all products.
    #[serde(deserialize_with = "product_id")]
    pub product_id: Option<ProductId>,
    /// Origins of portals that may embed the console.
    #[serde(deserialize_with = "origins")]
    pub portal_origins: Vec<String>,
    /// Initial language; `None` (`auto`) is the browser's preference.
    #[serde(deserialize_with = "language")]
    pub language: Option<Language>,
    /// Seconds between two polls, 1 to 3600.
    #[serde(deserialize_with = "poll_seconds")]
    pub poll_seconds: u32,
    /// Maximum size of a chosen firmware file in bytes; `None` is the limit of the API.
    pub file_limit_bytes: Option<NonZeroU64>,
    /// Limit above which starting a task requires typed confirmation.
    pub type_to_start: Proportion,
}

/// Configuration of the platform.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ApiConfig {
    /// Prefix of all API paths, without a trailing slash; empty for the console's own origin. May be relative to the
    /// page.
    #[serde(deserialize_with = "base")]
    pub base: String,
    /// Operations the platform offers.
    pub profile: Profile,
}

/// Configuration of the access token.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TokenConfig {
    /// Storage from which the token is read.
    pub storage: TokenStorage,
    /// Storage key, not empty.
    #[serde(deserialize_with = "token_key")]
    pub key: String,
}

/// Storage for a token of a portal or a sign-in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TokenStorage {
    /// `sessionStorage`.
    #[default]
    Session,
    /// `localStorage`, written by a portal of the same origin; the console only reads it.
    Local,
    /// No storage: the token is kept in memory.
    None,
}

impl Default for TokenConfig {
    fn default() -> Self {
        Self {
            storage: TokenStorage::default(),
            key: "Access-Token".to_owned(),
        }
    }
}

impl Default for Config {
    fn default() -> Self {
        Self {
            api: ApiConfig::default(),
            token: TokenConfig::default(),
            product_id: None,
            portal_origins: Vec::new(),
            language: None,
            poll_seconds: 10,
            file_limit_bytes: None,
            type_to_start: Proportion::default(),
        }
    }
}

/// Why a configuration is invalid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// It could not be fetched: the HTTP status, or 0 without a response.
    Unavailable(u16),
    /// It is not a JSON object.
    NotJson,
    /// It has an unknown key, with this path.
    UnknownKey(String),
    /// The key with this path has an invalid value.
    WrongValue(String),
}

impl Config {
    /// Parses a configuration.
    ///
    /// # Errors
    /// The first problem found.
    pub fn parse(text: &str) -> Result<Self, ConfigError> {
        // Derived deserialisers also accept an array of values for a struct.
        let sections = Object::parse(text).map_err(|error| match error {
            ReadError::Duplicate { field } => ConfigError::WrongValue(field),
            _ => ConfigError::NotJson,
        })?;
        for key in ["api", "token", "type_to_start"] {
            if sections.raw(key).is_some_and(|raw| raw.starts_with('[')) {
                return Err(ConfigError::WrongValue(key.to_owned()));
            }
        }
        serde_path_to_error::deserialize(&mut serde_json::Deserializer::from_str(text))
            .map_err(|error| ConfigError::of(&error))
    }
}

impl ConfigError {
    fn of(error: &serde_path_to_error::Error<serde_json::Error>) -> Self {
        let path = error.path().to_string();
        match error.inner() {
            inner if inner.to_string().starts_with("unknown field") => Self::UnknownKey(path),
            _ => Self::WrongValue(path),
        }
    }
}

/// Deserialises a string with `convert`. `expected` describes valid strings in the error message.
fn converted<'de, D: Deserializer<'de>, T>(
    deserializer: D,
    expected: &str,
    convert: impl FnOnce(&str) -> Option<T>,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    convert(&text).ok_or_else(|| Error::invalid_value(Unexpected::Str(&text), &expected))
}

fn product_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<ProductId>, D::Error> {
    let id = Option::<String>::deserialize(deserializer)?;
    let parsed = id.as_deref().map(ProductId::parse).transpose();
    parsed.map_err(|_| Error::custom("not a product id"))
}

fn token_key<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    converted(deserializer, "a key", |key| (!key.is_empty()).then(|| key.to_owned()))
}

fn language<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Language>, D::Error> {
    let tags = Language::ALL.map(|language| format!("`{}`", language.tag()));
    converted(
        deserializer,
        &format!("`auto`, {}", tags.join(" or ")),
        |tag| match tag {
            "auto" => Some(None),
            tag => Language::from_tag(tag).map(Some),
        },
    )
}

fn poll_seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    let seconds = u32::deserialize(deserializer)?;
    let in_range = (1..=3600).contains(&seconds).then_some(seconds);
    in_range.ok_or_else(|| Error::invalid_value(Unexpected::Unsigned(seconds.into()), &"1 to 3600"))
}

/// Deserialises an API base: empty, a path (`/iot`, `.`, `../iot`), or an origin with an optional path. A query or user
/// information could contain a secret and is rejected.
fn base<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    converted(deserializer, "a path, or an origin with an optional path", |text| {
        let is_absolute = origin(text).is_some() && !text.contains(['?', '#', '@', ' ']);
        let is_valid = text.is_empty() || is_absolute || is_path(text);
        is_valid.then(|| text.trim_end_matches('/').to_owned())
    })
}

/// Whether an API base is a path. Browsers read `//`, also with a backslash or a tab between, as the start of a host.
fn is_path(text: &str) -> bool {
    let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"-._~/".contains(&b);
    text.starts_with(['/', '.']) && text.bytes().all(is_plain) && !text.contains("//")
}

fn origin(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    let host = rest.split('/').next().filter(|host| !host.is_empty())?;
    text.get(..text.len() - rest.len() + host.len())
}

/// Deserialises origins in the exact form in which browsers report them; any other form would never match.
fn origins<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    let origins = Vec::<String>::deserialize(deserializer)?;
    let is_exact = |text: &String| {
        let is_lower = text.bytes().all(|b| b.is_ascii_graphic() && !b.is_ascii_uppercase());
        let port = if text.starts_with("https:") { ":443" } else { ":80" };
        origin(text) == Some(text) && is_lower && !text.contains(['*', '@', '?', '#']) && !text.ends_with(port)
    };
    if origins.len() <= ORIGINS_MAX && origins.iter().all(is_exact) {
        Ok(origins)
    } else {
        Err(Error::custom("not at most eight exact origins"))
    }
}

#[cfg(test)]
mod tests;
