//! Compression of the shipped files at build time, at the highest levels, so that any static server can serve them
//! precompressed.

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;

use anyhow::Result;
use brotli::{CompressorReader, enc::encode::BrotliEncoderInitParams};
use flate2::{Compression, read::GzEncoder};
use walkdir::WalkDir;

use crate::workspace::Workspace;

const COMPRESSIBLE: [&str; 6] = ["html", "js", "css", "wasm", "json", "svg"];

/// Edited on the server after deployment, where a compressed copy would still serve the old content.
const EDITED_AFTER_DEPLOYMENT: &str = "config.json";

/// Writes a `.br` and a `.gz` copy next to every compressible file of `dist`, if the copy is smaller.
pub(crate) fn siblings(ws: &Workspace, dist: &Path) -> Result<()> {
    for file in WalkDir::new(dist) {
        let file = file?.into_path();
        if !is_compressible(&file) {
            continue;
        }
        let bytes = ws.sh.read_binary_file(&file)?;
        // Level 11 and a window of 4 MiB, larger than any shipped file. With the size, the encoder chooses better.
        let mut params = BrotliEncoderInitParams();
        (params.quality, params.lgwin, params.size_hint) = (11, 22, bytes.len());
        let brotli = CompressorReader::with_params(&bytes[..], bytes.len(), &params);
        let gzip = GzEncoder::new(&bytes[..], Compression::best());
        let copies: [(&str, Box<dyn Read>); 2] = [("br", Box::new(brotli)), ("gz", Box::new(gzip))];
        for (extension, mut copy) in copies {
            let mut compressed = Vec::new();
            copy.read_to_end(&mut compressed)?;
            if compressed.len() < bytes.len() {
                ws.sh.write_file(file.with_added_extension(extension), compressed)?;
            }
        }
    }
    Ok(())
}

fn is_compressible(file: &Path) -> bool {
    let extension = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    COMPRESSIBLE.contains(&extension) && !file.ends_with(EDITED_AFTER_DEPLOYMENT)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::io::Read as _;

    use super::{is_compressible, siblings};
    use crate::workspace::Workspace;

    #[test]
    fn decompression_gives_the_original_bytes() {
        let ws = Workspace::locate().unwrap();
        let dist = ws.sh.create_temp_dir().unwrap();
        let text = "firmware ".repeat(5000);
        ws.sh.write_file(dist.path().join("a.css"), &text).unwrap();
        siblings(&ws, dist.path()).unwrap();
        let copy = |name| ws.sh.read_binary_file(dist.path().join(name)).unwrap();
        let (mut from_brotli, mut from_gzip) = (String::new(), String::new());
        let (br, gz) = (copy("a.css.br"), copy("a.css.gz"));
        brotli::Decompressor::new(&br[..], 4096)
            .read_to_string(&mut from_brotli)
            .unwrap();
        flate2::read::GzDecoder::new(&gz[..])
            .read_to_string(&mut from_gzip)
            .unwrap();
        assert!(from_brotli == text && from_gzip == text);
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
            assert_eq!(is_compressible(file.as_ref()), expected, "{file}");
        }
    }
}
