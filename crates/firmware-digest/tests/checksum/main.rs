//! Parsing the expected MD5 in pasted texts and in the output of tools.

mod properties;

use firmware_digest::ChecksumError::{Ambiguous, Empty, NoLineForFile, NotAnMd5, OtherDigest};
use firmware_digest::{ChecksumError, expected_md5};

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

/// Replaces `{A}`, `{B}`, `{SHA1}` and `{SHA256}` in a text with digests, `{UPPER}` and `{PAIRS}` with other forms of `{A}`.
fn filled(text: &str) -> String {
    let pairs = "0c c1 75 b9 c0 f1 b6 a8 31 c3 99 e2 69 77 26 61";
    let forms = [("{UPPER}", &*A.to_uppercase()), ("{PAIRS}", pairs)];
    [("{A}", A), ("{B}", B), ("{SHA1}", SHA1), ("{SHA256}", SHA256)]
        .into_iter()
        .chain(forms)
        .fold(text.to_owned(), |text, (placeholder, digest)| {
            text.replace(placeholder, digest)
        })
}

#[test]
fn a_single_digest_is_read_in_every_format_for_any_picked_file() {
    for text in [
        "{A}",
        "{UPPER}",
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
        "MD5 (name.bin) = {UPPER}\n",
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
        "MD5 hash of file name.bin:\r\n{PAIRS}\r\nCertUtil: -hashfile command completed successfully.\r\n",
        "MD5-Hash von name.bin:\r\n{A}\r\nCertUtil: -hashfile-Befehl wurde erfolgreich ausgeführt.\r\n",
        "Хэш MD5 name.bin:\r\n{PAIRS}\r\nCertUtil: -hashfile — команда успешно выполнена.\r\n",
        // Get-FileHash name.bin -Algorithm MD5, as a table, without headings, and as a list
        "\r\nAlgorithm       Hash                                Path\r\n---------       ----                                ----\r\nMD5             {UPPER}    C:\\out\\name.bin\r\n\r\n",
        "MD5    {UPPER}    C:\\out\\name.bin",
        "Algorithm : MD5\r\nHash      : {UPPER}\r\nPath      : C:\\out\\name.bin\r\n\r\n",
        "Hash : {A}",
        // Pairs of digits.
        "{PAIRS}",
        "MD5: {PAIRS}",
        "0c:c1:75:b9:c0:f1:b6:a8:31:c3:99:e2:69:77:26:61",
        "0C-C1-75-B9-C0-F1-B6-A8-31-C3-99-E2-69-77-26-61",
        "0c c1 75 b9 c0 f1 b6 a8 31 c3 99 e2 69 77 26 61  name.bin",
        // Download pages and mails.
        "Checksum (MD5): {A}",
        "Checksum (MD5) {A}",
        "MD5 Checksum: {UPPER}",
        "MD5 hash of name.bin: {A}",
        "File MD5 {A}",
        "校验值：{A}",
        "MD5 校验码：{UPPER}",
        "固件 MD5 值为 {A}，请核对。",
        "MD5-Prüfsumme: {A}",
        "Контрольная сумма (MD5): {A}",
        "| MD5 | {A} |",
        "\u{200b}{A}\u{200b}",
        "md5\u{a0}{A}",
        // Quotes.
        "\"{A}\"",
        "'{A}'",
        "“{A}”",
        "`{A}`",
        "\"{A}  name.bin\"",
        "\"MD5\",\"{UPPER}\",\"C:\\out\\name.bin\"",
        // JSON
        "{\"md5\":\"{A}\"}",
        "{\"name\":\"name.bin\",\"size\":7,\"md5\":\"{A}\",\"sha256\":\"{SHA256}\"}",
        "{\n  \"sha1\": \"{SHA1}\",\n  \"MD5\": \"{UPPER}\"\n}\n",
        "{ 'md5' : '{A}' }",
        "{\"data\":{\"file_md5\":\"{A}\",\"etag\":\"{B}\"}}",
        // Equal digests with different names.
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
fn a_list_gives_the_digest_of_the_picked_file() {
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
        // Twice, in text mode and in binary mode.
        ("{A}  fw.bin\n{A} *fw.bin\n{B}  other.bin\n", "fw.bin"),
        // A line with the name takes precedence over a line without one.
        ("{B}\n{A}  fw.bin\n", "fw.bin"),
        ("{A}  fw.bin\nSHA256 (fw.bin) = {SHA256}\n{B}  other.bin", "fw.bin"),
        ("{A}\nSHA256 (fw.bin) = {SHA256}\n", "fw.bin"),
        // Get-FileHash *.bin -Algorithm MD5, as a table and as a list
        (
            "MD5  {B}  C:\\out\\other.bin\r\nMD5  {A}  C:\\out\\fw.bin\r\n",
            "fw.bin",
        ),
        (
            "Algorithm : MD5\nHash : {B}\nPath : C:\\out\\other.bin\n\nAlgorithm : MD5\nHash : {A}\nPath : C:\\out\\fw.bin\n\n",
            "fw.bin",
        ),
        // JSON, the name before and after the digest
        (
            "[{\"file\":\"other.bin\",\"md5\":\"{B}\"},{\"file\":\"out/fw.bin\",\"md5\":\"{A}\",\"sha1\":\"{SHA1}\"}]",
            "fw.bin",
        ),
        (
            "[{\"md5\":\"{B}\",\"sha1\":\"{SHA1}\",\"name\":\"other.bin\"},\n{\"md5\":\"{A}\",\"name\":\"fw.bin\"}]",
            "fw.bin",
        ),
        (
            "[\n  {\n    \"path\": \"固件.bin\",\n    \"md5\": \"{A}\"\n  },\n  {\n    \"path\": \"b\",\n    \"md5\": \"{B}\"\n  }\n]",
            "固件.bin",
        ),
        ("\"{B}  other.bin\"\n\"{A}  fw.bin\"\n", "fw.bin"),
        ("{B},other.bin\n{A},fw.bin\n", "fw.bin"),
        // A name that looks like a digest.
        ("{A}  {B}\n{B}  {A}\n", B),
    ] {
        let text = filled(text);
        assert_eq!(read(&text, Some(file_name)).as_deref(), Ok(A), "{text:?}");
    }
}

#[test]
fn a_text_without_a_usable_md5_gives_the_reason() {
    let of_40 = OtherDigest { digits: 40 };
    let of_64 = OtherDigest { digits: 64 };
    for (text, file_name, reason) in [
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
        ("fw-{A}", None, NotAnMd5),
        ("https://h/fw_{A}.bin", None, NotAnMd5),
        ("ETag: {A}", None, NotAnMd5),
        ("{\"etag\":\"{A}\"}", None, NotAnMd5),
        ("Token {A}", None, NotAnMd5),
        ("HMAC-MD5: {A}", None, NotAnMd5),
        ("SHAKE128 {A}", None, NotAnMd5),
        ("0c c1 75 b9 c0 f1 b6 a8 31 c3 99 e2 69 77 26", None, NotAnMd5),
        ("0c c1:75 b9 c0 f1 b6 a8 31 c3 99 e2 69 77 26 61", None, NotAnMd5),
        ("0c c1 75 b9 c0 f1 b6 a8 31 c3 99 e2 69 77 26 6g", None, NotAnMd5),
        (
            "Algorithm : SHA256\nHash : {SHA256}\nPath : C:\\fw.bin\n",
            Some("fw.bin"),
            of_64,
        ),
        ("SHA256  {SHA256}  C:\\fw.bin\n", None, of_64),
        (
            "86 f7 e4 37 fa a5 a7 fc e1 5d 1d dc b9 ea ea ea 37 76 67 b8",
            None,
            of_40,
        ),
        (
            "[{\"name\":\"a\",\"md5\":\"{A}\"},{\"name\":\"b\",\"md5\":\"{B}\"}]",
            Some("c"),
            NoLineForFile,
        ),
        (
            "Hash : {A}\nPath : a\n\nHash : {B}\nPath : b\n",
            Some("c"),
            NoLineForFile,
        ),
        ("Hash : {A}\nPath : a\n\nHash : {B}\nPath : b\n", None, Ambiguous),
        ("{\"md5\":\"{A}\"}{\"md5\":\"{B}\"}", Some("c"), Ambiguous),
        ("{SHA1}", None, of_40),
        ("{SHA256}  fw.bin\n", Some("fw.bin"), of_64),
        ("SHA256 (fw.bin) = {SHA256}\n", None, of_64),
        ("SHA2-256(fw.bin)= {SHA256}\n", Some("renamed"), of_64),
        ("{SHA1}  a\n{SHA256}  b\n", None, of_40),
        // The list has an MD5 only of another file.
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
        assert_eq!(read(&text, file_name), Err(reason), "{text:?}, {file_name:?}");
    }
}

#[test]
fn only_known_lengths_are_reported_as_another_digest() {
    for digits in 0..=600 {
        let answer = read(&format!("{}  x", "a".repeat(digits)), None);
        match digits {
            32 => assert_eq!(answer, Ok("a".repeat(32))),
            40 | 56 | 64 | 96 | 128 => assert_eq!(answer, Err(OtherDigest { digits: digits as u8 })),
            _ => assert_eq!(answer, Err(NotAnMd5), "{digits}"),
        }
    }
}
