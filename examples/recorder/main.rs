//! Records every stream of a room: the sound as a WAV file, and a picture as a PNG file.
//!
//! ```text
//! cargo run --example recorder -- --folder recordings
//! ```
//!
//! A file is playable at any moment and complete when its stream ends, when the room is left, or
//! on Ctrl-C; files that are there already are never touched. On the embedded engine, whose cloud
//! is this process, guests come and go; on the real cloud it records until Ctrl-C.

#[path = "../support/account.rs"]
mod account;
mod guests;
mod thumbnail;
#[path = "../support/timeline.rs"]
mod timeline;
mod wav;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::pin::pin;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use futures::StreamExt;
use tokio::task::JoinSet;
use zego_async::media::{AudioFormat, VideoRender};
use zego_async::{Channel, Playback, Room, Scenario, StreamId};

use account::Account;
use timeline::Timeline;
use wav::Wav;

/// Whatever can go wrong.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);
const FORMAT: AudioFormat = AudioFormat::MONO_48K;
/// How many blocks wait while the disk is busy: 30 seconds, so that none is lost.
const WAITING: usize = 3000;

/// Records every stream of a room.
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    account: Account,
    /// The room
    #[arg(long, default_value = "lobby")]
    room: String,
    /// The user who records
    #[arg(long, default_value = "recorder")]
    user: String,
    /// Where the files go; it is made if it isn't there
    #[arg(long, default_value = "recordings")]
    folder: PathBuf,
    /// How many guests there are to record; 2 on the embedded engine, else none
    #[arg(long)]
    guests: Option<usize>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("recorder: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Failure> {
    let timeline = Timeline::start();
    std::fs::create_dir_all(&options.folder)?;
    let sdk = options.account.sdk()?;
    let builder = options.account.engine(&sdk).camera(false);
    let builder = builder.video_render(VideoRender::Bgra);
    let engine = builder.scenario(Scenario::StandardVideoCall).await?;
    // No microphone is opened, and nothing is sent.
    let _silence = engine.enable_custom_audio(Channel::Main).await?;
    // The loudspeaker that a server doesn't have: it keeps the SDK's sound going, until the
    // engine goes.
    let mut loudspeaker = engine.audio_pull(FORMAT).paced(Duration::from_millis(20))?;
    tokio::spawn(async move { while loudspeaker.next().await.is_some() {} });
    let login = options.account.login(&engine, &options.room, &options.user);
    let room = login.timeout(PATIENCE).await?;
    timeline.say(&options.user, format_args!("is in {}", room.id()));

    let guests = options
        .guests
        .unwrap_or(if sdk.is_embedded() { 2 } else { 0 });
    let visits = guests::visit(&sdk, &options.account, &options.room, guests, timeline);
    let mut recording = pin!(record_all(&room, &options.folder, timeline));
    let recorded = tokio::select! {
        recorded = &mut recording => Some(recorded),
        visited = visits, if guests > 0 => visited.map(|()| None)?,
        _ = tokio::signal::ctrl_c() => None,
    };
    // Leaving ends every stream, and so completes every file.
    room.logout().await?;
    let failed = match recorded {
        Some(failed) => failed,
        None => recording.await,
    };
    timeline.say(&options.user, "is out of the room, all files are complete");
    sdk.shutdown().await?;
    match failed {
        0 => Ok(()),
        failed => Err(format!("{failed} streams were not recorded whole").into()),
    }
}

/// One task for each stream, until the room is left and every file is complete. Tells how many
/// failed.
async fn record_all(room: &Room, folder: &Path, timeline: Timeline) -> usize {
    let mut changes = room.streams();
    let mut tasks = JoinSet::new();
    // Dropping a playback ends its frames: then its file is completed.
    let mut known: HashMap<StreamId, tokio::sync::oneshot::Sender<()>> = HashMap::new();
    while changes.next().await.is_some() {
        let now = room.current_streams();
        known.retain(|id, _| now.iter().any(|stream| stream.id == *id));
        for stream in now {
            if !known.contains_key(&stream.id) {
                let (stop, stopped) = tokio::sync::oneshot::channel();
                known.insert(stream.id.clone(), stop);
                let (room, folder) = (room.clone(), folder.to_owned());
                tasks.spawn(async move {
                    let recorded = record(room, &stream.id, &folder, stopped, timeline).await;
                    if let Err(error) = &recorded {
                        timeline.say(&stream.id, error);
                    }
                    recorded.is_ok()
                });
            }
        }
    }
    drop(known);
    let ended = tasks.join_all().await;
    ended.into_iter().filter(|whole| !whole).count()
}

/// Records one stream until it ends or `stopped` says so.
async fn record(
    room: Room,
    stream: &StreamId,
    folder: &Path,
    stopped: tokio::sync::oneshot::Receiver<()>,
    timeline: Timeline,
) -> Result<(), Failure> {
    let playback = room.play(stream).timeout(PATIENCE).await?;
    drop(room);
    let mut blocks = playback
        .audio_frames()
        .format(FORMAT)
        .await?
        .with_capacity(WAITING);
    let thumbnail = tokio::spawn(picture(
        playback.clone(),
        folder.join(format!("{stream}.png")),
    ));
    let mut wav = Wav::create(&folder.join(format!("{stream}.wav")), FORMAT)?;
    timeline.say(stream, "is being recorded");
    let stopping = async {
        let _ = stopped.await;
        playback.stop().await
    };
    let mut stopping = pin!(stopping);
    let mut stop = None;
    loop {
        tokio::select! {
            block = blocks.next() => match block {
                Some(block) => wav.append(&block)?,
                None => break,
            },
            done = &mut stopping, if stop.is_none() => stop = Some(done?),
        }
    }
    let lost = blocks.lost();
    let seconds = wav.close()?;
    thumbnail.await??;
    timeline.say(stream, format_args!("is complete: {seconds:.1} s"));
    match lost {
        0 => Ok(()),
        lost => Err(format!("{lost} blocks were lost").into()),
    }
}

/// Writes the first picture; a stream without pictures has none.
async fn picture(playback: Playback, file: PathBuf) -> std::io::Result<()> {
    match playback.snapshot().await {
        Ok(picture) => thumbnail::write(&file, &picture),
        Err(_) => Ok(()),
    }
}
