//! Address of a firmware file: an absolute `http` or `https` URL of at most 250 ASCII characters.

use proptest::prelude::*;
use upgrade_api::{FileUrl, Problem, URL_MAX};

fn parsed(text: &str) -> Result<String, Problem> {
    FileUrl::parse(text).map(|url| url.as_str().to_owned())
}

#[test]
fn an_absolute_http_or_https_address_is_accepted_unchanged() {
    for url in [
        "http://h",
        "https://h",
        "https://files.example.com/gateway-3.bin",
        "http://127.0.0.1:8080/files/0cc1.bin",
        "http://localhost/x",
        "http://h:0/x",
        "http://h:65535/x",
        "http://h:/x",
        "http://h./x",
        "http://[::1]/x",
        "http://[::1]:8080/x",
        "http://[2001:DB8::192.0.2.1]/x",
        "http://user@h/x",
        "http://user:pass@h:8080/x",
        "http://user:pass@[::1]:8080/x",
        "https://h/%E5%9B%BA%E4%BB%B6.bin?sign=a%2Bb&t=1",
        "https://h?version=3",
        "https://h/fw%233.bin",
        "https://h/a,b;c=d/(e)!$&'*+~_-.:@",
        "https://xn--fiqs8s.example/x",
        "https://h/x?next=http://other:99999/",
    ] {
        assert_eq!(parsed(url), Ok(url.to_owned()));
    }
}

#[test]
fn what_a_copy_adds_is_removed_and_the_scheme_is_lower_case_ascii() {
    for (typed, url) in [
        ("Https://h/x", "https://h/x"),
        ("HTTP://H/X", "http://H/X"),
        ("https：//h/x", "https://h/x"),
        ("ｈｔｔｐｓ：／／h/x", "https://h/x"),
        ("Ｈttp:／／h/x", "http://h/x"),
        ("\u{feff}https://h/x", "https://h/x"),
        ("https://h/x\u{200b}", "https://h/x"),
        ("https://h/long\u{200b}name\u{ad}.bin", "https://h/longname.bin"),
        ("\u{202a}https://h/x\u{202c}", "https://h/x"),
        ("\u{a0}https://h/x\u{a0}\r\n", "https://h/x"),
        (" https://h/x ", "https://h/x"),
        ("\thttps://h/x\r\n", "https://h/x"),
        ("\u{3000}https://h/x", "https://h/x"),
    ] {
        assert_eq!(parsed(typed).as_deref(), Ok(url), "{typed:?}");
    }
    // Full-width characters after the scheme are part of the name.
    assert_eq!(parsed("https://h/（1）"), Err(Problem::UrlCharacter('（')));
}

#[test]
fn another_or_a_missing_scheme_is_refused() {
    for typed in [
        "javascript:alert(1)",
        "javascript://h/%0aalert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://h/x",
        "ws://h/x",
        "//h/x",
        "/x",
        "h/x",
        "www.example.com",
        "http:/h/x",
        "http:h",
        "https:",
        "http//h",
        "hhttp://h/x",
        "Ftp://h/x",
        "https;//h/x",
        "固件",
    ] {
        assert_eq!(parsed(typed), Err(Problem::UrlScheme), "{typed:?}");
    }
}

#[test]
fn a_missing_or_invalid_host_or_port_is_refused() {
    for typed in [
        "http://",
        "https://",
        "http:///x",
        "https:///x",
        "http://?x",
        "http://:80/x",
        "http://:/x",
        "http://@/x",
        "http://user@/x",
        "http://user:pass@:80/x",
        "http://.h/x",
        "http://a..b/x",
        "http://h:65536/x",
        "http://h:999999999999/x",
        "http://h:http/x",
        "http://h:-1/x",
        "http://h:80:80/x",
        "http://::1/x",
        "http://[::1/x",
        "http://::1]/x",
        "http://[]/x",
        "http://[h]/x",
        "http://[::g]/x",
        "http://[::1]8080/x",
        "http://[::1]:x/x",
        "http://[::1]:65536/x",
        "http://[[::1]]/x",
        "http://h]/x",
        "http://a[b]/x",
        "http://[h/x",
    ] {
        assert_eq!(parsed(typed), Err(Problem::UrlHost), "{typed:?}");
    }
}

