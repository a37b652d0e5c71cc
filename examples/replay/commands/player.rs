//! Commands about the media player and the audio effect player.

use zego_sys::zego_audio_effect_play_config;

use super::{Understood, action, one};
use crate::script::{Action, Text, Words};
use crate::session::Session;

/// A call on the media player that was created last.
macro_rules! on_player {
    ($function:ident($($arg:expr),*)) => {
        action(move |session| {
            let index = session.player;
            session.plain(stringify!($function), |engine| engine.$function($($arg,)* index));
        })
    };
}

pub(crate) fn understand(command: &str, words: &mut Words<'_>) -> Understood {
    if command.starts_with("fx_") {
        return effects(command, words);
    }
    Some(match command {
        "mp_create" => action(create),
        "mp_destroy" => on_player!(zego_express_destroy_media_player()),
        "mp_destroy_at" => one(words.number("INDEX"), |index| {
            super::plain!(zego_express_destroy_media_player(index))
        }),
        "mp_load" => one(words.path("PATH"), |path| {
            on_player!(zego_express_media_player_load_resource(&path))
        }),
        "mp_start" => on_player!(zego_express_media_player_start()),
        "mp_pause" => on_player!(zego_express_media_player_pause()),
        "mp_resume" => on_player!(zego_express_media_player_resume()),
        "mp_stop" => on_player!(zego_express_media_player_stop()),
        "mp_seek" => one(words.number("MS"), |ms| {
            action(move |session| seek(session, ms))
        }),
        "mp_duration" => action(duration),
        "mp_progress" => action(progress),
        "mp_audio" => one(words.flag("ON"), |on| {
            on_player!(zego_express_media_player_enable_audio_data(on))
        }),
        "mp_aux" => one(words.flag("ON"), |on| {
            on_player!(zego_express_media_player_enable_aux(on))
        }),
        "mp_repeat" => one(words.flag("ON"), |on| {
            on_player!(zego_express_media_player_enable_repeat(on))
        }),
        "mp_volume" => one(words.number("V"), |volume| {
            on_player!(zego_express_media_player_set_volume(volume))
        }),
        "mp_speed" => one(words.number("X"), |speed| {
            on_player!(zego_express_media_player_set_play_speed(speed))
        }),
        "mp_interval" => one(words.number("MS"), |interval| {
            on_player!(zego_express_media_player_set_progress_interval(interval))
        }),
        _ => return None,
    })
}

fn create(session: &mut Session) {
    let mut index = -1;
    let name = "create_media_player";
    let rc = session.inside(name, |engine| {
        engine.zego_express_create_media_player(&mut index)
    });
    if rc == 0 {
        session.player = index;
    }
    let fields = [("rc", rc.into()), ("index", index.into())];
    session.recorder.call(name, &fields);
}

/// A seek takes a sequence number that the caller has asked the engine for.
fn seek(session: &mut Session, ms: u64) {
    let name = "media_player_seek_to";
    let before = session.engine.zego_express_get_increase_seq();
    let mut sequence = before;
    let index = session.player;
    let rc = session.inside(name, |engine| {
        engine.zego_express_media_player_seek_to(ms, index, &mut sequence)
    });
    let fields = [
        ("rc", rc.into()),
        ("seq_before", before.into()),
        ("seq", sequence.into()),
    ];
    session.recorder.call(name, &fields);
}

fn duration(session: &mut Session) {
    let mut ms = 0;
    let index = session.player;
    let rc = session
        .engine
        .zego_express_media_player_get_total_duration(index, &mut ms);
    let fields = [("rc", rc.into()), ("ms", ms.into())];
    session
        .recorder
        .call("media_player_get_total_duration", &fields);
}

fn progress(session: &mut Session) {
    let mut ms = 0;
    let index = session.player;
    let rc = session
        .engine
        .zego_express_media_player_get_current_progress(index, &mut ms);
    let fields = [("rc", rc.into()), ("ms", ms.into())];
    session
        .recorder
        .call("media_player_get_current_progress", &fields);
}

fn effects(command: &str, words: &mut Words<'_>) -> Understood {
    Some(match command {
        "fx_create" => action(create_effects),
        "fx_destroy" => action(|session| {
            let index = session.effects;
            session.plain("zego_express_destroy_audio_effect_player", |engine| {
                engine.zego_express_destroy_audio_effect_player(index)
            });
        }),
        "fx_load" => load_effect(words),
        "fx_start" => start_effect(words),
        "fx_stop" => one(words.number("ID"), |effect| {
            action(move |session| {
                let index = session.effects;
                session.plain("zego_express_audio_effect_player_stop", |engine| {
                    engine.zego_express_audio_effect_player_stop(effect, index)
                });
            })
        }),
        _ => return None,
    })
}

fn create_effects(session: &mut Session) {
    let mut index = -1;
    let name = "create_audio_effect_player";
    let rc = session.inside(name, |engine| {
        engine.zego_express_create_audio_effect_player(&mut index)
    });
    if rc == 0 {
        session.effects = index;
    }
    let fields = [("rc", rc.into()), ("index", index.into())];
    session.recorder.call(name, &fields);
}

fn load_effect(words: &mut Words<'_>) -> Result<Action, String> {
    let (effect, path) = (words.number("ID")?, words.path("PATH")?);
    action(move |session| {
        let index = session.effects;
        let name = "zego_express_audio_effect_player_load_resource";
        session.numbered(name, |engine, sequence| {
            engine.zego_express_audio_effect_player_load_resource(effect, &path, index, sequence)
        });
    })
}

/// Without a path the effect must have been loaded.
fn start_effect(words: &mut Words<'_>) -> Result<Action, String> {
    let (effect, play_count) = (words.number("ID")?, words.number("COUNT")?);
    let path = if words.is_empty() {
        Text::NULL
    } else {
        words.path("PATH")?
    };
    let mut config = zego_audio_effect_play_config {
        play_count,
        ..Default::default()
    };
    action(move |session| {
        let index = session.effects;
        session.plain("zego_express_audio_effect_player_start", |engine| {
            engine.zego_express_audio_effect_player_start(effect, &path, &mut config, index)
        });
    })
}
