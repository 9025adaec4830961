//! `cargo xtask size`: sizes of the shipped files, checked against the budget.

use std::cmp::Reverse;
use std::path::Path;

use anyhow::{Result, ensure};
use walkdir::WalkDir;

use crate::console;
use crate::workspace::Workspace;

/// Name, limit in bytes at brotli 11, and whether a file counts. Lower a limit after each saving, so that no
/// saving is lost unnoticed.
type Budget = (&'static str, u64, fn(&str) -> bool);

const BUDGETS: [Budget; 3] = [
    ("first load", 402_200, is_first_load),
    // Create flow, dialogs, map (`src/pages/lazy_views.rs`).
    ("after the first list", 247_800, |name| name == "later.wasm"),
    // Its script and its kernel, fetched when a create dialog opens.
    ("digest worker", 6_000, |name| {
        matches!(name, "digest.js" | "digest.wasm")
    }),
];

/// Whether a file counts as first load. Only developer tools fetch source maps.
fn is_first_load(name: &str) -> bool {
    !name.ends_with(".map") && !matches!(name, "later.wasm" | "digest.js" | "digest.wasm")
}

/// Number of hexadecimal digits of the hash that Trunk and the hook of the digest worker put into a file name.
const HASH_DIGITS: usize = 16;

/// Builds the console and checks it.
pub(crate) fn run(ws: &Workspace) -> Result<()> {
    console::build(ws)?;
    check(ws)
}

/// Prints the table with its budget lines.
///
/// # Errors
/// If a limit is exceeded.
pub(crate) fn check(ws: &Workspace) -> Result<()> {
    let mut rows = measure(&ws.dist())?;
    rows.sort_by_key(|(_, sizes)| Reverse(sizes[2]));
    let sums = BUDGETS.map(|(name, _, is_included)| (name.to_owned(), sum(&rows, is_included)));
    rows.extend(sums.clone());
    println!("{}", table(&rows));
    let mut within = true;
    for ((name, [.., brotli]), (_, limit, _)) in sums.iter().zip(BUDGETS) {
        println!("{name}: {} bytes, limit {}", grouped(*brotli), grouped(limit));
        within &= *brotli <= limit;
    }
    ensure!(within, "a size limit is exceeded");
    Ok(())
}

/// Name of a file and its sizes in bytes: raw, gzip, brotli.
type Shipped = (String, [u64; 3]);

fn measure(dist: &Path) -> Result<Vec<Shipped>> {
    let mut shipped = Vec::new();
    for entry in WalkDir::new(dist) {
        let file = entry?.into_path();
        let extension = file.extension().unwrap_or_default();
        if !file.is_file() || extension == "br" || extension == "gz" {
            continue;
        }
        let raw = file.metadata()?.len();
        // A file without a compressed copy ships uncompressed.
        let [gzip, brotli] = ["gz", "br"].map(|copy| {
            let copy = file.with_added_extension(copy).metadata();
            copy.map_or(raw, |meta| meta.len())
        });
        let name = without_hash(&file.strip_prefix(dist)?.to_string_lossy());
        shipped.push((name, [raw, gzip, brotli]));
    }
    Ok(shipped)
}

fn sum(shipped: &[Shipped], is_included: fn(&str) -> bool) -> [u64; 3] {
    let included = || shipped.iter().filter(|(name, _)| is_included(name));
    std::array::from_fn(|column| included().map(|(_, sizes)| sizes[column]).sum())
}

/// Removes the hash from a file name, so that the table changes only when sizes do:
/// `console-0123456789abcdef_bg.wasm` becomes `console_bg.wasm`.
fn without_hash(name: &str) -> String {
    let (stem, rest) = name.rsplit_once('-').unwrap_or_default();
    let (digits, rest) = rest.split_at(rest.bytes().take_while(u8::is_ascii_hexdigit).count());
    // Trunk omits leading zeros.
    if (HASH_DIGITS / 2..=HASH_DIGITS).contains(&digits.len()) && rest.starts_with(['.', '_']) {
        [stem, rest].concat()
    } else {
        name.to_owned()
    }
}

/// The table in Markdown, aligned for the terminal.
fn table(rows: &[Shipped]) -> String {
    let row = |[name, raw, gzip, brotli]: [&str; 4]| format!("| {name:<40} | {raw:>9} | {gzip:>9} | {brotli:>9} |\n");
    let mut text = row(["file", "raw", "gzip 9", "brotli 11"]) + "|---|---:|---:|---:|\n";
    for (name, sizes) in rows {
        let [raw, gzip, brotli] = sizes.map(grouped);
        text += &row([name, &raw, &gzip, &brotli]);
    }
    text
}

/// Formats a number with separators: 1234567 becomes 1,234,567.
fn grouped(bytes: u64) -> String {
    let digits = bytes.to_string();
    let groups = digits.as_bytes().rchunks(3).rev();
    groups.map(String::from_utf8_lossy).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use super::{BUDGETS, Shipped, grouped, sum, table, without_hash};

    fn file(name: &str, raw: u64, gzip: u64, brotli: u64) -> Shipped {
        (name.to_owned(), [raw, gzip, brotli])
    }

    #[test]
    fn the_columns_of_the_table_are_aligned() {
        let rows = [file("console.wasm", 1_234_567, 61_200, 49_999), file("a.css", 9, 8, 7)];
        assert_eq!(
            table(&rows),
            "| file                                     |       raw |    gzip 9 | brotli 11 |\n|---|---:|---:|---:|\n\
             | console.wasm                             | 1,234,567 |    61,200 |    49,999 |\n\
             | a.css                                    |         9 |         8 |         7 |\n"
        );
    }

    #[test]
    fn the_first_load_excludes_source_maps_the_worker_and_the_second_module() {
        let shipped = [
            file("a.wasm", 10, 5, 4),
            file("a.js", 3, 2, 1),
            file("a.js.map", 900, 90, 80),
            file("later.wasm", 700, 600, 500),
            file("digest.js", 7, 6, 5),
            file("digest.wasm", 70, 60, 50),
        ];
        let sums = BUDGETS.map(|(_, _, is_included)| sum(&shipped, is_included));
        assert_eq!(sums, [[13, 7, 5], [700, 600, 500], [77, 66, 55]]);
    }

    #[test]
    fn a_name_is_shown_without_its_hash() {
        for (name, expected) in [
            ("upgrade-console-0123456789abcdef_bg.wasm", "upgrade-console_bg.wasm"),
            ("upgrade-console-0123456789abcdef.js", "upgrade-console.js"),
            ("upgrade-console-0123.js", "upgrade-console-0123.js"),
            ("console-56e480039b24777.css", "console.css"),
            ("boot.js", "boot.js"),
            ("snippets/a-0123456789abcdef/a.js", "snippets/a-0123456789abcdef/a.js"),
        ] {
            assert_eq!(without_hash(name), expected);
        }
    }

    #[test]
    fn numbers_are_grouped() {
        for (bytes, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(bytes), expected);
        }
    }
}
