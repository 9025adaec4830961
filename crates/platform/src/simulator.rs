//! Simulated devices, which connect at random moments, check for a task, download and report.
//!
//! A simulated device calls the same store functions as the HTTP handlers of *check* and *report*, so it can do nothing
//! that a real device cannot. Only the versions it has installed come directly from the database.

use crate::api_error::ApiError;
use crate::files::FileName;
use crate::service;
use crate::state::AppState;
use crate::store::devices::{self, Installed, Report};
use rand::rngs::ChaCha8Rng;
use rand::seq::IndexedRandom;
use rand::{Rng, RngExt, SeedableRng};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Semaphore, watch};
use upgrade_api::{ErrorCode, Task};

/// Percentage of upgrades that fail.
const FAIL_PERCENT: u32 = 3;
/// Duration of a download, in milliseconds.
const DOWNLOAD_MS: Range<u64> = 20..300;
/// Stream of the random generator; the demo data uses the first one of the same seed.
const STREAM: u64 = 2;
/// Maximum number of devices connected at the same time.
const CONNECTED_MAX: usize = 256;

/// Runs until `stopped` becomes true. On average `per_second` devices connect, at exponentially distributed intervals,
/// as many independent devices do.
pub async fn run(state: Arc<AppState>, seed: u64, per_second: f64, mut stopped: watch::Receiver<bool>) {
    let ids = match state.store.run(|db| Ok(devices::ids(db)?)).await {
        Ok(ids) if !ids.is_empty() && per_second > 0.0 => ids,
        _ => return,
    };
    tracing::info!(devices = ids.len(), per_second, "simulated devices connect");
    let mut random = ChaCha8Rng::seed_from_u64(seed);
    random.set_stream(STREAM);
    let connected = Arc::new(Semaphore::new(CONNECTED_MAX));
    let started = tokio::time::Instant::now();
    let mut next = 0.0;
    loop {
        next += gap(&mut random, per_second);
        let moment = started + Duration::from_secs_f64(next);
        tokio::select! {
            () = tokio::time::sleep_until(moment) => {}
            _ = stopped.wait_for(|stopped| *stopped) => return,
        }
        let Ok(permit) = Arc::clone(&connected).acquire_owned().await else {
            return;
        };
        let Some(device) = ids.choose(&mut random).cloned() else {
            return;
        };
        let connection = connect(Arc::clone(&state), device, ChaCha8Rng::from_rng(&mut random));
        let mut stop = stopped.clone();
        tokio::spawn(async move {
            tokio::select! {
                _ = connection => {}
                _ = stop.wait_for(|stopped| *stopped) => {}
            }
            drop(permit);
        });
    }
}

/// Returns the seconds until the next event of a Poisson process with `per_second` events on average.
fn gap(random: &mut impl Rng, per_second: f64) -> f64 {
    -(1.0 - random.random::<f64>()).ln() / per_second
}

/// Runs one connection of a device: checks for a task of each installed firmware, upgrades and reports.
async fn connect(state: Arc<AppState>, device: String, mut random: ChaCha8Rng) -> Result<(), ApiError> {
    let id = device.clone();
    let installed = state.store.run(move |db| Ok(devices::installed(db, &id)?)).await?;
    for firmware in installed {
        let Some(task) = check(&state, &device, &firmware).await? else {
            continue;
        };
        let result = upgrade(&state, &task, &mut random).await;
        let report = Report {
            device_part: firmware.device_part,
            last: firmware.version,
            current: if result.is_ok() {
                task.target.version
            } else {
                firmware.version
            },
            result,
        };
        let (id, now) = (device.clone(), state.clock.now());
        state
            .store
            .write(move |db| service::devices::report(db, &id, &report, now))
            .await?;
    }
    Ok(())
}

async fn check(state: &AppState, device: &str, firmware: &Installed) -> Result<Option<Task>, ApiError> {
    let (id, firmware) = (device.to_owned(), firmware.clone());
    let answer = state
        .store
        .run(move |db| service::devices::check(db, &id, &firmware.product_id, firmware.device_part, firmware.version))
        .await;
    match answer {
        Ok(task) => Ok(Some(task)),
        Err(refusal) if refusal.code == ErrorCode::AlreadyLatest => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

/// Downloads the target file, compares it with the task, and simulates flashing it.
async fn upgrade(state: &AppState, task: &Task, random: &mut impl Rng) -> Result<(), String> {
    tokio::time::sleep(Duration::from_millis(random.random_range(DOWNLOAD_MS))).await;
    // A file of another server counts as correct, because the simulator opens no network connection.
    if let Some(name) = FileName::in_url(&task.target.url) {
        download(state, &name, task).await?;
    }
    match random.random_ratio(FAIL_PERCENT, 100) {
        true => Err("simulated: power lost while flashing".to_owned()),
        false => Ok(()),
    }
}

/// Reads a file of this platform and compares its digest and size with the task. The digest comes from the file's name.
async fn download(state: &AppState, name: &FileName, task: &Task) -> Result<(), String> {
    let mut file = tokio::fs::File::open(state.files.path(name))
        .await
        .map_err(|_| "the file is not there".to_owned())?;
    let size = tokio::io::copy(&mut file, &mut tokio::io::sink()).await;
    let size = size.map_err(|error| format!("ended early: {}", error.kind()))?;
    let same_digest = task.target.md5.eq_ignore_ascii_case(&name.md5.to_string());
    if !same_digest || size != task.target.size {
        return Err("the download is not the file the task describes".to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_average_to_the_requested_rate() {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let gaps: Vec<f64> = (0..20_000).map(|_| gap(&mut random, 20.0)).collect();
        assert!(gaps.iter().all(|gap| gap.is_finite() && *gap >= 0.0));
        let average = gaps.iter().sum::<f64>() / 20_000.0;
        assert!((average - 0.05).abs() < 0.002, "{average}");
    }
}
