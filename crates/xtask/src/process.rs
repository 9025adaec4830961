//! Runs other programs and prints progress.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Write};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use crate::error::{Context, Error, Result};

/// Prints a progress line: the current action and about how long it takes.
pub(crate) fn say(line: &str) {
    eprintln!("==> {line}");
}

/// Prints which step starts, and how long it and the remaining steps may take on two cores of a new machine.
pub(crate) fn say_step(step: usize, steps: usize, name: &str, seconds_left: u64) {
    let minutes = match seconds_left.div_ceil(60) {
        0 | 1 => "1 minute".to_owned(),
        minutes => format!("{minutes} minutes"),
    };
    say(&format!("step {step} of {steps}: {name} (at most {minutes} left)"));
}

/// Runs a command with the inherited terminal. A failure is an error that names the command.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .context(|| format!("cannot start `{}`", command_line(command)))?;
    succeeded(command, status)
}

/// Runs a command and passes each line of its standard output to `out`, immediately and unchanged, and to `on_line`.
///
/// `on_line` receives the line as text, with bytes that are not UTF-8 replaced.
pub(crate) fn run_watching(
    command: &mut Command,
    out: &mut impl Write,
    mut on_line: impl FnMut(&str),
) -> Result<ExitStatus> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context(|| format!("cannot start `{}`", command_line(command)))?;
    if let Some(stdout) = child.stdout.take() {
        let mut reader = BufReader::new(stdout);
        let mut line = Vec::new();
        let action = || format!("forwarding the output of `{}`", command_line(command));
        while reader.read_until(b'\n', &mut line).context(action)? > 0 {
            out.write_all(&line).and_then(|()| out.flush()).context(action)?;
            on_line(String::from_utf8_lossy(&line).trim_end());
            line.clear();
        }
    }
    child
        .wait()
        .context(|| format!("waiting for `{}`", command_line(command)))
}

/// Standard output of a command; `None` if the program is missing or fails.
pub(crate) fn capture(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Turns an unsuccessful exit status into an error.
pub(crate) fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    Err(Error::new(format!("`{}` failed ({status})", command_line(command))))
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

/// Whether the path is an executable file.
pub(crate) fn is_executable(file: &Path) -> bool {
    file.metadata()
        .is_ok_and(|meta| meta.is_file() && meta.permissions().mode() & 0o111 != 0)
}

fn command_line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
