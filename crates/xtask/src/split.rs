//! Splits the linked module in two: code that is reachable only from the entry in `src/pages/lazy.rs` becomes the
//! second module (docs/architecture.md, "Two modules").
//!
//! The linker's output has to be split before `wasm-bindgen` reads it, but Trunk calls `wasm-bindgen`. Therefore
//! [`trunk`] puts this program on Trunk's PATH under that name, and [`bindgen`] splits the module and generates the
//! glue with the library behind `wasm-bindgen-cli`. [`lay`] writes the second module to `dist` under a hashed name. It
//! writes that name and the digest that the browser verifies into the page, where the glue reads them.

use std::env;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest as _, Sha256};
use wasm_bindgen_cli_support::Bindgen;
use xshell::{Cmd, Shell, cmd};

use crate::tools;
use crate::workspace::Workspace;

/// Name under which Trunk calls this program.
pub(crate) const BINDGEN: &str = "wasm-bindgen";

/// Name of the module in `wasm_split`, and prefix of its file name.
const LATER: &str = "later";

/// Environment variable with the version of `wasm-bindgen` to print.
const VERSION_VARIABLE: &str = "XTASK_WASM_BINDGEN_VERSION";

/// Environment variable with the folder for the second module.
const DIR_VARIABLE: &str = "XTASK_SPLIT_ASIDE";

/// Trunk's command, with this program first on its PATH under the name `wasm-bindgen`.
pub(crate) fn trunk(ws: &Workspace) -> Result<Cmd<'_>> {
    let dir = split_dir(ws);
    ws.sh.remove_path(&dir)?;
    let bin = ws.sh.create_dir(dir.join("bin"))?;
    let program = env::current_exe().context("finding the path of this program")?;
    symlink(program, bin.join(BINDGEN)).with_context(|| format!("linking {}", bin.display()))?;
    let inherited = ws.sh.var_os("PATH").unwrap_or_default();
    let path = env::join_paths([bin].into_iter().chain(env::split_paths(&inherited)))?;
    let trunk = cmd!(ws.sh, "trunk").env("PATH", path).env(DIR_VARIABLE, dir);
    Ok(trunk.env(VERSION_VARIABLE, tools::WASM_BINDGEN.1))
}

fn split_dir(ws: &Workspace) -> PathBuf {
    ws.target.join("split")
}

/// `wasm-bindgen ARGS` as Trunk calls it: splits the module, then generates the glue of the first part.
pub(crate) fn bindgen(args: &[String]) -> Result<()> {
    let only = "only `cargo xtask` can start this program as wasm-bindgen";
    let dir = env::var_os(DIR_VARIABLE).map(PathBuf::from).context(only)?;
    let Some(module) = args.iter().find(|arg| arg.ends_with(".wasm")) else {
        println!("wasm-bindgen {}", env::var(VERSION_VARIABLE).context(only)?);
        return Ok(());
    };
    let value = |flag: &str| {
        let found = args.iter().find_map(|arg| arg.strip_prefix(flag));
        found.with_context(|| format!("Trunk passes no {flag} to wasm-bindgen"))
    };
    let (out_dir, name) = (value("--out-dir=")?, value("--out-name=")?);
    let sh = Shell::new()?;
    let linked = sh.read_binary_file(module)?;
    let first = dir.join(format!("{name}.wasm"));
    let glue = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&linked);
    options.output_dir = &dir;
    options.main_out_path = &first;
    options.main_module = &glue;
    wasm_split_cli_support::transform(options).map_err(|error| anyhow!("splitting: {error:#}"))?;
    generate_glue(&first, out_dir, name)?;
    let glue = Path::new(out_dir).join(format!("{name}.js"));
    let loader = sh.read_file(dir.join("__wasm_split.js"))?;
    let text = with_loader(&sh.read_file(&glue)?, &loader, name)?;
    Ok(sh.write_file(glue, text)?)
}

/// Generates the glue with the options that Trunk passes to `wasm-bindgen`, and keeps the exports that the second
/// module imports.
fn generate_glue(module: &Path, out_dir: &str, name: &str) -> Result<()> {
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name);
    bindgen.typescript(false).keep_lld_exports(true);
    bindgen.web(true)?.generate(out_dir).context("wasm-bindgen")
}

