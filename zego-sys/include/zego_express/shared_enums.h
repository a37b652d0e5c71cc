/* Shared enumerations.
 *
 * Enumerations that more than one topic uses.
 */
#ifndef ZEGO_EXPRESS_SHARED_ENUMS_H
#define ZEGO_EXPRESS_SHARED_ENUMS_H

#include "base.h"

enum zego_language {
    zego_language_english = 0,
    zego_language_chinese = 1
};

enum zego_geo_fence_area_code {
    zego_geo_fence_area_code_cn = 2,
    zego_geo_fence_area_code_na = 3,
    zego_geo_fence_area_code_eu = 4,
    zego_geo_fence_area_code_as = 5,
    zego_geo_fence_area_code_in = 6
};

enum zego_publish_channel {
    zego_publish_channel_main   = 0,
    zego_publish_channel_aux    = 1,
    zego_publish_channel_third  = 2,
    zego_publish_channel_fourth = 3
};

enum zego_view_mode {
    zego_view_mode_aspect_fit    = 0,
    zego_view_mode_aspect_fill   = 1,
    zego_view_mode_scale_to_fill = 2
};

enum zego_stream_quality_level {
    zego_stream_quality_level_excellent = 0,
    zego_stream_quality_level_good      = 1,
    zego_stream_quality_level_medium    = 2,
    zego_stream_quality_level_bad       = 3,
    zego_stream_quality_level_die       = 4,
    zego_stream_quality_level_unknown   = 5
};

enum zego_audio_channel {
    zego_audio_channel_unknown = 0,
    zego_audio_channel_mono    = 1,
    zego_audio_channel_stereo  = 2
};

enum zego_audio_mix_mode {
    zego_audio_mix_mode_raw     = 0,
    zego_audio_mix_mode_focused = 1
};

enum zego_audio_codec_id {
    zego_audio_codec_id_default = 0,
    zego_audio_codec_id_normal  = 1,
    zego_audio_codec_id_normal2 = 2,
    zego_audio_codec_id_normal3 = 3,
    zego_audio_codec_id_low     = 4,
    zego_audio_codec_id_low2    = 5,
    zego_audio_codec_id_low3    = 6
};

enum zego_video_codec_id {
    zego_video_codec_id_default          = 0,
    zego_video_codec_id_svc              = 1,
    zego_video_codec_id_vp8              = 2,
    zego_video_codec_id_h265             = 3,
    zego_video_codec_id_h264_dual_stream = 4,
    zego_video_codec_id_unknown          = 100
};

enum zego_video_codec_backend {
    zego_video_codec_backend_any      = 0,
    zego_video_codec_backend_software = 1,
    zego_video_codec_backend_hardware = 2
};

enum zego_video_stream_type {
    zego_video_stream_type_default = 0,
    zego_video_stream_type_small   = 1,
    zego_video_stream_type_big     = 2
};

enum zego_stream_alignment_mode {
    zego_stream_alignment_mode_none = 0,
    zego_stream_alignment_mode_try  = 1
};

enum zego_traffic_control_property {
    zego_traffic_control_property_basic                  = 0,
    zego_traffic_control_property_adaptive_fps           = 1,
    zego_traffic_control_property_adaptive_resolution    = 2,
    zego_traffic_control_property_adaptive_audio_bitrate = 4
};

enum zego_update_type {
    zego_update_type_add    = 0,
    zego_update_type_delete = 1
};

enum zego_room_capability_negotiation_types_bit_mask {
    zego_room_capability_negotiation_types_bit_mask_all = 1,
    zego_room_capability_negotiation_types_publisher    = 2
};

enum zego_stream_relay_cdn_state {
    zego_stream_relay_cdn_state_no_relay         = 0,
    zego_stream_relay_cdn_state_relay_requesting = 1,
    zego_stream_relay_cdn_state_relaying         = 2
};

enum zego_stream_relay_cdn_update_reason {
    zego_stream_relay_cdn_update_reason_none                                = 0,
    zego_stream_relay_cdn_update_reason_server_error                        = 1,
    zego_stream_relay_cdn_update_reason_handshake_failed                    = 2,
    zego_stream_relay_cdn_update_reason_access_point_error                  = 3,
    zego_stream_relay_cdn_update_reason_create_stream_failed                = 4,
    zego_stream_relay_cdn_update_reason_bad_name                            = 5,
    zego_stream_relay_cdn_update_reason_cdn_server_disconnected             = 6,
    zego_stream_relay_cdn_update_reason_disconnected                        = 7,
    zego_stream_relay_cdn_update_reason_mix_stream_all_input_stream_closed  = 8,
    zego_stream_relay_cdn_update_reason_mix_stream_all_input_stream_no_data = 9,
    zego_stream_relay_cdn_update_reason_mix_stream_server_internal_error    = 10
};

enum zego_beautify_feature {
    zego_beautify_feature_none        = 0,
    zego_beautify_feature_polish      = 1,
    zego_beautify_feature_whiten      = 2,
    zego_beautify_feature_skin_whiten = 4,
    zego_beautify_feature_sharpen     = 8
};

