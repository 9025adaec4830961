//! A file somewhere in the network: what a browser gets at an address, digested as it comes.

use firmware_digest::Md5 as Md5Stream;
use gloo_net::http::Response;
use js_sys::{Reflect, Uint8Array};
use upgrade_api::values::Md5;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, ReadableStream, ReadableStreamDefaultReader, ReferrerPolicy, Request, RequestCache,
    RequestCredentials, RequestInit,
};

/// What came of looking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoteFile {
    /// These bytes.
    File {
        /// Their digest.
        md5: Md5,
        /// How many they are.
        size: u64,
    },
    /// No file: the server answered with this HTTP status.
    Refused(u16),
    /// The browser may not read it, or nothing came: that says nothing about devices.
    Unreadable,
}

/// Fetches what is at an address: without a token, without cookies, without saying where it is asked from. `progress` is
/// told the bytes so far; it ends early when `owner` does.
pub async fn check_url(url: &str, owner: &AbortSignal, progress: impl Fn(u64)) -> RemoteFile {
    let init = RequestInit::new();
    init.set_signal(Some(owner));
    init.set_credentials(RequestCredentials::Omit);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    // What devices get now, not what this browser got once.
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
    loop {
        let part = JsFuture::from(reader.read()).await.ok()?;
        let value = Reflect::get(&part, &"value".into()).ok()?;
        if value.is_undefined() {
            break;
        }
        let part: Uint8Array = value.unchecked_into();
        buffer.resize(part.length() as usize, 0);
        part.copy_to(&mut buffer);
        md5.update(&buffer);
        size += u64::from(part.length());
        progress(size);
    }
    let md5 = Md5::from_bytes(md5.finish());
    Some(RemoteFile::File { md5, size })
}