/// Returns the glue with the loader inserted. A separate file would cost a request before the first paint, and its name
/// would contain no hash.
fn with_loader(glue: &str, loader: &str, name: &str) -> Result<String> {
    let import = format!("import {{ initSync }} from \"./{name}.js\";\n");
    let fetched = format!("fetch(new URL(\"./split_{LATER}.wasm\", import.meta.url))");
    // Like the first module, the second one loads with any content type.
    let streamed = "WebAssembly.instantiateStreaming(src, imports)";
    let loader = replaced(loader, &import, "")?;
    let loader = replaced(&loader, "export const __wasm_split_load_", "const __wasm_split_load_")?;
    let loader = replaced(&loader, &fetched, "laterModule()")?;
    let loader = replaced(&loader, streamed, "WebAssembly.instantiate(await src, imports)")?;
    let imported = between(glue, "import * as ", " from \"./__wasm_split.js\"")?;
    let object = format!("const {imported} = {{ __wasm_split_load_{LATER} }};\n");
    let body = replaced(glue, &format!("import * as {imported} from \"./__wasm_split.js\""), "")?;
    // Trunk's minifier cannot parse the short form and would ship the glue unminified.
    let exports = "export { initSync, __wbg_init as default };";
    let body = replaced(&body, exports, "export { initSync };\nexport default __wbg_init;")?;
    Ok(format!("{}{loader}{object}{body}", include_str!("split/loader.js")))
}

/// Returns the part of `text` after the first `start` and before the next `end`.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Result<&'a str> {
    let rest = text.split_once(start).and_then(|(_, rest)| rest.split_once(end));
    Ok(rest.with_context(|| format!("`{start}` is missing"))?.0)
}

/// Replaces the only occurrence of `from` in `text`.
///
/// # Errors
/// If `from` does not occur exactly once.
fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    let count = text.matches(from).count();
    ensure!(count == 1, "`{from}` occurs {count} times instead of once");
    Ok(text.replacen(from, to, 1))
}

/// Optimises the second module like the first, writes it to `dist`, and writes its name and digest into the page.
pub(crate) fn lay(ws: &Workspace) -> Result<()> {
    let split = split_dir(ws).join(format!("split_{LATER}.wasm"));
    let optimised = split_dir(ws).join(format!("{LATER}.wasm"));
    let source = ws.sh.read_file("index.html")?;
    // The parameters for wasm-opt that the page contains for Trunk.
    let features = between(&source, "data-wasm-opt-params=\"", "\"")?.split_whitespace();
    let options = ["-Oz", "--strip-debug", "--strip-producers"];
    cmd!(ws.sh, "wasm-opt {options...} {features...} {split} -o {optimised}").run()?;
    let bytes = ws.sh.read_binary_file(&optimised)?;
    let digest = Sha256::digest(&bytes);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{LATER}-{hash}.wasm");
    ws.sh.write_file(ws.dist().join(&name), &bytes)?;
    let digest = BASE64_STANDARD.encode(digest);
    let attributes = format!(" data-later=\"./{name}#sha256-{digest}\" data-wasm=");
    let page = ws.dist().join("index.html");
    let html = replaced(&ws.sh.read_file(&page)?, " data-wasm=", &attributes)?;
    Ok(ws.sh.write_file(page, html)?)
}

#[cfg(test)]
mod tests {
    use super::{between, replaced, with_loader};

    const LOADER: &str = "import { initSync } from \"./console.js\";\nlet a = initSync();\nexport const __wasm_split_load_later = make(() => {\n    const src = fetch(new URL(\"./split_later.wasm\", import.meta.url));\n    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));\n});\n";

    const EXPORTS: &str = "export { initSync, __wbg_init as default };";

    #[test]
    fn the_glue_contains_the_loader_and_imports_nothing() -> anyhow::Result<()> {
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
        let features = |page| between(page, "data-wasm-opt-params=\"", "\"").ok();
        assert_eq!(features(page), Some("--enable-a --enable-b"));
        assert_eq!(features("<link />"), None);
    }
}
