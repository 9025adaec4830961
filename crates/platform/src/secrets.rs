//! Tokens and passwords: generated from the operating system's random source, stored only as digests, never printed by
//! `Debug`.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use sha2::{Digest, Sha256};
use std::fmt::Display;
use std::io;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Semaphore;

/// Memory of argon2id in KiB. OWASP recommends at least 19 MiB and 2 passes.
const MEMORY_KIB: u32 = 19 * 1024;
/// Passes of argon2id.
const PASSES: u32 = 2;

/// Maximum number of passwords that the process hashes at the same time, which bounds the memory: 2 x 19 MiB.
const HASHES_MAX: usize = 2;
/// Permits to hash a password.
static HASHES: Semaphore = Semaphore::const_new(HASHES_MAX);
/// Memory of finished hashes, for reuse: the allocator would keep 19 MiB for each thread that ever hashed.
static MEMORY: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());

/// SHA-256 digest that the store keeps instead of a token. A token has 256 random bits, so it needs no salt.
pub type TokenDigest = [u8; 32];

/// Returns `N` random bytes from the operating system.
///
/// # Errors
/// If the operating system's random source fails.
pub fn random<const N: usize>() -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| failed("no randomness", error))?;
    Ok(bytes)
}

/// Generates a token: 32 random bytes as 64 hexadecimal digits.
///
/// # Errors
/// If the operating system's random source fails.
pub fn token() -> io::Result<String> {
    Ok(hex(&random::<32>()?))
}

/// Generates an id: 16 random bytes as 32 hexadecimal digits.
///
/// # Errors
/// If the operating system's random source fails.
pub fn id() -> io::Result<String> {
    Ok(hex(&random::<16>()?))
}

pub fn digest(token: &str) -> TokenDigest {
    Sha256::digest(token.as_bytes()).into()
}

/// Returns the argon2id digest of a password. Waits while `HASHES_MAX` other passwords are hashed.
///
/// # Errors
/// If argon2 fails.
pub async fn password_digest(password: String, salt: Vec<u8>) -> io::Result<[u8; 32]> {
    let permit = HASHES.acquire().await.map_err(io::Error::other)?;
    // The permit moves into the task: a caller that stops waiting does not stop the hash.
    let hash = move || {
        let _permit = permit;
        argon2id(&password, &salt)
    };
    tokio::task::spawn_blocking(hash).await?
}

/// Computes the digest. Takes tens of milliseconds by design.
fn argon2id(password: &str, salt: &[u8]) -> io::Result<[u8; 32]> {
    let failed = |error: argon2::Error| failed("argon2", error);
    let params = Params::new(MEMORY_KIB, PASSES, 1, Some(32)).map_err(failed)?;
    let free = || MEMORY.lock().unwrap_or_else(PoisonError::into_inner);
    let spare = free().pop();
    let mut memory = spare.unwrap_or_else(|| vec![Block::new(); params.block_count()]);
    let mut out = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(password.as_bytes(), salt, &mut out, &mut memory)
        .map_err(failed)?;
    free().push(memory);
    Ok(out)
}

/// Error with its context. The errors of both crates implement the standard trait only with further features.
fn failed(doing: &str, error: impl Display) -> io::Error {
    io::Error::other(format!("{doing}: {error}"))
}

/// Formats bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;

    #[test]
    fn tokens_have_64_digits_and_differ() {
        let (a, b) = (token().unwrap(), token().unwrap());
        assert_eq!(a.len(), 64);
        assert!(a.bytes().all(|b| b.is_ascii_hexdigit()));
        assert_ne!(a, b);
        assert_ne!(digest(&a), digest(&b));
    }

    #[test]
    fn a_password_digest_depends_on_password_and_salt() {
        let salt = [7; 16];
        let one = argon2id("upgrade-me", &salt).unwrap();
        assert_eq!(one, argon2id("upgrade-me", &salt).unwrap());
        assert_ne!(one, argon2id("upgrade-mf", &salt).unwrap());
        assert_ne!(one, argon2id("upgrade-me", &[8; 16]).unwrap());
    }
}
