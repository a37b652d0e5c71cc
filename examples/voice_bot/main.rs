//! A bot that talks: hears everybody in a room, answers, and stops when somebody speaks.
//!
//! ```text
//! cargo run --example voice_bot
//! ```
//!
//! What it says is up to an `Agent`, which gets PCM and gives PCM: put speech recognition, a
//! language model and speech synthesis there. It needs no sound card. On the embedded engine,
//! whose cloud is this process, a caller talks to it; on the real cloud it listens until Ctrl-C.

#[path = "../support/account.rs"]
mod account;
mod agent;
mod bot;
mod caller;
#[path = "../support/timeline.rs"]
mod timeline;

use std::process::ExitCode;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use futures::StreamExt;
use zego_async::{Channel, Scenario};

use account::Account;
use agent::{Agent, BeepBack, Echo, FORMAT};
use timeline::Timeline;

/// Whatever can go wrong.
type Failure = Box<dyn std::error::Error + Send + Sync>;

/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Hears everybody in a room, answers, and stops when somebody speaks.
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    account: Account,
    /// The room
    #[arg(long, default_value = "lobby")]
    room: String,
    /// The user that the bot is
    #[arg(long, default_value = "bot")]
    user: String,
    /// Who answers
    #[arg(long, value_enum, default_value_t = Who::Echo)]
    agent: Who,
}

#[derive(Clone, Copy, ValueEnum)]
enum Who {
    /// Says what was said
    Echo,
    /// Beeps for as long as somebody spoke
    Beep,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("voice_bot: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(options: Options) -> Result<(), Failure> {
    let timeline = Timeline::start();
    let sdk = options.account.sdk()?;
    // Video would be billed even if it is black.
    let builder = options.account.engine(&sdk).camera(false);
    let engine = builder.scenario(Scenario::StandardVoiceCall).await?;
    let voice = engine.enable_custom_audio(Channel::Main).await?;
    let login = options.account.login(&engine, &options.room, &options.user);
    let room = login.timeout(PATIENCE).await?;
    let stream = format!("{}-voice", options.user);
    let publication = room.publish(&stream).timeout(PATIENCE).await?;
    timeline.say("bot", format_args!("is in {}", room.id()));

    let make_agent = || -> Box<dyn Agent> {
        match options.agent {
            Who::Echo => Box::<Echo>::default(),
            Who::Beep => Box::<BeepBack>::default(),
        }
    };
    // The loudspeaker that a server doesn't have: it keeps the SDK's sound going.
    let mut loudspeaker = engine.audio_pull(FORMAT).paced(Duration::from_millis(20))?;
    let calls = async {
        match sdk.is_embedded() {
            true => caller::call(&sdk, &options.account, &options.room, &stream, timeline).await,
            false => std::future::pending().await,
        }
    };
    tokio::select! {
        ended = bot::converse(&room, &voice, make_agent, timeline) => ended?,
        called = calls => called?,
        () = async { while loudspeaker.next().await.is_some() {} } => {}
        _ = tokio::signal::ctrl_c() => {}
    }
    publication.stop().await?;
    room.logout().await?;
    timeline.say("bot", "is out of the room");
    sdk.shutdown().await?;
    Ok(())
}
