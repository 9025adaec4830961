//! Compressing what ships once, at build time and as hard as it goes, so that any static server can pass it on.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::{Context, Result};
use crate::files;

const COMPRESSIBLE: [&str; 6] = ["html", "js", "css", "wasm", "json", "svg"];

/// Meant to be edited where it is deployed: a compressed sibling would go on serving what it said before.
const EDITED_AFTER_DEPLOYMENT: &str = "config.json";

/// The hardest brotli goes.
const BROTLI_QUALITY: i32 = 11;
/// The base-2 logarithm of the window: 4 MiB, more than any of our files.
const BROTLI_WINDOW: i32 = 22;

/// Writes `.br` and `.gz` beside every compressible file of `dist`, where that is smaller.
pub(crate) fn siblings(dist: &Path) -> Result<()> {
    for file in files::below(dist)?.iter().filter(|file| is_compressible(file)) {
        let bytes = files::read(file)?;
        let what = || format!("compressing {}", file.display());
        for (extension, compressed) in [
            ("br", brotli(&bytes).context(what)?),
            ("gz", gzip(&bytes).context(what)?),
        ] {
            if compressed.len() < bytes.len() {
                files::write(&sibling(file, extension), &compressed)?;
            }
        }
    }
    Ok(())
}

/// `page.html` and `br` give `page.html.br`.
pub(crate) fn sibling(file: &Path, extension: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    PathBuf::from(name)
}

fn is_compressible(file: &Path) -> bool {
    COMPRESSIBLE.contains(&files::extension(file)) && files::name(file) != EDITED_AFTER_DEPLOYMENT
}

fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let params = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &params)?;
    Ok(out)
}

fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut out = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    out.write_all(bytes)?;
    out.finish()
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::path::Path;

    use super::{brotli, gzip, is_compressible, sibling};

    #[test]
    fn what_was_compressed_comes_back() -> std::io::Result<()> {
        let text = "firmware ".repeat(5000).into_bytes();
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        brotli::Decompressor::new(brotli(&text)?.as_slice(), 4096).read_to_end(&mut from_brotli)?;
        flate2::read::GzDecoder::new(gzip(&text)?.as_slice()).read_to_end(&mut from_gzip)?;
        assert_eq!((from_brotli, from_gzip), (text.clone(), text));
        Ok(())
    }

    #[test]
    fn pages_code_and_styles_are_compressed_and_the_editable_configuration_is_not() {
        for (file, expected) in [
            ("dist/index.html", true),
            ("dist/console_bg.wasm", true),
            ("dist/other.json", true),
            ("dist/config.json", false),
            ("dist/icon.png", false),
            ("dist/index.html.br", false),
        ] {
            assert_eq!(is_compressible(Path::new(file)), expected, "{file}");
        }
        assert_eq!(sibling(Path::new("a/b.css"), "gz"), Path::new("a/b.css.gz"));
    }
}
