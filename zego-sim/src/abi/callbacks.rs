//! The callbacks that a program registered, one typed slot each, and the functions that register
//! them. Nothing is called here; `deliver` does that.

use std::ffi::c_void;
use std::sync::{Mutex, PoisonError};

use zego_sys::{self as sys, Api, zego_handle};

use super::handles::enter;

/// A registered function and the context that it wants back.
pub(crate) struct Slot<F>(Mutex<Option<(F, Context)>>);

/// The program's context pointer: never looked at, only handed back.
#[derive(Clone, Copy)]
pub(crate) struct Context(*mut c_void);

// SAFETY: the pointer is only carried. The program that registered it is told by the interface
// that callbacks come on other threads.
unsafe impl Send for Context {}
// SAFETY: as above; the pointer is never changed.
unsafe impl Sync for Context {}

impl Context {
    /// The pointer as the callback takes it.
    pub(crate) fn pointer(self) -> *mut c_void {
        self.0
    }
}

impl<F: Copy> Slot<F> {
    const fn new() -> Self {
        Self(Mutex::new(None))
    }

    fn set(&self, function: F, context: *mut c_void) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((function, Context(context)));
    }

    /// What is registered at this moment; the slot is free again when this returns.
    pub(crate) fn get(&self) -> Option<(F, Context)> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

macro_rules! callbacks {
    ($($field:ident: $function:ident, $register:ident;)*) => {
        /// One slot for each callback of the interface.
        pub(crate) struct Callbacks {
            $(pub(crate) $field: Slot<sys::$function>,)*
        }

        impl Callbacks {
            /// No callback registered.
            pub(crate) const fn new() -> Self {
                Self { $($field: Slot::new(),)* }
            }
        }

        $(
            unsafe extern "C" fn $register(
                handle: zego_handle,
                function: sys::$function,
                context: *mut c_void,
            ) {
                enter(handle, |engine| engine.callbacks.$field.set(function, context));
            }
        )*

        pub(super) fn install(api: &mut Api) {
            $(api.$register = Some($register);)*
        }
    };
}

