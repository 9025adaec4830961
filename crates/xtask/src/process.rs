//! Running other programs, and saying so.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::error::{Context, Error, Result};

/// One line to the person: what is being done and about how long it takes.
pub(crate) fn say(line: &str) {
    eprintln!("==> {line}");
}

/// Says which step begins, and how long it and the rest may take on two cores of a new machine.
pub(crate) fn say_step(step: usize, steps: usize, name: &str, seconds_left: u64) {
    let minutes = match seconds_left.div_ceil(60) {
        0 | 1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    };
    say(&format!("step {step} of {steps}: {name} (at most {minutes} left)"));
}

/// Runs to the end with the terminal as its own; an unsuccessful end is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .context(|| format!("cannot start `{}`", shown(command)))?;
    succeeded(command, status)
}

/// Runs to the end; every line of standard output goes on to `out` at once, and to `on_line`.
///
/// Bytes are passed on as they are: a test may print anything.
pub(crate) fn run_watching(
    command: &mut Command,
    out: &mut impl Write,
    mut on_line: impl FnMut(&str),
) -> Result<ExitStatus> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context(|| format!("cannot start `{}`", shown(command)))?;
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        let broken = || format!("passing on the output of `{}`", shown(command));
        while reader.read_until(b'\n', &mut line).context(broken)? > 0 {
            out.write_all(&line).and_then(|()| out.flush()).context(broken)?;
            on_line(String::from_utf8_lossy(&line).trim_end());
            line.clear();
        }
    }
    child.wait().context(|| format!("waiting for `{}`", shown(command)))
}

/// Standard output of a program that ended well; `None` when it is missing or failed.
pub(crate) fn capture(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// An unsuccessful end as an error.
pub(crate) fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    Err(Error::new(format!("`{}` failed ({status})", shown(command))))
}

/// The first executable file called `name` in a PATH-like list.
pub(crate) fn find_in(search_path: &OsStr, name: &str) -> Option<PathBuf> {
    std::env::split_paths(search_path)
        .map(|dir| dir.join(name))
        .find(|file| is_executable(file))
}

/// The first executable file called `name` on PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    find_in(&std::env::var_os("PATH")?, name)
}

/// Whether this is a file one may run.
pub(crate) fn is_executable(file: &Path) -> bool {
    file.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
