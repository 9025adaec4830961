//! Counts of passed and failed checks, parsed from the output of tests.

use std::fmt;
use std::io::{BufRead as _, BufReader};
use std::ops::AddAssign;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use xshell::Cmd;

/// Numbers of passed and failed checks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) passed: u64,
    /// Failed tests and checks, and steps that could not run.
    pub(crate) failed: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

impl Counts {
    pub(crate) const fn passed(passed: u64) -> Self {
        Self { passed, failed: 0 }
    }

    pub(crate) const fn failed(failed: u64) -> Self {
        Self { passed: 0, failed }
    }

    /// Runs commands that are one check each. The first failure is an error.
    pub(crate) fn of_checks<const N: usize>(commands: [Cmd<'_>; N]) -> Result<Self> {
        for command in &commands {
            command.run()?;
        }
        Ok(Self::passed(N as u64))
    }

    /// Runs tests, forwards their output and counts the results that they print.
    ///
    /// A command that fails without a failed test counts as one failure. No test at all is an error: a filter without a
    /// match or a missing target must not look successful.
    pub(crate) fn of_tests(tests: Cmd<'_>) -> Result<Self> {
        let name = tests.to_string();
        let mut command = Command::from(tests);
        let mut child = command.stdout(Stdio::piped()).spawn().context(name.clone())?;
        let stdout = child.stdout.take().context("no standard output")?;
        let mut counts = Self::default();
        for line in BufReader::new(stdout).split(b'\n') {
            let line = String::from_utf8_lossy(&line?).into_owned();
            println!("{line}");
            counts += Self::of_line(line.trim_end()).unwrap_or_default();
        }
        let status = child.wait()?;
        if !status.success() {
            eprintln!("error: `{name}` failed ({status})");
            counts.failed = counts.failed.max(1);
        }
        ensure!(counts != Self::default(), "no test ran");
        Ok(counts)
    }

    /// Parses the result line of a test binary, or a line of the summary of Node's tests.
    ///
    /// Cargo's tests and wasm-bindgen's browser tests print `test result: ok. 3 passed; 0 failed; ...` at the start of
    /// a line; wasm-bindgen indents the output of the tests themselves. Node prints `# pass 3` and `# fail 0`.
    fn of_line(line: &str) -> Option<Self> {
        if let Some(result) = line.strip_prefix("test result: ") {
            let numbers = result.strip_prefix("ok. ").or(result.strip_prefix("FAILED. "))?;
            let (passed, rest) = numbers.split_once(" passed; ")?;
            let (failed, _) = rest.split_once(" failed")?;
            let (passed, failed) = (passed.parse().ok()?, failed.parse().ok()?);
            return Some(Self { passed, failed });
        }
        let (verdict, number) = line.strip_prefix("# ")?.split_once(' ')?;
        let number = number.parse().ok()?;
        match verdict {
            "pass" => Some(Self::passed(number)),
            // A test that did not run counts as failed.
            "fail" | "cancelled" | "skipped" | "todo" => Some(Self::failed(number)),
            _ => None,
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::Counts;
    use xshell::{Shell, cmd};

    fn counts(passed: u64, failed: u64) -> Option<Counts> {
        Some(Counts { passed, failed })
    }

    #[test]
    fn only_result_lines_are_counted_and_a_test_that_did_not_run_counts_as_failed() {
        for (line, expected) in [
            ("test result: ok. 12 passed; 0 failed; 1 ignored", counts(12, 0)),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored", counts(3, 2)),
            ("test result: ok. 0 passed; 0 failed", counts(0, 0)),
            ("    test result: ok. 1 passed; 0 failed", None),
            ("test result: maybe. 1 passed; 0 failed", None),
            ("test result: ok. many passed; 0 failed", None),
            ("test tests::result ... ok", None),
            ("running 3 tests", None),
            ("", None),
            ("# pass 34", counts(34, 0)),
            ("# fail 2", counts(0, 2)),
            ("# cancelled 1", counts(0, 1)),
            ("# skipped 3", counts(0, 3)),
            ("# todo 0", counts(0, 0)),
            ("# tests 34", None),
            ("# duration_ms 401.5", None),
            ("    # pass 1", None),
            ("ok 1 - # pass 1", None),
        ] {
            assert_eq!(Counts::of_line(line), expected, "{line:?}");
        }
    }

    #[test]
    fn printed_results_are_counted_and_a_command_without_tests_is_an_error() {
        let sh = Shell::new().unwrap();
        for (results, exit_code, expected) in [
            (
                "ok. 2 passed; 0 failed\ntest result: ok. 3 passed; 0 failed",
                "0",
                counts(5, 0),
            ),
            ("FAILED. 2 passed; 1 failed", "101", counts(2, 1)),
            ("ok. 2 passed; 0 failed", "101", counts(2, 1)),
            ("none", "101", counts(0, 1)),
            ("none", "0", None),
            ("ok. 0 passed; 0 failed", "0", None),
        ] {
            let script = format!("echo 'test result: {results}'; exit {exit_code}");
            let tests = Counts::of_tests(cmd!(sh, "sh -c {script}"));
            assert_eq!(tests.ok(), expected, "{script}");
        }
    }
}
