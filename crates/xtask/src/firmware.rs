//! Real firmware images for the end-to-end tests, from two Debian packages: firmware of a Wi-Fi adapter, and a UEFI.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{apt_get, can_apt_get};
use crate::error::{Context, Error, Result};
use crate::files;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// A firmware image.
struct Image {
    /// File name in the tests.
    name: &'static str,
    package: &'static str,
    /// Whether a file name in the package is that of the image.
    matches: fn(&str) -> bool,
}

const IMAGES: [Image; 2] = [
    Image {
        name: "htc_9271.fw",
        package: "firmware-ath9k-htc",
        // The package puts a version before the extension.
        matches: |name| name.starts_with("htc_9271") && name.ends_with(".fw"),
    },
    Image {
        name: "OVMF_CODE.fd",
        package: "ovmf",
        // Newer releases of Debian contain only the 4 MB layout.
        matches: |name| matches!(name, "OVMF_CODE.fd" | "OVMF_CODE_4M.fd"),
    },
];

/// Returns the folder with both images, and downloads them if they are missing. `E2E_FIRMWARE` may name a folder that
/// contains them.
pub(crate) fn ensure(ws: &Workspace) -> Result<PathBuf> {
    if let Some(configured) = env::var_os("E2E_FIRMWARE").map(|dir| ws.root.join(dir)) {
        return if has_all(&configured) {
            Ok(configured)
        } else {
            Err(Error::new("an image is missing in E2E_FIRMWARE"))
        };
    }
    let dir = ws.target.join("firmware");
    if has_all(&dir) {
        return Ok(dir);
    }
    say("downloading two firmware images from Debian packages, once (8 MB, seconds)");
    let work = dir.join("packages");
    files::remove(&work)?;
    files::create_dir(&work)?;
    download(&work).context(|| "no firmware images; put htc_9271.fw and OVMF_CODE.fd into target/firmware".into())?;
    for package in files::entries(&work)?
        .iter()
        .filter(|file| files::extension(file) == "deb")
    {
        process::run(
            Command::new("dpkg-deb")
                .arg("-x")
                .args([package, &work.join("unpacked")]),
        )?;
    }
    let unpacked = files::below(&work)?;
    for Image { name, package, matches } in &IMAGES {
        let found = unpacked
            .iter()
            .find(|file| file.is_file() && !file.is_symlink() && matches(&files::name(file)));
        let found = found.ok_or_else(|| Error::new(format!("no {name} in package {package}")))?;
        fs::copy(found, dir.join(name)).context(|| format!("copying {}", found.display()))?;
    }
    files::remove(&work)?;
    Ok(dir)
}

fn has_all(dir: &Path) -> bool {
    IMAGES
        .iter()
        .all(|image| dir.join(image.name).metadata().is_ok_and(|meta| meta.len() > 0))
}

/// Downloads the packages, which needs no root. If that fails, updates the package lists as root and tries again.
fn download(into: &Path) -> Result<()> {
    let download = || {
        let mut apt = apt_get("download");
        // As root, apt would switch to a user without write access to this folder, and print a warning.
        apt.args(["-o", "APT::Sandbox::User=root"])
            .args(IMAGES.iter().map(|image| image.package));
        process::run(apt.current_dir(into))
    };
    match download() {
        Err(_) if can_apt_get() => process::run(&mut apt_get("update")).and_then(|()| download()),
        result => result,
    }
}
