/* Publishing.
 *
 * Preview and publish on four channels; video and audio settings of what is sent, relays
 * to a CDN, SEI, watermarks and snapshots.
 */
#ifndef ZEGO_EXPRESS_PUBLISHER_H
#define ZEGO_EXPRESS_PUBLISHER_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_stream_censorship_mode {
    zego_stream_censorship_mode_none            = 0,
    zego_stream_censorship_mode_audio           = 1,
    zego_stream_censorship_mode_video           = 2,
    zego_stream_censorship_mode_audio_and_video = 3
};

enum zego_capability_negotiation_type {
    zego_capability_negotiation_type_none      = 0,
    zego_capability_negotiation_type_all       = 1,
    zego_capability_negotiation_type_publisher = 2
};

enum zego_video_mirror_mode {
    zego_video_mirror_mode_only_preview_mirror = 0,
    zego_video_mirror_mode_both_mirror         = 1,
    zego_video_mirror_mode_no_mirror           = 2,
    zego_video_mirror_mode_only_publish_mirror = 3
};

enum zego_sei_type {
    zego_sei_type_zego_defined    = 0,
    zego_sei_type_user_unregister = 1
};

enum zego_publisher_state {
    zego_publisher_state_no_publish         = 0,
    zego_publisher_state_publish_requesting = 1,
    zego_publisher_state_publishing         = 2
};

enum zego_audio_capture_stereo_mode {
    zego_audio_capture_stereo_mode_none     = 0,
    zego_audio_capture_stereo_mode_always   = 1,
    zego_audio_capture_stereo_mode_adaptive = 2
};

enum zego_orientation {
    zego_orientation_0   = 0,
    zego_orientation_90  = 1,
    zego_orientation_180 = 2,
    zego_orientation_270 = 3
};

enum zego_traffic_control_min_video_bitrate_mode {
    zego_traffic_control_min_video_bitrate_mode_no_video      = 0,
    zego_traffic_control_min_video_bitrate_mode_ultra_low_fps = 1
};

enum zego_traffic_control_focus_on_mode {
    zego_traffic_control_founs_on_local_only = 0,
    zego_traffic_control_founs_on_remote     = 1
};

enum zego_capture_pipeline_scale_mode {
    zego_capture_pipeline_scale_mode_pre  = 0,
    zego_capture_pipeline_scale_mode_post = 1
};

enum zego_ios_orientation {
    zego_ios_orientation_unknown             = 0,
    zego_ios_orientation_portrait            = 1,
    zego_ios_orientation_portrait_upsidedown = 2,
    zego_ios_orientation_landscape_right     = 3,
    zego_ios_orientation_landscape_left      = 4
};

enum zego_orientation_mode {
    zego_orientation_mode_custom                 = 0,
    zego_orientation_mode_adaption               = 1,
    zego_orientation_mode_alignment              = 2,
    zego_orientation_mode_fixed_resolution_ratio = 3
};

enum zego_publisher_take_snapshot_position {
    zego_publisher_take_snapshot_position_after_process = 0,
    zego_publisher_take_snapshot_position_on_capture    = 1,
    zego_publisher_take_snapshot_position_on_preview    = 2
};

enum zego_video_source_type {
    zego_video_source_type_none                 = 1,
    zego_video_source_type_camera               = 2,
    zego_video_source_type_custom               = 3,
    zego_video_source_type_main_publish_channel = 4,
    zego_video_source_type_player               = 5,
    zego_video_source_type_screen_capture       = 6,
    zego_video_source_default                   = 7,
    zego_video_source_none                      = 8,
    zego_video_source_camera                    = 9,
    zego_video_source_external_capture          = 10,
    zego_video_source_main_publish_channel      = 11,
    zego_video_source_player                    = 12,
    zego_video_source_screen_capture            = 13,
    zego_video_source_type_secondary_camera     = 14,
    zego_video_source_type_picture              = 15
};

enum zego_object_segmentation_type {
    zego_object_segmentation_type_any_background          = 0,
    zego_object_segmentation_type_green_screen_background = 1
};

enum zego_video_encode_enhance_level_mode {
    zego_video_encode_enhance_level_mode_auto = 0,
    zego_video_encode_enhance_level_mode_fix  = 1
};

