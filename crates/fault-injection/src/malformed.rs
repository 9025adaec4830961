//! Malformed answers with status 200, which no platform that follows the documents gives.

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, header};
use axum::response::Response;
use futures_util::stream;
use std::convert::Infallible;
use std::iter::once;
use strum::{EnumString, VariantNames};

/// Number of nested arrays of [`Malformed::Deep`].
const DEPTH: usize = 10_000;
/// Bytes per chunk of [`Malformed::Big`].
const CHUNK: usize = 64 * 1024;
/// Chunks of [`Malformed::Big`], 64 MiB together.
const CHUNKS: usize = 1024;
/// Tasks per chunk of [`rows`].
const ROWS: u32 = 100;

/// Content type of the documented answers.
pub(crate) const JSON: HeaderValue = HeaderValue::from_static("application/json;charset=utf-8");
/// Content type of a page.
pub(crate) const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Page of a gateway that answers instead of the platform.
pub(crate) const GATEWAY_PAGE: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Gateway</title>\
    <h1>The gateway could not reach the platform</h1></html>";

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, VariantNames)]
#[strum(serialize_all = "kebab-case")]
pub(crate) enum Malformed {
    Html,
    Empty,
    /// Incomplete JSON with the correct length.
    Truncated,
    NotJson,
    /// `NaN` and `Infinity` as numbers.
    Nan,
    /// A key that occurs twice, with two values.
    DuplicateKeys,
    Deep,
    /// An object instead of a list.
    WrongType,
    /// The real answer as `text/html`.
    WrongContentType,
    /// The real answer after a byte order mark.
    Bom,
    #[strum(serialize = "invalid-utf8")]
    InvalidUtf8,
    /// 64 MiB of valid JSON.
    Big,
    Null,
    Number,
}

impl Malformed {
    /// Whether it is made from the real answer. All others replace it, and the request is not handled.
    pub(crate) fn needs_the_answer(self) -> bool {
        matches!(self, Self::WrongContentType | Self::Bom)
    }

    /// Returns the answer that replaces the real one, or the answer itself if it is needed. `product` is the product id
    /// of the request.
    pub(crate) fn answer(self, product: &str) -> Response {
        let sample = || task(1, product);
        let body = match self {
            Self::Html => GATEWAY_PAGE.into(),
            Self::Empty | Self::WrongContentType | Self::Bom => Body::empty(),
            Self::Truncated => "[{\"id\":\"1\",\"name\":\"cut".into(),
            Self::NotJson => "no tasks today".into(),
            Self::Nan => {
                let task = sample().replace("\"upgrade_count\":0", "\"upgrade_count\":NaN");
                let task = task.replace("\"target_version_size\":2", "\"target_version_size\":Infinity");
                format!("[{task}]").into()
            }
            Self::DuplicateKeys => {
                format!("[{}]", sample().replace("\"status\":0", "\"status\":0,\"status\":1")).into()
            }
            Self::Deep => format!("{}{}", "[".repeat(DEPTH), "]".repeat(DEPTH)).into(),
            Self::WrongType => "{\"list\":{}}".into(),
            Self::InvalidUtf8 => Bytes::from_static(b"[{\"id\":\"\xff\xfe\xc3\x28\"}]").into(),
            Self::Big => big(),
            Self::Null => "null".into(),
            Self::Number => "42".into(),
        };
        typed(body, if self == Self::Html { HTML } else { JSON })
    }
}

fn typed(body: Body, content_type: HeaderValue) -> Response {
    let mut response = Response::new(body);
    response.headers_mut().insert(header::CONTENT_TYPE, content_type);
    response
}

/// Returns an array of long texts: 64 MiB of valid JSON.
fn big() -> Body {
    let chunks = (0..CHUNKS).map(|chunk| {
        let open = if chunk == 0 { "[" } else { "," };
        let close = if chunk + 1 == CHUNKS { "]" } else { "" };
        let text = "a".repeat(CHUNK - open.len() - close.len() - 2);
        Ok::<_, Infallible>(Bytes::from(format!("{open}\"{text}\"{close}")))
    });
    Body::from_stream(stream::iter(chunks))
}

/// Returns `count` valid tasks, as an array or, if `paged`, in the object that answers a query.
pub(crate) fn rows(count: u32, product: &str, paged: bool) -> Response {
    let (open, close) = if paged {
        (format!("{{\"count\":{count},\"list\":["), "]}")
    } else {
        ("[".to_owned(), "]")
    };
    let product = product.to_owned();
    let chunks = (0..count.div_ceil(ROWS)).map(move |chunk| {
        let first = chunk * ROWS + 1;
        let last = count.min(first + ROWS - 1);
        let tasks: Vec<String> = (first..=last).map(|number| task(number, &product)).collect();
        let comma = if chunk == 0 { "" } else { "," };
        format!("{comma}{}", tasks.join(","))
    });
    let whole = once(open).chain(chunks).chain(once(close.to_owned()));
    let body = Body::from_stream(stream::iter(whole.map(Ok::<_, Infallible>)));
    typed(body, JSON)
}

/// Returns a small valid task of profile core as JSON.
fn task(number: u32, product: &str) -> String {
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
