//! `cargo xtask test`: every check, in order, and a last line that says `N passed, N failed`.

use std::process::ExitCode;
use std::time::Instant;

use crate::console;
use crate::error::{Error, Result};
use crate::process::say;
use crate::steps;
use crate::tally::{Counts, Report};
use crate::tools;
use crate::workspace::Workspace;

/// A part of the run one can ask for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Fmt,
    Clippy,
    Native,
    Sdk,
    Browser,
    Build,
    Size,
    E2e,
}

impl Part {
    /// Cheapest first: a forgotten comma should not cost a browser.
    const ALL: [Self; 8] = [
        Self::Fmt,
        Self::Clippy,
        Self::Native,
        Self::Sdk,
        Self::Browser,
        Self::Build,
        Self::Size,
        Self::E2e,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Native => "native",
            Self::Sdk => "sdk",
            Self::Browser => "browser",
            Self::Build => "build",
            Self::Size => "size",
            Self::E2e => "e2e",
        }
    }

    fn needs_the_console(self) -> bool {
        matches!(self, Self::Size | Self::E2e)
    }
}

/// Runs the named parts, or all; fails when anything did.
pub(crate) fn run(ws: &Workspace, names: &[String]) -> Result<ExitCode> {
    let parts = selected(names)?;
    let mut run = Run {
        ws,
        report: Report::default(),
    };
    run.early_warnings(&parts);
    let mut console = Ok(());
    for part in parts {
        match part {
            Part::Build => console = run.console(),
            part if part.needs_the_console() && console.is_err() => run.skip(part),
            part => run.part(part),
        }
    }
    println!("\n{}", run.report.summary());
    let total = run.report.total();
    Ok(if total.failed == 0 && !total.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The parts asked for, in their order, with the release build before what needs it.
fn selected(names: &[String]) -> Result<Vec<Part>> {
    let known = |name: &String| Part::ALL.iter().any(|part| part.name() == name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all = Part::ALL.map(Part::name).join(" ");
        return Err(Error::new(format!("no step `{unknown}`; there are: {all}")));
    }
    let asked = |part: Part| names.is_empty() || names.iter().any(|name| name == part.name());
    let build = Part::ALL.iter().any(|part| part.needs_the_console() && asked(*part));
    Ok(Part::ALL
        .into_iter()
        .filter(|part| asked(*part) || (*part == Part::Build && build))
        .collect())
}

/// The console did not build.
struct NoConsole;

struct Run<'a> {
    ws: &'a Workspace,
    report: Report,
}

impl Run<'_> {
    /// What somebody has to install is said before the long steps; a step that needs it then fails by itself.
    fn early_warnings(&mut self, parts: &[Part]) {
        let only_fmt = parts.iter().all(|part| *part == Part::Fmt);
        if !only_fmt && let Err(error) = tools::prerequisites() {
            let note = "looking for what cannot be installed from here";
            self.step("prerequisites", note, |_| Err(error));
        }
    }

    fn part(&mut self, part: Part) {
        match part {
            Part::Fmt => self.step("fmt", "checking the formatting (seconds)", steps::fmt),
            Part::Clippy => {
                self.step(
                    "clippy (host)",
                    "linting for this machine (1 to 3 minutes at first)",
                    steps::clippy_host,
                );
                self.step(
                    "clippy (wasm)",
                    "linting for the browser (1 to 2 minutes at first)",
                    steps::clippy_wasm,
                );
            }
            Part::Native => self.step(
                "native tests",
                "testing on this machine (2 to 4 minutes at first)",
                steps::native,
            ),
            Part::Sdk => self.step("portal SDK", "testing the portal's side (seconds)", steps::sdk),
            Part::Browser => {
                self.step(
                    "browser tests",
                    "testing in headless Chromium (2 minutes at first)",
                    steps::in_the_browser,
                );
            }
            Part::Build => {}
            Part::Size => self.step("size", "measuring the first load (seconds)", steps::budget),
            Part::E2e => self.step(
                "end-to-end tests",
                "driving the release console in three browsers (10 minutes)",
                steps::end_to_end,
            ),
        }
    }

    fn console(&mut self) -> std::result::Result<(), NoConsole> {
        let failed_before = self.report.total().failed;
        self.step(
            "release console",
            "building what ships (2 to 4 minutes at first)",
            |ws| console::build(ws).map(|()| Counts::ONE_PASSED),
        );
        if self.report.total().failed > failed_before {
            Err(NoConsole)
        } else {
            Ok(())
        }
    }

    fn skip(&mut self, part: Part) {
        self.step(part.name(), "cannot run", |_| {
            Err(Error::new("there is no release console to run it on"))
        });
    }

    /// Runs one step, shows how it went and remembers it; an error is one failure.
    fn step(&mut self, name: &'static str, note: &str, work: impl FnOnce(&Workspace) -> Result<Counts>) {
        say(&format!("{name}: {note}"));
        let start = Instant::now();
        let counts = work(self.ws).unwrap_or_else(|error| {
            eprintln!("error: {name}: {error}");
            Counts::ONE_FAILED
        });
        self.report.add(name, counts, start.elapsed());
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, selected};

    #[test]
    fn parts_run_in_their_order_and_the_console_is_built_for_what_needs_it() {
        for (asked, expected) in [
            (&[][..], &Part::ALL[..]),
            (&["clippy", "fmt"], &[Part::Fmt, Part::Clippy]),
            (&["e2e"], &[Part::Build, Part::E2e]),
            (&["size", "native"], &[Part::Native, Part::Build, Part::Size]),
        ] {
            let names: Vec<String> = asked.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(selected(&names).ok().as_deref(), Some(expected), "{asked:?}");
        }
        assert!(selected(&["everything".to_owned()]).is_err());
    }
}