enum zego_remote_device_state {
    zego_remote_device_state_open                       = 0,
    zego_remote_device_state_generic_error              = 1,
    zego_remote_device_state_invalid_id                 = 2,
    zego_remote_device_state_no_authorization           = 3,
    zego_remote_device_state_zero_fps                   = 4,
    zego_remote_device_state_in_use_by_other            = 5,
    zego_remote_device_state_unplugged                  = 6,
    zego_remote_device_state_reboot_required            = 7,
    zego_remote_device_state_system_media_services_lost = 8,
    zego_remote_device_state_disable                    = 9,
    zego_remote_device_state_mute                       = 10,
    zego_remote_device_state_interruption               = 11,
    zego_remote_device_state_in_background              = 12,
    zego_remote_device_state_multi_foreground_app       = 13,
    zego_remote_device_state_by_system_pressure         = 14,
    zego_remote_device_state_not_support                = 15
};

enum zego_audio_route {
    zego_audio_route_speaker      = 0,
    zego_audio_route_headphone    = 1,
    zego_audio_route_bluetooth    = 2,
    zego_audio_route_receiver     = 3,
    zego_audio_route_external_usb = 4,
    zego_audio_route_air_play     = 5
};

enum zego_video_frame_format {
    zego_video_frame_format_unknown = 0,
    zego_video_frame_format_i420    = 1,
    zego_video_frame_format_nv12    = 2,
    zego_video_frame_format_nv21    = 3,
    zego_video_frame_format_bgra32  = 4,
    zego_video_frame_format_rgba32  = 5,
    zego_video_frame_format_argb32  = 6,
    zego_video_frame_format_abgr32  = 7,
    zego_video_frame_format_i422    = 8,
    zego_video_frame_format_bgr24   = 9,
    zego_video_frame_format_rgb24   = 10
};

enum zego_custom_audio_process_type {
    zego_custom_audio_process_type_remote             = 0,
    zego_custom_audio_process_type_capture            = 1,
    zego_custom_audio_process_type_capture_and_remote = 2
};

enum zego_audio_sample_rate {
    zego_audio_sample_rate_unknown = 0,
    zego_audio_sample_rate_8k      = 8000,
    zego_audio_sample_rate_16k     = 16000,
    zego_audio_sample_rate_22k     = 22050,
    zego_audio_sample_rate_24k     = 24000,
    zego_audio_sample_rate_32k     = 32000,
    zego_audio_sample_rate_44k     = 44100,
    zego_audio_sample_rate_48k     = 48000
};

enum zego_audio_source_type {
    zego_audio_source_type_default              = 0,
    zego_audio_source_type_custom               = 1,
    zego_audio_source_type_media_player         = 2,
    zego_audio_source_type_none                 = 3,
    zego_audio_source_type_microphone           = 4,
    zego_audio_source_type_main_publish_channel = 5,
    zego_audio_source_type_screen_capture       = 6
};

enum zego_audio_data_callback_bit_mask {
    zego_audio_data_callback_bit_mask_captured = 1,
    zego_audio_data_callback_bit_mask_playback = 2,
    zego_audio_data_callback_bit_mask_mixed    = 4,
    zego_audio_data_callback_bit_mask_player   = 8
};

enum zego_media_player_instance_index {
    zego_media_player_instance_index_null   = -1,
    zego_media_player_instance_index_first  = 0,
    zego_media_player_instance_index_second = 1,
    zego_media_player_instance_index_third  = 2,
    zego_media_player_instance_index_forth  = 3
};

enum zego_audio_effect_player_instance_index {
    zego_audio_effect_player_instance_index_null  = -1,
    zego_audio_effect_player_instance_index_first = 0
};

enum zego_platform_language {
    zego_platform_language_c    = 0,
    zego_platform_language_oc   = 1,
    zego_platform_language_java = 2,
    zego_platform_language_cpp  = 3,
    zego_platform_language_dart = 4,
    zego_platform_language_js   = 5,
    zego_platform_language_cs   = 6
};

enum zego_audio_vad_type {
    zego_audio_vad_type_noise  = 0,
    zego_audio_vad_type_speech = 1
};

enum zego_cdn_protocol {
    zego_cdn_protocol_tcp  = 1,
    zego_cdn_protocol_quic = 2
};

enum zego_http_dns_type {
    zego_http_dns_type_none    = 0,
    zego_http_dns_type_wangsu  = 1,
    zego_http_dns_type_tencent = 2,
    zego_http_dns_type_aliyun  = 3
};

enum zego_stream_event {
    zego_stream_event_publish_start         = 100,
    zego_stream_event_publish_success       = 101,
    zego_stream_event_publish_fail          = 102,
    zego_stream_event_retry_publish_start   = 103,
    zego_stream_event_retry_publish_success = 104,
    zego_stream_event_retry_publish_fail    = 105,
    zego_stream_event_publish_end           = 106,
    zego_stream_event_play_start            = 200,
    zego_stream_event_play_success          = 201,
    zego_stream_event_play_fail             = 202,
    zego_stream_event_retry_play_start      = 203,
    zego_stream_event_retry_play_success    = 204,
    zego_stream_event_retry_play_fail       = 205,
    zego_stream_event_play_end              = 206
};

enum zego_video_config_preference {
    zego_video_config_preference_smooth   = 0,
    zego_video_config_preference_clear    = 1,
    zego_video_config_preference_balanced = 2
};

enum zego_alpha_layout_type {
    zego_alpha_layout_type_none      = 0,
    zego_alpha_layout_type_left      = 1,
    zego_alpha_layout_type_right     = 2,
    zego_alpha_layout_type_bottom    = 3,
    zego_alpha_layout_type_right_top = 4
};

#endif
