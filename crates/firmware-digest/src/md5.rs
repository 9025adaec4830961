//! Streaming MD5.

use crate::block::{BLOCK, START, State, compress};

/// Size in bytes of the length field at the end of the last block.
const LENGTH: usize = 8;

/// MD5 (RFC 1321) of bytes that arrive in parts, of any total length below 2^64 bits. Does not allocate.
#[derive(Clone, Debug)]
pub struct Md5 {
    state: State,
    /// Number of bytes so far.
    len: u64,
    /// The unfinished block, of which the first `len % 64` bytes are used.
    rest: [u8; BLOCK],
}

impl Md5 {
    /// Creates the digest of no bytes.
    pub const fn new() -> Self {
        Self {
            state: START,
            len: 0,
            rest: [0; BLOCK],
        }
    }

    /// Adds the next bytes.
    pub fn update(&mut self, mut bytes: &[u8]) {
        let held = self.held();
        // The length of a slice fits into 64 bits.
        self.len = self.len.wrapping_add(bytes.len() as u64);
        if held > 0 {
            let taken = bytes.len().min(BLOCK - held);
            let (head, tail) = bytes.split_at(taken);
            self.rest[held..held + taken].copy_from_slice(head);
            if held + taken < BLOCK {
                return;
            }
            compress(&mut self.state, &[self.rest]);
            bytes = tail;
        }
        let (blocks, rest) = bytes.as_chunks();
        compress(&mut self.state, blocks);
        self.rest[..rest.len()].copy_from_slice(rest);
    }

    /// Returns the digest of all bytes.
    pub fn finish(mut self) -> [u8; 16] {
        let bits = self.len.wrapping_mul(8).to_le_bytes();
        let held = self.held();
        self.rest[held] = 0x80;
        self.rest[held + 1..].fill(0);
        if held + 1 + LENGTH > BLOCK {
            compress(&mut self.state, &[self.rest]);
            self.rest.fill(0);
        }
        self.rest[BLOCK - LENGTH..].copy_from_slice(&bits);
        compress(&mut self.state, &[self.rest]);
        let mut digest = [0; 16];
        for (to, word) in digest.chunks_exact_mut(4).zip(self.state) {
            to.copy_from_slice(&word.to_le_bytes());
        }
        digest
    }

    /// Number of bytes in the unfinished block.
    fn held(&self) -> usize {
        (self.len % BLOCK as u64) as usize
    }
}

impl Default for Md5 {
    fn default() -> Self {
        Self::new()
    }
}
