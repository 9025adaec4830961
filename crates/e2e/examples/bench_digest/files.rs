//! The files that are digested: made once, checked against `md5sum` in every run.

use crate::{Outcome, say};
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A mebibyte.
pub const MIB: u64 = 1 << 20;

/// A file and what `md5sum` says of it.
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

const WANTED: [(&str, u64, Content); 4] = [
    ("64-mib.bin", 64 * MIB, Content::Random(1)),
    ("1-gib-a.bin", 1024 * MIB, Content::Random(2)),
    ("1-gib-b.bin", 1024 * MIB, Content::Random(3)),
    ("8-gib-sparse.bin", 8192 * MIB, Content::Hole),
];

impl Files {
    /// Makes what is missing, and asks `md5sum`.
    pub fn prepare(folder: &Path) -> Outcome<Self> {
        fs::create_dir_all(folder).map_err(|error| format!("making {}: {error}", folder.display()))?;
        let is_there = |name: &str, size| fs::metadata(folder.join(name)).is_ok_and(|found| found.len() == size);
        let missing = WANTED.iter().filter(|(name, size, _)| !is_there(name, *size));
        let needed = missing.map(|(_, size, content)| match content {
            Content::Random(_) => *size,
            Content::Hole => 0,
        });
        has_room(folder, needed.sum())?;
        for (name, size, content) in WANTED {
            if !is_there(name, size) {
                say(&format!("making {name}, once (seconds)"));
                make(folder, name, size, content).map_err(|error| format!("making {name}: {error}"))?;
            }
        }
        say("asking md5sum, which also warms the files (half a minute)");
        let sample = |at: usize| {
            let (name, size, _) = WANTED[at];
            let path = folder.join(name);
            let md5 = md5sum(&path)?;
            Ok::<_, String>(Sample { path, size, md5 })
        };
        // The hole first: reading it must not push the others out of the page cache.
        let huge = sample(3)?;
        Ok(Self {
            small: sample(0)?,
            large: sample(1)?,
            other: sample(2)?,
            huge,
        })
    }
}

/// What `md5sum` says.
pub fn md5sum(file: &Path) -> Outcome<String> {
    let output = Command::new("md5sum").arg(file).output();
    let output = output.map_err(|error| format!("md5sum, which comes with coreutils, does not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    match text.split_whitespace().next() {
        Some(md5) if output.status.success() => Ok(md5.to_owned()),
        _ => Err(format!("md5sum {} failed", file.display())),
    }
}

fn has_room(folder: &Path, needed: u64) -> Outcome<()> {
    let output = Command::new("df").args(["-B1", "--output=avail"]).arg(folder).output();
    let output = output.map_err(|error| format!("df, which comes with coreutils, does not start: {error}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let free = text.lines().nth(1).and_then(|line| line.trim().parse::<u64>().ok());
    // A disk that does not say is tried.
    if free.is_some_and(|free| free < needed + 256 * MIB) {
        let short = format!("{} MiB", needed / MIB + 256);
        return Err(format!(
            "the bench's files need {short} below {}: free some room",
            folder.display()
        ));
    }
    Ok(())
}

fn make(folder: &Path, name: &str, size: u64, content: Content) -> std::io::Result<()> {
    // Half a file must not be taken for one by the next run.
    let unfinished = folder.join(format!("{name}.part"));
    let file = File::create(&unfinished)?;
    match content {
        Content::Hole => file.set_len(size)?,
        Content::Random(seed) => random(&mut BufWriter::with_capacity(1 << 20, file), size, seed)?,
    }
    fs::rename(unfinished, folder.join(name))
}

/// xorshift64*: all that is wanted is that no two pieces are alike.
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
