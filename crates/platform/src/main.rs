//! Starts the embedded platform, prints its addresses, and stops it on Ctrl-C or SIGTERM.

use clap::Parser;
use platform::{Options, Platform};
use std::io::Write;
use std::process::ExitCode;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    let options = Options::parse();
    // stdout carries the startup lines, which programs read; the log goes to stderr.
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .init();
    match run(&options).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: &Options) -> anyhow::Result<()> {
    let platform = Platform::start(options).await?;
    // Before the startup lines: a signal that follows them must not end the process at once.
    let stop = stop_signal()?;
    let mut out = std::io::stdout();
    // A closed stdout must not stop the platform.
    let _ = out
        .write_all(platform.startup_lines().as_bytes())
        .and_then(|()| out.flush());
    stop.await;
    tracing::info!("stopping");
    platform.stop().await?;
    Ok(())
}

/// Listens for Ctrl-C and SIGTERM. The returned future waits for one of them.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}
