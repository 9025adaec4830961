//! `cargo xtask setup` and the pinned build tools: used from PATH if the version matches, otherwise installed below the
//! target directory.

use std::env;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Result, ensure};
use xshell::cmd;

use self::Package::{Cargo, Npm};
use crate::progress::say;
use crate::workspace::Workspace;

/// Builds the console. Version 0.22 requires a newer compiler than the workspace. Without TLS: Trunk runs offline.
pub(crate) const TRUNK: Tool = Tool(&["trunk"], "0.21.14", Cargo("trunk", &["--no-default-features"]));
/// Generates the JavaScript glue and runs browser tests. Its version must be that of the crate.
pub(crate) const WASM_BINDGEN: Tool = Tool(
    &["wasm-bindgen", "wasm-bindgen-test-runner"],
    "0.2.129",
    Cargo("wasm-bindgen-cli", &[]),
);
/// Starts the browser tests.
pub(crate) const WASM_PACK: Tool = Tool(&["wasm-pack"], "0.14.0", Cargo("wasm-pack", &[]));
/// Optimises the WebAssembly for size.
pub(crate) const WASM_OPT: Tool = Tool(&["wasm-opt"], "132", Npm);
/// Drives Firefox.
pub(crate) const GECKODRIVER: Tool = Tool(&["geckodriver"], "0.37.1", Cargo("geckodriver", &[]));
/// Checks the portal SDK's types.
pub(crate) const TSC: Tool = Tool(&["tsc"], "5.9.3", Npm);
/// Formats `view!`.
pub(crate) const LEPTOSFMT: Tool = Tool(&["leptosfmt"], "0.1.33", Cargo("leptosfmt", &[]));
/// Checks licences and sources.
pub(crate) const CARGO_DENY: Tool = Tool(&["cargo-deny"], "0.20.2", Cargo("cargo-deny", &[]));

/// A build tool: its programs, the version that the first one prints, and its package.
#[derive(Debug)]
pub(crate) struct Tool(&'static [&'static str], pub(crate) &'static str, Package);

