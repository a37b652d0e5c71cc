//! The layout of every structure equals the published interface: size, alignment and the offset of
//! each field, on 64-bit Linux and Windows alike.

#![cfg(target_pointer_width = "64")]

use std::mem::{align_of, offset_of, size_of};

macro_rules! layouts {
    ($($name:ident $size:literal $align:literal { $($field:ident $offset:literal),* })*) => {
        const STRUCTURES: usize = [$(stringify!($name)),*].len();
        const FIELDS: usize = [$($(stringify!($field)),*),*].len();

        $(
            #[test]
            fn $name() {
                assert_eq!(size_of::<zego_sys::$name>(), $size, "size");
                assert_eq!(align_of::<zego_sys::$name>(), $align, "alignment");
                $(
                    assert_eq!(
                        offset_of!(zego_sys::$name, $field), $offset,
                        concat!("offset of ", stringify!($field)),
                    );
                )*
            }
        )*
    };
}

#[test]
fn every_structure_and_field_of_the_interface_is_proven() {
    assert_eq!((STRUCTURES, FIELDS), (127, 535));
}

layouts! {
    zego_log_config 528 8 { log_path 0, log_size 512, log_count 520 }
    zego_custom_video_capture_config 4 4 { buffer_type 0 }
    zego_custom_video_process_config 4 4 { buffer_type 0 }
    zego_custom_video_render_config 12 4 { buffer_type 0, frame_format_series 4, enable_engine_render 8 }
    zego_custom_audio_config 4 4 { source_type 0 }
    zego_engine_profile 72 4 { app_id 0, app_sign 4, scenario 68 }
    zego_engine_config 2056 8 { log_config 0, advanced_config 8 }
    zego_proxy_info 2052 4 { ip 0, port 512, hostname 516, username 1540, password 1796 }
    zego_room_config 2064 4 { max_member_count 0, is_user_status_notify 4, token 5, capability_negotiation_types 2056, room_type 2060 }
    zego_video_config 32 4 { capture_width 0, capture_height 4, encode_width 8, encode_height 12, fps 16, bitrate 20, codec_id 24, key_frame_interval 28 }
    zego_traffic_control_info 16 4 { width 0, height 4, fps 8, bitrate 12 }
    zego_publish_dual_stream_config 20 4 { stream_type 0, encode_width 4, encode_height 8, fps 12, bitrate 16 }
    zego_sei_config 4 4 { type_ 0 }
    zego_reverb_param 16 4 { room_size 0, reverberance 4, damping 8, dry_wet_ratio 12 }
    zego_reverb_advanced_param 40 4 { room_size 0, reverberance 4, damping 8, wet_only 12, wet_gain 16, dry_gain 20, tone_low 24, tone_high 28, pre_delay 32, stereo_width 36 }
    zego_reverb_echo_param 68 4 { in_gain 0, out_gain 4, num_delays 8, delay 12, decay 40 }
    zego_user 320 1 { user_id 0, user_name 64 }
    zego_stream 1600 1 { user 0, stream_id 320, extra_info 576 }
    zego_room_stream_list 24 8 { publish_stream_list 0, play_stream_list 8, publish_stream_list_count 16, play_stream_list_count 20 }
    zego_room_extra_info 4552 8 { key 0, value 128, update_user 4224, update_time 4544 }
    zego_rect 16 4 { left 0, top 4, right 8, bottom 12 }
    zego_roi_rect 20 4 { x 0, y 4, width 8, height 12, strength 16 }
    zego_face_position_info 16 4 { position 0 }
    zego_canvas 96 8 { view 0, view_mode 8, background_color 12, alpha_blend 16, rotation 20, mirror 24, view_context 25 }
    zego_publisher_config 400 4 { room_id 0, force_synchronous_network_time 128, stream_censorship_mode 132, stream_censor_flag 136, codec_negotiation_type 140, stream_title 144 }
    zego_scene_publisher_config 4 4 { range_scene_handle 0 }
    zego_publish_stream_quality 120 8 { video_capture_fps 0, video_encode_fps 8, video_send_fps 16, video_kbps 24, audio_capture_fps 32, audio_send_fps 40, audio_kbps 48, rtt 56, packet_lost_rate 64, level 72, is_hardware_encode 76, video_codec_id 80, total_send_bytes 88, audio_send_bytes 96, video_send_bytes 104, audio_traffic_control_rate 112, video_traffic_control_rate 116 }
    zego_cdn_config 3080 4 { url 0, auth_param 1024, protocol 1536, quic_version 2048, http_dns 2560, quic_connect_mode 2564, custom_params 2568 }
    zego_stream_relay_cdn_info 1040 8 { url 0, state 1024, update_reason 1028, state_time 1032 }
    zego_face_detection_info 24 8 { image_width 0, image_height 4, face_position_list 8, error_code 16, face_position_count 20 }
    zego_custom_player_resource_config 12 4 { before_publish 0, publishing 4, after_publish 8 }
    zego_switch_playing_stream_config 8 4 { switch_type 0, switch_time_out 4 }
    zego_player_config 208 8 { resource_mode 0, cdn_config 8, room_id 16, video_codec_id 144, source_resource_type 148, codec_template_id 152, custom_resource_config 160, switch_stream_config 168, resource_switch_mode 176, resource_when_stop_publish 180, adaptive_switch 184, adaptive_template_id_list 192, adaptive_template_id_count 200 }
    zego_scene_player_config 16 8 { range_scene_handle 0, resource_mode 4, cdn_config 8 }
    zego_play_stream_quality 240 8 { video_recv_fps 0, video_dejitter_fps 8, video_decode_fps 16, video_render_fps 24, video_kbps 32, video_break_rate 40, audio_recv_fps 48, audio_dejitter_fps 56, audio_decode_fps 64, audio_render_fps 72, audio_kbps 80, audio_break_rate 88, mos 96, rtt 104, packet_lost_rate 112, peer_to_peer_delay 120, peer_to_peer_packet_lost_rate 128, level 136, delay 140, av_timestamp_diff 144, is_hardware_decode 148, video_codec_id 152, total_recv_bytes 160, audio_recv_bytes 168, video_recv_bytes 176, audio_cumulative_break_count 184, audio_cumulative_break_time 188, audio_cumulative_break_rate 192, audio_cumulative_decode_time 200, video_cumulative_break_count 204, video_cumulative_break_time 208, video_cumulative_break_rate 216, video_cumulative_decode_time 224, mute_video 228, mute_audio 232 }
    zego_cross_app_info 516 4 { app_id 0, token 4 }
    zego_media_side_info 288 8 { stream_id 0, sei_data 256, sei_data_length 264, timestamp_ns 272, module_type 280 }
    zego_device_info 3072 1 { device_id 0, device_name 512, device_extra_info 1024 }
    zego_performance_status 40 8 { cpu_usage_app 0, cpu_usage_system 8, memory_usage_app 16, memory_usage_system 24, memory_used_app 32 }
    zego_beautify_option 24 8 { polish_step 0, whiten_factor 8, sharpen_factor 16 }
    zego_effects_beauty_param 16 4 { whiten_intensity 0, rosy_intensity 4, smooth_intensity 8, sharpen_intensity 12 }
    zego_mixer_audio_config 16 4 { bitrate 0, channel 4, codec_id 8, mix_mode 12 }
    zego_mixer_video_config 24 4 { width 0, height 4, fps 8, bitrate 12, quality 16, rate_control_mode 20 }
    zego_mixer_output_video_config 20 4 { video_codec_id 0, bitrate 4, encode_profile 8, encode_latency 12, enable_low_bitrate_hd 16 }
    zego_mixer_output_room_info 192 1 { room_id 0, userid 128 }
    zego_font_style 24 4 { type_ 0, size 4, color 8, transparency 12, border 16, bordercolor 20 }
    zego_label_info 544 4 { text 0, left 512, top 516, font 520 }
    zego_mixer_image_info 1028 4 { url 0, display_mode 1024 }
    zego_blur_info 16 4 { top_padding 0, left_padding 4, bottom_padding 8, right_padding 12 }
    zego_mixer_input 3172 4 { stream_id 0, content_type 1024, layout 1028, sound_level_id 1044, volume 1048, is_audio_focus 1052, audio_direction 1056, label 1060, render_mode 1604, image_info 1608, corner_radius 2636, advanced_config 2640, blur_info 3152, enable_audio_direction 3168 }
    zego_mixer_output 1040 8 { target 0, video_config 1024, target_room 1032 }
    zego_watermark 528 4 { image_url 0, layout 512 }
    zego_mixer_whiteboard 48 8 { whiteboard_id 0, horizontal_ratio 8, vertical_ratio 12, is_ppt_animation 16, layout 20, z_order 36, background_color 40 }
    zego_mixer_task 1920 8 { task_id 0, input_list 256, input_list_count 264, output_list 272, output_list_count 280, video_config 284, audio_config 308, watermark 328, whiteboard 336, background_color 344, background_image_url 348, enable_sound_level 1372, stream_alignment_mode 1376, user_data 1384, user_data_length 1392, advanced_config 1396, min_play_stream_buffer_length 1908, mix_image_check_mode 1912 }
    zego_mixer_sound_level_info 8 4 { sound_level_id 0, sound_level 4 }
    zego_sound_level_config 8 4 { millisecond 0, enable_vad 4 }
    zego_sound_level_info 264 4 { stream_id 0, sound_level 256, vad 260 }
    zego_audio_spectrum_info 272 8 { stream_id 0, spectrum_list 256, spectrum_count 264 }
    zego_auto_mixer_task 688 8 { task_id 0, room_id 256, audio_config 384, output_list 400, enable_sound_level 408, stream_alignment_mode 412, min_play_stream_buffer_length 416, stream_alignment_volume_control_mode 420, stream_alignment_baseline_stream_id 424, output_list_count 680 }
    zego_broadcast_message_info 10576 8 { message 0, message_id 10240, send_time 10248, from_user 10256 }
    zego_barrage_message_info 10632 8 { message 0, message_id 10240, send_time 10304, from_user 10312 }
    zego_room_send_transparent_message 40 8 { send_mode 0, send_type 4, content 8, content_length 16, recv_user_list 24, recv_user_list_count 32, time_out 36 }
    zego_room_recv_transparent_message 336 8 { send_user 0, content 320, content_length 328 }
    zego_camera_capture_params 12 4 { capture_resolution_width 0, capture_resolution_height 4, capture_fps 8 }
    zego_video_frame_param 32 4 { format 0, strides 4, width 20, height 24, rotation 28 }
    zego_video_encoded_frame_param 40 8 { format 0, is_key_frame 4, rotation 8, width 12, height 16, sei_data 24, sei_data_length 32, is_external_clock 36 }
    zego_audio_frame_param 8 4 { sample_rate 0, channel 4 }
    zego_audio_config 12 4 { bitrate 0, channel 4, codec_id 8 }
    zego_audio_mixing_data 40 8 { audio_data 0, audio_data_length 8, param 12, sei_data 24, sei_data_length 32 }
    zego_custom_audio_process_config 12 4 { sample_rate 0, channel 4, samples 8 }
    zego_data_record_config 1028 4 { file_path 0, record_type 1024 }
    zego_data_record_progress 136 8 { duration 0, current_file_size 8, quality 16 }
    zego_data_remote_record_progress 256 8 { duration 0, current_file_size 8, quality 16 }
    zego_network_probe_config 1 1 { enable_traceroute 0 }
    zego_network_probe_http_result 8 4 { error_code 0, request_cost_time 4 }
    zego_network_probe_tcp_result 12 4 { error_code 0, rtt 4, connect_cost_time 8 }
    zego_network_probe_udp_result 8 4 { error_code 0, rtt 4 }
    zego_network_probe_traceroute_result 8 4 { error_code 0, traceroute_cost_time 4 }
    zego_network_probe_result 32 8 { http_probe_result 0, tcp_probe_result 8, udp_probe_result 16, traceroute_result 24 }
    zego_network_speed_test_config 16 4 { test_uplink 0, expected_uplink_bitrate 4, test_downlink 8, expected_downlink_bitrate 12 }
    zego_test_network_connectivity_result 4 4 { connect_cost 0 }
    zego_network_speed_test_quality 24 8 { connect_cost 0, rtt 4, packet_lost_rate 8, quality 16 }
    zego_rtc_stats_info 56 8 { total_tx_bandwidth 0, avg_tx_rtt 8, avg_tx_packet_lost_rate 16, total_rx_bandwidth 24, avg_rx_rtt 32, avg_rx_packet_lost_rate 40, avg_peer_to_peer_delay 48 }
    zego_network_time_info 16 8 { timestamp 0, max_deviation 8 }
    zego_audio_effect_play_config 8 4 { play_count 0, is_publish_out 4 }
    zego_accurate_seek_config 8 8 { time_out 0 }
    zego_network_resource_cache 8 4 { time 0, size 4 }
    zego_copyrighted_music_config 320 1 { user 0 }
    zego_copyrighted_music_get_lyric_config 516 4 { song_id 0, vendor_id 512 }
    zego_copyrighted_music_request_config 716 4 { song_id 0, mode 512, vendor_id 516, room_id 520, master_id 648, scene_id 712 }
    zego_copyrighted_music_request_config_v2 720 4 { song_id 0, mode 512, vendor_id 516, room_id 520, master_id 648, scene_id 712, resource_type 716 }
    zego_copyrighted_music_get_shared_config 644 4 { song_id 0, vendor_id 512, room_id 516 }
    zego_copyrighted_music_get_shared_config_v2 648 4 { song_id 0, vendor_id 512, room_id 516, resource_type 644 }
    zego_copyrighted_music_query_cache_config 524 4 { song_id 0, resource_type 512, resource_quality_type 516, vendor_id 520 }
    zego_copyrighted_music_query_cache_config_v2 524 4 { song_id 0, resource_type 512, resource_quality_type 516, vendor_id 520 }
    zego_position_orientation 36 4 { axis_forward 0, axis_right 12, axis_up 24 }
    zego_position 84 4 { coordinate 0, motion_orientation 12, camera_orientation 48 }
    zego_scene_param 2472 8 { user 0, scene_id 320, template_id 328, position 332, broadcast_mode 416, token 420 }
    zego_scene_config 4 4 { channel_count 0 }
    zego_team_param 4 4 { team_id 0 }
    zego_item_param 104 8 { item_id 0, capacity 8, position 12, create_mode 96 }
    zego_scene_stream_config 2 1 { enable_play_in_range 0, enable_publish_to_world 1 }
    zego_image_buffer 24 8 { buffer 0, length 8, width 12, height 16 }
    zego_screen_capture_config 52 4 { capture_video 0, capture_audio 1, microphone_volume 4, application_volume 8, audio_param 12, crop_rect 20, orientation 36, mute_extens_microphone 40, audio_device_mode 44, show_picker 48 }
    zego_screen_capture_source_info 320 8 { source_type 0, source_id 8, source_name 16, thumbnail_image 272, icon_image 296 }
    zego_layer_border_config 8 4 { width 0, color 4 }
    zego_screen_capture_audio_config 8 4 { enable_window_capture 0, exclude_process_id 4 }
    zego_audio_source_mix_config 48 8 { media_player_index_list 0, media_player_count 8, audio_effect_player_index_list 16, audio_effect_player_count 24, enable_mix_system_playout 28, enable_mix_engine_playout 29, enable_mix_screen_capture 30, audio_source_index_list 32, audio_source_count 40 }
    zego_audio_source_process_config 16 8 { mix_audio_source_index_list 0, mix_audio_source_count 8 }
    zego_media_player_resource 4656 8 { load_type 0, start_position 8, alpha_layout 16, file_path 20, memory 2072, memory_length 2080, resource_id 2084, online_resource_cache_path 2596, max_cache_pending_length 4648 }
    zego_background_config 2060 4 { process_type 0, color 4, image_url 8, video_url 1032, blur_level 2056 }
    zego_object_segmentation_config 2064 4 { object_segmentation_type 0, background_config 4 }
    zego_video_encoder_enhancement_config 8 4 { enhance_level_mode 0, enhance_level 4 }
    zego_media_player_media_info 12 4 { width 0, height 4, frame_rate 8 }
    zego_media_data_publisher_config 8 4 { channel 0, mode 4 }
    zego_media_player_statistics_info 48 8 { video_source_fps 0, video_decode_fps 8, video_render_fps 16, audio_source_fps 24, audio_decode_fps 32, audio_render_fps 40 }
    zego_unity_texture 24 8 { texture 0, timestamp 8, width 16, height 20 }
    zego_receive_range_param 8 4 { min 0, max 4 }
    zego_vocal_range_param 8 4 { min 0, max 4 }
    zego_key_value_pair 1024 1 { key 0, value 512 }
    zego_dump_data_config 4 4 { data_type 0 }
    zego_ai_voice_changer_speaker_info 516 4 { id 0, name 4 }
    zego_color_enhancement_params 12 4 { intensity 0, skin_tone_protection_level 4, lip_color_protection_level 8 }
    zego_video_denoise_params 8 4 { mode 0, strength 4 }
    zego_dummy_capture_image_params 2052 4 { path 0, mode 2048 }
    zego_exp_low_light_enhancement_params 8 4 { mode 0, type_ 4 }
    zego_publisher_take_snapshot_config 4 4 { position 0 }
}
