//! Pictures of the console with the demo's data: `cargo run -p e2e --example screenshots -- FOLDER`. The console must be
//! in `dist`, or be named in `E2E_DIST`.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "it stops where the demo is not as the pictures need it"
)]

mod album;
mod demo;
mod scenes;
mod screens;

use album::Album;
use scenes::SCENES;
use std::path::PathBuf;
use std::{env, fs, process};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let Some(folder) = env::args_os().nth(1).map(PathBuf::from) else {
        eprintln!("usage: screenshots FOLDER");
        process::exit(2);
    };
    if let Err(error) = fs::create_dir_all(&folder) {
        eprintln!("{}: {error}", folder.display());
        process::exit(1);
    }
    let album = |scene: &scenes::Scene| Album {
        folder: folder.clone(),
        tag: scene.words.tag,
    };
    let mut platform = demo::some_way_in().await;
    for scene in &SCENES {
        screens::standing(&platform, scene, &album(scene)).await;
        screens::portal(&platform, scene, &album(scene)).await;
    }
    demo::devices_come_slowly(&mut platform);
    // Both at once: each waits for minutes.
    let (first, second) = (album(&SCENES[0]), album(&SCENES[1]));
    tokio::join!(
        screens::moving(&platform, &SCENES[0], &first),
        screens::moving(&platform, &SCENES[1], &second),
    );
    demo::loops_run(&mut platform);
    for scene in &SCENES {
        screens::looping(&platform, scene, &album(scene)).await;
    }
}
