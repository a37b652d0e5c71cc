//! An HTTP service that puts users into rooms: each request awaits what it asks for.
//!
//! ```text
//! cargo run --example call_service
//! curl -d '{"user":"bot1"}' -H 'content-type: application/json' localhost:8080/rooms/lobby/join
//! curl localhost:8080/rooms/lobby/users
//! curl -N localhost:8080/rooms/lobby/events
//! ```
//!
//! `POST /rooms/{room}/join | leave | publish`, `GET /rooms/{room}/users | streams | events`.
//! With the app's server secret `POST /token` issues tokens for clients that log in themselves:
//!
//! ```text
//! ZEGO_SERVER_SECRET=... cargo run --example call_service
//! curl -d '{"user":"anna","room":"lobby"}' -H 'content-type: application/json' localhost:8080/token
//! ```
//!
//! A request that is cut off while it waits is dropped, and what it began is taken back. Ctrl-C or
//! SIGTERM end it: the event streams end, every engine goes, then the process.
//!
//! It asks nobody who they are, so it listens on the loopback address unless told otherwise.

#[path = "../support/account.rs"]
mod account;
mod failure;
mod room_events;
mod routes;
mod sessions;
mod tokens;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser;
use futures::FutureExt;
use tokio::net::TcpListener;

use account::Account;
use sessions::Sessions;

/// An HTTP service that puts users into rooms: each request awaits what it asks for.
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    account: Account,
    /// Where to listen; port 0 takes a free one. The address is printed
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// A file with the app's server secret, for `/token`; else it is taken from ZEGO_SERVER_SECRET
    #[arg(long)]
    secret_file: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("call_service: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let issuer = tokens::issuer(options.account.app_id(), options.secret_file.as_deref())?;
    let sdk = options.account.sdk()?;
    let sessions = Arc::new(Sessions::new(sdk.clone(), options.account));
    let listener = TcpListener::bind(options.listen).await?;
    println!("listening on http://{}", listener.local_addr()?);

    let stop = stop_signal()?.shared();
    let server = axum::serve(listener, routes::routes(sessions.clone(), issuer));
    let server = server.with_graceful_shutdown(stop.clone()).into_future();
    let engines = async {
        stop.await;
        println!("stopping");
        // Event streams end with their engine, else the server would wait for them.
        sessions.close().await
    };
    let (served, left) = tokio::join!(server, engines);
    // Whoever joined while the others left.
    left.and(sessions.close().await)?;
    println!("every engine is gone");
    Ok(served?)
}

/// Ctrl-C, or the signal with which service managers stop.
fn stop_signal() -> std::io::Result<impl Future<Output = ()>> {
    #[cfg(unix)]
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    Ok(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = terminate.recv() => {}
            _ = tokio::signal::ctrl_c() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
    })
}
