//! The files to digest. They are created once, and every run computes their digests with `md5sum`.

use crate::{Outcome, say};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Bytes of a mebibyte.
pub const MIB: u64 = 1 << 20;

/// A file with its digest from `md5sum`.
pub struct Sample {
    /// Path.
    pub path: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// MD5 digest.
    pub md5: String,
}

/// All files. Reading them with `md5sum` leaves them in the page cache.
pub struct Files {
    /// 64 MiB of random bytes.
    pub small: Sample,
    /// 1 GiB of random bytes.
    pub large: Sample,
    /// 1 GiB of different random bytes.
    pub other: Sample,
    /// A sparse file of 8 GiB, which takes no disk space.
    pub huge: Sample,
}

/// Content of a file.
#[derive(Clone, Copy)]
enum Content {
    /// Pseudo-random bytes with this seed.
    Random(u64),
    /// A hole.
    Hole,
}

/// Name, size in bytes and content of a file.
type Wanted = (&'static str, u64, Content);

const SMALL: Wanted = ("64-mib.bin", 64 * MIB, Content::Random(1));
const LARGE: Wanted = ("1-gib-a.bin", 1024 * MIB, Content::Random(2));
const OTHER: Wanted = ("1-gib-b.bin", 1024 * MIB, Content::Random(3));
const HUGE: Wanted = ("8-gib-sparse.bin", 8192 * MIB, Content::Hole);

impl Sample {
    /// Prepares the file of 64 MiB.
    pub fn small(folder: &Path) -> Outcome<Self> {
        Self::prepare(folder, SMALL)
    }

    /// Creates the file unless it exists, and computes its digest with `md5sum`.
    fn prepare(folder: &Path, (name, size, content): Wanted) -> Outcome<Self> {
        let path = folder.join(name);
        if !fs::metadata(&path).is_ok_and(|metadata| metadata.len() == size) {
            say(&format!("creating {name}, once (seconds)"));
            create(folder, name, size, content).map_err(|error| format!("creating {name}: {error}"))?;
        }
        let md5 = md5sum(&path)?;
        Ok(Self { path, size, md5 })
    }
}

impl Files {
    /// Prepares all four files.
    pub fn prepare(folder: &Path) -> Outcome<Self> {
        say("preparing the files and reading them with md5sum, which fills the page cache (half a minute)");
        // The sparse file is first, so that reading it does not evict the others from the page cache.
        let huge = Sample::prepare(folder, HUGE)?;
        Ok(Self {
            small: Sample::small(folder)?,
            large: Sample::prepare(folder, LARGE)?,
            other: Sample::prepare(folder, OTHER)?,
            huge,
        })
    }
}

/// MD5 digest of a file, computed by `md5sum`.
pub fn md5sum(file: &Path) -> Outcome<String> {
    let output = Command::new("md5sum").arg(file).output();
    let output = output.map_err(|error| format!("md5sum, which comes with coreutils, does not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.split_whitespace().next() {
        Some(md5) if output.status.success() => Ok(md5.to_owned()),
        _ => Err(format!("md5sum {} failed", file.display())),
    }
}

fn create(folder: &Path, name: &str, size: u64, content: Content) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    // Renamed when complete, so that a later run does not use an incomplete file.
    let unfinished = folder.join(format!("{name}.part"));
    let file = File::create(&unfinished)?;
    match content {
        Content::Hole => file.set_len(size)?,
        Content::Random(seed) => random(&mut BufWriter::with_capacity(1 << 20, file), size, seed)?,
    }
    fs::rename(unfinished, folder.join(name))
}

/// Writes pseudo-random bytes (xorshift64*).
fn random(out: &mut impl Write, size: u64, seed: u64) -> std::io::Result<()> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    for _ in 0..size / 8 {
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        out.write_all(&state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes())?;
    }
    out.flush()
}
