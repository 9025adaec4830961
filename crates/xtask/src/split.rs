//! Splits the linked module in two: code that is reachable only from the entry in `src/pages/lazy.rs` becomes the
//! second module (docs/architecture.md, "Two modules").
//!
//! The linker's output has to be split before `wasm-bindgen` reads it, but Trunk calls `wasm-bindgen`. Therefore
//! [`stand_in`] puts this program on Trunk's PATH under that name, and [`bindgen`] splits the module and generates the
//! glue with the library behind `wasm-bindgen-cli`. [`lay`] writes the second module to `dist` under a hashed name. It
//! writes that name and the digest that the browser verifies into the page, where the glue reads them.

use std::env;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;

use crate::error::{Context, Error, Result};
use crate::files;
use crate::process;
use crate::tools::Tool;
use crate::workspace::Workspace;

/// Name under which Trunk calls this program.
pub(crate) const BINDGEN: &str = "wasm-bindgen";

/// Name of the module in `wasm_split`, and prefix of its file name.
const LATER: &str = "later";

/// Environment variable with the version of `wasm-bindgen` to print.
const VERSION_VARIABLE: &str = "XTASK_WASM_BINDGEN_VERSION";

/// Environment variable with the folder for the second module.
const DIR_VARIABLE: &str = "XTASK_SPLIT_ASIDE";

/// Puts this program first on the PATH of `trunk`, under the name `wasm-bindgen`.
pub(crate) fn stand_in(ws: &Workspace, trunk: &mut Command) -> Result<()> {
    let dir = split_dir(ws);
    files::remove(&dir)?;
    let bin = dir.join("bin");
    files::create_dir(&bin)?;
    let own = env::current_exe().context(|| "finding the path of this program".to_owned())?;
    symlink(own, bin.join(BINDGEN)).context(|| format!("linking {}", bin.display()))?;
    let search_path = ws.search_path()?;
    let path = env::join_paths([bin].into_iter().chain(env::split_paths(&search_path)))
        .context(|| "PATH cannot contain the path of this checkout".to_owned())?;
    trunk.env("PATH", path).env(DIR_VARIABLE, dir);
    trunk.env(VERSION_VARIABLE, Tool::WasmBindgen.version(ws)?);
    Ok(())
}

fn split_dir(ws: &Workspace) -> PathBuf {
    ws.target.join("split")
}

/// `wasm-bindgen ARGS` as Trunk calls it: splits the module, then generates the glue of the first part.
pub(crate) fn bindgen(args: &[String]) -> Result<ExitCode> {
    let (Some(dir), Ok(version)) = (env::var_os(DIR_VARIABLE).map(PathBuf::from), env::var(VERSION_VARIABLE)) else {
        return Err(Error::new("only `cargo xtask` can start this program as wasm-bindgen"));
    };
    let Some(module) = args.iter().find(|arg| arg.ends_with(".wasm")) else {
        println!("wasm-bindgen {version}");
        return Ok(ExitCode::SUCCESS);
    };
    let value = |flag: &str| {
        let found = args.iter().find_map(|arg| arg.strip_prefix(flag));
        found.ok_or_else(|| Error::new(format!("Trunk passes no {flag} to wasm-bindgen")))
    };
    let (out_dir, name) = (value("--out-dir=")?, value("--out-name=")?);
    let linked = files::read(Path::new(module))?;
    let first = dir.join(format!("{name}.wasm"));
    let glue = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&linked);
    options.output_dir = &dir;
    options.main_out_path = &first;
    options.main_module = &glue;
    wasm_split_cli_support::transform(options).map_err(|error| Error::new(format!("splitting: {error:#}")))?;
    generate_glue(&first, out_dir, name)?;
    let glue = Path::new(out_dir).join(format!("{name}.js"));
    let text = files::read_text(&glue)?;
    let loader = files::read_text(&dir.join("__wasm_split.js"))?;
    files::write(&glue, with_loader(&text, &loader, name)?.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Generates the glue with the options that Trunk passes to `wasm-bindgen`, and keeps the exports that the second
/// module imports.
fn generate_glue(module: &Path, out_dir: &str, name: &str) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(module)
        .typescript(false)
        .out_name(name)
        .keep_lld_exports(true);
    let generated = bindgen.web(true).and_then(|bindgen| bindgen.generate(out_dir));
    generated.map_err(|error| Error::new(format!("wasm-bindgen: {error:#}")))
}

/// Returns the glue with the loader inserted. A separate file would cost a request before the first paint, and its name
/// would contain no hash.
fn with_loader(glue: &str, loader: &str, name: &str) -> Result<String> {
    let loader = replaced(loader, &format!("import {{ initSync }} from \"./{name}.js\";\n"), "")?;
    let loader = replaced(&loader, "export const __wasm_split_load_", "const __wasm_split_load_")?;
    let fetched = format!("fetch(new URL(\"./split_{LATER}.wasm\", import.meta.url))");
    let loader = replaced(&loader, &fetched, "laterModule()")?;
    // Like the first module, the second one loads with any content type.
    let streamed = "WebAssembly.instantiateStreaming(src, imports)";
    let loader = replaced(&loader, streamed, "WebAssembly.instantiate(await src, imports)")?;
    let imported = glue
        .split_once("import * as ")
        .and_then(|(_, rest)| rest.split_once(" from \"./__wasm_split.js\""))
        .map(|(binding, _)| binding)
        .ok_or_else(|| Error::new("the glue imports no second module"))?;
    let import = format!("import * as {imported} from \"./__wasm_split.js\"");
    let object = format!("const {imported} = {{ __wasm_split_load_{LATER} }};\n");
    let body = replaced(glue, &import, "")?;
    // Trunk's minifier cannot parse the short form and would ship the glue unminified.
    let exports = "export { initSync, __wbg_init as default };";
    let body = replaced(&body, exports, "export { initSync };\nexport default __wbg_init;")?;
    Ok(format!("{}{loader}{object}{body}", include_str!("split/loader.js")))
}