enum zego_object_segmentation_state {
    zego_object_segmentation_state_off = 0,
    zego_object_segmentation_state_on  = 1
};

enum zego_background_process_type {
    zego_background_process_type_transparent = 0,
    zego_background_process_type_color       = 1,
    zego_background_process_type_blur        = 2,
    zego_background_process_type_image       = 3,
    zego_background_process_type_video       = 4
};

enum zego_background_blur_level {
    zego_background_blur_level_low    = 0,
    zego_background_blur_level_medium = 1,
    zego_background_blur_level_high   = 2
};

enum zego_dummy_capture_image_mode {
    zego_dummy_capture_image_mode_manual = 0,
    zego_dummy_capture_image_mode_auto   = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_video_config {
    int capture_width;
    int capture_height;
    int encode_width;
    int encode_height;
    int fps;
    int bitrate;
    enum zego_video_codec_id codec_id;
    int key_frame_interval;
};

struct zego_publish_dual_stream_config {
    enum zego_video_stream_type stream_type;
    int encode_width;
    int encode_height;
    int fps;
    int bitrate;
};

struct zego_sei_config {
    enum zego_sei_type type;
};

struct zego_face_position_info {
    struct zego_rect position;
};

struct zego_publisher_config {
    char room_id[ZEGO_EXPRESS_MAX_ROOMID_LEN];
    int force_synchronous_network_time;
    enum zego_stream_censorship_mode stream_censorship_mode;
    int stream_censor_flag;
    enum zego_capability_negotiation_type codec_negotiation_type;
    char stream_title[ZEGO_EXPRESS_MAX_STREAM_TITLE_LEN];
};

struct zego_scene_publisher_config {
    int range_scene_handle;
};

struct zego_face_detection_info {
    int image_width;
    int image_height;
    struct zego_face_position_info *face_position_list;
    int error_code;
    unsigned int face_position_count;
};

struct zego_audio_config {
    int bitrate;
    enum zego_audio_channel channel;
    enum zego_audio_codec_id codec_id;
};

struct zego_audio_source_mix_config {
    enum zego_media_player_instance_index *media_player_index_list;
    int media_player_count;
    enum zego_audio_effect_player_instance_index *audio_effect_player_index_list;
    int audio_effect_player_count;
    bool enable_mix_system_playout;
    bool enable_mix_engine_playout;
    bool enable_mix_screen_capture;
    int *audio_source_index_list;
    int audio_source_count;
};

struct zego_background_config {
    enum zego_background_process_type process_type;
    int color;
    char image_url[1024];
    char video_url[1024];
    enum zego_background_blur_level blur_level;
};

struct zego_object_segmentation_config {
    enum zego_object_segmentation_type object_segmentation_type;
    struct zego_background_config background_config;
};

struct zego_video_encoder_enhancement_config {
    enum zego_video_encode_enhance_level_mode enhance_level_mode;
    float enhance_level;
};

struct zego_dummy_capture_image_params {
    char path[2048];
    enum zego_dummy_capture_image_mode mode;
};

struct zego_publisher_take_snapshot_config {
    enum zego_publisher_take_snapshot_position position;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_publisher_state_update)(
    zego_handle handle, const char *stream_id, enum zego_publisher_state state, int error_code,
    const char *extended_data, void *user_context);

typedef void (*zego_on_publisher_quality_update)(
    zego_handle handle, const char *stream_id, struct zego_publish_stream_quality quality,
    void *user_context);

typedef void (*zego_on_publisher_captured_audio_first_frame)(
    zego_handle handle, void *user_context);

typedef void (*zego_on_publisher_captured_video_first_frame)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_publisher_send_audio_first_frame)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_publisher_send_video_first_frame)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_publisher_render_video_first_frame)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_publisher_video_size_changed)(
    zego_handle handle, int width, int height, enum zego_publish_channel channel,
    void *user_context);

typedef void (*zego_on_publisher_relay_cdn_state_update)(
    zego_handle handle, const char *stream_id, const struct zego_stream_relay_cdn_info *info_list,
    unsigned int info_count, void *user_context);

