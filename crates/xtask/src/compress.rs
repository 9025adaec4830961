//! Compression of the shipped files at build time, at the highest levels, so that any static server can serve them
//! precompressed.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::{Context, Result};
use crate::files;

const COMPRESSIBLE: [&str; 6] = ["html", "js", "css", "wasm", "json", "svg"];

/// Edited on the server after deployment, where a compressed copy would still serve the old content.
const EDITED_AFTER_DEPLOYMENT: &str = "config.json";

/// Highest compression level of brotli.
const BROTLI_QUALITY: i32 = 11;
/// Base-2 logarithm of the window size: 4 MiB, larger than any shipped file.
const BROTLI_WINDOW: i32 = 22;

/// Writes a `.br` and a `.gz` copy next to every compressible file of `dist`, if the copy is smaller.
pub(crate) fn siblings(dist: &Path) -> Result<()> {
    for file in files::below(dist)?.iter().filter(|file| is_compressible(file)) {
        let bytes = files::read(file)?;
        let action = || format!("compressing {}", file.display());
        for (extension, compressed) in [
            ("br", brotli(&bytes).context(action)?),
            ("gz", gzip(&bytes).context(action)?),
        ] {
            if compressed.len() < bytes.len() {
                files::write(&sibling(file, extension), &compressed)?;
            }
        }
    }
    Ok(())
}

/// Path of a compressed copy: `page.html` and `br` give `page.html.br`.
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
    fn decompression_gives_the_original_bytes() -> std::io::Result<()> {
        let text = "firmware ".repeat(5000).into_bytes();
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        brotli::Decompressor::new(brotli(&text)?.as_slice(), 4096).read_to_end(&mut from_brotli)?;
        flate2::read::GzDecoder::new(gzip(&text)?.as_slice()).read_to_end(&mut from_gzip)?;
        assert_eq!((from_brotli, from_gzip), (text.clone(), text));
        Ok(())
    }

    #[test]
    fn pages_code_and_styles_are_compressed_but_the_editable_configuration_is_not() {
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