callbacks! {
    ai_voice_changer_event: zego_on_ai_voice_changer_event, zego_register_ai_voice_changer_event_callback;
    ai_voice_changer_get_speaker_list: zego_on_ai_voice_changer_get_speaker_list, zego_register_ai_voice_changer_get_speaker_list_callback;
    ai_voice_changer_init: zego_on_ai_voice_changer_init, zego_register_ai_voice_changer_init_callback;
    ai_voice_changer_set_speaker: zego_on_ai_voice_changer_set_speaker, zego_register_ai_voice_changer_set_speaker_callback;
    ai_voice_changer_update: zego_on_ai_voice_changer_update, zego_register_ai_voice_changer_update_callback;
    ai_voice_changer_update_progress: zego_on_ai_voice_changer_update_progress, zego_register_ai_voice_changer_update_progress_callback;
    aligned_audio_aux_data: zego_on_aligned_audio_aux_data, zego_register_aligned_audio_aux_data_callback;
    api_called_result: zego_on_api_called_result, zego_register_api_called_result_callback;
    audio_captrue_device_enable_result: zego_on_audio_captrue_device_enable_result, zego_register_audio_captrue_device_enable_result_callback;
    audio_device_state_changed: zego_on_audio_device_state_changed, zego_register_audio_device_state_changed_callback;
    audio_device_volume_changed: zego_on_audio_device_volume_changed, zego_register_audio_device_volume_changed_callback;
    audio_effect_play_state_update: zego_on_audio_effect_play_state_update, zego_register_audio_effect_play_state_update_callback;
    audio_effect_player_load_resource: zego_on_audio_effect_player_load_resource, zego_register_audio_effect_player_load_resource_callback;
    audio_effect_player_seek_to: zego_on_audio_effect_player_seek_to, zego_register_audio_effect_player_seek_to_callback;
    audio_route_change: zego_on_audio_route_change, zego_register_audio_route_change_callback;
    audio_vad_state_update: zego_on_audio_vad_state_update, zego_register_audio_vad_state_update_callback;
    auto_mixer_sound_level_update: zego_on_auto_mixer_sound_level_update, zego_register_auto_mixer_sound_level_update_callback;
    auto_mixer_start_result: zego_on_auto_mixer_start_result, zego_register_auto_mixer_start_result_callback;
    auto_mixer_stop_result: zego_on_auto_mixer_stop_result, zego_register_auto_mixer_stop_result_callback;
    before_audio_prep_audio_data: zego_on_before_audio_prep_audio_data, zego_register_before_audio_prep_audio_data_callback;
    captured_audio_data: zego_on_captured_audio_data, zego_register_captured_audio_data_callback;
    captured_audio_spectrum_update: zego_on_captured_audio_spectrum_update, zego_register_captured_audio_spectrum_update_callback;
    captured_data_record_progress_update: zego_on_captured_data_record_progress_update, zego_register_captured_data_record_progress_update_callback;
    captured_data_record_state_update: zego_on_captured_data_record_state_update, zego_register_captured_data_record_state_update_callback;
    captured_sound_level_info_update: zego_on_captured_sound_level_info_update, zego_register_captured_sound_level_info_update_callback;
    captured_sound_level_update: zego_on_captured_sound_level_update, zego_register_captured_sound_level_update_callback;
    copy_audio_mixing_data: zego_on_copy_audio_mixing_data, zego_register_copy_audio_mixing_data_callback;
    copyrighted_music_current_pitch_value_update: zego_on_copyrighted_music_current_pitch_value_update, zego_register_copyrighted_music_current_pitch_value_update_callback;
    copyrighted_music_download: zego_on_copyrighted_music_download, zego_register_copyrighted_music_download_callback;
    copyrighted_music_download_progress_update: zego_on_copyrighted_music_download_progress_update, zego_register_copyrighted_music_download_progress_update_callback;
    copyrighted_music_get_krc_lyric_by_token: zego_on_copyrighted_music_get_krc_lyric_by_token, zego_register_copyrighted_music_get_krc_lyric_by_token_callback;
    copyrighted_music_get_lrc_lyric: zego_on_copyrighted_music_get_lrc_lyric, zego_register_copyrighted_music_get_lrc_lyric_callback;
    copyrighted_music_get_music_by_token: zego_on_copyrighted_music_get_music_by_token, zego_register_copyrighted_music_get_music_by_token_callback;
    copyrighted_music_get_shared_resource: zego_on_copyrighted_music_get_shared_resource, zego_register_copyrighted_music_get_shared_resource_callback;
    copyrighted_music_get_standard_pitch: zego_on_copyrighted_music_get_standard_pitch, zego_register_copyrighted_music_get_standard_pitch_callback;
    copyrighted_music_init: zego_on_copyrighted_music_init, zego_register_copyrighted_music_init_callback;
    copyrighted_music_request_accompaniment: zego_on_copyrighted_music_request_accompaniment, zego_register_copyrighted_music_request_accompaniment_callback;
    copyrighted_music_request_accompaniment_clip: zego_on_copyrighted_music_request_accompaniment_clip, zego_register_copyrighted_music_request_accompaniment_clip_callback;
    copyrighted_music_request_resource: zego_on_copyrighted_music_request_resource, zego_register_copyrighted_music_request_resource_callback;
    copyrighted_music_request_song: zego_on_copyrighted_music_request_song, zego_register_copyrighted_music_request_song_callback;
    copyrighted_music_send_extended_request: zego_on_copyrighted_music_send_extended_request, zego_register_copyrighted_music_send_extended_request_callback;
    custom_media_crypto_audio_decrypt: zego_on_custom_media_crypto_audio_decrypt, zego_register_custom_media_crypto_audio_decrypt_callback;
    custom_media_crypto_audio_encrypt: zego_on_custom_media_crypto_audio_encrypt, zego_register_custom_media_crypto_audio_encrypt_callback;
    custom_media_crypto_create: zego_on_custom_media_crypto_create, zego_register_custom_media_crypto_create_callback;
    custom_media_crypto_destroy: zego_on_custom_media_crypto_destroy, zego_register_custom_media_crypto_destroy_callback;
    custom_media_crypto_get_encrypt_dst_len: zego_on_custom_media_crypto_get_encrypt_dst_len, zego_register_custom_media_crypto_get_encrypt_dst_len_callback;
    custom_media_crypto_video_decrypt: zego_on_custom_media_crypto_video_decrypt, zego_register_custom_media_crypto_video_decrypt_callback;
    custom_media_crypto_video_encrypt: zego_on_custom_media_crypto_video_encrypt, zego_register_custom_media_crypto_video_encrypt_callback;
    custom_video_capture_encoded_data_traffic_control: zego_on_custom_video_capture_encoded_data_traffic_control, zego_register_custom_video_capture_encoded_data_traffic_control_callback;
    custom_video_capture_frame_rate: zego_on_custom_video_capture_frame_rate, zego_register_custom_video_capture_frame_rate_callback;
    custom_video_capture_request_key_frame: zego_on_custom_video_capture_request_key_frame, zego_register_custom_video_capture_request_key_frame_callback;
    custom_video_capture_start: zego_on_custom_video_capture_start, zego_register_custom_video_capture_start_callback;
    custom_video_capture_stop: zego_on_custom_video_capture_stop, zego_register_custom_video_capture_stop_callback;
    custom_video_process_captured_unprocessed_cvpixelbuffer: zego_on_custom_video_process_captured_unprocessed_cvpixelbuffer, zego_register_custom_video_process_captured_unprocessed_cvpixelbuffer_callback;
    custom_video_process_captured_unprocessed_raw_data: zego_on_custom_video_process_captured_unprocessed_raw_data, zego_register_custom_video_process_captured_unprocessed_raw_data_callback;
    custom_video_process_captured_unprocessed_texture_data: zego_on_custom_video_process_captured_unprocessed_texture_data, zego_register_custom_video_process_captured_unprocessed_texture_data_callback;
    custom_video_process_get_input_surface_texture: zego_on_custom_video_process_get_input_surface_texture, zego_register_custom_video_process_get_input_surface_texture_callback;
    custom_video_process_start: zego_on_custom_video_process_start, zego_register_custom_video_process_start_callback;
    custom_video_process_stop: zego_on_custom_video_process_stop, zego_register_custom_video_process_stop_callback;
    custom_video_render_captured_frame_data: zego_on_custom_video_render_captured_frame_data, zego_register_custom_video_render_captured_frame_data_callback;
    custom_video_render_captured_frame_pixel_buffer: zego_on_custom_video_render_captured_frame_pixel_buffer, zego_register_custom_video_render_captured_frame_pixel_buffer_callback;
    custom_video_render_remote_frame_data: zego_on_custom_video_render_remote_frame_data, zego_register_custom_video_render_remote_frame_data_callback;
    custom_video_render_remote_frame_encoded_data: zego_on_custom_video_render_remote_frame_encoded_data, zego_register_custom_video_render_remote_frame_encoded_data_callback;
    custom_video_render_remote_frame_pixel_buffer: zego_on_custom_video_render_remote_frame_pixel_buffer, zego_register_custom_video_render_remote_frame_pixel_buffer_callback;
    debug_error: zego_on_debug_error, zego_register_debug_error_callback;
    engine_state_update: zego_on_engine_state_update, zego_register_engine_state_update_callback;
    engine_uninit: zego_on_engine_uninit, zego_register_engine_uninit_callback;
    fatal_error: zego_on_fatal_error, zego_register_fatal_error_callback;
    im_recv_barrage_message: zego_on_im_recv_barrage_message, zego_register_im_recv_barrage_message_callback;
    im_recv_broadcast_message: zego_on_im_recv_broadcast_message, zego_register_im_recv_broadcast_message_callback;
    im_recv_custom_command: zego_on_im_recv_custom_command, zego_register_im_recv_custom_command_callback;
    im_send_barrage_message_result: zego_on_im_send_barrage_message_result, zego_register_im_send_barrage_message_result_callback;
    im_send_broadcast_message_result: zego_on_im_send_broadcast_message_result, zego_register_im_send_broadcast_message_result_callback;
    im_send_custom_command_result: zego_on_im_send_custom_command_result, zego_register_im_send_custom_command_result_callback;
    local_device_exception_occurred: zego_on_local_device_exception_occurred, zego_register_local_device_exception_occurred_callback;
    log_hook: zego_on_log_hook, zego_register_log_hook_callback;
    media_data_publisher_file_close: zego_on_media_data_publisher_file_close, zego_register_media_data_publisher_file_close_callback;
    media_data_publisher_file_data_begin: zego_on_media_data_publisher_file_data_begin, zego_register_media_data_publisher_file_data_begin_callback;
    media_data_publisher_file_data_end: zego_on_media_data_publisher_file_data_end, zego_register_media_data_publisher_file_data_end_callback;
    media_data_publisher_file_open: zego_on_media_data_publisher_file_open, zego_register_media_data_publisher_file_open_callback;
    media_player_audio_frame: zego_on_media_player_audio_frame, zego_register_media_player_audio_frame_callback;
    media_player_block_begin: zego_on_media_player_block_begin, zego_register_media_player_block_begin_callback;
    media_player_block_data: zego_on_media_player_block_data, zego_register_media_player_block_data_callback;
    media_player_first_frame_event: zego_on_media_player_first_frame_event, zego_register_media_player_first_frame_event_callback;
    media_player_frequency_spectrum_update: zego_on_media_player_frequency_spectrum_update, zego_register_media_player_frequency_spectrum_update_callback;
    media_player_load_resource: zego_on_media_player_load_resource, zego_register_media_player_load_resource_callback;
    media_player_local_cache: zego_on_media_player_local_cache, zego_register_media_player_local_cache_callback;
    media_player_network_event: zego_on_media_player_network_event, zego_register_media_player_network_event_callback;
    media_player_playing_progress: zego_on_media_player_playing_progress, zego_register_media_player_playing_progress_callback;
    media_player_recv_sei: zego_on_media_player_recv_sei, zego_register_media_player_recv_sei_callback;
    media_player_rendering_progress: zego_on_media_player_rendering_progress, zego_register_media_player_rendering_progress_callback;
    media_player_seek_to: zego_on_media_player_seek_to, zego_register_media_player_seek_to_callback;
    media_player_sound_level_update: zego_on_media_player_sound_level_update, zego_register_media_player_sound_level_update_callback;
    media_player_state_update: zego_on_media_player_state_update, zego_register_media_player_state_update_callback;
    media_player_take_snapshot_result: zego_on_media_player_take_snapshot_result, zego_register_media_player_take_snapshot_result_callback;
    media_player_video_frame: zego_on_media_player_video_frame, zego_register_media_player_video_frame_callback;
    media_player_video_size_changed: zego_on_media_player_video_size_changed, zego_register_media_player_video_size_changed_callback;
    mixed_audio_data: zego_on_mixed_audio_data, zego_register_mixed_audio_data_callback;
    mixer_relay_cdn_state_update: zego_on_mixer_relay_cdn_state_update, zego_register_mixer_relay_cdn_state_update_callback;
    mixer_sound_level_update: zego_on_mixer_sound_level_update, zego_register_mixer_sound_level_update_callback;
    mixer_start_result: zego_on_mixer_start_result, zego_register_mixer_start_result_callback;
    mixer_stop_result: zego_on_mixer_stop_result, zego_register_mixer_stop_result_callback;
    network_mode_changed: zego_on_network_mode_changed, zego_register_network_mode_changed_callback;
    network_probe_result: zego_on_network_probe_result, zego_register_network_probe_result_callback;
    network_quality: zego_on_network_quality, zego_register_network_quality_callback;
    network_speed_test_error: zego_on_network_speed_test_error, zego_register_network_speed_test_error_callback;
    network_speed_test_quality_update: zego_on_network_speed_test_quality_update, zego_register_network_speed_test_quality_update_callback;
    network_time_synchronized: zego_on_network_time_synchronized, zego_register_network_time_synchronized_callback;
    performance_status_update: zego_on_performance_status_update, zego_register_performance_status_update_callback;
    playback_audio_data: zego_on_playback_audio_data, zego_register_playback_audio_data_callback;
    player_audio_data: zego_on_player_audio_data, zego_register_player_audio_data_callback;
    player_get_video_decoder_supported_result: zego_on_player_get_video_decoder_supported_result, zego_register_player_get_video_decoder_supported_result_callback;
    player_low_fps_warning: zego_on_player_low_fps_warning, zego_register_player_low_fps_warning_callback;
    player_media_event: zego_on_player_media_event, zego_register_player_media_event_callback;
    player_quality_update: zego_on_player_quality_update, zego_register_player_quality_update_callback;
    player_recv_audio_first_frame: zego_on_player_recv_audio_first_frame, zego_register_player_recv_audio_first_frame_callback;
    player_recv_audio_side_info: zego_on_player_recv_audio_side_info, zego_register_player_recv_audio_side_info_callback;
    player_recv_media_side_info: zego_on_player_recv_media_side_info, zego_register_player_recv_media_side_info_callback;
    player_recv_sei: zego_on_player_recv_sei, zego_register_player_recv_sei_callback;
    player_recv_video_first_frame: zego_on_player_recv_video_first_frame, zego_register_player_recv_video_first_frame_callback;
    player_render_camera_video_first_frame: zego_on_player_render_camera_video_first_frame, zego_register_player_render_camera_video_first_frame_callback;
    player_render_multi_view_first_frame: zego_on_player_render_multi_view_first_frame, zego_register_player_render_multi_view_first_frame_callback;
    player_render_video_first_frame: zego_on_player_render_video_first_frame, zego_register_player_render_video_first_frame_callback;
    player_state_update: zego_on_player_state_update, zego_register_player_state_update_callback;
    player_stream_event: zego_on_player_stream_event, zego_register_player_stream_event_callback;
    player_switched: zego_on_player_switched, zego_register_player_switched_callback;
    player_take_snapshot_result: zego_on_player_take_snapshot_result, zego_register_player_take_snapshot_result_callback;
    player_video_size_changed: zego_on_player_video_size_changed, zego_register_player_video_size_changed_callback;
    player_video_super_resolution_update: zego_on_player_video_super_resolution_update, zego_register_player_video_super_resolution_update_callback;
    process_captured_audio_data_after_used_headphone_monitor: zego_on_process_captured_audio_data_after_used_headphone_monitor, zego_register_process_captured_audio_data_after_used_headphone_monitor_callback;
    process_captured_audio_data: zego_on_process_captured_audio_data, zego_register_process_captured_audio_data_callback;
    process_playback_audio_data: zego_on_process_playback_audio_data, zego_register_process_playback_audio_data_callback;
    process_remote_audio_data: zego_on_process_remote_audio_data, zego_register_process_remote_audio_data_callback;
    publisher_captured_audio_first_frame: zego_on_publisher_captured_audio_first_frame, zego_register_publisher_captured_audio_first_frame_callback;
    publisher_captured_video_first_frame: zego_on_publisher_captured_video_first_frame, zego_register_publisher_captured_video_first_frame_callback;
    publisher_dummy_capture_image_path_error: zego_on_publisher_dummy_capture_image_path_error, zego_register_publisher_dummy_capture_image_path_error_callback;
    publisher_face_detect_info: zego_on_publisher_face_detect_info, zego_register_publisher_face_detect_info_callback;
    publisher_get_video_encoder_supported_result: zego_on_publisher_get_video_encoder_supported_result, zego_register_publisher_get_video_encoder_supported_result_callback;
    publisher_low_fps_warning: zego_on_publisher_low_fps_warning, zego_register_publisher_low_fps_warning_callback;
    publisher_quality_update: zego_on_publisher_quality_update, zego_register_publisher_quality_update_callback;
    publisher_relay_cdn_state_update: zego_on_publisher_relay_cdn_state_update, zego_register_publisher_relay_cdn_state_update_callback;
    publisher_render_video_first_frame: zego_on_publisher_render_video_first_frame, zego_register_publisher_render_video_first_frame_callback;
    publisher_send_audio_first_frame: zego_on_publisher_send_audio_first_frame, zego_register_publisher_send_audio_first_frame_callback;
    publisher_send_video_first_frame: zego_on_publisher_send_video_first_frame, zego_register_publisher_send_video_first_frame_callback;
    publisher_state_update: zego_on_publisher_state_update, zego_register_publisher_state_update_callback;
    publisher_stream_event: zego_on_publisher_stream_event, zego_register_publisher_stream_event_callback;
    publisher_take_snapshot_result: zego_on_publisher_take_snapshot_result, zego_register_publisher_take_snapshot_result_callback;
    publisher_update_cdn_url_result: zego_on_publisher_update_cdn_url_result, zego_register_publisher_update_cdn_url_result_callback;
    publisher_update_stream_extra_info_result: zego_on_publisher_update_stream_extra_info_result, zego_register_publisher_update_stream_extra_info_result_callback;
    publisher_video_encoder_changed: zego_on_publisher_video_encoder_changed, zego_register_publisher_video_encoder_changed_callback;
    publisher_video_size_changed: zego_on_publisher_video_size_changed, zego_register_publisher_video_size_changed_callback;
    range_audio_microphone_state_update: zego_on_range_audio_microphone_state_update, zego_register_range_audio_microphone_state_update_callback;
    range_scene_custom_command_update: zego_on_range_scene_custom_command_update, zego_register_range_scene_custom_command_update_callback;
    range_scene_enter_view: zego_on_range_scene_enter_view, zego_register_range_scene_enter_view_callback;
    range_scene_get_user_count: zego_on_range_scene_get_user_count, zego_register_range_scene_get_user_count_callback;
    range_scene_get_user_list_in_view: zego_on_range_scene_get_user_list_in_view, zego_register_range_scene_get_user_list_in_view_callback;
    range_scene_item_bind_item: zego_on_range_scene_item_bind_item, zego_register_range_scene_item_bind_item_callback;
    range_scene_item_create_item: zego_on_range_scene_item_create_item, zego_register_range_scene_item_create_item_callback;
    range_scene_item_destroy_item: zego_on_range_scene_item_destroy_item, zego_register_range_scene_item_destroy_item_callback;
    range_scene_item_item_bind_update: zego_on_range_scene_item_item_bind_update, zego_register_range_scene_item_item_bind_update_callback;
    range_scene_item_item_command_update: zego_on_range_scene_item_item_command_update, zego_register_range_scene_item_item_command_update_callback;
    range_scene_item_item_enter_view: zego_on_range_scene_item_item_enter_view, zego_register_range_scene_item_item_enter_view_callback;
    range_scene_item_item_leave_view: zego_on_range_scene_item_item_leave_view, zego_register_range_scene_item_item_leave_view_callback;
    range_scene_item_item_status_update: zego_on_range_scene_item_item_status_update, zego_register_range_scene_item_item_status_update_callback;
    range_scene_item_item_unbind_update: zego_on_range_scene_item_item_unbind_update, zego_register_range_scene_item_item_unbind_update_callback;
    range_scene_item_unbind_item: zego_on_range_scene_item_unbind_item, zego_register_range_scene_item_unbind_item_callback;
    range_scene_item_update_item_command: zego_on_range_scene_item_update_item_command, zego_register_range_scene_item_update_item_command_callback;
    range_scene_item_update_item_status: zego_on_range_scene_item_update_item_status, zego_register_range_scene_item_update_item_status_callback;
    range_scene_leave_view: zego_on_range_scene_leave_view, zego_register_range_scene_leave_view_callback;
    range_scene_login_scene: zego_on_range_scene_login_scene, zego_register_range_scene_login_scene_callback;
    range_scene_logout_scene: zego_on_range_scene_logout_scene, zego_register_range_scene_logout_scene_callback;
    range_scene_scene_state_update: zego_on_range_scene_scene_state_update, zego_register_range_scene_scene_state_update_callback;
    range_scene_send_custom_command: zego_on_range_scene_send_custom_command, zego_register_range_scene_send_custom_command_callback;
    range_scene_stream_user_camera_update: zego_on_range_scene_stream_user_camera_update, zego_register_range_scene_stream_user_camera_update_callback;
    range_scene_stream_user_mic_update: zego_on_range_scene_stream_user_mic_update, zego_register_range_scene_stream_user_mic_update_callback;
    range_scene_stream_user_speaker_update: zego_on_range_scene_stream_user_speaker_update, zego_register_range_scene_stream_user_speaker_update_callback;
    range_scene_stream_user_stream_state_update: zego_on_range_scene_stream_user_stream_state_update, zego_register_range_scene_stream_user_stream_state_update_callback;
    range_scene_team_join_team: zego_on_range_scene_team_join_team, zego_register_range_scene_team_join_team_callback;
    range_scene_team_leave_team: zego_on_range_scene_team_leave_team, zego_register_range_scene_team_leave_team_callback;
    range_scene_team_team_member_update: zego_on_range_scene_team_team_member_update, zego_register_range_scene_team_team_member_update_callback;
    range_scene_team_team_state_update: zego_on_range_scene_team_team_state_update, zego_register_range_scene_team_team_state_update_callback;
    range_scene_token_will_expire: zego_on_range_scene_token_will_expire, zego_register_range_scene_token_will_expire_callback;
    range_scene_user_command_update: zego_on_range_scene_user_command_update, zego_register_range_scene_user_command_update_callback;
    range_scene_user_status_update: zego_on_range_scene_user_status_update, zego_register_range_scene_user_status_update_callback;
    real_time_sequential_data_sent: zego_on_real_time_sequential_data_sent, zego_register_real_time_sequential_data_sent_callback;
    receive_real_time_sequential_data: zego_on_receive_real_time_sequential_data, zego_register_receive_real_time_sequential_data_callback;
    recv_experimental_api: zego_on_recv_experimental_api, zego_register_recv_experimental_api_callback;
    recv_room_transparent_message: zego_on_recv_room_transparent_message, zego_register_recv_room_transparent_message_callback;
    remote_audio_spectrum_update: zego_on_remote_audio_spectrum_update, zego_register_remote_audio_spectrum_update_callback;
    remote_camera_state_update: zego_on_remote_camera_state_update, zego_register_remote_camera_state_update_callback;
    remote_data_record_progress_update: zego_on_remote_data_record_progress_update, zego_register_remote_data_record_progress_update_callback;
    remote_data_record_state_update: zego_on_remote_data_record_state_update, zego_register_remote_data_record_state_update_callback;
    remote_mic_state_update: zego_on_remote_mic_state_update, zego_register_remote_mic_state_update_callback;
    remote_sound_level_info_update: zego_on_remote_sound_level_info_update, zego_register_remote_sound_level_info_update_callback;
    remote_sound_level_update: zego_on_remote_sound_level_update, zego_register_remote_sound_level_update_callback;
    remote_speaker_state_update: zego_on_remote_speaker_state_update, zego_register_remote_speaker_state_update_callback;
    request_dump_data: zego_on_request_dump_data, zego_register_request_dump_data_callback;
    request_upload_dump_data: zego_on_request_upload_dump_data, zego_register_request_upload_dump_data_callback;
    room_extra_info_update: zego_on_room_extra_info_update, zego_register_room_extra_info_update_callback;
    room_login_result: zego_on_room_login_result, zego_register_room_login_result_callback;
    room_logout_result: zego_on_room_logout_result, zego_register_room_logout_result_callback;
    room_online_user_count_update: zego_on_room_online_user_count_update, zego_register_room_online_user_count_update_callback;
    room_set_room_extra_info_result: zego_on_room_set_room_extra_info_result, zego_register_room_set_room_extra_info_result_callback;
    room_state_changed: zego_on_room_state_changed, zego_register_room_state_changed_callback;
    room_state_update: zego_on_room_state_update, zego_register_room_state_update_callback;
    room_stream_extra_info_update: zego_on_room_stream_extra_info_update, zego_register_room_stream_extra_info_update_callback;
    room_stream_update: zego_on_room_stream_update, zego_register_room_stream_update_callback;
    room_token_will_expire: zego_on_room_token_will_expire, zego_register_room_token_will_expire_callback;
    room_user_update: zego_on_room_user_update, zego_register_room_user_update_callback;
    rtc_stats: zego_on_rtc_stats, zego_register_rtc_stats_callback;
    screen_capture_mobile_exception_occurred: zego_on_screen_capture_mobile_exception_occurred, zego_register_screen_capture_mobile_exception_occurred_callback;
    screen_capture_mobile_start: zego_on_screen_capture_mobile_start, zego_register_screen_capture_mobile_start_callback;
    screen_capture_rect_changed: zego_on_screen_capture_rect_changed, zego_register_screen_capture_rect_changed_callback;
    screen_capture_source_available_frame: zego_on_screen_capture_source_available_frame, zego_register_screen_capture_source_available_frame_callback;
    screen_capture_source_capture_type_exception_occurred: zego_on_screen_capture_source_capture_type_exception_occurred, zego_register_screen_capture_source_capture_type_exception_occurred_callback;
    screen_capture_source_exception_occurred: zego_on_screen_capture_source_exception_occurred, zego_register_screen_capture_source_exception_occurred_callback;
    screen_capture_window_state_changed: zego_on_screen_capture_window_state_changed, zego_register_screen_capture_window_state_changed_callback;
    send_transparent_message_result: zego_on_send_transparent_message_result, zego_register_send_transparent_message_result_callback;
    start_dump_data: zego_on_start_dump_data, zego_register_start_dump_data_callback;
    stop_dump_data: zego_on_stop_dump_data, zego_register_stop_dump_data_callback;
    test_network_connectivity: zego_on_test_network_connectivity, zego_register_test_network_connectivity_callback;
    unity_surface_texture_created: zego_on_unity_surface_texture_created, zego_register_unity_surface_texture_created_callback;
    unity_surface_texture_destroyed: zego_on_unity_surface_texture_destroyed, zego_register_unity_surface_texture_destroyed_callback;
    upload_dump_data: zego_on_upload_dump_data, zego_register_upload_dump_data_callback;
    upload_log_result: zego_on_upload_log_result, zego_register_upload_log_result_callback;
    video_backend_type_changed: zego_on_video_backend_type_changed, zego_register_video_backend_type_changed_callback;
    video_device_state_changed: zego_on_video_device_state_changed, zego_register_video_device_state_changed_callback;
    video_object_segmentation_state_changed: zego_on_video_object_segmentation_state_changed, zego_register_video_object_segmentation_state_changed_callback;
}