typedef void (*zego_on_publisher_video_encoder_changed)(
    zego_handle handle, enum zego_video_codec_id from_codec_id,
    enum zego_video_codec_id to_codec_id, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_publisher_stream_event)(
    zego_handle handle, enum zego_stream_event event_id, const char *stream_id,
    const char *extra_info, void *user_context);

typedef void (*zego_on_video_object_segmentation_state_changed)(
    zego_handle handle, enum zego_object_segmentation_state state,
    enum zego_publish_channel channel, int error_code, void *user_context);

typedef void (*zego_on_publisher_low_fps_warning)(
    zego_handle handle, enum zego_video_codec_id codec_id, enum zego_publish_channel channel,
    void *user_context);

typedef void (*zego_on_publisher_dummy_capture_image_path_error)(
    zego_handle handle, int error_code, const char *path, enum zego_publish_channel channel,
    void *user_context);

typedef void (*zego_on_publisher_face_detect_info)(
    zego_handle handle, struct zego_face_detection_info info, enum zego_publish_channel channel,
    void *user_context);

typedef void (*zego_on_publisher_update_stream_extra_info_result)(
    zego_handle handle, int error_code, int seq, void *user_context);

typedef void (*zego_on_publisher_update_cdn_url_result)(
    zego_handle handle, const char *stream_id, int error_code, int seq, void *user_context);

typedef void (*zego_on_publisher_take_snapshot_result)(
    zego_handle handle, int error_code, enum zego_publish_channel channel, void *image,
    void *user_context);

