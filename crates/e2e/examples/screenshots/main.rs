//! Screenshots of the console with the demo data: `cargo run -p e2e --example screenshots -- FOLDER`. The console must
//! be in `dist` or in the folder `E2E_DIST`. With `--short` it takes one screenshot of each screen. A folder `E2E_GALLERY`
//! with a development build adds the gallery of the components.

mod album;
mod demo;
mod gallery;
mod scenes;
mod screens;

use album::Album;
use scenes::Scene;
use std::path::PathBuf;
use std::{env, fs, process};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let (folder, extent) = match arguments.as_slice() {
        [folder] => (PathBuf::from(folder), &album::ALL),
        [folder, short] if short == "--short" => (PathBuf::from(folder), &album::SHORT),
        _ => {
            eprintln!("usage: screenshots FOLDER [--short]");
            process::exit(2);
        }
    };
    if let Err(error) = fs::create_dir_all(&folder) {
        eprintln!("{}: {error}", folder.display());
        process::exit(1);
    }
    let album = |scene: &Scene| Album {
        extent,
        folder: folder.clone(),
        labels: scene.labels,
    };
    if let Some(console) = env::var_os("E2E_GALLERY").filter(|folder| !folder.is_empty()) {
        gallery::take(console.as_ref(), extent.scenes, album).await;
    }
    let mut platform = demo::some_way_in(extent.scenes).await;
    for scene in extent.scenes {
        screens::standing(&platform, scene, &album(scene)).await;
        screens::portal(&platform, scene, &album(scene)).await;
    }
    demo::devices_come_slowly(&mut platform);
    // All scenes at the same time, because each waits for minutes.
    let moving = async |scene: Option<&Scene>| {
        if let Some(scene) = scene {
            screens::moving(&platform, scene, &album(scene)).await;
        }
    };
    tokio::join!(moving(extent.scenes.first()), moving(extent.scenes.get(1)));
    demo::loops_run(&mut platform, extent.scenes);
    for scene in extent.scenes {
        screens::looping(&platform, scene, &album(scene)).await;
    }
}
