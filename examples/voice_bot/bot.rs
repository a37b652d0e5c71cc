//! The bot: hears every stream of a room, lets an agent answer, and is quiet when somebody speaks.

use std::collections::HashMap;
use std::pin::Pin;
use std::time::Duration;

use futures::StreamExt;
use futures::future::OptionFuture;
use tokio::sync::mpsc;
use tokio::task::AbortHandle;
use zego_async::media::{AudioFormat, AudioFrame, AudioSink};
use zego_async::{Change, Result, Room, StreamId};

use crate::PATIENCE;
use crate::agent::{Agent, FORMAT, is_speech};
use crate::timeline::Timeline;

/// How many blocks wait for the bot: a second of two speakers. More only make it answer later.
const WAITING: usize = 200;

/// What is said is sent in pieces, so that an interruption takes effect at once.
type Speaking = Pin<Box<dyn Future<Output = Result<Duration>> + Send>>;

/// Listens and answers until the room is left.
pub(crate) async fn converse(
    room: &Room,
    voice: &AudioSink,
    make_agent: impl Fn() -> Box<dyn Agent>,
    timeline: Timeline,
) -> Result<()> {
    let (heard, mut hears) = mpsc::channel::<(StreamId, AudioFrame)>(WAITING);
    let mut agents: HashMap<StreamId, Box<dyn Agent>> = HashMap::new();
    let mut listening: HashMap<StreamId, AbortHandle> = HashMap::new();
    let mut tasks = tokio::task::JoinSet::new();
    let mut changes = room.streams();
    let mut speaking: Option<Speaking> = None;

    loop {
        tokio::select! {
            change = changes.next() => {
                let Some(change) = change else {
                    return Ok(());
                };
                let now = room.current_streams();
                listening.retain(|id, task| {
                    let stays = now.iter().any(|stream| stream.id == *id);
                    if !stays {
                        task.abort();
                        agents.remove(id);
                        timeline.say(id, "is gone");
                    }
                    stays
                });
                if let Change::Added(_) | Change::Reset(_) = change.change {
                    for stream in now {
                        if !listening.contains_key(&stream.id) {
                            let ear = listen(room.clone(), stream.id.clone(), heard.clone(), timeline);
                            listening.insert(stream.id.clone(), tasks.spawn(ear));
                            agents.insert(stream.id, make_agent());
                        }
                    }
                }
            }
            Some((stream, block)) = hears.recv() => {
                if speaking.is_some() && is_speech(&block) {
                    // Barge-in: dropping what is being said stops it within a block.
                    speaking = None;
                    timeline.say("bot", format_args!("stops: {stream} speaks"));
                }
                let Some(agent) = agents.get_mut(&stream) else {
                    continue;
                };
                if let Some(answer) = agent.hear(&block) {
                    let time = FORMAT.duration_of(2 * answer.len());
                    timeline.say("bot", format_args!("answers {stream} for {:.1} s", time.as_secs_f64()));
                    speaking = Some(say(voice.clone(), answer));
                }
            }
            Some(said) = OptionFuture::from(speaking.as_mut()) => {
                speaking = None;
                said?;
                timeline.say("bot", "has answered");
            }
            Some(_) = tasks.join_next() => {}
        }
    }
}

/// Plays a stream and passes on what it says. A block that the bot has no time for is left out.
async fn listen(
    room: Room,
    stream: StreamId,
    heard: mpsc::Sender<(StreamId, AudioFrame)>,
    timeline: Timeline,
) {
    let listening = async {
        let playback = room.play(&stream).timeout(PATIENCE).await?;
        let mut blocks = playback.audio_frames().format(FORMAT).await?;
        timeline.say("bot", format_args!("listens to {stream}"));
        while let Some(block) = blocks.next().await {
            let _ = heard.try_send((stream.clone(), block));
        }
        Result::<()>::Ok(())
    };
    if let Err(error) = listening.await {
        timeline.say(&stream, error);
    }
}

/// Sends samples at the pace at which they sound.
fn say(voice: AudioSink, samples: Vec<i16>) -> Speaking {
    let format: AudioFormat = FORMAT;
    let pcm: Vec<u8> = samples.iter().flat_map(|it| it.to_le_bytes()).collect();
    Box::pin(async move {
        let paced = voice.paced(format);
        paced.send_stream(futures::stream::iter([pcm])).await
    })
}
