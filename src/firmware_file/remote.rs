//! Remote file: digest of the response that the browser receives from an address.

use crate::web;
use firmware_digest::Md5 as Md5Stream;
use gloo_net::http::Response;
use upgrade_api::values::Md5;
use wasm_bindgen::JsCast;
use web_sys::{
    AbortSignal, ReadableStream, ReadableStreamDefaultReader, ReferrerPolicy, Request, RequestCache,
    RequestCredentials, RequestInit,
};

/// Result of the check of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteFile {
    /// The address has a file.
    File {
        /// MD5 digest of the file.
        md5: Md5,
        /// Size of the file in bytes.
        size: u64,
    },
    /// The server answered with this HTTP status.
    Refused(u16),
    /// CORS forbids the browser to read the response, or the request failed. Devices may be able to load the file.
    Unreadable,
}

/// Fetches the file at an address without a token, cookies or a referrer. `progress` receives the number of bytes read.
/// `owner` aborts the request.
pub async fn check_url(url: &str, owner: &AbortSignal, progress: impl Fn(u64)) -> RemoteFile {
    let init = RequestInit::new();
    init.set_signal(Some(owner));
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // The check needs the file that devices receive, not a cached one.
    init.set_cache(RequestCache::NoStore);
    let Ok(request) = Request::new_with_str_and_init(url, &init) else {
        return RemoteFile::Unreadable;
    };
    let Ok(response) = gloo_net::http::Request::from(request).send().await else {
        return RemoteFile::Unreadable;
    };
    if response.status() != 200 {
        return RemoteFile::Refused(response.status());
    }
    digest(&response, progress).await.unwrap_or(RemoteFile::Unreadable)
}

async fn digest(response: &Response, progress: impl Fn(u64)) -> Option<RemoteFile> {
    let stream: ReadableStream = response.body()?.unchecked_into();
    let reader = ReadableStreamDefaultReader::new(&stream).ok()?;
    let (mut md5, mut size) = (Md5Stream::new(), 0);
    let mut buffer = Vec::new();
    while let Some(chunk) = web::next_chunk(&reader).await.ok()? {
        buffer.resize(chunk.length() as usize, 0);
        chunk.copy_to(&mut buffer);
        md5.update(&buffer);
        size += u64::from(chunk.length());
        progress(size);
    }
    let md5 = Md5::from_bytes(md5.finish());
    Some(RemoteFile::File { md5, size })
}
