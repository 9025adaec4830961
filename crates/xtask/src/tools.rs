//! The pinned build tools: used from PATH if the version matches, otherwise installed below the target directory.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::Mutex;

use crate::error::{Context, Error, Result};
use crate::files;
use crate::process::{self, say};
use crate::versions;
use crate::workspace::Workspace;

/// Version 0.22 requires a newer compiler than the workspace.
const TRUNK: &str = "0.21.14";
const WASM_PACK: &str = "0.14.0";
/// Version that `wasm-opt` prints; the npm package `binaryen` calls it `132.0.0`.
const WASM_OPT: &str = "132";
const BINARYEN: &str = "132.0.0";

const GECKODRIVER: &str = "0.37.1";
const TYPESCRIPT: &str = "5.9.3";
const LEPTOSFMT: &str = "0.1.33";
const CARGO_DENY: &str = "0.20.2";

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// A build tool with a pinned version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Builds the console.
    Trunk,
    /// Generates the JavaScript glue and runs browser tests. Its version must be that of the crate.
    WasmBindgen,
    /// Starts the browser tests.
    WasmPack,
    /// Optimises the WebAssembly for size.
    WasmOpt,
    /// Drives Firefox.
    Geckodriver,
    /// Checks the portal SDK's types.
    Tsc,
    /// Formats `view!`.
    Leptosfmt,
    /// Checks licences and sources.
    CargoDeny,
}

/// Tools of the release build. Its `wasm-bindgen` is a library of this program (`split`).
const FOR_CONSOLE: [Tool; 2] = [Tool::Trunk, Tool::WasmOpt];
/// Tools of the browser tests.
pub(crate) const FOR_BROWSER_TESTS: [Tool; 2] = [Tool::WasmBindgen, Tool::WasmPack];

impl Tool {
    const ALL: [Self; 6] = [
        Self::Trunk,
        Self::WasmBindgen,
        Self::WasmPack,
        Self::WasmOpt,
        Self::Geckodriver,
        Self::Tsc,
    ];

    /// Programs of the tool; the first one supports `--version`.
    fn programs(self) -> &'static [&'static str] {
        match self {
            Self::Trunk => &["trunk"],
            Self::WasmBindgen => &["wasm-bindgen", "wasm-bindgen-test-runner"],
            Self::WasmPack => &["wasm-pack"],
            Self::WasmOpt => &["wasm-opt"],
            Self::Geckodriver => &["geckodriver"],
            Self::Tsc => &["tsc"],
            Self::Leptosfmt => &["leptosfmt"],
            Self::CargoDeny => &["cargo-deny"],
        }
    }

    /// Returns the pinned version. The version of wasm-bindgen is read from `Cargo.lock`, so that tool and crate match.
    pub(crate) fn version(self, ws: &Workspace) -> Result<String> {
        match self {
            Self::Trunk => Ok(TRUNK.to_owned()),
            Self::WasmPack => Ok(WASM_PACK.to_owned()),
            Self::WasmOpt => Ok(WASM_OPT.to_owned()),
            Self::Geckodriver => Ok(GECKODRIVER.to_owned()),
            Self::Tsc => Ok(TYPESCRIPT.to_owned()),
            Self::Leptosfmt => Ok(LEPTOSFMT.to_owned()),
            Self::CargoDeny => Ok(CARGO_DENY.to_owned()),
            Self::WasmBindgen => {
                let lock = ws.root.join("Cargo.lock");
                let text = fs::read_to_string(&lock).context(|| format!("reading {}", lock.display()))?;
                let version = versions::locked_version(&text, "wasm-bindgen").map(str::to_owned);
                version.ok_or_else(|| Error::new("Cargo.lock names no version of wasm-bindgen"))
            }
        }
    }

    /// Whether child processes find the tool in the pinned version.
    fn is_present(self, ws: &Workspace) -> Result<bool> {
        let wanted = self.version(ws)?;
        if self == Self::WasmOpt && npm_has(ws, "wasm-opt", "binaryen", BINARYEN) {
            return Ok(true);
        }
        let search_path = ws.search_path()?;
        let found: Option<Vec<_>> = self
            .programs()
            .iter()
            .map(|name| process::find_in(&search_path, name))
            .collect();
        let Some(found) = found else { return Ok(false) };
        let same_folder = found.iter().all(|program| program.parent() == found[0].parent());
        let output = process::capture(Command::new(&found[0]).arg("--version")).unwrap_or_default();
        Ok(same_folder && versions::says_version(&output, &wanted))
    }

    fn install(self, ws: &Workspace) -> Result<()> {
        let version = self.version(ws)?;
        match self {
            // Without TLS: Trunk runs offline and downloads nothing.
            Self::Trunk => cargo_install(ws, "trunk", &version, &["--no-default-features"]),
            Self::WasmBindgen => cargo_install(ws, "wasm-bindgen-cli", &version, &[]),
            Self::WasmPack => cargo_install(ws, "wasm-pack", &version, &[]),
            Self::WasmOpt => npm_install(ws, "wasm-opt", "binaryen", BINARYEN),
            Self::Geckodriver => cargo_install(ws, "geckodriver", &version, &[]),
            Self::Tsc => npm_install(ws, "tsc", "typescript", TYPESCRIPT),
            Self::Leptosfmt => cargo_install(ws, "leptosfmt", &version, &[]),
            Self::CargoDeny => cargo_install(ws, "cargo-deny", &version, &[]),
        }
    }
}

