//! MD5 and size of a file, read in slices so that neither the tab's memory nor its patience grows with the file.

use crate::i18n::Messages;
use js_sys::Uint8Array;
use upgrade_api::values::{FileSize, Md5};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

/// Bytes read at a time. Small enough that hashing one slice does not hold up a frame for long.
const SLICE: u32 = 1 << 20;

/// What there is to know about a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// Its digest.
    pub md5: Md5,
    /// Its size.
    pub size: FileSize,
}

/// Why a file has no digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileError {
    /// It has no bytes.
    Empty,
    /// It is larger than any size the interface can name.
    TooLarge,
    /// It could not be read, or changed, moved or vanished while being read.
    Unreadable,
    /// The operator cancelled, or picked another file.
    Cancelled,
}

impl FileError {
    /// What an operator reads.
    #[must_use]
    pub fn text(self, m: &Messages) -> &'static str {
        match self {
            Self::Empty => m.file_empty,
            Self::TooLarge => m.file_too_large,
            Self::Unreadable => m.file_unreadable,
            Self::Cancelled => m.file_cancelled,
        }
    }
}

/// Reads the whole file. `progress` is told the bytes done so far and answers whether to go on.
///
/// # Errors
/// As [`FileError`].
pub async fn digest(file: &File, mut progress: impl FnMut(u64) -> bool) -> Result<Digest, FileError> {
    let (size, modified) = (file.size(), file.last_modified());
    let size_in_bytes = bytes(size)?;
    let mut md5 = md5::Context::new();
    let mut buffer = vec![0; SLICE as usize];
    let mut done = 0.0;
    while done < size {
        if !progress(done as u64) {
            return Err(FileError::Cancelled);
        }
        let end = size.min(done + f64::from(SLICE));
        let read = read_slice(file, done, end, &mut buffer).await?;
        md5.consume(&buffer[..read]);
        done = end;
    }
    // A file replaced on disk while it was read has no single digest.
    if file.size() != size || file.last_modified() != modified {
        return Err(FileError::Unreadable);
    }
    if !progress(done as u64) {
        return Err(FileError::Cancelled);
    }
    Ok(Digest {
        md5: Md5::from_bytes(md5.finalize().0),
        size: size_in_bytes,
    })
}

fn bytes(size: f64) -> Result<FileSize, FileError> {
    if size < 1.0 {
        return Err(FileError::Empty);
    }
    // Exact: a browser's file size is a whole number below 2^53.
    FileSize::from_bytes(size as u64).map_err(|_| FileError::TooLarge)
}

async fn read_slice(file: &Blob, start: f64, end: f64, buffer: &mut [u8]) -> Result<usize, FileError> {
    let slice = file
        .slice_with_f64_and_f64(start, end)
        .map_err(|_| FileError::Unreadable)?;
    let bytes = JsFuture::from(slice.array_buffer())
        .await
        .map_err(|_| FileError::Unreadable)?;
    let bytes = Uint8Array::new(&bytes);
    let read = bytes.length() as usize;
    // A shorter slice than asked for means that the file has shrunk.
    if read as f64 != end - start {
        return Err(FileError::Unreadable);
    }
    bytes.copy_to(&mut buffer[..read]);
    Ok(read)
}
