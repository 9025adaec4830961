//! Unusual answers with status 200, which no platform that follows the documents gives.

use super::kind::number;
use super::stream;
use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use std::fmt;

/// Largest number of tasks of [`Odd::Rows`].
const ROWS_MAX: u32 = 1_000_000;
/// Largest number of characters of [`Odd::LongName`].
const NAME_MAX: u32 = 10_000_000;
/// Number of nested arrays of [`Odd::Deep`].
const DEPTH: usize = 10_000;

const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=utf-8");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Page of a gateway that answers instead of the platform.
pub(super) const GATEWAY_PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gateway</title>\
    <h1>The gateway could not reach the platform</h1></html>";

/// An unusual answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Odd {
    /// An HTML page.
    Html,
    /// An empty body.
    Empty,
    /// Incomplete JSON with the correct length.
    Truncated,
    /// Plain text.
    NotJson,
    /// `NaN` and `Infinity` as numbers.
    Nan,
    /// A key that occurs twice, with two values.
    DuplicateKeys,
    /// 10,000 nested arrays.
    Deep,
    /// An object instead of a list.
    WrongType,
    /// The real answer as `text/html`.
    WrongContentType,
    /// The real answer after a byte order mark.
    Bom,
    /// Bytes that are not valid UTF-8.
    InvalidUtf8,
    /// 64 MiB of valid JSON.
    Big,
    /// `null`.
    Null,
    /// A number.
    Number,
    /// A list of this many small tasks.
    Rows(u32),
    /// The real list, with this many characters in the first task's name.
    LongName(u32),
}

const NAMES: [(&str, Odd); 14] = [
    ("html", Odd::Html),
    ("empty", Odd::Empty),
    ("truncated", Odd::Truncated),
    ("not-json", Odd::NotJson),
    ("nan", Odd::Nan),
    ("duplicate-keys", Odd::DuplicateKeys),
    ("deep", Odd::Deep),
    ("wrong-type", Odd::WrongType),
    ("wrong-content-type", Odd::WrongContentType),
    ("bom", Odd::Bom),
    ("invalid-utf8", Odd::InvalidUtf8),
    ("big", Odd::Big),
    ("null", Odd::Null),
    ("number", Odd::Number),
];

impl Odd {
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some(("rows", count)) => return Ok(Self::Rows(number(count, 1, ROWS_MAX)?)),
            Some(("long-name", length)) => return Ok(Self::LongName(number(length, 1, NAME_MAX)?)),
            _ => {}
        }
        let found = NAMES.into_iter().find(|(name, _)| *name == text);
        found.map(|(_, odd)| odd).ok_or_else(|| {
            let names = NAMES.map(|(name, _)| name).join(", ");
            format!("no such odd answer: use {names}, rows=N, long-name=N")
        })
    }

    /// Whether it is made from the real answer. All others replace it, and the request is not handled.
    pub(super) fn needs_the_answer(self) -> bool {
        matches!(self, Self::WrongContentType | Self::Bom | Self::LongName(_))
    }
}

impl fmt::Display for Odd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rows(count) => write!(f, "rows={count}"),
            Self::LongName(length) => write!(f, "long-name={length}"),
            named => {
                let found = NAMES.iter().find(|(_, odd)| odd == named);
                f.write_str(found.map_or("", |(name, _)| name))
            }
        }
    }
}

/// Returns the answer that replaces the real one. `product` is the product id of the request; `paged` puts the list
/// into an object, as profile full answers a query.
pub(super) fn in_place(odd: Odd, product: &str, paged: bool) -> Response {
    let sample = || task(1, product);
    let body = match odd {
        Odd::Html => GATEWAY_PAGE.into(),
        Odd::Empty => Body::empty(),
        Odd::Truncated => "[{\"id\":\"1\",\"name\":\"cut".into(),
        Odd::NotJson => "no tasks today".into(),
        Odd::Nan => {
            let task = sample().replace("\"upgrade_count\":0", "\"upgrade_count\":NaN");
            format!(
                "[{}]",
                task.replace("\"target_version_size\":2", "\"target_version_size\":Infinity")
            )
            .into()
        }
        Odd::DuplicateKeys => format!("[{}]", sample().replace("\"status\":0", "\"status\":0,\"status\":1")).into(),
        Odd::Deep => format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)).into(),
        Odd::WrongType => "{\"list\":{}}".into(),
        Odd::InvalidUtf8 => Bytes::from_static(b"[{\"id\":\"\xff\xfe\xc3\x28\"}]").into(),
        Odd::Big => stream::big(),
        Odd::Null => "null".into(),
        Odd::Number => "42".into(),
        Odd::Rows(count) => stream::rows(count, product.to_owned(), paged),
        // The layer makes these from the real answer.
        Odd::WrongContentType | Odd::Bom | Odd::LongName(_) => Body::empty(),
    };
    let mut response = Response::new(body);
    let kind = if odd == Odd::Html { HTML } else { JSON };
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}

/// Sets the content type of an answer to HTML.
pub(super) fn call_html(response: &mut Response) {
    response.headers_mut().insert(header::CONTENT_TYPE, HTML);
}

/// Returns a small valid task of profile core as JSON.
pub(super) fn task(number: u32, product: &str) -> String {
    // The product id comes from a request: only characters that need no escape are repeated.
    let product: String = product.chars().filter(char::is_ascii_alphanumeric).collect();
    format!(
        "{{\"id\":\"row{number}\",\"product_id\":\"{product}\",\"name\":\"row {number}\",\"description\":\"\",\
         \"from_version\":{number},\"from_version_url\":\"http://files.example/a\",\
         \"from_version_md5\":\"900150983cd24fb0d6963f7d28e17f72\",\"from_version_size\":1,\
         \"target_version\":0,\"target_version_url\":\"http://files.example/b\",\
         \"target_version_md5\":\"d41d8cd98f00b204e9800998ecf8427e\",\"target_version_size\":2,\
         \"upgrade_count\":0,\"status\":0}}"
    )
}