/// Line with the versions of the compiler and the tools. The console is built again when it changes.
pub(crate) fn recipe(ws: &Workspace) -> Result<String> {
    let rustc = process::capture(Command::new("rustc").arg("--version")).unwrap_or_default();
    let tools = FOR_CONSOLE.iter().chain([&Tool::WasmBindgen]);
    let versions: Result<Vec<String>> = tools.map(|tool| tool.version(ws)).collect();
    Ok(format!("{} {}", rustc.trim(), versions?.join(" ")))
}

/// `cargo xtask setup`: installs the wasm target and all tools.
pub(crate) fn setup(ws: &Workspace) -> Result<()> {
    prerequisites()?;
    wasm_target()?;
    ensure(ws, &Tool::ALL)?;
    say("the wasm target and all pinned tools are installed");
    Ok(())
}

/// Checks for the programs that cannot be installed without root, before anything long starts.
///
/// # Errors
/// Names all missing programs.
pub(crate) fn prerequisites() -> Result<()> {
    let compiler = env::var_os("CC").is_some() || process::find("cc").is_some();
    let mut missing = Vec::new();
    if !compiler {
        missing.push("a C compiler (for SQLite; Debian: `apt-get install gcc libc6-dev`)");
    }
    if process::find("node").is_none() || process::find("npm").is_none() {
        missing.push("Node with npm (for wasm-opt; Debian: `apt-get install nodejs npm`)");
    }
    if missing.is_empty() {
        return Ok(());
    }
    Err(Error::new(format!("please install {}", missing.join(" and "))))
}

/// Held during an installation. Steps run in parallel, and installations share a build folder, which the first one to
/// finish removes.
static INSTALLING: Mutex<()> = Mutex::new(());

/// Adds the wasm target to the toolchain if it is missing.
pub(crate) fn wasm_target() -> Result<()> {
    let _guard = INSTALLING.lock();
    let mut libdir = Command::new("rustc");
    libdir.args(["--print", "target-libdir", "--target", WASM_TARGET]);
    if process::capture(&mut libdir).is_some_and(|dir| fs::exists(dir.trim()).unwrap_or(false)) {
        return Ok(());
    }
    say("adding the wasm target to the Rust toolchain (half a minute)");
    process::run(Command::new("rustup").args(["target", "add", WASM_TARGET]))
}

/// Installs what the release build of the console needs.
pub(crate) fn for_console(ws: &Workspace) -> Result<()> {
    wasm_target()?;
    ensure(ws, &FOR_CONSOLE)
}

/// Adds a component (`rustfmt`, `clippy`) to the toolchain if it is missing.
pub(crate) fn component(name: &str, subcommand: &str) -> Result<()> {
    if process::capture(Command::new("cargo").args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    say(&format!("adding {name} to the Rust toolchain (half a minute)"));
    process::run(Command::new("rustup").args(["component", "add", name]))
}

/// Installs each of `tools` that is not present in the pinned version, then removes the build folder.
pub(crate) fn ensure(ws: &Workspace, tools: &[Tool]) -> Result<()> {
    let _guard = INSTALLING.lock();
    let mut installed_any = false;
    for tool in tools {
        if tool.is_present(ws)? {
            continue;
        }
        tool.install(ws)?;
        installed_any = true;
        if !tool.is_present(ws)? {
            let name = tool.programs()[0];
            return Err(Error::new(format!(
                "{name} {} was installed but does not run",
                tool.version(ws)?
            )));
        }
    }
    if installed_any {
        files::remove(&ws.tools().join("build"))
    } else {
        Ok(())
    }
}

fn cargo_install(ws: &Workspace, name: &str, version: &str, features: &[&str]) -> Result<()> {
    say(&format!(
        "building {name} {version} into target/tools, once (2 to 5 minutes on 2 cores)"
    ));
    let mut command = Command::new("cargo");
    command
        .args(["install", "--locked", name, "--version", version])
        .args(features);
    command
        .args([OsStr::new("--root"), ws.tools().as_os_str()])
        .current_dir(&ws.root);
    // Tools run for seconds, so that a fast build matters more than a fast tool. Only wasm-bindgen does more work.
    let level = if name == "wasm-bindgen-cli" { "1" } else { "0" };
    command
        .env("CARGO_PROFILE_RELEASE_LTO", "false")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level);
    process::run(command.env("CARGO_TARGET_DIR", ws.tools().join("build")))
}

/// Installs one package. npm records it in `package.json`: it would remove packages that are not recorded there.
fn npm_install(ws: &Workspace, program: &str, package: &str, version: &str) -> Result<()> {
    prerequisites()?;
    say(&format!(
        "installing {program} ({package} {version}) from npm into target/tools, once (half a minute)"
    ));
    files::create_dir(&ws.npm())?;
    let mut command = Command::new("npm");
    command.args([OsStr::new("install"), OsStr::new("--prefix"), ws.npm().as_os_str()]);
    command
        .args(["--no-audit", "--no-fund"])
        .arg(format!("{package}@{version}"));
    process::run(command.current_dir(&ws.root))
}

/// Whether the npm package is installed in this version, according to its `package.json`. Running `wasm-opt --version`
/// takes a second, because Node loads 10 MB.
fn npm_has(ws: &Workspace, program: &str, name: &str, version: &str) -> bool {
    let modules = ws.npm().join("node_modules");
    let package = fs::read_to_string(modules.join(name).join("package.json")).unwrap_or_default();
    process::is_executable(&modules.join(".bin").join(program)) && versions::npm_version(&package) == Some(version)
}

/// Path of [`Tool::Geckodriver`].
pub(crate) fn geckodriver(ws: &Workspace) -> PathBuf {
    let found = ws
        .search_path()
        .ok()
        .and_then(|path| process::find_in(&path, "geckodriver"));
    found.unwrap_or_else(|| ws.tools().join("bin").join("geckodriver"))
}
