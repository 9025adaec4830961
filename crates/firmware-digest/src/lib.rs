//! MD5 of firmware at the speed of the disk, and what else can be said about a picked file without a platform.
//!
//! | item | answers |
//! |---|---|
//! | [`Md5`] | which digest do these bytes have? |
//! | [`Survey`] | can these bytes be firmware at all, or is this an error page, a hole, erased flash? |
//! | [`expected_md5`] | which digest does this pasted text, this dropped checksum file, say the file has? |
//!
//! Two users compile it:
//!
//! - the digest worker (`crates/digest-worker`): [`Md5`] and [`Survey`] over every byte, in a thread and a module of
//!   their own. There is no allocator in it and no panic message: hence `no_std` and nothing from `alloc`;
//! - the console's page: [`Md5`] and [`Survey`] again, where a worker cannot be started, and [`expected_md5`].
//!
//! A digest has to be trusted blindly and takes all the time there is, so nothing is here that is not needed for it:
//! safe, no dependencies, no generics. Why the block function looks as it does stands in `block.rs`.
#![no_std]

mod block;
mod checksum;
mod md5;
mod survey;

pub use checksum::{ChecksumError, expected_md5};
pub use md5::Md5;
pub use survey::{Survey, Suspicion};
