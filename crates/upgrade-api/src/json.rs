//! Lenient reading of JSON answers (`platform-api.md`, "How to read the documents").
//!
//! A number may be a JSON number or a decimal string, a boolean may be 0 or 1, and unknown fields are ignored.
//! `serde_json` splits the text into [`RawValue`]s. Each scalar is read from its own text and not through a float, so
//! 64-bit values stay exact.

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

/// Reason why an answer cannot be read. `field` is the name on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// The text is not JSON, for example an HTML page or a truncated answer.
    NotJson,
    /// The JSON value is not an object or not an array, as documented.
    Shape {
        /// Documented shape.
        expected: &'static str,
    },
    /// A required field is missing or null.
    Missing {
        /// Missing field.
        field: &'static str,
    },
    /// The value of a field is not as documented.
    Field {
        /// Field.
        field: &'static str,
        /// JSON text of the value, cut to 80 characters.
        found: String,
    },
    /// A field occurs twice, so its value is ambiguous.
    Duplicate {
        /// Field.
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

/// JSON object with unread values.
pub struct Object<'a>(Vec<(Cow<'a, str>, &'a str)>);

impl<'a> Object<'a> {
    /// Reads an object.
    ///
    /// # Errors
    /// [`ReadError::NotJson`], [`ReadError::Shape`] or [`ReadError::Duplicate`].
    pub fn parse(text: &'a str) -> Result<Self, ReadError> {
        let object: Self = serde_json::from_str(text).map_err(|error| not_shaped(text, &error, "an object"))?;
        let mut names = HashSet::with_capacity(object.0.len());
        if let Some(name) = object.names().find(|name| !names.insert(*name)) {
            let field = name.to_owned();
            return Err(ReadError::Duplicate { field });
        }
        Ok(object)
    }

    /// Names and JSON texts of all fields, in the order of the text.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &'a str)> {
        self.0.iter().map(|(name, value)| (&**name, *value))
    }

    /// Names of all fields, in the order of the text.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// JSON text of a field; `None` if the field is missing or null.
    pub fn raw(&self, field: &str) -> Option<&'a str> {
        let (_, raw) = self.0.iter().find(|(name, _)| name == field)?;
        Some(*raw).filter(|text| *text != "null")
    }

    fn required<T>(&self, field: &'static str, found: Option<T>) -> Result<T, ReadError> {
        found.ok_or_else(|| self.invalid(field))
    }

    /// Error for a field that is missing or not as documented.
    pub(crate) fn invalid(&self, field: &'static str) -> ReadError {
        match self.raw(field) {
            None => ReadError::Missing { field },
            Some(raw) => wrong(field, raw),
        }
    }

    /// Text of a field. A number is read as its digits: platforms send ids as numbers or strings.
    ///
    /// # Errors
    /// [`ReadError::Missing`] or [`ReadError::Field`].
    pub fn text(&self, field: &'static str) -> Result<String, ReadError> {
        self.required(field, self.raw(field).and_then(text_of).map(Cow::into_owned))
    }

    /// Non-negative integer of a field, from a number or a decimal string.
    ///
    /// # Errors
    /// [`ReadError::Missing`] or [`ReadError::Field`].
    pub fn number(&self, field: &'static str) -> Result<u64, ReadError> {
        self.required(field, self.raw(field).and_then(number_of))
    }

    /// As [`number`](Self::number), converted to a value of the crate.
    ///
    /// # Errors
    /// [`ReadError::Missing`] or [`ReadError::Field`].
    pub fn number_as<T, E>(
        &self,
        field: &'static str,
        convert: impl FnOnce(u64) -> Result<T, E>,
    ) -> Result<T, ReadError> {
        convert(self.number(field)?).map_err(|_| self.invalid(field))
    }

    /// As [`number`](Self::number); `None` if the field is missing or null.
    ///
    /// # Errors
    /// [`ReadError::Field`].
    pub fn optional_number(&self, field: &'static str) -> Result<Option<u64>, ReadError> {
        match self.raw(field) {
            None => Ok(None),
            Some(_) => self.number(field).map(Some),
        }
    }

    /// Boolean of a field. `true` and 1, also as strings, are true; all other values and a missing field are false.
    pub fn flag(&self, field: &str) -> bool {
        self.raw(field)
            .is_some_and(|raw| matches!(raw.trim_matches('"'), "true" | "1"))
    }

    /// Text of a field, parsed to a value of the crate.
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

/// Field name, borrowed if it has no escapes.
#[derive(serde::Deserialize)]
struct Name<'a>(#[serde(borrow)] Cow<'a, str>);

/// JSON texts of the elements of an array. An element with another shape does not affect the others.
///
/// # Errors
/// [`ReadError::NotJson`] or [`ReadError::Shape`].
pub fn elements(text: &str) -> Result<Vec<&str>, ReadError> {
    let elements: Vec<&RawValue> = serde_json::from_str(text).map_err(|error| not_shaped(text, &error, "an array"))?;
    Ok(elements.into_iter().map(RawValue::get).collect())
}

/// [`ReadError::Shape`] if the whole text is JSON, otherwise [`ReadError::NotJson`].
fn not_shaped(text: &str, error: &serde_json::Error, expected: &'static str) -> ReadError {
    if error.is_data() && serde_json::from_str::<IgnoredAny>(text).is_ok() {
        ReadError::Shape { expected }
    } else {
        ReadError::NotJson
    }
}

/// Value of a JSON string from its JSON text; `None` for any other value.
pub fn string(raw: &str) -> Option<String> {
    serde_json::from_str(raw).ok()
}

/// Error for a field with this value, cut to 80 characters.
pub(crate) fn wrong(field: &'static str, raw: &str) -> ReadError {
    let found = raw.chars().take(80).collect();
    ReadError::Field { field, found }
}

/// Text of a JSON string or number; `None` for any other value.
pub(crate) fn text_of(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        // Without an escape, the text between the quotes is the value.
        b'"' if !raw.contains('\\') => raw.strip_prefix('"')?.strip_suffix('"').map(Cow::Borrowed),
        b'"' => string(raw).map(Cow::Owned),
        b'0'..=b'9' | b'-' => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}

/// Non-negative integer in the text of a JSON scalar: `12`, `"12"`, `12.0`, `" 12 "`; `false` is 0 and `true` is 1.
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
