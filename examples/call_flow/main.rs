//! One call from ringing to its end, whichever end it has, and nothing is left behind.
//!
//! ```text
//! cargo run --example call_flow                      # every ending, on the embedded engine
//! cargo run --example call_flow -- --scene answered  # one of them
//! ```
//!
//! A call has one happy way and many others: nobody answers, somebody hangs up, the user is
//! kicked out, the network isn't there. With callbacks each of them has to clean up what the
//! others began; here `select!` drops the future that lost, and what is dropped is taken back.

#[path = "../support/account.rs"]
mod account;
mod call;
mod leftovers;
mod scene;
#[path = "../support/timeline.rs"]
mod timeline;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use zego_async::{Result, Scenario, Sdk};

use account::Account;
use call::{Call, call};
use scene::Scene;
use timeline::Timeline;

/// One call from ringing to its end, whichever end it has, and nothing is left behind.
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    account: Account,
    /// The room in which the two meet
    #[arg(long, default_value = "call")]
    room: String,
    /// The user who calls
    #[arg(long, default_value = "caller")]
    user: String,
    /// How long the login may take, and the publication; 10 s, on the embedded engine 3 s
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    setup_timeout: Option<Duration>,
    /// How long it rings at most; 30 s, on the embedded engine 2 s
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    ring_timeout: Option<Duration>,
    /// What happens, on the embedded engine; one after the other if not given
    #[arg(long)]
    scene: Option<Scene>,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Options::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("call_flow: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Whether every call ended with nothing left behind.
async fn run(options: Options) -> Result<bool> {
    let sdk = options.account.sdk()?;
    let clean = calls(&sdk, &options).await;
    sdk.shutdown().await.and(clean)
}

async fn calls(sdk: &Sdk, options: &Options) -> Result<bool> {
    if !sdk.is_embedded() {
        // The other side is a person, who runs this or another program.
        return one_call(sdk, options, std::future::pending(), std::future::pending()).await;
    }
    let mut clean = true;
    let scenes = options.scene.map_or(Scene::ALL.to_vec(), |it| vec![it]);
    for scene in scenes {
        println!("\n{}", scene.title());
        let stage = scene.prepare(sdk, options);
        clean &= one_call(sdk, options, stage.other_side(), stage.caller_hangs_up()).await?;
    }
    Ok(clean)
}

/// One call, with what the other side does meanwhile.
async fn one_call(
    sdk: &Sdk,
    options: &Options,
    other_side: impl Future<Output = Result<()>>,
    caller_hangs_up: impl Future<Output = ()>,
) -> Result<bool> {
    let timeline = Timeline::start();
    let engine = options.account.engine(sdk);
    let engine = engine.scenario(Scenario::StandardVoiceCall).await?;
    let (setup, ring) = match sdk.is_embedded() {
        true => (Duration::from_secs(3), Duration::from_secs(2)),
        false => (Duration::from_secs(10), Duration::from_secs(30)),
    };
    let plan = Call {
        login: options.account.login(&engine, &options.room, &options.user),
        stream: format!("{}-voice", options.user),
        setup_timeout: options.setup_timeout.unwrap_or(setup),
        ring_timeout: options.ring_timeout.unwrap_or(ring),
    };
    let hang_up = async {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            () = caller_hangs_up => {}
        }
    };
    tokio::select! {
        ending = call(&engine, plan, hang_up, timeline) => match ending {
            Ok(ending) => timeline.say("caller", format_args!("the end: {ending}")),
            Err(error) => timeline.say("caller", format_args!("the end: {error}")),
        },
        Err(error) = other_side => return Err(error),
    }

    let clean = leftovers::none(&engine, options.account.app_id(), timeline).await;
    // This engine, and the other side's if it is in this process.
    sdk.shutdown().await?;
    Ok(clean)
}

fn seconds(text: &str) -> std::result::Result<Duration, String> {
    let seconds = text.parse().map_err(|_| "not a number of seconds")?;
    Duration::try_from_secs_f64(seconds).map_err(|error| error.to_string())
}
