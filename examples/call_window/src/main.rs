//! A call with a window: both pictures, a meter for each sound, the buttons.
//!
//! ```text
//! cargo run --manifest-path examples/call_window/Cargo.toml       # with a second party in here
//! ZEGO_EXPRESS_LIB=... ZEGO_APP_ID=... ZEGO_APP_SIGN=... \
//!     cargo run --manifest-path examples/call_window/Cargo.toml -- --room room1 --user alice
//! ```
//!
//! It needs an X server (XWayland will do), and neither a GPU nor a toolkit: the window is painted
//! by the program. The call is in `call.rs`, `own.rs` and `other.rs`, and knows of the window only
//! what there is to see and what the user wants: `screen.rs`. The window is in `window.rs`, how it
//! looks in `paint.rs`.

#[path = "../../support/account.rs"]
mod account;
mod call;
mod friend;
mod icons;
mod layout;
mod meter;
mod other;
mod own;
mod paint;
mod pattern;
mod picture;
mod screen;
mod text;
#[path = "../../support/timeline.rs"]
mod timeline;
mod window;

use std::error::Error;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};
use tokio::runtime::Runtime;
use tokio::sync::watch;
use winit::event_loop::EventLoop;

use account::Account;
use call::Call;
use pattern::Pattern;
use screen::{Controls, Screen};
use timeline::Timeline;

/// A call with a window: both pictures, a meter for each sound, the buttons.
///
/// The buttons: microphone (M), end the call (Escape), camera (C).
#[derive(Parser)]
struct Options {
    #[command(flatten)]
    account: Account,
    /// The room in which the two meet
    #[arg(long, default_value = "call")]
    room: String,
    /// The user who calls
    #[arg(long, default_value = "Alice")]
    user: String,
    /// What to send; the pattern on the embedded engine, else what the devices capture
    #[arg(long)]
    source: Option<SourceOption>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SourceOption {
    /// The machine's camera and microphone
    Devices,
    /// A moving picture and a tone; nothing is played aloud
    Pattern,
}

fn main() -> ExitCode {
    match run(Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("call_window: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: Options) -> Result<(), Box<dyn Error>> {
    let sdk = options.account.sdk()?;
    let embedded = sdk.is_embedded();
    let source = options.source.unwrap_or(match embedded {
        true => SourceOption::Pattern,
        false => SourceOption::Devices,
    });
    let call = Call {
        sdk,
        account: options.account,
        room: options.room,
        user: options.user,
        pattern: (source == SourceOption::Pattern).then_some(Pattern::Day),
        timeline: Timeline::start(),
    };

    let events = EventLoop::with_user_event().build()?;
    let screen = Screen::new(events.create_proxy());
    let (controls, wanted) = watch::channel(Controls::default());
    let runtime = Runtime::new()?;
    let calling = runtime.spawn(hold(call, embedded, screen.clone(), wanted));
    let shown = window::show(events, screen, controls);
    let held = runtime.block_on(calling)?;
    shown?;
    held.map_err(|error| error as Box<dyn Error>)
}

/// The call, and its second party where the cloud is this process. The window may close when both
/// are out of the room; if something failed, it says so until the user closes it.
async fn hold(
    call: Call,
    with_friend: bool,
    screen: Screen,
    controls: watch::Receiver<Controls>,
) -> Result<(), Box<dyn Error + Send + Sync>> {
    let own = call::hold(&call, &screen, controls.clone());
    let friend = async {
        match with_friend {
            true => Ok(friend::join(&call, controls.clone()).await?),
            false => Ok(()),
        }
    };
    let held = tokio::try_join!(own, friend).map(drop);
    if let Err(error) = &held {
        call.timeline.say(&call.user, error);
        screen.status(format_args!("The call is over: {error}"));
        call::hung_up(controls).await;
    }
    let all_gone = call.sdk.shutdown().await;
    screen.over();
    held?;
    Ok(all_gone?)
}
