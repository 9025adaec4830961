//! Content of archives: an error page that a server has compressed is still an error page.

use firmware_digest::{Content, Format, Survey, Suspicion};
use js_sys::{Array, Function, Reflect, Uint8Array, global};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStream, ReadableStreamDefaultReader};

/// Largest part of an archive to unpack, in bytes.
const PART: f64 = 65_536.0;
/// Length of the fixed part of a zip file's header.
const ZIP_HEADER: f64 = 30.0;

/// Whether the file in a gzip archive, or the first file in a zip archive, is a web page or JSON. False if the browser cannot
/// unpack it.
pub async fn holds_page(archive: &Blob, format: Format) -> bool {
    let bytes = match format {
        Format::Gzip => unpacked(archive, 0.0, "gzip").await,
        Format::Zip => first_file(archive).await,
        _ => return false,
    };
    let Ok(bytes) = bytes else { return false };
    let mut survey = Survey::new();
    survey.update(&bytes);
    matches!(
        survey.content(),
        Some(Content::Suspect(Suspicion::Markup | Suspicion::Json))
    )
}

/// Start of the first file in a zip archive (APPNOTE.TXT, 4.3.7).
async fn first_file(archive: &Blob) -> Result<Vec<u8>, JsValue> {
    let header = archive.slice_with_f64_and_f64(0.0, ZIP_HEADER)?;
    let header = Uint8Array::new(&JsFuture::from(header.array_buffer()).await?).to_vec();
    let number = |at: usize| {
        header
            .get(at..at + 2)
            .map_or(0, |two| u16::from_le_bytes([two[0], two[1]]))
    };
    let (method, name, extra) = (number(8), number(26), number(28));
    let start = ZIP_HEADER + f64::from(name) + f64::from(extra);
    match method {
        0 => {
            let stored = archive.slice_with_f64_and_f64(start, start + PART)?;
            Ok(Uint8Array::new(&JsFuture::from(stored.array_buffer()).await?).to_vec())
        }
        _ => unpacked(archive, start, "deflate-raw").await,
    }
}

/// First bytes that the compressed data from `start` unpack to.
async fn unpacked(archive: &Blob, start: f64, format: &str) -> Result<Vec<u8>, JsValue> {
    // Looked up by name: `web-sys` has the class only as an unstable API.
    let class: Function = Reflect::get(&global(), &"DecompressionStream".into())?.dyn_into()?;
    let unpack = Reflect::construct(&class, &Array::of1(&format.into()))?;
    let packed = archive.slice_with_f64_and_f64(start, start + PART)?.stream();
    let pipe_through: Function = Reflect::get(&packed, &"pipeThrough".into())?.dyn_into()?;
    let stream: ReadableStream = pipe_through.call1(&packed, &unpack)?.unchecked_into();
    let reader = ReadableStreamDefaultReader::new(&stream)?;
    let chunk = JsFuture::from(reader.read()).await?;
    // The rest is cut off and would be an error.
    let _ = JsFuture::from(reader.cancel()).await;
    let value = Reflect::get(&chunk, &"value".into())?;
    Ok(Uint8Array::new(&value).to_vec())
}
