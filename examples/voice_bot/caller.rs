//! Somebody to talk to the bot, so that there is something to hear on the embedded engine: says
//! something, waits for the answer, and speaks again while the bot does.

use std::time::Duration;

use futures::{FutureExt, StreamExt};
use tokio::time::timeout;
use zego_async::media::{AudioFrame, FrameStream};
use zego_async::{Channel, Scenario, Sdk};

use crate::account::Account;
use crate::agent::{FORMAT, is_speech};
use crate::timeline::Timeline;
use crate::{Failure, PATIENCE};

/// How long the caller speaks each time, and is silent after it.
const SPEECH: [Duration; 2] = [Duration::from_millis(1500), Duration::from_millis(400)];
const SILENCE: Duration = Duration::from_millis(20);

pub(crate) async fn call(
    sdk: &Sdk,
    account: &Account,
    room: &str,
    bot: &str,
    timeline: Timeline,
) -> Result<(), Failure> {
    let scenario = Scenario::StandardVoiceCall;
    let engine = account.engine(sdk).scenario(scenario).await?;
    let voice = engine.enable_custom_audio(Channel::Main).await?;
    let room = account.login(&engine, room, "caller").await?;
    let publication = room.publish("caller-voice").timeout(PATIENCE).await?;
    let playback = room.play(bot).timeout(PATIENCE).await?;
    let mut answers = playback.audio_frames().format(FORMAT).await?;

    for (turn, speech) in SPEECH.into_iter().enumerate() {
        timeline.say(
            "caller",
            format_args!("speaks for {:.1} s", speech.as_secs_f64()),
        );
        let tone = tone(speech);
        voice.paced(FORMAT).send_reader(&tone[..]).await?;
        timeline.say("caller", "is silent");
        // What the bot says from now on is the answer; what it said before it was interrupted isn't.
        while answers.next().now_or_never().flatten().is_some() {}
        // A microphone sends silence too: that is how the bot knows that it may answer.
        let silence = futures::stream::repeat(tone_of_nothing());
        tokio::select! {
            heard = timeout(PATIENCE, first_loud(&mut answers)) => {
                heard.map_err(|_| never(turn))?.ok_or_else(|| never(turn))?;
            }
            sent = voice.paced(FORMAT).send_stream(silence) => {
                sent?;
            }
        }
        timeline.say("caller", "hears the answer");
    }
    publication.stop().await?;
    room.logout().await?;
    Ok(engine.destroy().await?)
}

async fn first_loud(answers: &mut FrameStream<AudioFrame>) -> Option<AudioFrame> {
    loop {
        let block = answers.next().await?;
        if is_speech(&block) {
            return Some(block);
        }
    }
}

fn tone(time: Duration) -> Vec<u8> {
    let rate = f64::from(FORMAT.rate().hz());
    let count = (time.as_secs_f64() * rate) as usize;
    let sample = |at: usize| (at as f64 * 440.0 / rate * std::f64::consts::TAU).sin() * 8000.0;
    (0..count)
        .flat_map(|at| (sample(at) as i16).to_le_bytes())
        .collect()
}

fn tone_of_nothing() -> Vec<u8> {
    vec![
        0;
        FORMAT.frame_bytes() * (SILENCE.as_millis() as usize * FORMAT.rate().hz() as usize / 1000)
    ]
}

fn never(turn: usize) -> Failure {
    format!("the bot never answered turn {turn}").into()
}
