//! Real firmware images for the end-to-end tests, from two Debian packages: firmware of a Wi-Fi adapter, and a UEFI.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};
use walkdir::WalkDir;

use crate::apt;
use crate::progress::say;
use crate::workspace::Workspace;

const PACKAGES: [&str; 2] = ["firmware-ath9k-htc", "ovmf"];

/// File names of the images in the tests.
const IMAGES: [&str; 2] = ["htc_9271.fw", "OVMF_CODE.fd"];

/// Returns the folder with both images, and downloads them if they are missing. `E2E_FIRMWARE` may name a folder that
/// contains them.
pub(crate) fn ensure(ws: &Workspace) -> Result<PathBuf> {
    if let Some(configured) = env::var_os("E2E_FIRMWARE").map(|dir| ws.root.join(dir)) {
        ensure!(has_all(&configured), "an image is missing in E2E_FIRMWARE");
        return Ok(configured);
    }
    let dir = ws.target.join("firmware");
    if !has_all(&dir) {
        say("downloading two firmware images from Debian packages, once (8 MB, seconds)");
        extract(ws, &dir).context("no firmware images; put htc_9271.fw and OVMF_CODE.fd into target/firmware")?;
    }
    Ok(dir)
}

fn has_all(dir: &Path) -> bool {
    let is_filled = |image| dir.join(image).metadata().is_ok_and(|meta| meta.len() > 0);
    IMAGES.into_iter().all(is_filled)
}

/// Downloads and unpacks the packages, and copies the images to `dir`.
fn extract(ws: &Workspace, dir: &Path) -> Result<()> {
    let unpacked = dir.join("packages");
    apt::unpack(ws, &PACKAGES, &unpacked)?;
    let files: Vec<_> = WalkDir::new(&unpacked)
        .sort_by_file_name()
        .into_iter()
        .collect::<Result<_, _>>()?;
    for (image, package) in IMAGES.into_iter().zip(PACKAGES) {
        // The first match: a package with both layouts of the UEFI contains `OVMF_CODE.fd` before `OVMF_CODE_4M.fd`.
        let found = files
            .iter()
            .find(|file| file.file_type().is_file() && image_of(&file.file_name().to_string_lossy()) == Some(image));
        let found = found.with_context(|| format!("no {image} in {package}"))?;
        ws.sh.copy_file(found.path(), dir.join(image))?;
    }
    Ok(ws.sh.remove_path(&unpacked)?)
}

/// Image that a file of the packages is.
fn image_of(name: &str) -> Option<&'static str> {
    match name {
        // The package puts a version before the extension.
        _ if name.starts_with("htc_9271") && name.ends_with(".fw") => Some(IMAGES[0]),
        // Newer releases of Debian contain only the 4 MB layout.
        "OVMF_CODE.fd" | "OVMF_CODE_4M.fd" => Some(IMAGES[1]),
        _ => None,
    }
}
