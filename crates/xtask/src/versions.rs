//! Parses versions in the output of `--version`, in `Cargo.lock` and in `package.json`.

/// Whether the output of a program's `--version` contains exactly the version `wanted`.
///
/// Examples: `trunk 0.21.14`, `wasm-bindgen 0.2.129 (abc123)` and `wasm-opt version 132 (version_132)`.
pub(crate) fn says_version(output: &str, wanted: &str) -> bool {
    let first_line = output.lines().next().unwrap_or_default();
    first_line
        .split_whitespace()
        .any(|word| word.strip_prefix('v').unwrap_or(word) == wanted)
}

/// Version of `package` in the text of a `Cargo.lock`.
pub(crate) fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let mut lines = lock.lines();
    lines.find(|line| quoted(line, "name = ") == Some(package))?;
    lines.next().and_then(|line| quoted(line, "version = "))
}

/// Version in the `package.json` of a package that npm installed.
pub(crate) fn npm_version(package_json: &str) -> Option<&str> {
    let entry = package_json
        .lines()
        .map(str::trim)
        .find_map(|line| line.strip_prefix("\"version\":"))?;
    Some(entry.trim().trim_end_matches(',').trim_matches('"'))
}

fn quoted<'a>(line: &'a str, key: &str) -> Option<&'a str> {
    line.strip_prefix(key)?.strip_prefix('"')?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::{locked_version, npm_version, says_version};

    #[test]
    fn only_the_exact_version_matches() {
        for (output, wanted, expected) in [
            ("trunk 0.21.14\n", "0.21.14", true),
            ("trunk 0.21.14-rc.1\n", "0.21.14", false),
            ("trunk 0.21.140\n", "0.21.14", false),
            ("wasm-bindgen 0.2.129 (3afb0cb0a)\n", "0.2.129", true),
            ("wasm-bindgen 0.2.12\n", "0.2.129", false),
            ("wasm-opt version 132 (version_132)\n", "132", true),
            ("wasm-opt version 108\n", "132", false),
            ("tool v1.2.3\nlater 9.9.9", "1.2.3", true),
            ("tool v1.2.3\nlater 9.9.9", "9.9.9", false),
            ("", "1.0.0", false),
        ] {
            assert_eq!(says_version(output, wanted), expected, "{output:?} against {wanted}");
        }
    }

    #[test]
    fn the_locked_version_belongs_to_the_package_of_exactly_that_name() {
        let lock = "version = 4\n\n[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.1.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.129\"\nsource = \"somewhere\"\n";
        for (package, expected) in [
            ("wasm-bindgen", Some("0.2.129")),
            ("wasm-bindgen-macro", Some("0.1.0")),
            ("wasm", None),
        ] {
            assert_eq!(locked_version(lock, package), expected, "{package}");
        }
    }

    #[test]
    fn the_version_of_an_installed_npm_package_is_parsed() {
        let package = "{\n  \"name\": \"binaryen\",\n  \"version\": \"132.0.0\",\n  \"main\": \"index.js\"\n}\n";
        assert_eq!(npm_version(package), Some("132.0.0"));
        assert_eq!(npm_version("{}"), None);
    }
}
