//! Picture and sound of media players.

use std::ffi::{c_char, c_int, c_uchar, c_uint};

use super::audio::sound;
use super::frames;
use super::video::picture;

frames! {
    zego_register_media_player_video_frame_callback => video |media| (
        data: *mut *const c_uchar, lengths: *mut c_uint, param: zego_sys::zego_video_frame_param,
        _extra: *const c_char, player: c_int,
    ) {
        media.player_picture(player, &picture(data, lengths, &param, 0));
    }

    zego_register_media_player_audio_frame_callback => audio |media| (
        data: *mut c_uchar, length: c_uint, param: zego_sys::zego_audio_frame_param,
        player: c_int,
    ) {
        media.player_sound(player, &sound(data, length, &param));
    }
}
