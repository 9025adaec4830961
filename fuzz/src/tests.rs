//! Replays the corpora, and checks how time grows with the input.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

type Check = fn(&[u8]);

const MD5: &str = "0cc175b9c0f1b6a831c399e269772661";

const TARGETS: [(&str, Check); 4] = [
    ("answers", crate::answers::check),
    ("csv", crate::csv::check),
    ("portal", crate::portal::check),
    ("checksum", crate::checksum::check),
];

#[test]
fn every_input_of_the_corpora_has_the_properties() {
    for (target, check) in TARGETS {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(target);
        let mut files = 0;
        for file in fs::read_dir(corpus).expect("a corpus for every target") {
            let file = file.expect("a file").path();
            eprintln!("{}", file.display());
            check(&fs::read(&file).expect("an input"));
            files += 1;
        }
        assert!((1..=40).contains(&files), "{target}: {files} files");
    }
}

/// Shortest of three runs, because other programs use the machine too.
fn time(check: Check, input: &[u8]) -> Duration {
    let run = || {
        let start = Instant::now();
        check(input);
        start.elapsed()
    };
    run().min(run()).min(run())
}

#[test]
fn sixteen_times_the_input_takes_less_than_sixty_four_times_as_long() {
    let fields = |n: usize| {
        let fields: Vec<String> = (0..n).map(|n| format!("\"{n}\":{n}")).collect();
        format!("{{{}}}", fields.join(","))
    };
    let shapes: [(&str, &dyn Fn(usize) -> String); 15] = [
        ("fields", &fields),
        ("the same field", &|n| format!("{{{}\"a\":1}}", "\"a\":1,".repeat(n))),
        ("depth", &|n| "[".repeat(n) + &"]".repeat(n)),
        ("never closed", &|n| "{\"a\":[".repeat(n)),
        ("rows", &|n| format!("[{}1]", "{},".repeat(n))),
        ("escapes", &|n| format!("\"{}\"", "\\u0041\\n".repeat(n))),
        ("blanks", &|n| " ".repeat(n) + "="),
        ("lines", &|n| format!("a\n{}", format!("{MD5}  b\n").repeat(n / 8))),
        ("tagged lines", &|n| {
            format!("a\n{}", format!("MD5 (a) = {MD5} ").repeat(n / 8))
        }),
        ("separators", &|n| format!("a\n{}", "a/".repeat(n))),
        ("a long name", &|n| format!("a/a\n{MD5}  {}", "= (".repeat(n))),
        ("an escaped name", &|n| format!("a/a\n\\{MD5}  {}", "\\\\a".repeat(n))),
        ("a tagged name", &|n| {
            format!("a\n\\MD5 ({}) = {MD5}", "MD5 (".repeat(n))
        }),
        ("comments", &|n| format!("a\n{}", "#\r".repeat(n))),
        ("cells", &|n| "\u{200b}=\u{1f}\u{1e}".repeat(n)),
    ];
    for (target, check) in TARGETS {
        for (shape, input) in &shapes {
            let (short, long) = (input(250), input(4000));
            assert!(long.len() <= crate::LONGEST, "{shape}: {}", long.len());
            // Quadratic time would be 256 times as long. Less than two milliseconds cannot be compared reliably. A busy
            // machine can slow down single attempts.
            let is_fast = || {
                let (short_time, long_time) = (time(check, short.as_bytes()), time(check, long.as_bytes()));
                long_time < Duration::from_millis(2) || long_time < short_time * 64
            };
            assert!((0..5).any(|_| is_fast()), "{target}, {shape}");
        }
    }
}
