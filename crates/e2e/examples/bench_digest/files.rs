//! The files that are digested: made once, checked against `md5sum` in every run.

use crate::{Outcome, say};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mebibyte.
pub const MIB: u64 = 1 << 20;

/// A file with its digest from `md5sum`.
pub struct Sample {
    /// Where it is.
    pub path: PathBuf,
    /// Its bytes.
    pub size: u64,
    /// Its digest.
    pub md5: String,
}

/// All of them. Reading them for `md5sum` leaves them in the page cache.
pub struct Files {
    /// 64 MiB, random.
    pub small: Sample,
    /// 1 GiB, random.
    pub large: Sample,
    /// Another.
    pub other: Sample,
    /// 8 GiB that take no room on the disk: its size is what matters.
    pub huge: Sample,
}

/// What a file is filled with.
#[derive(Clone, Copy)]
enum Content {
    /// Random bytes of a generator with this seed.
    Random(u64),
    /// Nothing: a hole.
    Hole,
}

type Wanted = (&'static str, u64, Content);

const SMALL: Wanted = ("64-mib.bin", 64 * MIB, Content::Random(1));
const LARGE: Wanted = ("1-gib-a.bin", 1024 * MIB, Content::Random(2));
const OTHER: Wanted = ("1-gib-b.bin", 1024 * MIB, Content::Random(3));
const HUGE: Wanted = ("8-gib-sparse.bin", 8192 * MIB, Content::Hole);

impl Sample {
    /// The file of 64 MiB.
    pub fn small(folder: &Path) -> Outcome<Self> {
        Self::prepare(folder, SMALL)
    }

    /// Makes the file unless it exists, and asks `md5sum`.
    fn prepare(folder: &Path, (name, size, content): Wanted) -> Outcome<Self> {
        let path = folder.join(name);
        if !fs::metadata(&path).is_ok_and(|found| found.len() == size) {
            say(&format!("making {name}, once (seconds)"));
            make(folder, name, size, content).map_err(|error| format!("making {name}: {error}"))?;
        }
        let md5 = md5sum(&path)?;
        Ok(Self { path, size, md5 })
    }
}

impl Files {
    /// Prepares all four.
    pub fn prepare(folder: &Path) -> Outcome<Self> {
        say("preparing the files, and asking md5sum, which also warms them (half a minute)");
        // The hole first: reading it must not push the others out of the page cache.
        let huge = Sample::prepare(folder, HUGE)?;
        Ok(Self {
            small: Sample::small(folder)?,
            large: Sample::prepare(folder, LARGE)?,
            other: Sample::prepare(folder, OTHER)?,
            huge,
        })
    }
}

/// The digest that `md5sum` prints.
pub fn md5sum(file: &Path) -> Outcome<String> {
    let output = Command::new("md5sum").arg(file).output();
    let output = output.map_err(|error| format!("md5sum, which comes with coreutils, does not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.split_whitespace().next() {
        Some(md5) if output.status.success() => Ok(md5.to_owned()),
        _ => Err(format!("md5sum {} failed", file.display())),
    }
}

fn make(folder: &Path, name: &str, size: u64, content: Content) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    // The next run must not take half a file for a whole one.
    let unfinished = folder.join(format!("{name}.part"));
    let file = File::create(&unfinished)?;
    match content {
        Content::Hole => file.set_len(size)?,
        Content::Random(seed) => random(&mut BufWriter::with_capacity(1 << 20, file), size, seed)?,
    }
    fs::rename(unfinished, folder.join(name))
}

/// xorshift64*: no two pieces are alike, which is enough.
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
