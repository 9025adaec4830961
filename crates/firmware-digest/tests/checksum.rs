//! Reading an expected MD5: what people paste, and what tools print.

use firmware_digest::ChecksumError::{Ambiguous, Empty, NoLineForFile, NotAnMd5, OtherDigest};
use firmware_digest::{ChecksumError, expected_md5};
use proptest::prelude::*;
use std::time::{Duration, Instant};

const A: &str = "0cc175b9c0f1b6a831c399e269772661";
const B: &str = "92eb5ffee6ae2fec3ad71c777531578f";
const SHA1: &str = "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8";
const SHA256: &str = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb";

fn hex(digest: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(digest))
}

fn read(text: &str, file_name: Option<&str>) -> Result<String, ChecksumError> {
    expected_md5(text, file_name).map(hex)
}

/// A table of texts in which `{A}`, `{B}`, `{SHA1}` and `{SHA256}` stand for digests.
fn filled(text: &str) -> String {
    [("{A}", A), ("{B}", B), ("{SHA1}", SHA1), ("{SHA256}", SHA256)]
        .into_iter()
        .fold(text.to_owned(), |text, (place, digest)| text.replace(place, digest))
}

#[test]
fn a_digest_is_read_in_every_spelling_whichever_file_is_picked() {
    for text in [
        "{A}",
        " {A}\r\n",
        "\u{feff}{A}\n",
        "\u{a0}{A}\u{3000}",
        "\t\n\n{A}\n\n",
        "{A}  name.bin\n",
        "{A} *name.bin\r\n",
        "{A} name.bin",
        "{A}\tname.bin",
        "{A}  -\n",
        r"\{A}  na\\me.bin",
        "MD5 (name.bin) = {A}\n",
        r"\MD5 (na\\me.bin) = {A}",
        "MD5 (a (b) = c.bin) = {A}",
        "MD5(name.bin)= {A}\n",
        "(stdin)= {A}\n",
        "MD5(stdin)= {A}\n",
        "md5 (name.bin) = {A}",
        "MD5: {A}",
        "md5={A}",
        "MD5 checksum : {A}",
        "MD5：{A}",
        "# of the release\n; by hand\n\n{A}  name.bin\n",
        "# {B}\n;{B}  x\n#MD5 (x) = {B}\n# (x) = {B}\n{A}  name.bin\n",
        // certutil -hashfile name.bin MD5
        "MD5 hash of name.bin:\r\n{A}\r\nCertUtil: -hashfile command completed successfully.\r\n",
        "MD5 的 name.bin 哈希:\r\n{A}\r\nCertUtil: -hashfile 命令成功完成。\r\n",
        // All lines of one digest agree, under whatever names.
        "{A}  one\n{A}  two\n{A}\n",
        "MD5 (name.bin) = {A}\nSHA1 (name.bin) = {SHA1}\nSHA256 (name.bin) = {SHA256}\n",
        "{A}  name.bin\n{SHA256}  name.bin\n",
        "{SHA256}\n{A}\n",
    ] {
        let text = filled(text);
        assert_eq!(read(&text, None).as_deref(), Ok(A), "no file: {text:?}");
        assert_eq!(read(&text, Some("renamed")).as_deref(), Ok(A), "a file: {text:?}");
    }
}

#[test]
fn upper_case_is_the_same_digest() {
    for text in [A.to_uppercase(), format!("MD5 (x) = {}", A.to_uppercase())] {
        assert_eq!(read(&text, None).as_deref(), Ok(A));
    }
}

