//! Commands about streams: publishing, playing, and how they are encoded.

use zego_sys::{zego_audio_config, zego_mixer_task, zego_publisher_config, zego_video_config};

use super::{Understood, action, numbered, one, plain};
use crate::script::{Action, Words};
use crate::session::Session;

pub(crate) fn understand(command: &str, words: &mut Words<'_>) -> Understood {
    Some(match command {
        "publish" => publish(words),
        "publish_cfg" => publish_with_config(words),
        "stop_publish" => one(words.number("CHANNEL"), |channel| {
            plain!(zego_express_stop_publishing_stream(channel))
        }),
        "play" => one(words.text("STREAM"), |stream| {
            plain!(zego_express_start_playing_stream(&stream, None))
        }),
        "stop_play" => one(words.text("STREAM"), |stream| {
            plain!(zego_express_stop_playing_stream(&stream))
        }),
        "play_volume" => play_volume(words),
        "extra_info" => extra_info(words),
        "sei" => one(words.text("TEXT"), |text| {
            let length = text.bytes().len() as u32;
            plain!(zego_express_send_sei(text.bytes(), length, 0))
        }),
        "preview" => one(words.number("CHANNEL"), |channel| {
            plain!(zego_express_start_preview(None, channel))
        }),
        "stop_preview" => one(words.number("CHANNEL"), |channel| {
            plain!(zego_express_stop_preview(channel))
        }),
        "video_config" => video_config(words),
        "get_video_config" => action(show_video_config),
        "audio_config" => audio_config(words),
        "mixer" => mixer(words),
        _ => return None,
    })
}

fn publish(words: &mut Words<'_>) -> Result<Action, String> {
    let (stream, channel) = (words.text("STREAM")?, words.number("CHANNEL")?);
    plain!(zego_express_start_publishing_stream(&stream, channel))
}

fn publish_with_config(words: &mut Words<'_>) -> Result<Action, String> {
    let (stream, channel) = (words.text("STREAM")?, words.number("CHANNEL")?);
    let config = zego_publisher_config {
        room_id: words.text_within("ROOM", 128)?.in_array(),
        ..Default::default()
    };
    plain!(zego_express_start_publishing_stream_with_config(
        &stream, config, channel
    ))
}

fn play_volume(words: &mut Words<'_>) -> Result<Action, String> {
    let (stream, volume) = (words.text("STREAM")?, words.number("V")?);
    plain!(zego_express_set_play_volume(&stream, volume))
}

fn extra_info(words: &mut Words<'_>) -> Result<Action, String> {
    let (text, channel) = (words.text("TEXT")?, words.number("CHANNEL")?);
    numbered!(zego_express_set_stream_extra_info(&text, channel))
}

fn video_config(words: &mut Words<'_>) -> Result<Action, String> {
    let (width, height) = (words.number("W")?, words.number("H")?);
    let config = zego_video_config {
        capture_width: width,
        capture_height: height,
        encode_width: width,
        encode_height: height,
        fps: words.number("FPS")?,
        bitrate: words.number("KBPS")?,
        ..Default::default()
    };
    plain!(zego_express_set_video_config(config, 0))
}

fn show_video_config(session: &mut Session) {
    let mut config = zego_video_config::default();
    let rc = session.engine.zego_express_get_video_config(0, &mut config);
    let fields = [
        ("rc", rc.into()),
        ("cw", config.capture_width.into()),
        ("ch", config.capture_height.into()),
        ("ew", config.encode_width.into()),
        ("eh", config.encode_height.into()),
        ("fps", config.fps.into()),
        ("kbps", config.bitrate.into()),
        ("codec", config.codec_id.into()),
    ];
    session.recorder.call("get_video_config", &fields);
}

/// Sets it, and asks what it is then.
fn audio_config(words: &mut Words<'_>) -> Result<Action, String> {
    let config = zego_audio_config {
        bitrate: words.number("KBPS")?,
        channel: words.number("CHANNEL")?,
        codec_id: words.number("CODEC")?,
    };
    action(move |session| {
        session.plain("zego_express_set_audio_config", |engine| {
            engine.zego_express_set_audio_config(config)
        });
        let mut config = zego_audio_config::default();
        session.engine.zego_express_get_audio_config(&mut config);
        let fields = [
            ("bitrate", config.bitrate.into()),
            ("channel", config.channel.into()),
            ("codec", config.codec_id.into()),
        ];
        session.recorder.call("get_audio_config", &fields);
    })
}

/// A task that has a name, and neither inputs nor outputs.
fn mixer(words: &mut Words<'_>) -> Result<Action, String> {
    let task = zego_mixer_task {
        task_id: words.text_within("TASK", 256)?.in_array(),
        ..Default::default()
    };
    numbered!(zego_express_start_mixer_task(task))
}
