//! Properties of the parser of checksum files.

use super::{A, B, SHA1, SHA256, hex};
use firmware_digest::ChecksumError::{Ambiguous, Empty, NoLineForFile, NotAnMd5, OtherDigest};
use firmware_digest::{ChecksumError, expected_md5};
use proptest::prelude::*;

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

    /// Line that the tool prints, without its line ending.
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

    /// Replaces line endings in the name if the tool does not escape them.
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

/// File names without a directory, with characters that are special in a list; the part that is compared is not blank.
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

/// Random sequences of pieces of lists.
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
    fn a_printed_line_gives_its_digest(
        printer in any_printer(), digest in any_digest(), name in any_name(), picked in prop::option::of(any_name()),
        upper in any::<bool>()
    ) {
        let name = printer.printable(name);
        let written = if upper { hex(digest).to_uppercase() } else { hex(digest) };
        let line = printer.print(&written, &name);
        prop_assert_eq!(expected_md5(&line, picked.as_deref()), Ok(digest));
    }

    #[test]
    fn a_printed_list_gives_the_digest_of_each_of_its_files(
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
            let is_unique = digests.iter().filter(|(_, other)| compared(other) == compared(name)).count() == 1;
            let expected = if is_unique { Ok(*digest) } else { Err(Ambiguous) };
            prop_assert_eq!(expected_md5(&list, Some(name)), expected, "{:?} in {}", name, list);
        }
    }

    #[test]
    fn any_text_is_read_without_a_panic(text in any::<String>(), file_name in prop::option::of(any::<String>())) {
        let _ = expected_md5(&text, file_name.as_deref());
    }

    #[test]
    fn a_digest_occurs_in_the_text_and_an_error_describes_it(text in any_text(), file_name in prop::option::of(any_name())) {
        let has = |digits: usize| text
            .split(|c: char| !c.is_ascii_hexdigit())
            .any(|run| run.len() == digits);
        let all_blank = text.trim_start_matches('\u{feff}').trim().is_empty();
        match expected_md5(&text, file_name.as_deref()) {
            Ok(digest) => {
                let joined = text.to_ascii_lowercase().replace([' ', ':', '-'], "");
                prop_assert!(joined.contains(&hex(digest)));
            }
            Err(OtherDigest { digits }) => prop_assert!(has(usize::from(digits))),
            Err(Empty) => prop_assert!(all_blank),
            Err(NoLineForFile) => prop_assert!(file_name.is_some() && has(32)),
            Err(Ambiguous) => prop_assert!(has(32)),
            Err(NotAnMd5) => prop_assert!(!all_blank),
        }
    }

    #[test]
    fn the_order_of_lines_and_comments_between_them_do_not_change_the_result(
        lines in prop::collection::vec(any_text(), 0..8), file_name in prop::option::of(any_name())
    ) {
        // A byte order mark is ignored only at the start, and blanks outside ASCII only at both ends.
        let lines: Vec<_> = lines.iter().flat_map(|text| text.split('\n')).map(|line| line.replace('\u{feff}', "")).collect();
        let forward = format!("# x\n{}\n# z", lines.join("\n"));
        let backward = format!("# x\n{}\n# z", lines.iter().rev().cloned().collect::<Vec<_>>().join("\n# y\n\n"));
        let kind = |result: Result<[u8; 16], ChecksumError>| result.map_err(|error| match error {
            // The reported length depends on the order of the lines.
            OtherDigest { .. } => OtherDigest { digits: 0 },
            error => error,
        });
        prop_assert_eq!(
            kind(expected_md5(&forward, file_name.as_deref())),
            kind(expected_md5(&backward, file_name.as_deref()))
        );
    }
}
