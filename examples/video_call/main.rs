//! A video call between two users, from the engines to the goodbye, which checks itself.
//!
//! ```text
//! cargo run --example video_call                                  # both users, embedded engine
//! ZEGO_EXPRESS_LIB=... ZEGO_APP_ID=... ZEGO_APP_SIGN=... \
//!     cargo run --example video_call -- --room room1 --role b     # on ZEGO's cloud, one user each
//! ```
//!
//! B sends a moving test picture and a tone in place of camera and microphone; A hears of the
//! stream, plays it, and checks that what arrives is what was sent. The story of B is in
//! `sender.rs`, that of A in `viewer.rs`. The last word and the exit code say whether it worked;
//! `local.png` and `remote.png` show the same moment on both sides.

#[path = "../support/account.rs"]
mod account;
mod events;
mod picture;
#[path = "../support/progress.rs"]
mod progress;
mod sender;
mod snapshot;
#[path = "../support/timeline.rs"]
mod timeline;
mod tone;
mod verdict;
mod viewer;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use tokio::sync::oneshot;
use zego_async::Sdk;

use account::Account;
use timeline::Timeline;
use verdict::Verdict;

/// A video call between two users, from the engines to the goodbye, which checks itself.
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    account: Account,
    /// The room in which the two meet
    #[arg(long, default_value = "video-call")]
    room: String,
    /// The user; alice for A and bob for B if not given. With both roles -a and -b are appended
    #[arg(long)]
    user: Option<String>,
    /// Who to be: A plays, B publishes
    #[arg(long, default_value = "both")]
    role: Role,
    /// How many seconds of picture and sound A wants to see and hear
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=3600))]
    seconds: u32,
    /// How many seconds anything may take; B alone waits for Ctrl-C
    #[arg(long, default_value_t = 60)]
    patience: u64,
    /// The folder for the pictures; target/video_call, or the system's folder for temporary files
    #[arg(long)]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Role {
    /// Plays what the other one publishes, and checks it
    A,
    /// Publishes a moving picture and a tone
    B,
    /// Both users in one process
    Both,
}

/// What both sides of a call know.
struct Call {
    sdk: Sdk,
    account: Account,
    room: String,
    seconds: u32,
    patience: Duration,
    out: PathBuf,
    timeline: Timeline,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("video_call: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<bool, Box<dyn Error>> {
    let out = options.out.unwrap_or_else(snapshot::default_folder);
    std::fs::create_dir_all(&out).map_err(|error| format!("{}: {error}", out.display()))?;
    let call = Call {
        sdk: options.account.sdk()?,
        account: options.account,
        room: options.room,
        seconds: options.seconds,
        patience: Duration::from_secs(options.patience),
        out,
        timeline: Timeline::start(),
    };
    let (alice, bob) = match (options.user, options.role) {
        (None, _) => ("alice".to_owned(), "bob".to_owned()),
        (Some(user), Role::Both) => (format!("{user}-a"), format!("{user}-b")),
        (Some(user), _) => (user.clone(), user),
    };

    let outcome = match options.role {
        Role::A => viewer::watch(&call, &alice).await.map(Some),
        Role::B => sender::send(&call, &bob, hang_up()).await.map(|()| None),
        Role::Both => both(&call, &alice, &bob).await.map(Some),
    };
    // Also what an error has left on its way goes before the process does.
    let all_gone = call.sdk.shutdown().await;
    let verdict = outcome?;
    all_gone?;
    call.timeline
        .say("", format_args!("pictures are in {}", call.out.display()));
    Ok(verdict.is_none_or(|verdict| verdict.tell()))
}

/// When B alone has sent enough. Nobody says which picture was kept.
async fn hang_up() -> Option<u16> {
    // Without a handler for Ctrl-C there is nothing to wait for.
    let _ = tokio::signal::ctrl_c().await;
    None
}

/// Both sides at once. B sends until A has seen enough.
async fn both(call: &Call, alice: &str, bob: &str) -> Result<Verdict, Box<dyn Error>> {
    let (seen, enough) = oneshot::channel();
    let a = async {
        let verdict = viewer::watch(call, alice).await?;
        // B is told which picture A kept, so that it keeps the same. It may have failed already.
        let _ = seen.send(verdict.kept);
        Ok::<_, Box<dyn Error>>(verdict)
    };
    let b = sender::send(call, bob, async { enough.await.ok().flatten() });
    tokio::try_join!(a, b).map(|(verdict, ())| verdict)
}
