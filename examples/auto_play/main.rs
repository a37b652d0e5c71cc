//! Plays whatever appears in a room and stops what disappears.
//!
//! ```text
//! cargo run --example auto_play
//! ```
//!
//! The stream of the room's streams begins with what is there already, so it doesn't matter who
//! came first. On the embedded engine, whose cloud is this process, guests come and go by
//! themselves; on the real cloud it plays until Ctrl-C.

#[path = "../support/account.rs"]
mod account;
mod guests;
#[path = "../support/timeline.rs"]
mod timeline;

use std::collections::HashMap;
use std::pin::pin;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use futures::StreamExt;
use tokio::task::AbortHandle;
use zego_async::event::RemoteStream;
use zego_async::{Change, Result, Room, Scenario, Sdk, StreamId};

use account::Account;
use timeline::Timeline;

/// How long a stream may take to play.
const PATIENCE: Duration = Duration::from_secs(30);

/// Plays whatever appears in a room, and stops what disappears.
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    account: Account,
    /// The room
    #[arg(long, default_value = "lobby")]
    room: String,
    /// The user who listens
    #[arg(long, default_value = "listener")]
    user: String,
    /// How many guests come and go in this process; 3 on the embedded engine, else none
    #[arg(long)]
    guests: Option<usize>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("auto_play: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<()> {
    let sdk = options.account.sdk()?;
    let listened = listen(&sdk, &options).await;
    // Waits for every engine: also for those of guests who were interrupted, and after an error.
    sdk.shutdown().await.and(listened)
}

async fn listen(sdk: &Sdk, options: &Options) -> Result<()> {
    let timeline = Timeline::start();
    let engine = options
        .account
        .engine(sdk)
        .scenario(Scenario::StandardVoiceCall)
        .await?;
    let login = options.account.login(&engine, &options.room, &options.user);
    let room = login.timeout(PATIENCE).await?;
    timeline.say(&options.user, format_args!("listens in {}", room.id()));

    let guests = options
        .guests
        .unwrap_or(if sdk.is_embedded() { 3 } else { 0 });
    let visits = guests::visit(sdk, &options.account, &options.room, guests, timeline);
    let mut playing = pin!(auto_play(&room, timeline));
    let over = tokio::select! {
        () = &mut playing => true,
        visited = visits, if guests > 0 => visited.map(|()| false)?,
        _ = tokio::signal::ctrl_c() => false,
    };
    // Leaving ends the stream of changes, and with it all that still plays.
    room.logout().await?;
    if !over {
        playing.await;
    }
    timeline.say(&options.user, "is out of the room, nothing plays");
    engine.destroy().await
}

/// The whole of it: one task for each stream, ended when the stream disappears.
///
/// A task that ends drops its playback, and a playback that is dropped stops.
async fn auto_play(room: &Room, timeline: Timeline) {
    let mut changes = room.streams();
    let mut tasks = tokio::task::JoinSet::new();
    let mut playing: HashMap<StreamId, AbortHandle> = HashMap::new();

    while let Some(change) = changes.next().await {
        let (added, removed): (Vec<RemoteStream>, Vec<StreamId>) = match change.change {
            Change::Added(streams) => (streams, Vec::new()),
            Change::Removed(streams) => (Vec::new(), streams.into_iter().map(|it| it.id).collect()),
            // What is there now, all of it: the beginning, the end, or after a lag.
            Change::Reset(now) => {
                let gone = playing
                    .keys()
                    .filter(|&id| now.iter().all(|it| it.id != *id));
                let gone = gone.cloned().collect();
                (now, gone)
            }
            _ => continue,
        };
        for id in removed {
            if let Some(task) = playing.remove(&id) {
                task.abort();
                timeline.say(&id, "is gone: stopped");
            }
        }
        for stream in added {
            if playing.contains_key(&stream.id) {
                continue;
            }
            timeline.say(&stream.id, format_args!("of {} appears", stream.user.id));
            let task = tasks.spawn(play(room.clone(), stream.id.clone(), timeline));
            playing.insert(stream.id, task);
        }
        // Tasks that have ended are forgotten.
        while tasks.try_join_next().is_some() {}
    }
}

/// Plays one stream for as long as it is allowed to.
async fn play(room: Room, stream: StreamId, timeline: Timeline) {
    let playback = match room.play(&stream).timeout(PATIENCE).await {
        Ok(playback) => playback,
        Err(error) => return timeline.say(&stream, error),
    };
    timeline.say(&stream, "plays");
    let mut states = playback.states();
    while let Some(Ok(change)) = states.next().await {
        timeline.say(&stream, format_args!("{:?}", change.state));
    }
}
