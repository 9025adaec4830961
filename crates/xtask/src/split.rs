//! Splits the linked module in two: what `src/tasks/later.rs` reaches by its one entrance goes into a module of its own
//! (docs/architecture.md, "Two modules").
//!
//! The linker's output is split before `wasm-bindgen` reads it, and Trunk is what calls `wasm-bindgen`. So Trunk finds this
//! program first, under that name: [`bindgen`] splits, then generates the glue with the library behind `wasm-bindgen-cli`.
//! [`lay`] puts the second module beside the console, under a hashed name that the page gives to the glue together with
//! the digest the browser has to find.

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

/// The name Trunk calls this program by.
pub(crate) const BINDGEN: &str = "wasm-bindgen";

/// The module's name in `wasm_split` and the start of its file's name.
const LATER: &str = "later";

/// The version of `wasm-bindgen` to answer with.
const VERSION: &str = "XTASK_WASM_BINDGEN_VERSION";

/// The folder for the second module.
const ASIDE: &str = "XTASK_SPLIT_ASIDE";

/// Puts this program first where `trunk` looks for `wasm-bindgen`.
pub(crate) fn stand_in(ws: &Workspace, trunk: &mut Command) -> Result<()> {
    let dir = aside(ws);
    files::remove(&dir)?;
    let bin = dir.join("bin");
    files::create_dir(&bin)?;
    let own = env::current_exe().context(|| "where this program is".to_owned())?;
    symlink(own, bin.join(BINDGEN)).context(|| format!("linking {}", bin.display()))?;
    let search_path = ws.search_path()?;
    let path = env::join_paths([bin].into_iter().chain(env::split_paths(&search_path)))
        .context(|| "the checkout's path cannot stand in PATH".to_owned())?;
    trunk.env("PATH", path).env(ASIDE, dir);
    trunk.env(VERSION, Tool::WasmBindgen.version(ws)?);
    Ok(())
}

fn aside(ws: &Workspace) -> PathBuf {
    ws.target.join("split")
}

/// `wasm-bindgen ARGS` as Trunk calls it: splits the module, then generates the glue of the first.
pub(crate) fn bindgen(args: &[String]) -> Result<ExitCode> {
    let (Some(aside), Ok(version)) = (env::var_os(ASIDE).map(PathBuf::from), env::var(VERSION)) else {
        return Err(Error::new("only `cargo xtask` starts this as wasm-bindgen"));
    };
    let Some(module) = args.iter().find(|arg| arg.ends_with(".wasm")) else {
        println!("wasm-bindgen {version}");
        return Ok(ExitCode::SUCCESS);
    };
    let value = |flag: &str| {
        let found = args.iter().find_map(|arg| arg.strip_prefix(flag));
        found.ok_or_else(|| Error::new(format!("Trunk no longer says {flag} to wasm-bindgen")))
    };
    let (out_dir, name) = (value("--out-dir=")?, value("--out-name=")?);
    let linked = files::read(Path::new(module))?;
    let first = aside.join(format!("{name}.wasm"));
    let glue = format!("./{name}.js");
    let mut options = wasm_split_cli_support::Options::new(&linked);
    options.output_dir = &aside;
    options.main_out_path = &first;
    options.main_module = &glue;
    wasm_split_cli_support::transform(options).map_err(|error| Error::new(format!("splitting: {error:#}")))?;
    generate_glue(&first, out_dir, name)?;
    let glue = Path::new(out_dir).join(format!("{name}.js"));
    let text = files::read_text(&glue)?;
    let loader = files::read_text(&aside.join("__wasm_split.js"))?;
    files::write(&glue, with_loader(&text, &loader, name)?.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// What Trunk asks `wasm-bindgen` for, and the exports the second module imports.
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

/// The glue with the loader in it, instead of as a file of its own: one request less before the first paint, and nothing
/// without a hash in its name.
fn with_loader(glue: &str, loader: &str, name: &str) -> Result<String> {
    let loader = replaced(loader, &format!("import {{ initSync }} from \"./{name}.js\";\n"), "")?;
    let loader = replaced(&loader, "export const __wasm_split_load_", "const __wasm_split_load_")?;
    let fetched = format!("fetch(new URL(\"./split_{LATER}.wasm\", import.meta.url))");
    let loader = replaced(&loader, &fetched, "laterModule()")?;
    // Whatever type a server gives it, as for the first module.
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
    // Trunk's minifier gives up at the short form, and ships the glue as it is.
    let exports = "export { initSync, __wbg_init as default };";
    let body = replaced(&body, exports, "export { initSync };\nexport default __wbg_init;")?;
    Ok(format!("{}{loader}{object}{body}", include_str!("split/loader.js")))
}

/// `text` with the one place that says `from` saying `to`.
fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        count => Err(Error::new(format!(
            "`{from}` stands {count} times where once was expected"
        ))),
    }
}

/// Lays the second module into `dist`, as small as the first, and tells the page.
pub(crate) fn lay(ws: &Workspace) -> Result<()> {
    let page = ws.dist().join("index.html");
    let html = files::read_text(&page)?;
    let split = aside(ws).join(format!("split_{LATER}.wasm"));
    let small = aside(ws).join(format!("{LATER}.wasm"));
    let wasm_opt =
        process::find_in(&ws.search_path()?, "wasm-opt").ok_or_else(|| Error::new("wasm-opt is not there"))?;
    let mut command = Command::new(wasm_opt);
    command.args(["-Oz", "--strip-debug", "--strip-producers"]);
    command.args(features(&files::read_text(&ws.root.join("index.html"))?)?);
    process::run(command.arg(&split).arg("-o").arg(&small))?;
    let bytes = files::read(&small)?;
    let digest = Sha256::digest(&bytes);
    let hash: String = digest.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let name = format!("{LATER}-{hash}.wasm");
    fs::write(ws.dist().join(&name), &bytes).context(|| format!("writing {name}"))?;
    let told = format!(
        " data-later=\"./{name}#sha256-{}\" data-wasm=",
        BASE64_STANDARD.encode(digest)
    );
    files::write(&page, replaced(&html, " data-wasm=", &told)?.as_bytes())
}

/// The features of WebAssembly the console uses: what the page tells Trunk to tell wasm-opt.
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
    fn the_loader_stands_in_the_glue_and_nothing_is_imported_any_more() -> Result<(), crate::error::Error> {
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
    fn a_loader_or_glue_that_looks_different_is_an_error_not_a_console_in_one_piece() {
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
    fn only_one_place_is_ever_replaced() {
        assert_eq!(replaced("a b", "a", "c").ok().as_deref(), Some("c b"));
        assert!(replaced("a a", "a", "c").is_err() && replaced("b", "a", "c").is_err());
    }

    #[test]
    fn wasm_opt_hears_of_the_same_features_for_both_modules() {
        let page = "<link data-wasm-opt=\"z\"\n data-wasm-opt-params=\"--enable-a --enable-b\" />";
        assert_eq!(features(page).ok(), Some(vec!["--enable-a", "--enable-b"]));
        assert!(features("<link />").is_err());
    }
}