#[test]
fn a_list_gives_the_line_of_the_picked_file() {
    for (text, file_name) in [
        ("{B}  other.bin\n{A}  fw.bin\n", "fw.bin"),
        ("{B} *other.bin\r\n{A} *fw.bin\r\n", "fw.bin"),
        ("{B}  other.bin\n{A}  ./out/fw.bin\n", "fw.bin"),
        ("{B}  other.bin\n{A} *C:\\out\\fw.bin\n", "fw.bin"),
        ("{B}  other.bin\n{A}  fw.bin\n", "C:\\fakepath\\fw.bin"),
        (
            "{B}  fw.bin.old\n{B}  old-fw.bin\n{B}  fw.bin/x\n{A}  fw.bin\n",
            "fw.bin",
        ),
        ("{B}  fw\n{A}  fw 2.bin\n", "fw 2.bin"),
        ("{B}  x\n{A}    aligned.bin  \n", "aligned.bin"),
        ("MD5 (other.bin) = {B}\nMD5 (out/fw.bin) = {A}\n", "fw.bin"),
        ("MD5(other.bin)= {B}\nMD5(fw.bin)= {A}\n", "fw.bin"),
        ("{B}  other.bin\nMD5 (fw (1).bin) = {A}\n", "fw (1).bin"),
        ("{B}  other.bin\nMD5 (a) = b) = {A}\n", "a) = b"),
        ("{B}  other.bin\n\\{A}  x\\ny\\rz.bin\n", "x\ny\rz.bin"),
        ("{B}  other.bin\n\\{A}  out\\\\x\\ny\n", "x\ny"),
        ("{B}  new\n\\{A}  \\new\n", "\new"),
        ("{B}  other.bin\n\\MD5 (x\\ny) = {A}\n", "x\ny"),
        ("{B}  -\n{A}  固件.bin\n", "固件.bin"),
        // Said twice, once for another system.
        ("{A}  fw.bin\n{A} *fw.bin\n{B}  other.bin\n", "fw.bin"),
        // A name is worth more than a digest without one.
        ("{B}\n{A}  fw.bin\n", "fw.bin"),
        ("{A}  fw.bin\nSHA256 (fw.bin) = {SHA256}\n{B}  other.bin", "fw.bin"),
        ("{A}\nSHA256 (fw.bin) = {SHA256}\n", "fw.bin"),
        // A name that looks like a digest.
        ("{A}  {B}\n{B}  {A}\n", B),
    ] {
        let text = filled(text);
        assert_eq!(read(&text, Some(file_name)).as_deref(), Ok(A), "{text:?}");
    }
}

#[test]
fn what_names_no_md5_says_why() {
    let of_40 = OtherDigest { digits: 40 };
    let of_64 = OtherDigest { digits: 64 };
    for (text, file_name, why) in [
        ("", None, Empty),
        ("\u{feff} \r\n\t", None, Empty),
        ("# nothing yet\n", None, NotAnMd5),
        ("hello", None, NotAnMd5),
        ("{A}0", None, NotAnMd5),
        ("0{A}", Some("x"), NotAnMd5),
        ("{A}.bin", None, NotAnMd5),
        ("0cc175b9c0f1b6a831c399e26977266", None, NotAnMd5),
        ("0cc175b9c0f1b6a831c399e26977266g", None, NotAnMd5),
        ("+cc175b9c0f1b6a831c399e269772661", None, NotAnMd5),
        ("0cc175b9 c0f1b6a8 31c399e2 69772661", None, NotAnMd5),
        ("<html><title>404</title>", None, NotAnMd5),
        ("SHAKE128(name.bin)= {A}", None, NotAnMd5),
        ("HMAC-MD5(name.bin)= {A}", None, NotAnMd5),
        ("MD4(name.bin)= {A}", None, NotAnMd5),
        ("ME5(name.bin)= {A}", None, NotAnMd5),
        ("AD5(name.bin)= {A}", None, NotAnMd5),
        ("# SHA1 (x) = {SHA1}", None, NotAnMd5),
        ("{SHA1}", None, of_40),
        ("{SHA256}  fw.bin\n", Some("fw.bin"), of_64),
        ("SHA256 (fw.bin) = {SHA256}\n", None, of_64),
        ("SHA2-256(fw.bin)= {SHA256}\n", Some("renamed"), of_64),
        ("{SHA1}  a\n{SHA256}  b\n", None, of_40),
        // The list has an MD5, of another file.
        ("MD5 (a) = {A}\nSHA256 (b) = {SHA256}\n", Some("b"), of_64),
        ("{A}  a\n{B}  b\n{SHA1}  c\n", Some("c"), of_40),
        ("{A}  a\n{B}  b\n", Some("c"), NoLineForFile),
        ("MD5 (a) = {A}\nMD5 (b) = {B}\n", Some("B"), NoLineForFile),
        ("{A}  a\n{B}  b\n", None, Ambiguous),
        ("{A}  a\n{B}  b\n", Some(""), Ambiguous),
        ("{A}  a\n{B}  b\n", Some("dir/"), Ambiguous),
        ("{A}\n{B}\n", None, Ambiguous),
        ("{A}\n{B}\n", Some("c"), Ambiguous),
        ("{A}\n{B}  b\n", Some("c"), Ambiguous),
        ("{A}\n{B}  b\n", None, Ambiguous),
        ("{A}  dir/\n{B}  b\n", None, Ambiguous),
        ("{A}  a\n{B}  a\n", Some("a"), Ambiguous),
        ("{A}  1/a\n{B}  2\\a\n", Some("a"), Ambiguous),
        ("{A}  a\n{B}  a\n{A}  a\n", Some("a"), Ambiguous),
    ] {
        let text = filled(text);
        assert_eq!(read(&text, file_name), Err(why), "{text:?}, {file_name:?}");
    }
}

