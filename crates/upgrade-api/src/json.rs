//! Lenient reading of answers (`platform-api.md`, "How to read the documents").
//!
//! Any number may be a number or a decimal string, booleans may be 0 or 1, unknown fields are ignored. `serde_json` takes
//! the text apart into [`RawValue`]s; each scalar is read from its own text, never through a float, so 64-bit values stay
//! exact.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// What could not be read. `field` is the name on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Not JSON at all: an HTML page, a truncated answer.
    NotJson,
    /// JSON, but another shape than documented.
    Shape {
        /// What was expected.
        expected: &'static str,
    },
    /// A required field is absent or null.
    Missing {
        /// The absent field.
        field: &'static str,
    },
    /// A field holds something else than documented.
    Field {
        /// The field.
        field: &'static str,
        /// What it holds, as it came, cut to 80 characters.
        found: String,
    },
    /// A field stands there twice: two truths, so none.
    Duplicate {
        /// The field.
        field: String,
    },
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJson => f.write_str("not JSON"),
            Self::Shape { expected } => write!(f, "not {expected}"),
            Self::Missing { field } => write!(f, "{field}: missing"),
            Self::Field { field, found } => write!(f, "{field}: {found}"),
            Self::Duplicate { field } => write!(f, "{field}: twice"),
        }
    }
}

/// A JSON object whose values are not read yet.
pub struct Object<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> Object<'a> {
    /// Reads an object.
    ///
    /// # Errors
    /// [`ReadError::NotJson`], [`ReadError::Shape`], or [`ReadError::Duplicate`] for a field named twice.
    pub fn parse(text: &'a str) -> Result<Self, ReadError> {
        let object: Self = serde_json::from_str(text).map_err(|error| not_shaped(text, &error, "an object"))?;
        let mut names = HashSet::with_capacity(object.0.len());
        if let Some(name) = object.names().find(|name| !names.insert(*name)) {
            let field = name.to_owned();
            return Err(ReadError::Duplicate { field });
        }
        Ok(object)
    }

    /// All fields and their JSON text, in the order they came.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }

    /// The names of all fields, in the order they came.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// A field's JSON text; an absent field and `null` are the same.
    #[must_use]
    pub fn raw(&self, field: &str) -> Option<&'a str> {
        let (_, raw) = self.0.iter().find(|(name, _)| name == field)?;
        Some(*raw).filter(|text| *text != "null")
    }

    fn required<T>(&self, field: &'static str, found: Option<T>) -> Result<T, ReadError> {
        found.ok_or(match self.raw(field) {
            None => ReadError::Missing { field },
            Some(raw) => wrong(field, raw),
        })
    }

    /// A text; a number counts as its digits (ids come either way).
    ///
    /// # Errors
    /// [`ReadError::Missing`] or [`ReadError::Field`].
    pub fn text(&self, field: &'static str) -> Result<String, ReadError> {
        self.required(field, self.raw(field).and_then(text_of).map(Cow::into_owned))
    }

    /// A whole number of 0 or more, as a number or a decimal string.
    ///
    /// # Errors
    /// [`ReadError::Missing`] or [`ReadError::Field`].
    pub fn number(&self, field: &'static str) -> Result<u64, ReadError> {
        self.required(field, self.raw(field).and_then(number_of))
    }

    /// A number that may be absent.
    ///
    /// # Errors
    /// [`ReadError::Field`] where something else stands there.
    pub fn optional_number(&self, field: &'static str) -> Result<Option<u64>, ReadError> {
        match self.raw(field) {
            None => Ok(None),
            Some(_) => self.number(field).map(Some),
        }
    }

    /// A boolean: `true`, `false`, 0, 1, or one of them as a string. Absent counts as false.
    #[must_use]
    pub fn flag(&self, field: &str) -> bool {
        self.raw(field)
            .is_some_and(|raw| matches!(raw.trim_matches('"'), "true" | "1"))
    }

    /// A field as one of our own values, made from its text.
    ///
    /// # Errors
    /// [`ReadError::Missing`] or [`ReadError::Field`].
    pub fn parsed<T, E>(&self, field: &'static str, parse: impl Fn(&str) -> Result<T, E>) -> Result<T, ReadError> {
        let text = self.required(field, self.raw(field).and_then(text_of))?;
        parse(&text).map_err(|_| wrong(field, &text))
    }
}

impl<'de> Deserialize<'de> for Object<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Fields;

        impl<'de> Visitor<'de> for Fields {
            type Value = Object<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object<'de>, A::Error> {
                let mut fields = Vec::new();
                while let Some((Name(name), value)) = map.next_entry::<Name<'_>, &RawValue>()? {
                    fields.push((name, value.get()));
                }
                Ok(Object(fields))
            }
        }

        deserializer.deserialize_map(Fields)
    }
}

/// A field name, borrowed where it has no escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// The elements of a JSON array, each as its text, so that one bad element cannot spoil the others.
///
/// # Errors
/// [`ReadError::NotJson`] or [`ReadError::Shape`].
pub fn elements(text: &str) -> Result<Vec<&str>, ReadError> {
    let elements: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| not_shaped(text, &error, "an array"))?;
    Ok(elements.into_iter().map(RawValue::get).collect())
}

/// Another shape, where the whole text is JSON.
fn not_shaped(text: &str, error: &serde_json::Error, expected: &'static str) -> ReadError {
    if error.is_data() && serde_json::from_str::<IgnoredAny>(text).is_ok() {
        ReadError::Shape { expected }
    } else {
        ReadError::NotJson
    }
}

/// The value of a JSON string, from its JSON text; `None` for any other value.
#[must_use]
pub fn string(raw: &str) -> Option<String> {
    serde_json::from_str(raw).ok()
}

pub(crate) fn wrong(field: &'static str, raw: &str) -> ReadError {
    let found = raw.chars().take(80).collect();
    ReadError::Field { field, found }
}

pub(crate) fn text_of(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' => string(raw).map(Cow::Owned),
        b'0'..=b'9' | b'-' => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}

/// The whole number in a JSON scalar's text: `12`, `"12"`, `12.0`, `" 12 "`; `false` and `true` are 0 and 1.
pub(crate) fn number_of(raw: &str) -> Option<u64> {
    let text = match raw {
        "true" => Cow::Borrowed("1"),
        "false" => Cow::Borrowed("0"),
        _ => text_of(raw)?,
    };
    let text = text.trim();
    let whole = match text.split_once('.') {
        Some((whole, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b == b'0') => whole,
        Some(_) => return None,
        None => text,
    };
    if whole.is_empty() || !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    whole.parse().ok()
}
