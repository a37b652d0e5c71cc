//! Commands about rooms: logging in and out, and what is said in a room.

use zego_sys::{zego_room_config, zego_user};

use super::{Understood, numbered, one, plain};
use crate::script::{Action, Text, Words};

pub(crate) fn understand(command: &str, words: &mut Words<'_>) -> Understood {
    Some(match command {
        "login" => login(words),
        "logout" => one(words.text("ROOM"), |room| {
            numbered!(zego_express_logout_room_with_callback(&room))
        }),
        "logout_all" => numbered!(zego_express_logout_all_room_with_callback()),
        "switch" => switch(words),
        "renew" => renew(words),
        "room_extra" => room_extra(words),
        "broadcast" => message(words, Message::Broadcast),
        "barrage" => message(words, Message::Barrage),
        "command" => custom_command(words),
        "stream_list" => stream_list(words),
        _ => return None,
    })
}

fn login(words: &mut Words<'_>) -> Result<Action, String> {
    let room = words.text("ROOM")?;
    let user = zego_user {
        user_id: words.text_within("USER", 64)?.in_array(),
        user_name: words.text_within("NAME", 256)?.in_array(),
    };
    let mut config = zego_room_config {
        is_user_status_notify: words.flag("NOTIFY")?,
        ..Default::default()
    };
    if !words.is_empty() {
        let token = words.text_within("TOKEN", 2048)?;
        if token.bytes() != b"-" {
            config.token = token.in_array();
        }
    }
    if !words.is_empty() {
        config.room_type = words.number("ROOMTYPE")?;
    }
    numbered!(zego_express_login_room_with_callback(
        &room,
        user,
        &mut config
    ))
}

fn switch(words: &mut Words<'_>) -> Result<Action, String> {
    let (from, to) = (words.text("FROM")?, words.text("TO")?);
    plain!(zego_express_switch_room(&from, &to, None))
}

fn renew(words: &mut Words<'_>) -> Result<Action, String> {
    let (room, token) = (words.text("ROOM")?, words.text("TOKEN")?);
    plain!(zego_express_renew_token(&room, &token))
}

fn room_extra(words: &mut Words<'_>) -> Result<Action, String> {
    let room = words.text("ROOM")?;
    let (key, value) = (words.text("KEY")?, words.text("VALUE")?);
    numbered!(zego_express_set_room_extra_info(&room, &key, &value))
}

enum Message {
    Broadcast,
    Barrage,
}

fn message(words: &mut Words<'_>, kind: Message) -> Result<Action, String> {
    let (room, text) = (words.text("ROOM")?, words.text("TEXT")?);
    match kind {
        Message::Broadcast => numbered!(zego_express_send_broadcast_message(&room, &text)),
        Message::Barrage => numbered!(zego_express_send_barrage_message(&room, &text)),
    }
}

fn custom_command(words: &mut Words<'_>) -> Result<Action, String> {
    let (room, text) = (words.text("ROOM")?, words.text("TEXT")?);
    let mut users = Vec::new();
    while !words.is_empty() {
        let user: Text = words.text_within("USER", 64)?;
        users.push(zego_user {
            user_id: user.in_array(),
            user_name: user.in_array(),
        });
    }
    let count = users.len() as u32;
    numbered!(zego_express_send_custom_command(
        &room,
        &text,
        &mut users[..],
        count
    ))
}

fn stream_list(words: &mut Words<'_>) -> Result<Action, String> {
    let (room, kind) = (words.text("ROOM")?, words.number("TYPE")?);
    super::action(move |session| {
        let (rc, null) = session.engine.room_streams(&room, kind);
        let fields = [("rc", rc.into()), ("null", i32::from(null).into())];
        session.recorder.call("get_room_stream_list", &fields);
    })
}