#[test]
fn every_known_length_of_another_digest_is_told_and_no_other() {
    for digits in 0..=600 {
        let answer = read(&format!("{}  x", "a".repeat(digits)), None);
        match digits {
            32 => assert_eq!(answer, Ok("a".repeat(32))),
            40 | 56 | 64 | 96 | 128 => assert_eq!(answer, Err(OtherDigest { digits: digits as u8 })),
            _ => assert_eq!(answer, Err(NotAnMd5), "{digits}"),
        }
    }
}

/// A reading that took time with the square of the length would take minutes here.
#[test]
fn a_mebibyte_of_anything_is_read_at_once() {
    let started = Instant::now();
    let parts = [
        "\\", "=", "(", ")", " ", "\n", "\r", "a", "#", "/", "：", "= a", "MD5 (", "*", "\u{feff}",
    ];
    for part in parts.into_iter().map(str::to_owned).chain([
        format!("{A}\n"),
        format!("{A}  a/"),
        format!("\\{A}  \\\\a"),
        format!("MD5 (a) = {A} "),
        format!("{A}  a\n{B}  \\a\n"),
    ]) {
        let text = part.repeat((1 << 20) / part.len());
        let _ = expected_md5(&text, Some(&text));
        let _ = expected_md5(&format!("{A}  {text}"), Some("a/a"));
        let _ = expected_md5(&format!("\\MD5 ({text}) = {A}"), Some("a"));
    }
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
}

#[derive(Clone, Copy, Debug)]
enum Printer {
    Md5sum,
    Md5sumBinary,
    Md5sumTag,
    BsdMd5,
    OpenSsl,
    OpenSslCoreutils,
}

impl Printer {
    const ALL: [Self; 6] = [
        Self::Md5sum,
        Self::Md5sumBinary,
        Self::Md5sumTag,
        Self::BsdMd5,
        Self::OpenSsl,
        Self::OpenSslCoreutils,
    ];

    /// The line that the tool prints, without its end.
    fn print(self, digest: &str, name: &str) -> String {
        let escaped = name.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r");
        let mark = if escaped == name { "" } else { "\\" };
        match self {
            Self::Md5sum => format!("{mark}{digest}  {escaped}"),
            Self::Md5sumBinary => format!("{mark}{digest} *{escaped}"),
            Self::Md5sumTag => format!("{mark}MD5 ({escaped}) = {digest}"),
            Self::BsdMd5 => format!("MD5 ({name}) = {digest}"),
            Self::OpenSsl => format!("MD5({name})= {digest}"),
            Self::OpenSslCoreutils => format!("{digest} *{name}"),
        }
    }

    /// The name, without what the tool cannot print in one line: only coreutils escape the end of it.
    fn printable(self, name: String) -> String {
        match self {
            Self::Md5sum | Self::Md5sumBinary | Self::Md5sumTag => name,
            _ => name.replace(['\n', '\r'], "_"),
        }
    }
}

fn any_printer() -> impl Strategy<Value = Printer> {
    prop::sample::select(&Printer::ALL[..])
}

/// Names of files, with all that means something in a list; the picked one has no directory and is not all blank.
fn any_name() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        2 => prop::sample::select(&[" ", "\\", "*", "(", ")", "=", ":", "#", ";", "\n", "\r", "\t", ".bin", "n", "r", A, "-"][..])
            .prop_map(str::to_owned),
        1 => any::<char>().prop_filter("a path, or trimmed at the end of the text", |c| {
            !matches!(c, '/' | '\0') && (c.is_ascii_whitespace() || !c.is_whitespace())
        }).prop_map(String::from),
        1 => prop::sample::select(&["fw", "固件", "é"][..]).prop_map(str::to_owned),
    ];
    prop::collection::vec(part, 1..8)
        .prop_map(|parts| parts.concat())
        .prop_filter("nothing to compare", |name| {
            name.rsplit('\\')
                .next()
                .is_some_and(|last| !last.trim_ascii().is_empty())
        })
}