#[derive(Debug)]
enum Package {
    /// Crate of the same version, and further arguments of `cargo install`.
    Cargo(&'static str, &'static [&'static str]),
    /// One of [`npm_packages`].
    Npm,
}

impl Tool {
    /// Whether child processes find the tool in the pinned version.
    fn is_present(&self, ws: &Workspace) -> bool {
        let Self(programs, version, package) = self;
        let found: Option<Vec<_>> = programs.iter().map(|name| ws.find(name)).collect();
        found.is_some_and(|found| {
            let same_folder = found.iter().all(|program| program.parent() == found[0].parent());
            // Running `wasm-opt --version` takes a second, because Node loads 10 MB.
            let is_known = matches!(package, Npm) && has_npm_packages(ws);
            same_folder && (is_known || has_version(ws, &found[0], version))
        })
    }

    fn install(&self, ws: &Workspace) -> Result<()> {
        let Self(_, version, package) = self;
        let (name, arguments) = match package {
            Npm => return npm_packages(ws).map(drop),
            Cargo(name, arguments) => (*name, *arguments),
        };
        say(format_args!("building {name} {version}, once (2 to 5 minutes)"));
        let root = ws.tools();
        // Tools run for seconds, so that a fast build matters more than a fast tool. Only wasm-bindgen does more work.
        let level = if name == "wasm-bindgen-cli" { "1" } else { "0" };
        let install = cmd!(ws.sh, "cargo install --locked {name} --version {version} --root {root}")
            .env("CARGO_PROFILE_RELEASE_LTO", "false")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level)
            .env("CARGO_TARGET_DIR", root.join("build"));
        Ok(install.args(arguments).run()?)
    }
}

/// Line with the versions of the compiler and the tools of the release build.
pub(crate) fn recipe(ws: &Workspace) -> String {
    let rustc = cmd!(ws.sh, "rustc --version").read().unwrap_or_default();
    let versions = [TRUNK, WASM_OPT, WASM_BINDGEN].map(|tool| tool.1);
    format!("{rustc} {}", versions.join(" "))
}

/// `cargo xtask setup`: installs the wasm target and all tools.
pub(crate) fn setup(ws: &Workspace) -> Result<()> {
    prerequisites(ws)?;
    wasm_target(ws)?;
    ensure(ws, &[TRUNK, WASM_BINDGEN, WASM_PACK, WASM_OPT, GECKODRIVER, TSC])?;
    say("the wasm target and all pinned tools are installed");
    Ok(())
}

/// Installs what the release build of the console needs. Its `wasm-bindgen` is a library of this program
/// ([`crate::split`]).
pub(crate) fn for_console(ws: &Workspace) -> Result<()> {
    wasm_target(ws)?;
    ensure(ws, &[TRUNK, WASM_OPT])
}

/// Checks for the programs that cannot be installed without root, before anything long starts.
///
/// # Errors
/// Names all missing programs.
pub(crate) fn prerequisites(ws: &Workspace) -> Result<()> {
    let mut missing = Vec::new();
    if env::var_os("CC").is_none() && ws.find("cc").is_none() {
        missing.push("a C compiler (for SQLite; Debian: `apt-get install gcc libc6-dev`)");
    }
    if ws.find("node").is_none() || ws.find("npm").is_none() {
        missing.push("Node with npm (for wasm-opt; Debian: `apt-get install nodejs npm`)");
    }
    ensure!(missing.is_empty(), "please install {}", missing.join(" and "));
    Ok(())
}

/// Held during an installation. Steps run in parallel, and installations share a build folder, which the first one to
/// finish removes.
static INSTALLING: Mutex<()> = Mutex::new(());

/// Adds the wasm target to the toolchain if it is missing.
pub(crate) fn wasm_target(ws: &Workspace) -> Result<()> {
    let _guard = INSTALLING.lock();
    let target = "wasm32-unknown-unknown";
    let libdir = cmd!(ws.sh, "rustc --print target-libdir --target {target}").ignore_stderr();
    if !libdir.read().is_ok_and(|dir| ws.sh.path_exists(dir)) {
        say("adding the wasm target to the Rust toolchain (half a minute)");
        cmd!(ws.sh, "rustup target add {target}").run()?;
    }
    Ok(())
}

/// Adds a component (`rustfmt`, `clippy`) to the toolchain if it is missing.
pub(crate) fn component(ws: &Workspace, name: &str, subcommand: &str) -> Result<()> {
    let version = cmd!(ws.sh, "cargo {subcommand} --version").ignore_stderr();
    if version.read().is_err() {
        say(format_args!("adding {name} to the Rust toolchain (half a minute)"));
        cmd!(ws.sh, "rustup component add {name}").run()?;
    }
    Ok(())
}

/// Installs each of `tools` that is not present in the pinned version, then removes the build folder.
pub(crate) fn ensure(ws: &Workspace, tools: &[Tool]) -> Result<()> {
    let _guard = INSTALLING.lock();
    for tool in tools.iter().filter(|tool| !tool.is_present(ws)) {
        tool.install(ws)?;
        let name = tool.0[0];
        ensure!(tool.is_present(ws), "{name} was installed but does not run");
    }
    ws.sh.remove_path(ws.tools().join("build"))?;
    Ok(())
}

/// Manifest of the npm packages.
pub(crate) const NPM_MANIFEST: &str = include_str!("../npm/package.json");
/// Lockfile of the npm packages. It names no registry, so that a mirror can serve them.
const NPM_LOCK: &str = include_str!("../npm/package-lock.json");

/// Installs the npm packages of `crates/xtask/npm`, unless they are installed, and returns their `node_modules`. No
/// package needs its install scripts.
pub(crate) fn npm_packages(ws: &Workspace) -> Result<PathBuf> {
    let dir = ws.tools().join("npm");
    if !has_npm_packages(ws) {
        prerequisites(ws)?;
        say("installing the npm packages, once (half a minute)");
        ws.sh.write_file(dir.join("package.json"), NPM_MANIFEST)?;
        ws.sh.write_file(dir.join("package-lock.json"), NPM_LOCK)?;
        let options = ["--ignore-scripts", "--no-audit", "--no-fund"];
        cmd!(ws.sh, "npm ci --prefix {dir} {options...}").run()?;
    }
    Ok(dir.join("node_modules"))
}

/// Whether the npm packages are installed from this lockfile. npm writes its hidden lockfile last.
fn has_npm_packages(ws: &Workspace) -> bool {
    let dir = ws.tools().join("npm");
    let installed = ws.sh.read_file(dir.join("package-lock.json"));
    installed.is_ok_and(|lock| lock == NPM_LOCK) && dir.join("node_modules/.package-lock.json").is_file()
}

/// Whether the output of `PROGRAM --version` contains exactly this version.
pub(crate) fn has_version(ws: &Workspace, program: &Path, version: &str) -> bool {
    let output = cmd!(ws.sh, "{program} --version").ignore_stderr().read();
    output.is_ok_and(|output| says_version(&output, version))
}

/// Examples: `trunk 0.21.14`, `wasm-bindgen 0.2.129 (abc123)` and `wasm-opt version 132 (version_132)`.
fn says_version(output: &str, wanted: &str) -> bool {
    let mut words = output.lines().next().unwrap_or_default().split_whitespace();
    words.any(|word| word.strip_prefix('v').unwrap_or(word) == wanted)
}

#[cfg(test)]
mod tests {
    use super::{NPM_LOCK, NPM_MANIFEST, TSC, WASM_BINDGEN, WASM_OPT, says_version};

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
    fn tool_and_crate_of_wasm_bindgen_have_the_same_version() {
        let locked = format!("name = \"wasm-bindgen\"\nversion = \"{}\"\n", WASM_BINDGEN.1);
        assert!(include_str!("../../../Cargo.lock").contains(&locked), "{locked}");
    }

    #[test]
    fn the_npm_tools_have_the_locked_version_and_the_lockfile_names_no_registry() {
        for (package, version) in [
            ("binaryen", format!("{}.0.0", WASM_OPT.1)),
            ("typescript", TSC.1.to_owned()),
        ] {
            let locked = format!("\"{package}\": \"{version}\"");
            assert!(NPM_MANIFEST.contains(&locked) && NPM_LOCK.contains(&locked), "{locked}");
        }
        assert!(NPM_LOCK.contains("\"integrity\": \"sha512-") && !NPM_LOCK.contains("\"resolved\""));
    }
}
