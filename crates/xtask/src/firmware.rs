//! Real firmware images for the end-to-end tests: a Wi-Fi adapter's and a UEFI's, from two Debian packages.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::{apt_get, can_apt_get};
use crate::error::{Context, Error, Result};
use crate::files;
use crate::process::{self, say};
use crate::workspace::Workspace;

/// One image: what the tests call it, the package it comes from, and how to know it there by its name.
struct Image {
    name: &'static str,
    package: &'static str,
    is: fn(&str) -> bool,
}

const IMAGES: [Image; 2] = [
    Image {
        name: "htc_9271.fw",
        package: "firmware-ath9k-htc",
        // The package puts a version before the extension.
        is: |name| name.starts_with("htc_9271") && name.ends_with(".fw"),
    },
    Image {
        name: "OVMF_CODE.fd",
        package: "ovmf",
        // Newer releases of Debian ship only the 4 MB layout.
        is: |name| matches!(name, "OVMF_CODE.fd" | "OVMF_CODE_4M.fd"),
    },
];

/// The folder with both images; they are fetched once. `E2E_FIRMWARE` may name a folder that has them already.
pub(crate) fn ensure(ws: &Workspace) -> Result<PathBuf> {
    if let Some(given) = env::var_os("E2E_FIRMWARE").map(|dir| ws.root.join(dir)) {
        return if has_all(&given) {
            Ok(given)
        } else {
            Err(Error::new("E2E_FIRMWARE lacks an image"))
        };
    }
    let dir = ws.target.join("firmware");
    if has_all(&dir) {
        return Ok(dir);
    }
    say("getting two real firmware images from Debian packages, once (8 MB, seconds)");
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
    for Image { name, package, is } in &IMAGES {
        let found = unpacked
            .iter()
            .find(|file| file.is_file() && !file.is_symlink() && is(&files::name(file)));
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

/// Downloading needs no root; a machine that never ran `apt-get update` needs it once.
fn download(into: &Path) -> Result<()> {
    let download = || {
        let mut apt = apt_get("download");
        // As root, apt would become another user who may not write here, and warn about it.
        apt.args(["-o", "APT::Sandbox::User=root"])
            .args(IMAGES.iter().map(|image| image.package));
        process::run(apt.current_dir(into))
    };
    match download() {
        Err(_) if can_apt_get() => process::run(&mut apt_get("update")).and_then(|()| download()),
        done => done,
    }
}
