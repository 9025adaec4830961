//! `cargo xtask size`: sizes of the shipped files, checked against the budget.

use std::fmt::Write as _;
use std::path::Path;
use std::process::ExitCode;

use crate::compress::sibling;
use crate::console;
use crate::error::{Context, Error, Result};
use crate::files;
use crate::workspace::Workspace;

/// Target for the first load, in bytes at brotli 11. A kilobyte is 1,000 bytes.
const FIRST_LOAD_TARGET: u64 = 100 * 1000;

/// Limit for the first load, in bytes. Lower it after each saving, so that no saving is lost unnoticed.
const FIRST_LOAD_LIMIT: u64 = 333 * 1000;

/// Limit for the digest worker, in bytes: its script and its kernel, fetched when a create dialog opens.
const WORKER_LIMIT: u64 = 6 * 1000;

/// Limit for the second module, in bytes: create flow, dialogs, map (`src/pages/lazy.rs`).
const LATER_LIMIT: u64 = 171 * 1000;

/// Number of hexadecimal digits of the hash that Trunk and the hook of the digest worker put into a file name.
pub(crate) const HASH_DIGITS: usize = 16;

/// A shipped file with its sizes in bytes.
#[derive(Debug, Clone)]
struct Shipped {
    name: String,
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Shipped {
    /// Whether the file counts as first load. Only developer tools fetch source maps, the first create dialog fetches
    /// the worker, and the second module follows after the first list. All other files count.
    fn is_first_load(&self) -> bool {
        !self.name.ends_with(".map") && !self.is_worker() && !self.is_later()
    }

    fn is_later(&self) -> bool {
        self.name == "later.wasm"
    }

    fn is_worker(&self) -> bool {
        matches!(&*self.name, "digest.js" | "digest.wasm")
    }

    fn cells(&self) -> [String; 4] {
        [
            self.name.clone(),
            grouped(self.raw),
            grouped(self.gzip),
            grouped(self.brotli),
        ]
    }
}

/// Prints the table, with `--markdown` as Markdown. The exit code reports whether all limits are kept.
pub(crate) fn run(ws: &Workspace, args: &[String]) -> Result<ExitCode> {
    let markdown = match args {
        [] => false,
        [flag] if flag == "--markdown" => true,
        _ => return Err(Error::new("`cargo xtask size` takes only --markdown")),
    };
    console::build(ws)?;
    let (table, within) = report(&ws.dist(), markdown)?;
    println!("{table}");
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Returns the table with its budget lines, and whether all limits are kept.
pub(crate) fn report(dist: &Path, markdown: bool) -> Result<(String, bool)> {
    let mut shipped = measure(dist)?;
    shipped.sort_by_key(|file| std::cmp::Reverse(file.brotli));
    let total = sum("first load", &shipped, Shipped::is_first_load);
    let worker = sum("digest worker", &shipped, Shipped::is_worker);
    let later = sum("after the first list", &shipped, Shipped::is_later);
    let kept = [
        total.brotli <= FIRST_LOAD_LIMIT,
        later.brotli <= LATER_LIMIT,
        worker.brotli <= WORKER_LIMIT,
    ];
    let within = !kept.contains(&false);
    shipped.extend([total.clone(), later.clone(), worker.clone()]);
    let rows: Vec<[String; 4]> = shipped.iter().map(Shipped::cells).collect();
    let mut text = if markdown { as_markdown(&rows) } else { as_text(&rows) };
    let _ = write!(
        text,
        "\nfirst load, brotli 11: {}; target {} KB, limit {} KB\nafter the first list: {}; limit {} KB\ndigest worker: {}; limit {} KB",
        kilobytes(total.brotli),
        FIRST_LOAD_TARGET / 1000,
        FIRST_LOAD_LIMIT / 1000,
        kilobytes(later.brotli),
        LATER_LIMIT / 1000,
        kilobytes(worker.brotli),
        WORKER_LIMIT / 1000
    );
    Ok((text, within))
}

fn measure(dist: &Path) -> Result<Vec<Shipped>> {
    let files = files::below(dist)?;
    let originals = files
        .iter()
        .filter(|file| !matches!(files::extension(file), "br" | "gz"));
    originals
        .map(|file| {
            let raw = length(file)?;
            // A file without a compressed copy ships uncompressed.
            let or_raw = |sibling: &Path| if sibling.is_file() { length(sibling) } else { Ok(raw) };
            let name = without_hash(&file.strip_prefix(dist).unwrap_or(file).to_string_lossy());
            Ok(Shipped {
                name,
                raw,
                gzip: or_raw(&sibling(file, "gz"))?,
                brotli: or_raw(&sibling(file, "br"))?,
            })
        })
        .collect()
}

fn length(file: &Path) -> Result<u64> {
    Ok(file
        .metadata()
        .context(|| format!("measuring {}", file.display()))?
        .len())
}

fn sum(name: &str, shipped: &[Shipped], is_included: fn(&Shipped) -> bool) -> Shipped {
    let sum = |bytes: fn(&Shipped) -> u64| shipped.iter().filter(|file| is_included(file)).map(bytes).sum();
    Shipped {
        name: name.to_owned(),
        raw: sum(|file| file.raw),
        gzip: sum(|file| file.gzip),
        brotli: sum(|file| file.brotli),
    }
}

/// Removes the hash from a file name, so that the table changes only when sizes do:
/// `console-0123456789abcdef_bg.wasm` becomes `console_bg.wasm`.
fn without_hash(name: &str) -> String {
    // Trunk omits leading zeros.
    let hash = |at: usize| {
        let rest = &name[at + 1..];
        let digits = rest.bytes().take_while(u8::is_ascii_hexdigit).count();
        let is_hash = (HASH_DIGITS / 2..=HASH_DIGITS).contains(&digits) && rest[digits..].starts_with(['.', '_']);
        is_hash.then(|| [&name[..at], &rest[digits..]].concat())
    };
    let dashes = name.char_indices().filter(|(_, c)| *c == '-');
    dashes
        .map(|(at, _)| at)
        .find_map(hash)
        .unwrap_or_else(|| name.to_owned())
}

const HEADINGS: [&str; 4] = ["file", "raw", "gzip 9", "brotli 11"];

fn as_text(rows: &[[String; 4]]) -> String {
    let widths: [usize; 4] = std::array::from_fn(|column| {
        let cells = rows.iter().map(|row| row[column].len());
        cells.chain([HEADINGS[column].len()]).max().unwrap_or_default()
    });
    let line = |cells: [&str; 4]| {
        let [name, raw, gzip, brotli] = cells;
        let [w0, w1, w2, w3] = widths;
        format!("{name:<w0$}  {raw:>w1$}  {gzip:>w2$}  {brotli:>w3$}\n")
    };
    let body = rows.iter().map(|row| line(row.each_ref().map(String::as_str)));
    std::iter::once(line(HEADINGS)).chain(body).collect()
}

fn as_markdown(rows: &[[String; 4]]) -> String {
    let head = format!("| {} |\n|---|---:|---:|---:|\n", HEADINGS.join(" | "));
    std::iter::once(head)
        .chain(rows.iter().map(|row| format!("| {} |\n", row.join(" | "))))
        .collect()
}

/// Formats a number with separators: 1234567 becomes 1,234,567.
fn grouped(bytes: u64) -> String {
    let digits = bytes.to_string();
    let mut text = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Formats bytes as kilobytes with one decimal, rounded up: rounding must not hide that a limit is exceeded.
fn kilobytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100);
    format!("{}.{} KB", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{Shipped, as_markdown, as_text, grouped, kilobytes, sum, without_hash};

    fn file(name: &str, raw: u64, gzip: u64, brotli: u64) -> Shipped {
        Shipped {
            name: name.to_owned(),
            raw,
            gzip,
            brotli,
        }
    }

    #[test]
    fn the_columns_of_the_table_are_aligned() {
        let rows = [
            file("console_bg.wasm", 1_234_567, 61_200, 49_999).cells(),
            file("a.css", 9, 8, 7).cells(),
        ];
        assert_eq!(
            as_text(&rows),
            "file                   raw  gzip 9  brotli 11\n\
             console_bg.wasm  1,234,567  61,200     49,999\n\
             a.css                    9       8          7\n"
        );
        assert_eq!(
            as_markdown(&rows),
            "| file | raw | gzip 9 | brotli 11 |\n|---|---:|---:|---:|\n\
             | console_bg.wasm | 1,234,567 | 61,200 | 49,999 |\n| a.css | 9 | 8 | 7 |\n"
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
        let total = sum("first load", &shipped, Shipped::is_first_load);
        assert_eq!((total.raw, total.gzip, total.brotli), (13, 7, 5));
        let worker = sum("digest worker", &shipped, Shipped::is_worker);
        assert_eq!((worker.raw, worker.gzip, worker.brotli), (77, 66, 55));
        let later = sum("later", &shipped, Shipped::is_later);
        assert_eq!((later.raw, later.gzip, later.brotli), (700, 600, 500));
    }

    #[test]
    fn a_name_is_shown_without_its_hash() {
        for (name, expected) in [
            ("upgrade-console-0123456789abcdef_bg.wasm", "upgrade-console_bg.wasm"),
            ("upgrade-console-0123456789abcdef.js", "upgrade-console.js"),
            ("upgrade-console-0123.js", "upgrade-console-0123.js"),
            ("console-56e480039b24777.css", "console.css"),
            ("boot.js", "boot.js"),
            (
                "snippets/worker-0123456789abcdef/inline0.js",
                "snippets/worker-0123456789abcdef/inline0.js",
            ),
        ] {
            assert_eq!(without_hash(name), expected);
        }
    }

    #[test]
    fn numbers_are_grouped_and_kilobytes_are_rounded_up() {
        for (bytes, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(bytes), expected);
        }
        for (bytes, expected) in [
            (61_200, "61.2 KB"),
            (61_201, "61.3 KB"),
            (100_000, "100.0 KB"),
            (1, "0.1 KB"),
        ] {
            assert_eq!(kilobytes(bytes), expected);
        }
    }
}