fn any_digest() -> impl Strategy<Value = [u8; 16]> {
    any::<[u8; 16]>()
}

/// Pieces of lists, put together without sense.
fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(&[
            A, B, SHA1, SHA256, " ", "  ", " *", "\n", "\r\n", "\\", "MD5", " (", ")", " = ", ":", "：", "#", "fw.bin", "/", "\u{feff}",
        ][..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_printed_line_is_read_back(
        printer in any_printer(), digest in any_digest(), name in any_name(), picked in prop::option::of(any_name()),
        upper in any::<bool>()
    ) {
        let name = printer.printable(name);
        let written = if upper { hex(digest).to_uppercase() } else { hex(digest) };
        let line = printer.print(&written, &name);
        prop_assert_eq!(expected_md5(&line, picked.as_deref()), Ok(digest));
    }

    #[test]
    fn a_printed_list_is_read_back_for_each_of_its_files(
        printer in any_printer(), digests in prop::collection::vec((any_digest(), any_name()), 2..8), crlf in any::<bool>(),
        directory in prop::sample::select(&["", "./", "/srv/固件 (1)/"][..])
    ) {
        let digests: Vec<_> = digests.into_iter().map(|(digest, name)| (digest, printer.printable(name))).collect();
        let compared = |name: &str| name.rsplit('\\').next().map(|last| last.trim_ascii().to_owned());
        let end = if crlf { "\r\n" } else { "\n" };
        let list: String = digests
            .iter()
            .map(|(digest, name)| printer.print(&hex(*digest), &format!("{directory}{name}")) + end)
            .collect();
        for (digest, name) in &digests {
            let once = digests.iter().filter(|(_, other)| compared(other) == compared(name)).count() == 1;
            let expected = if once { Ok(*digest) } else { Err(Ambiguous) };
            prop_assert_eq!(expected_md5(&list, Some(name)), expected, "{:?} in {}", name, list);
        }
    }

    #[test]
    fn any_text_has_an_answer(text in any::<String>(), file_name in prop::option::of(any::<String>())) {
        let _ = expected_md5(&text, file_name.as_deref());
    }

    #[test]
    fn an_answer_is_a_digest_of_the_text_and_an_error_is_true(text in any_text(), file_name in prop::option::of(any_name())) {
        let has = |digits: usize| text
            .split(|c: char| !c.is_ascii_hexdigit())
            .any(|run| run.len() == digits);
        let all_blank = text.trim_start_matches('\u{feff}').trim().is_empty();
        match expected_md5(&text, file_name.as_deref()) {
            Ok(digest) => prop_assert!(text.to_ascii_lowercase().contains(&hex(digest))),
            Err(OtherDigest { digits }) => prop_assert!(has(usize::from(digits))),
            Err(Empty) => prop_assert!(all_blank),
            Err(NoLineForFile) => prop_assert!(file_name.is_some() && has(32)),
            Err(Ambiguous) => prop_assert!(has(32)),
            Err(NotAnMd5) => prop_assert!(!all_blank),
        }
    }

    #[test]
    fn the_order_of_lines_and_comments_between_them_change_nothing(
        lines in prop::collection::vec(any_text(), 0..8), file_name in prop::option::of(any_name())
    ) {
        // A mark only counts at the very start, and blanks that are not ASCII only at both ends.
        let lines: Vec<_> = lines.iter().flat_map(|text| text.split('\n')).map(|line| line.replace('\u{feff}', "")).collect();
        let forward = format!("# x\n{}\n# z", lines.join("\n"));
        let backward = format!("# x\n{}\n# z", lines.iter().rev().cloned().collect::<Vec<_>>().join("\n# y\n\n"));
        let kind = |answer: Result<[u8; 16], ChecksumError>| answer.map_err(|why| match why {
            // The first of several is told.
            OtherDigest { .. } => OtherDigest { digits: 0 },
            why => why,
        });
        prop_assert_eq!(
            kind(expected_md5(&forward, file_name.as_deref())),
            kind(expected_md5(&backward, file_name.as_deref()))
        );
    }
}
