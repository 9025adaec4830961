//! Reading of a file on the page, where a sandboxed frame or a portal's policy forbids workers.

use crate::firmware_file::FileError;
use firmware_digest::{Content, Md5 as Md5Stream, Survey};
use js_sys::{Reflect, Uint8Array};
use upgrade_api::values::Md5;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// Bytes per read. A slow phone hashes them within one or two frames, so that the page stays responsive between reads.
const SLICE: u32 = 1 << 20;

/// Digest of a file, and the kind of its content.
pub(crate) type FileFacts = (Md5, Option<Content>);

/// Reads the whole file. `progress` receives the number of bytes read and returns whether to continue; `None` if it
/// stops the reading.
pub(crate) async fn read(file: &Blob, progress: impl Fn(u64) -> bool) -> Option<Result<FileFacts, FileError>> {
    let (mut md5, mut survey) = (Md5Stream::new(), Survey::new());
    let mut buffer = vec![0; SLICE as usize];
    let (size, mut done) = (file.size(), 0.0);
    while done < size {
        let end = size.min(done + f64::from(SLICE));
        match read_slice(file, done, end, &mut buffer).await {
            Ok(bytes) => {
                md5.update(bytes);
                survey.update(bytes);
            }
            Err(error) => return progress(done as u64).then_some(Err(error)),
        }
        done = end;
        if !progress(done as u64) {
            return None;
        }
    }
    Some(Ok((Md5::from_bytes(md5.finish()), survey.content())))
}

/// Reads the bytes from `start` to `end` into `buffer`.
async fn read_slice<'b>(file: &Blob, start: f64, end: f64, buffer: &'b mut [u8]) -> Result<&'b [u8], FileError> {
    let slice = file.slice_with_f64_and_f64(start, end).map_err(of_exception)?;
    let bytes = JsFuture::from(slice.array_buffer()).await.map_err(of_exception)?;
    let bytes = Uint8Array::new(&bytes);
    let read = bytes.length() as usize;
    // A slice shorter than requested means that the file has shrunk.
    if read as f64 != end - start {
        return Err(FileError::Changed);
    }
    bytes.copy_to(&mut buffer[..read]);
    Ok(&buffer[..read])
}

fn of_exception(error: JsValue) -> FileError {
    let name = Reflect::get(&error, &"name".into())
        .ok()
        .and_then(|name| name.as_string());
    FileError::of_exception(&name.unwrap_or_default())
}