typedef void (*zego_on_publisher_get_video_encoder_supported_result)(
    zego_handle handle, int support, int seq, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_start_publishing_stream(
    zego_handle handle, const char *stream_id, enum zego_publish_channel channel);
int zego_express_start_publishing_stream_with_config(
    zego_handle handle, const char *stream_id, struct zego_publisher_config config,
    enum zego_publish_channel channel);
int zego_express_start_publishing_stream_in_scene(
    zego_handle handle, const char *stream_id, enum zego_publish_channel channel,
    struct zego_scene_publisher_config config);
int zego_express_stop_publishing_stream(zego_handle handle, enum zego_publish_channel channel);
int zego_express_set_stream_extra_info(
    zego_handle handle, const char *extra_info, enum zego_publish_channel channel, int *sequence);
int zego_express_start_preview(
    zego_handle handle, struct zego_canvas *canvas, enum zego_publish_channel channel);
int zego_express_stop_preview(zego_handle handle, enum zego_publish_channel channel);
int zego_express_set_video_config(
    zego_handle handle, struct zego_video_config config, enum zego_publish_channel channel);
int zego_express_get_video_config(
    zego_handle handle, enum zego_publish_channel channel, struct zego_video_config *config);
int zego_express_set_publish_dual_stream_config(
    zego_handle handle, const struct zego_publish_dual_stream_config *config_list,
    int config_list_count, enum zego_publish_channel channel);
int zego_express_set_video_mirror_mode(
    zego_handle handle, enum zego_video_mirror_mode mirror_mode, enum zego_publish_channel channel);
int zego_express_set_app_orientation(
    zego_handle handle, enum zego_orientation orientation, enum zego_publish_channel channel);
int zego_express_set_ios_app_orientation(
    zego_handle handle, enum zego_ios_orientation orientation, enum zego_publish_channel channel);
int zego_express_set_audio_config(zego_handle handle, struct zego_audio_config config);
int zego_express_set_audio_config_by_channel(
    zego_handle handle, struct zego_audio_config config, enum zego_publish_channel channel);
int zego_express_get_audio_config(zego_handle handle, struct zego_audio_config *config);
int zego_express_get_audio_config_by_channel(
    zego_handle handle, enum zego_publish_channel channel, struct zego_audio_config *config);
int zego_express_set_publish_stream_encryption_key(
    zego_handle handle, const char *key, enum zego_publish_channel channel);
int zego_express_take_publish_stream_snapshot(
    zego_handle handle, enum zego_publish_channel channel);
int zego_express_take_publish_stream_snapshot_by_config(
    zego_handle handle, struct zego_publisher_take_snapshot_config config,
    enum zego_publish_channel channel);
int zego_express_mute_publish_stream_audio(
    zego_handle handle, bool mute, enum zego_publish_channel channel);
int zego_express_mute_publish_stream_video(
    zego_handle handle, bool mute, enum zego_publish_channel channel);
int zego_express_set_stream_alignment_property(
    zego_handle handle, int alignment, enum zego_publish_channel channel);
int zego_express_enable_traffic_control(zego_handle handle, bool enable, int property);
int zego_express_enable_traffic_control_by_channel(
    zego_handle handle, bool enable, int property, enum zego_publish_channel channel);
int zego_express_set_min_video_bitrate_for_traffic_control(
    zego_handle handle, int bitrate, enum zego_traffic_control_min_video_bitrate_mode mode);
int zego_express_set_min_video_bitrate_for_traffic_control_by_channel(
    zego_handle handle, int bitrate, enum zego_traffic_control_min_video_bitrate_mode mode,
    enum zego_publish_channel channel);
int zego_express_set_min_video_fps_for_traffic_control_by_channel(
    zego_handle handle, int fps, enum zego_publish_channel channel);
int zego_express_set_min_video_resolution_for_traffic_control_by_channel(
    zego_handle handle, int width, int height, enum zego_publish_channel channel);
int zego_express_set_traffic_control_focus_on(
    zego_handle handle, enum zego_traffic_control_focus_on_mode mode);
int zego_express_set_traffic_control_focus_on_by_channel(
    zego_handle handle, enum zego_traffic_control_focus_on_mode mode,
    enum zego_publish_channel channel);
int zego_express_set_capture_volume(zego_handle handle, int volume);
int zego_express_get_capture_volume(zego_handle handle, int *volume);
int zego_express_set_audio_capture_stereo_mode(
    zego_handle handle, enum zego_audio_capture_stereo_mode mode);
int zego_express_add_publish_cdn_url(
    zego_handle handle, const char *stream_id, const char *target_url, int *sequence);
int zego_express_add_publish_cdn_url_v2(
    zego_handle handle, const char *stream_id, const char *target_url, int time_out, int *sequence);
int zego_express_remove_publish_cdn_url(
    zego_handle handle, const char *stream_id, const char *target_url, int *sequence);
int zego_express_enable_publish_direct_to_cdn(
    zego_handle handle, bool enable, struct zego_cdn_config *config,
    enum zego_publish_channel channel);
int zego_express_set_publish_watermark(
    zego_handle handle, bool is_preview_visible, struct zego_watermark *watermark,
    enum zego_publish_channel channel);
int zego_express_set_sei_config(zego_handle handle, struct zego_sei_config config);
int zego_express_send_sei(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    enum zego_publish_channel channel);
int zego_express_send_sei_sync_with_custom_video(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    unsigned long long timestamp_ns, enum zego_publish_channel channel);
int zego_express_send_audio_side_info(
    zego_handle handle, const unsigned char *data, unsigned int data_length, double timestamp_ms,
    enum zego_publish_channel channel);
int zego_express_enable_hardware_encoder(zego_handle handle, bool enable);
int zego_express_set_capture_pipeline_scale_mode(
    zego_handle handle, enum zego_capture_pipeline_scale_mode mode);
int zego_express_set_dummy_capture_image_path(
    zego_handle handle, const char *file_path, enum zego_publish_channel channel);
int zego_express_set_dummy_capture_image_params(
    zego_handle handle, struct zego_dummy_capture_image_params params,
    enum zego_publish_channel channel);
int zego_express_enable_h_265_encode_fallback(zego_handle handle, bool enable);
int zego_express_is_video_encoder_supported(
    zego_handle handle, enum zego_video_codec_id codec_id,
    enum zego_video_codec_backend codec_backend, int *is_supported);
int zego_express_get_video_encoder_supported(
    zego_handle handle, enum zego_video_codec_id codec_id,
    enum zego_video_codec_backend codec_backend, int sequence);
int zego_express_set_app_orientation_mode(zego_handle handle, enum zego_orientation_mode mode);
int zego_express_set_video_source(
    zego_handle handle, enum zego_video_source_type source, unsigned int instance_id,
    enum zego_publish_channel channel);
int zego_express_set_audio_source(
    zego_handle handle, enum zego_audio_source_type source, enum zego_publish_channel channel);
int zego_express_set_audio_source_with_config(
    zego_handle handle, enum zego_audio_source_type source,
    struct zego_audio_source_mix_config config);
int zego_express_enable_video_object_segmentation(
    zego_handle handle, bool enable, enum zego_object_segmentation_type type,
    enum zego_publish_channel channel);
int zego_express_enable_video_object_segmentation_with_config(
    zego_handle handle, bool enable, struct zego_object_segmentation_config config,
    enum zego_publish_channel channel);
int zego_express_enable_alpha_channel_video_encoder(
    zego_handle handle, bool enable, enum zego_alpha_layout_type alpha_layout,
    enum zego_publish_channel channel);
int zego_express_enable_video_encoder_enhancement(
    zego_handle handle, bool enable, float enhance_level, enum zego_publish_channel channel);
int zego_express_enable_video_encoder_enhancement_with_config(
    zego_handle handle, bool enable, struct zego_video_encoder_enhancement_config config,
    enum zego_publish_channel channel);
int zego_express_set_camera_stabilization_mode(
    zego_handle handle, int mode, enum zego_publish_channel channel);
int zego_express_enable_aux_bgm_balance(zego_handle handle, bool enable);
int zego_express_enable_face_detection(
    zego_handle handle, bool enable, enum zego_publish_channel channel);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_publisher_state_update_callback(
    zego_handle handle, zego_on_publisher_state_update callback_func, void *user_context);
void zego_register_publisher_quality_update_callback(
    zego_handle handle, zego_on_publisher_quality_update callback_func, void *user_context);
void zego_register_publisher_captured_audio_first_frame_callback(
    zego_handle handle, zego_on_publisher_captured_audio_first_frame callback_func,
    void *user_context);
void zego_register_publisher_captured_video_first_frame_callback(
    zego_handle handle, zego_on_publisher_captured_video_first_frame callback_func,
    void *user_context);
void zego_register_publisher_send_audio_first_frame_callback(
    zego_handle handle, zego_on_publisher_send_audio_first_frame callback_func, void *user_context);
void zego_register_publisher_send_video_first_frame_callback(
    zego_handle handle, zego_on_publisher_send_video_first_frame callback_func, void *user_context);
void zego_register_publisher_render_video_first_frame_callback(
    zego_handle handle, zego_on_publisher_render_video_first_frame callback_func,
    void *user_context);
void zego_register_publisher_video_size_changed_callback(
    zego_handle handle, zego_on_publisher_video_size_changed callback_func, void *user_context);
void zego_register_publisher_relay_cdn_state_update_callback(
    zego_handle handle, zego_on_publisher_relay_cdn_state_update callback_func, void *user_context);
void zego_register_publisher_video_encoder_changed_callback(
    zego_handle handle, zego_on_publisher_video_encoder_changed callback_func, void *user_context);
void zego_register_publisher_stream_event_callback(
    zego_handle handle, zego_on_publisher_stream_event callback_func, void *user_context);
void zego_register_video_object_segmentation_state_changed_callback(
    zego_handle handle, zego_on_video_object_segmentation_state_changed callback_func,
    void *user_context);
void zego_register_publisher_low_fps_warning_callback(
    zego_handle handle, zego_on_publisher_low_fps_warning callback_func, void *user_context);
void zego_register_publisher_dummy_capture_image_path_error_callback(
    zego_handle handle, zego_on_publisher_dummy_capture_image_path_error callback_func,
    void *user_context);
void zego_register_publisher_face_detect_info_callback(
    zego_handle handle, zego_on_publisher_face_detect_info callback_func, void *user_context);
void zego_register_publisher_update_stream_extra_info_result_callback(
    zego_handle handle, zego_on_publisher_update_stream_extra_info_result callback_func,
    void *user_context);
void zego_register_publisher_update_cdn_url_result_callback(
    zego_handle handle, zego_on_publisher_update_cdn_url_result callback_func, void *user_context);
void zego_register_publisher_take_snapshot_result_callback(
    zego_handle handle, zego_on_publisher_take_snapshot_result callback_func, void *user_context);
void zego_register_publisher_get_video_encoder_supported_result_callback(
    zego_handle handle, zego_on_publisher_get_video_encoder_supported_result callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
