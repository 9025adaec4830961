//! The files to digest. They are created once, and every run computes their digests with `md5sum`.

use crate::say;
use e2e::md5sum;
use e2e::report::setting;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::PathBuf;

pub const MIB: u64 = 1 << 20;

/// A file with its digest from `md5sum`.
#[derive(Clone)]
pub struct Sample {
    pub path: PathBuf,
    /// Size in bytes.
    pub size: u64,
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

impl Files {
    /// Prepares all four files.
    pub fn prepare() -> Self {
        say("preparing the files and reading them with md5sum, which fills the page cache (half a minute)");
        // The sparse file is first, so that reading it does not evict the others from the page cache.
        let huge = Sample::prepare("8-gib-sparse.bin", 8192 * MIB, false);
        Self {
            small: Sample::small(),
            large: Sample::prepare("1-gib-a.bin", 1024 * MIB, true),
            other: Sample::prepare("1-gib-b.bin", 1024 * MIB, true),
            huge,
        }
    }
}

impl Sample {
    /// Prepares the file of 64 MiB.
    pub fn small() -> Self {
        Self::prepare("64-mib.bin", 64 * MIB, true)
    }

    /// Creates the file unless it exists, and computes its digest with `md5sum`.
    fn prepare(name: &str, size: u64, is_random: bool) -> Self {
        let path = setting::<PathBuf>("BENCH_FILES").join(name);
        if !fs::metadata(&path).is_ok_and(|metadata| metadata.len() == size) {
            say(&format!("creating {name}, once (seconds)"));
            create(&path, size, is_random).unwrap_or_else(|error| panic!("creating {name}: {error}"));
        }
        let md5 = md5sum(&path);
        Self { path, size, md5 }
    }
}

/// Creates a file of random bytes or a sparse file. It is renamed when complete, so that a later run does not use an
/// incomplete file.
fn create(path: &PathBuf, size: u64, is_random: bool) -> io::Result<()> {
    fs::create_dir_all(path.with_file_name(""))?;
    let unfinished = path.with_extension("part");
    let mut file = File::create(&unfinished)?;
    if is_random {
        io::copy(&mut File::open("/dev/urandom")?.take(size), &mut file)?;
    } else {
        file.set_len(size)?;
    }
    fs::rename(unfinished, path)
}