/// Replaces the only occurrence of `from` in `text`.
///
/// # Errors
/// If `from` does not occur exactly once.
fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        count => Err(Error::new(format!("`{from}` occurs {count} times instead of once"))),
    }
}

/// Optimises the second module like the first, writes it to `dist`, and writes its name and digest into the page.
pub(crate) fn lay(ws: &Workspace) -> Result<()> {
    let page = ws.dist().join("index.html");
    let html = files::read_text(&page)?;
    let split = split_dir(ws).join(format!("split_{LATER}.wasm"));
    let optimised = split_dir(ws).join(format!("{LATER}.wasm"));
    let wasm_opt = process::find_in(&ws.search_path()?, "wasm-opt").ok_or_else(|| Error::new("wasm-opt is missing"))?;
    let mut command = Command::new(wasm_opt);
    command.args(["-Oz", "--strip-debug", "--strip-producers"]);
    command.args(features(&files::read_text(&ws.root.join("index.html"))?)?);
    process::run(command.arg(&split).arg("-o").arg(&optimised))?;
    let bytes = files::read(&optimised)?;
    let digest = Sha256::digest(&bytes);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{LATER}-{hash}.wasm");
    fs::write(ws.dist().join(&name), &bytes).context(|| format!("writing {name}"))?;
    let attributes = format!(
        " data-later=\"./{name}#sha256-{}\" data-wasm=",
        BASE64_STANDARD.encode(digest)
    );
    files::write(&page, replaced(&html, " data-wasm=", &attributes)?.as_bytes())
}

/// WebAssembly features of the console: the parameters for wasm-opt that the page contains for Trunk.
fn features(page: &str) -> Result<Vec<&str>> {
    let list = page
        .split_once("data-wasm-opt-params=\"")
        .and_then(|(_, rest)| rest.split_once('"'));
    let (list, _) = list.ok_or_else(|| Error::new("index.html names no features for wasm-opt"))?;
    Ok(list.split_whitespace().collect())
}

#[cfg(test)]
mod tests {
    use super::{features, replaced, with_loader};

    const LOADER: &str = "import { initSync } from \"./console.js\";\nlet a = initSync();\nexport const __wasm_split_load_later = make(() => {\n    const src = fetch(new URL(\"./split_later.wasm\", import.meta.url));\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n});\n";

    const EXPORTS: &str = "export { initSync, __wbg_init as default };";

    #[test]
    fn the_glue_contains_the_loader_and_imports_nothing() -> Result<(), crate::error::Error> {
        let glue = format!(
            "import * as import1 from \"./__wasm_split.js\"\nfunction imports() {{ return import1; }}\n{EXPORTS}"
        );
        let text = with_loader(&glue, LOADER, "console")?;
        assert!(!text.contains("import {") && !text.contains("import *") && !text.contains("export const"));
        assert!(!text.contains("import.meta") && !text.contains("Streaming"));
        assert!(text.contains("const src = laterModule();"));
        assert!(text.contains("const import1 = { __wasm_split_load_later };"));
        assert!(text.ends_with("return import1; }\nexport { initSync };\nexport default __wbg_init;"));
        Ok(())
    }

    #[test]
    fn an_unexpected_loader_or_glue_is_an_error() {
        let glue = &*format!("import * as import1 from \"./__wasm_split.js\"\n{EXPORTS}");
        for (glue, loader) in [
            ("", LOADER.to_owned()),
            (EXPORTS, LOADER.to_owned()),
            (&glue.replace("default", "init"), LOADER.to_owned()),
            (glue, String::new()),
            (glue, LOADER.replace("split_later", "split_other")),
            (glue, LOADER.replace("instantiateStreaming", "instantiate")),
        ] {
            assert!(with_loader(glue, &loader, "console").is_err(), "{glue} {loader}");
        }
    }

    #[test]
    fn only_a_single_occurrence_is_replaced() {
        assert_eq!(replaced("a b", "a", "c").ok().as_deref(), Some("c b"));
        assert!(replaced("a a", "a", "c").is_err() && replaced("b", "a", "c").is_err());
    }

    #[test]
    fn the_features_for_wasm_opt_are_read_from_the_page() {
        let page = "<link data-wasm-opt=\"z\"\n data-wasm-opt-params=\"--enable-a --enable-b\" />";
        assert_eq!(features(page).ok(), Some(vec!["--enable-a", "--enable-b"]));
        assert!(features("<link />").is_err());
    }
}
