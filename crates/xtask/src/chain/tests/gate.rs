//! What the gate says of a folder.

use std::path::PathBuf;
use std::{env, fs, process};

use super::super::report;
use super::{ROTATE, looping};

/// A module whose chain has `operations` a block.
fn kernel(operations: usize) -> String {
    let more = "local.get $x i32.const 1 i32.xor local.set $x ".repeat(operations - 64);
    looping("", &(ROTATE.repeat(64) + &more))
}

/// What [`report`] says of a folder with these modules.
fn reported(name: &str, files: &[(&str, String)]) -> Result<String, String> {
    let dir: PathBuf = env::temp_dir().join(format!("xtask-chain-{}-{name}", process::id()));
    fs::create_dir_all(&dir).unwrap();
    for (file, wat) in files {
        fs::write(dir.join(file), wat::parse_str(wat).unwrap()).unwrap();
    }
    let said = report(&dir).map_err(|error| error.to_string());
    fs::remove_dir_all(&dir).unwrap();
    said
}

const WORKER: &str = "digest-0123456789abcdef.wasm";
const CONSOLE: &str = "later-0123456789abcdef.wasm";

#[test]
fn a_chain_within_the_limit_passes_and_is_told() {
    for operations in [288, 289, 294] {
        let said = reported("within", &[(WORKER, kernel(operations)), (CONSOLE, kernel(operations))]).unwrap();
        let cycles = format!("{:.3} cycles/byte", operations as f64 / 64.0);
        assert_eq!(said.matches(&cycles).count(), 2, "{said}");
    }
}

#[test]
fn every_other_folder_fails_with_what_to_do() {
    let good = || kernel(289);
    let other = "digest-fedcba9876543210.wasm";
    let console = || (CONSOLE, good());
    let hidden = looping("", &format!("{} call $stop", ROTATE.repeat(64)));
    for (name, files, expected) in [
        (
            "slow",
            vec![(WORKER, kernel(295)), console()],
            "4.609 cycles/byte; the limit is 4.6",
        ),
        (
            "slow-console",
            vec![(WORKER, good()), (CONSOLE, kernel(393))],
            "6.141 cycles/byte; the limit is 4.6",
        ),
        (
            "unseen",
            vec![(WORKER, kernel(287)), console()],
            "less than any MD5 does",
        ),
        ("calls", vec![(WORKER, hidden), console()], "have them inlined"),
        (
            "rolled",
            vec![(WORKER, looping("", ROTATE)), console()],
            "has no loop with 64 rotates",
        ),
        (
            "none-in-the-console",
            vec![(WORKER, good()), (CONSOLE, "(module)".to_owned())],
            "later-0123456789abcdef.wasm has no loop with 64 rotates",
        ),
        ("none", vec![console()], "has no digest-HASH.wasm"),
        (
            "unhashed",
            vec![("digest-worker.wasm", good()), console()],
            "has no digest-HASH.wasm",
        ),
        (
            "two",
            vec![(WORKER, good()), (other, good()), console()],
            "has 2 files digest-HASH.wasm",
        ),
        ("no-console", vec![(WORKER, good())], "has no later-HASH.wasm"),
    ] {
        let error = reported(name, &files).expect_err(name);
        assert!(error.contains(expected), "{name}: {error}");
    }
}
