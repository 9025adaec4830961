//! Streaming MD5 of a firmware file, and checks of a chosen file that need no platform.
//!
//! | item | purpose |
//! |---|---|
//! | [`Md5`] | computes the digest of a stream of bytes |
//! | [`Survey`] | recognises the content of a file: an error page, a hole, a document, a format of firmware |
//! | [`expected_md5`] | finds the expected digest in a pasted text or a dropped checksum file |
//!
//! The crate has two users:
//!
//! - the digest worker (`crates/digest-worker`): [`Md5`] and [`Survey`] over every byte, in a separate thread and
//!   module. The module contains no allocator and no panic messages, hence `no_std` without `alloc`;
//! - the console's page: [`Md5`] and [`Survey`] if a worker cannot be started, and [`expected_md5`].
//!
//! Nothing verifies the digest, and computing it takes most of the time. Therefore the crate is minimal: safe code
//! without dependencies and generics. `block.rs` explains the form of the block function.
#![no_std]

mod block;
mod checksum;
mod content;
mod md5;
mod survey;

pub use checksum::{ChecksumError, expected_md5};
pub use content::{Content, Format, Suspicion};
pub use md5::Md5;
pub use survey::Survey;
