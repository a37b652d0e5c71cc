//! What the binding does on an engine that reaches no cloud: logins that succeed locally, logins
//! that are refused, that fail, that never end, and everything that is taken back or left behind.
//!
//! ```text
//! cargo run --example without_cloud [-- --lib PATH]
//! ```
//!
//! The same checks run on the embedded engine and, with `--lib`, on the real one. One line a check;
//! exit code 1: a check failed, 2: the engine couldn't be loaded. tokio's I/O driver isn't needed.

mod checks;
mod media;

use std::future::IntoFuture;
use std::process::ExitCode;
use std::time::Duration;

use zego_async::Sdk;

/// No check takes this long unless it hangs.
const HANG: Duration = Duration::from_secs(60);

fn main() -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build();
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return refuse(error),
    };
    let sdk = match sdk(std::env::args().skip(1).collect()) {
        Ok(sdk) => sdk,
        Err(message) => return refuse(message),
    };
    match runtime.block_on(run(&sdk)) {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::from(1),
    }
}

fn refuse(message: impl std::fmt::Display) -> ExitCode {
    eprintln!("{message}");
    ExitCode::from(2)
}

fn sdk(arguments: Vec<String>) -> Result<Sdk, String> {
    match &arguments[..] {
        [] => {
            // As the real engine is recorded: one engine a process, and no network.
            zego_sim::Cloud::of(checks::APP_ID).go_offline();
            Ok(Sdk::from_api(zego_sim::single_instance_api()))
        }
        [option, path] if option == "--lib" => Sdk::load(path).map_err(|error| error.to_string()),
        _ => Err("usage: without_cloud [--lib PATH]".to_owned()),
    }
}

/// Runs every check, one after the other, since there may be one engine only; counts failures.
async fn run(sdk: &Sdk) -> usize {
    println!("{:<66}verdict", "check");
    let mut failed = 0;
    for (name, check) in checks::all(sdk) {
        let outcome = match tokio::time::timeout(HANG, check.into_future()).await {
            Ok(outcome) => outcome,
            Err(_) => Err("hangs".to_owned()),
        };
        match outcome {
            Ok(()) => println!("{name:<66}ok"),
            Err(reason) => {
                failed += 1;
                println!("{name:<66}FAILED: {reason}");
            }
        }
    }
    if let Err(error) = sdk.shutdown().await {
        failed += 1;
        println!("{:<66}FAILED: {error}", "all engines go");
    }
    failed
}
