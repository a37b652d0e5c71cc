//! The commands of a scenario: what each is called, which words follow it, and which call it makes.

mod media;
mod player;
mod room;
mod stream;

use std::thread;
use std::time::Duration;

use serde_json::Value;
use zego_sys::{zego_engine_config, zego_engine_profile};

use crate::script::{Action, Text, Words};
use crate::session::Session;

/// A call that is written with the script's line and its return code.
macro_rules! plain {
    ($function:ident($($arg:expr),*)) => {
        $crate::commands::action(move |session| {
            session.plain(stringify!($function), |engine| engine.$function($($arg),*));
        })
    };
}

/// The same for a call that takes a place for its sequence number as its last argument.
macro_rules! numbered {
    ($function:ident($($arg:expr),*)) => {
        $crate::commands::action(move |session| {
            session.numbered(stringify!($function), |engine, sequence| {
                engine.$function($($arg,)* sequence)
            });
        })
    };
}

pub(crate) use {numbered, plain};

/// What the line that begins with this command asks for, or what is wrong with it.
pub(crate) fn understand(command: &str, words: &mut Words<'_>) -> Result<Action, String> {
    let families = [
        engine,
        room::understand,
        stream::understand,
        media::understand,
        player::understand,
    ];
    for family in families {
        if let Some(understood) = family(command, words) {
            return understood;
        }
    }
    Err("no such command".to_owned())
}

/// A command of the family that was asked, or none.
pub(crate) type Understood = Option<Result<Action, String>>;

pub(crate) fn action(act: impl FnOnce(&mut Session) + 'static) -> Result<Action, String> {
    Ok(Box::new(act))
}

/// The engine itself, the trace, and time.
fn engine(command: &str, words: &mut Words<'_>) -> Understood {
    Some(match command {
        "handle" => action(|session| {
            let null = session.engine.create_handle();
            let fields = [("null", i32::from(null).into())];
            session.recorder.call("create_handle", &fields);
        }),
        "register" => action(|session| session.engine.register_events()),
        "register_media" => action(|session| session.engine.register_media()),
        "version" => action(|session| {
            let (rc, version) = session.engine.version();
            let fields = [("rc", rc.into()), ("version", version.into())];
            session.recorder.call("get_version", &fields);
        }),
        "init" => init(words),
        "uninit" => plain!(zego_express_engine_uninit_async()),
        "engine_config" => engine_config(words),
        "room_mode" => one(words.number("MODE"), |mode| {
            plain!(zego_express_set_room_mode(mode))
        }),
        "scenario" => one(words.number("SCENARIO"), |scenario| {
            plain!(zego_express_set_room_scenario(scenario))
        }),
        "sleep" => one(words.number("MS"), |ms| {
            action(move |_| thread::sleep(Duration::from_millis(ms)))
        }),
        "stats" => action(|session| session.recorder.stats()),
        _ => return None,
    })
}

/// A command of one word, once the word is understood.
pub(crate) fn one<T>(
    word: Result<T, String>,
    command: impl FnOnce(T) -> Result<Action, String>,
) -> Result<Action, String> {
    word.and_then(command)
}

fn init(words: &mut Words<'_>) -> Result<Action, String> {
    let profile = zego_engine_profile {
        app_id: words.number("APPID")?,
        app_sign: words.text_within("SIGN", 64)?.in_array(),
        scenario: words.number("SCENARIO")?,
    };
    plain!(zego_express_engine_init_with_profile(profile))
}

fn engine_config(words: &mut Words<'_>) -> Result<Action, String> {
    let advanced_config: Text = words.text_within("TEXT", 2047)?;
    action(move |session| {
        let config = zego_engine_config {
            advanced_config: advanced_config.in_array(),
            ..Default::default()
        };
        session.plain("zego_express_set_engine_config", |engine| {
            engine.zego_express_set_engine_config(config)
        });
    })
}

/// A getter's callbacks don't say which call they came inside of, so these are not `inside` one.
pub(crate) fn yes_or_no(session: &Session, name: &str, rc: i32, yes: bool) {
    let fields: [(&str, Value); 2] = [("rc", rc.into()), ("yes", i32::from(yes).into())];
    session.recorder.call(name, &fields);
}