#[test]
fn a_character_that_requires_percent_encoding_is_refused_and_reported() {
    let cases = [
        ("https://h/固件.bin", '固'),
        ("https://固件.example/x", '固'),
        ("https://h/a b.bin", ' '),
        ("https://h/a\tb", '\t'),
        ("https://h/a\nb", '\n'),
        ("https://h/a\u{0}b", '\0'),
        ("https://h/a\u{7f}b", '\u{7f}'),
        ("https://h/é", 'é'),
        ("https://h/🚀", '🚀'),
        ("https://h\\@evil/x", '\\'),
        ("https://h/\"x", '"'),
        ("https://h/<x>", '<'),
        ("https://h/x>", '>'),
        ("https://h/^", '^'),
        ("https://h/`", '`'),
        ("https://h/{version}", '{'),
        ("https://h/version}", '}'),
        ("https://h/a|b", '|'),
        ("https:// h/x", ' '),
        ("https://h/a\u{a0}b", '\u{a0}'),
        ("https://h/fw#3.bin", '#'),
        ("https://h/x?v=1#part", '#'),
        ("https://h#part", '#'),
        ("http://#x", '#'),
        ("https://h/100%", '%'),
        ("https://h/100%.bin", '%'),
        ("https://h/%2", '%'),
        ("https://h/%g1", '%'),
        ("https://h/%固", '%'),
        ("https://h/%E5%9B%B", '%'),
    ];
    for (typed, wrong) in cases {
        assert_eq!(parsed(typed), Err(Problem::UrlCharacter(wrong)), "{typed:?}");
    }
}

#[test]
fn an_address_is_encoded_where_it_has_to_be() {
    for (typed, encoded) in [
        ("https://h/fw#3.bin", Some("https://h/fw%233.bin")),
        ("https://h/100%.bin", Some("https://h/100%25.bin")),
        ("https://h/a b.bin", Some("https://h/a%20b.bin")),
        ("https://h/a\u{a0}b.bin", Some("https://h/a%20b.bin")),
        ("https://h/固件.bin", Some("https://h/%E5%9B%BA%E4%BB%B6.bin")),
        ("https://h/（1）.bin", Some("https://h/%EF%BC%881%EF%BC%89.bin")),
        (
            "Https://h/прошивка #3 100%.bin?a=%2B&b=<1>",
            Some("https://h/%D0%BF%D1%80%D0%BE%D1%88%D0%B8%D0%B2%D0%BA%D0%B0%20%233%20100%25.bin?a=%2B&b=%3C1%3E"),
        ),
        ("https://h/%E5%9B%BA.bin", Some("https://h/%E5%9B%BA.bin")),
        // Only a path or query is encoded.
        ("https://h#part", None),
        ("https://固件.example/x", None),
        ("https://h\\@evil/x", None),
        ("ftp://h/a b", None),
        ("a b", None),
        ("", None),
    ] {
        let found = FileUrl::encoded(typed);
        assert_eq!(found.as_ref().map(FileUrl::as_str), encoded, "{typed:?}");
    }
    let too_long = format!("https://h/{}", "固".repeat(30));
    assert_eq!(FileUrl::encoded(&too_long), None, "longer than an address may be");
}

#[test]
fn the_longest_address_has_250_characters() {
    assert_eq!(URL_MAX, 250);
    let of = |len: usize| format!("https://h/{}", "x".repeat(len - "https://h/".len()));
    assert_eq!(parsed(&of(250)), Ok(of(250)));
    assert_eq!(parsed(&of(251)), Err(Problem::TooLong { len: 251, max: 250 }));
    // Surrounding blanks do not count.
    assert_eq!(parsed(&format!("  {}  ", of(250))), Ok(of(250)));
    // The length is counted in characters, so an invalid character is reported as such.
    let chinese = format!("https://h/{}", "固".repeat(240));
    assert_eq!(parsed(&chinese), Err(Problem::UrlCharacter('固')));
    let longer = format!("https://h/{}", "固".repeat(241));
    assert_eq!(parsed(&longer), Err(Problem::TooLong { len: 251, max: 250 }));
}

proptest! {
    #[test]
    fn any_accepted_address_is_short_ascii_with_an_allowed_scheme(text in "(https?://)?[a-z.:@/?#\\[\\] 固\\\\0-9]{0,40}") {
        if let Ok(url) = parsed(&text) {
            prop_assert!(url.starts_with("http://") || url.starts_with("https://"));
            prop_assert!(url.bytes().all(|byte| byte.is_ascii_graphic()));
            prop_assert!(url.len() <= URL_MAX);
            prop_assert_eq!(url.as_str(), text.trim());
        }
    }
}
