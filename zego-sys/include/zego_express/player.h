/* Playing.
 *
 * Play streams of a room; views, volumes, buffers, decoding, SEI and the figures of what
 * is received.
 */
#ifndef ZEGO_EXPRESS_PLAYER_H
#define ZEGO_EXPRESS_PLAYER_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_player_state {
    zego_player_state_no_play         = 0,
    zego_player_state_play_requesting = 1,
    zego_player_state_playing         = 2
};

enum zego_player_media_event {
    zego_player_media_event_audio_break_occur  = 0,
    zego_player_media_event_audio_break_resume = 1,
    zego_player_media_event_video_break_occur  = 2,
    zego_player_media_event_video_break_resume = 3
};

enum zego_resource_type {
    zego_resource_type_cdn = 0,
    zego_resource_type_rtc = 1,
    zego_resource_type_l3  = 2
};

enum zego_stream_resource_mode {
    zego_stream_resource_mode_default  = 0,
    zego_stream_resource_mode_only_cdn = 1,
    zego_stream_resource_mode_only_l3  = 2,
    zego_stream_resource_mode_only_rtc = 3,
    zego_stream_resource_mode_cdn_plus = 4,
    zego_stream_resource_mode_custom   = 5
};

enum zego_stream_resource_switch_mode {
    zego_stream_resource_switch_mode_default       = 0,
    zego_stream_resource_switch_mode_switch_to_rtc = 1,
    zego_stream_resource_switch_mode_keep_original = 2
};

enum zego_switch_playing_stream_type {
    zego_switch_playing_stream_type_default = 0,
    zego_switch_playing_stream_type_force   = 1
};

enum zego_stream_resource_type {
    zego_stream_resource_type_default = 0,
    zego_stream_resource_type_cdn     = 1,
    zego_stream_resource_type_l3      = 2
};

enum zego_view_update_type {
    zego_view_update_type_add    = 0,
    zego_view_update_type_delete = 1,
    zego_view_update_type_update = 2
};

enum zego_stream_decode_mode {
    zego_stream_decode_mode_all_frame    = 0,
    zego_stream_decode_mode_only_i_frame = 1,
    zego_stream_decode_mode_none_frame   = 2
};

enum zego_super_resolution_state {
    zego_super_resolution_state_off = 0,
    zego_super_resolution_state_on  = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_custom_player_resource_config {
    enum zego_resource_type before_publish;
    enum zego_resource_type publishing;
    enum zego_resource_type after_publish;
};

struct zego_switch_playing_stream_config {
    enum zego_switch_playing_stream_type switch_type;
    int switch_time_out;
};

struct zego_player_config {
    enum zego_stream_resource_mode resource_mode;
    struct zego_cdn_config *cdn_config;
    char room_id[ZEGO_EXPRESS_MAX_ROOMID_LEN];
    enum zego_video_codec_id video_codec_id;
    enum zego_resource_type source_resource_type;
    int codec_template_id;
    struct zego_custom_player_resource_config *custom_resource_config;
    struct zego_switch_playing_stream_config *switch_stream_config;
    enum zego_stream_resource_switch_mode resource_switch_mode;
    enum zego_stream_resource_type resource_when_stop_publish;
    int adaptive_switch;
    int *adaptive_template_id_list;
    unsigned int adaptive_template_id_count;
};

struct zego_scene_player_config {
    int range_scene_handle;
    enum zego_stream_resource_mode resource_mode;
    struct zego_cdn_config *cdn_config;
};

struct zego_cross_app_info {
    unsigned int app_id;
    char token[ZEGO_EXPRESS_MAX_COMMON_LEN];
};

struct zego_media_side_info {
    char stream_id[ZEGO_EXPRESS_MAX_STREAM_LEN];
    const unsigned char *sei_data;
    unsigned int sei_data_length;
    long long timestamp_ns;
    int module_type;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_player_state_update)(
    zego_handle handle, const char *stream_id, enum zego_player_state state, int error_code,
    const char *extended_data, void *user_context);

typedef void (*zego_on_player_switched)(
    zego_handle handle, const char *stream_id, int error_code, void *user_context);

typedef void (*zego_on_player_quality_update)(
    zego_handle handle, const char *stream_id, struct zego_play_stream_quality quality,
    void *user_context);

typedef void (*zego_on_player_media_event)(
    zego_handle handle, const char *stream_id, enum zego_player_media_event event,
    void *user_context);

typedef void (*zego_on_player_recv_audio_first_frame)(
    zego_handle handle, const char *stream_id, void *user_context);

typedef void (*zego_on_player_recv_video_first_frame)(
    zego_handle handle, const char *stream_id, void *user_context);

typedef void (*zego_on_player_render_video_first_frame)(
    zego_handle handle, const char *stream_id, void *user_context);

typedef void (*zego_on_player_render_camera_video_first_frame)(
    zego_handle handle, const char *stream_id, void *user_context);

typedef void (*zego_on_player_render_multi_view_first_frame)(
    zego_handle handle, const char *stream_id, const char *view_context, void *user_context);

typedef void (*zego_on_player_video_size_changed)(
    zego_handle handle, const char *stream_id, int width, int height, void *user_context);

typedef void (*zego_on_player_recv_sei)(
    zego_handle handle, const char *stream_id, const unsigned char *data, unsigned int data_length,
    void *user_context);

typedef void (*zego_on_player_recv_media_side_info)(
    zego_handle handle, struct zego_media_side_info info, void *user_context);

typedef void (*zego_on_player_recv_audio_side_info)(
    zego_handle handle, const char *stream_id, const unsigned char *data, unsigned int data_length,
    void *user_context);

typedef void (*zego_on_player_low_fps_warning)(
    zego_handle handle, enum zego_video_codec_id codec_id, const char *stream_id,
    void *user_context);

typedef void (*zego_on_player_stream_event)(
    zego_handle handle, enum zego_stream_event event_id, const char *stream_id,
    const char *extra_info, void *user_context);

typedef void (*zego_on_player_video_super_resolution_update)(
    zego_handle handle, const char *stream_id, enum zego_super_resolution_state state,
    int error_code, void *user_context);

typedef void (*zego_on_player_take_snapshot_result)(
    zego_handle handle, int error_code, const char *stream_id, void *image, void *user_context);

typedef void (*zego_on_player_get_video_decoder_supported_result)(
    zego_handle handle, int support, int seq, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_start_playing_stream(
    zego_handle handle, const char *stream_id, struct zego_canvas *canvas);
int zego_express_start_playing_stream_with_config(
    zego_handle handle, const char *stream_id, struct zego_canvas *canvas,
    struct zego_player_config config);
int zego_express_start_playing_stream_in_scene(
    zego_handle handle, const char *stream_id, struct zego_canvas *canvas,
    struct zego_scene_player_config config);
int zego_express_switch_playing_stream(
    zego_handle handle, const char *from_stream_id, const char *to_stream_id,
    struct zego_player_config config);
int zego_express_switch_playing_resource(
    zego_handle handle, const char *stream_id, enum zego_resource_type resource_type);
int zego_express_stop_playing_stream(zego_handle handle, const char *stream_id);
int zego_express_set_play_stream_decryption_key(
    zego_handle handle, const char *stream_id, const char *key);
int zego_express_set_play_stream_cross_app_info(
    zego_handle handle, const char *stream_id, struct zego_cross_app_info info);
int zego_express_take_play_stream_snapshot(zego_handle handle, const char *stream_id);
int zego_express_set_play_volume(zego_handle handle, const char *stream_id, int volume);
int zego_express_set_all_play_stream_volume(zego_handle handle, int volume);
int zego_express_set_play_stream_video_type(
    zego_handle handle, const char *stream_id, enum zego_video_stream_type stream_type);
int zego_express_set_play_stream_buffer_interval_range(
    zego_handle handle, const char *stream_id, unsigned int min_buffer_interval,
    unsigned int max_buffer_interval);
int zego_express_set_audio_mix_mode(
    zego_handle handle, enum zego_audio_mix_mode mode, const char **stream_list, int num);
int zego_express_set_play_stream_focus_on(zego_handle handle, const char *stream_id);
int zego_express_mute_play_stream_audio(zego_handle handle, const char *stream_id, bool mute);
int zego_express_mute_play_stream_video(zego_handle handle, const char *stream_id, bool mute);
int zego_express_mute_all_play_stream_audio(zego_handle handle, bool mute);
int zego_express_mute_all_play_audio_streams(zego_handle handle, bool mute);
int zego_express_mute_all_play_stream_video(zego_handle handle, bool mute);
int zego_express_mute_all_play_video_streams(zego_handle handle, bool mute);
int zego_express_set_play_stream_decode_frame_mode(
    zego_handle handle, const char *stream_id, enum zego_stream_decode_mode frame_mode);
int zego_express_enable_hardware_decoder(zego_handle handle, bool enable);
int zego_express_enable_check_poc(zego_handle handle, bool enable);
int zego_express_is_video_decoder_supported(
    zego_handle handle, enum zego_video_codec_id codec_id,
    enum zego_video_codec_backend codec_backend, int *is_supported);
int zego_express_get_video_decoder_supported(
    zego_handle handle, enum zego_video_codec_id codec_id,
    enum zego_video_codec_backend codec_backend, int sequence);
int zego_express_set_play_streams_alignment_property(
    zego_handle handle, enum zego_stream_alignment_mode mode);
int zego_express_enable_video_super_resolution(
    zego_handle handle, const char *stream_id, bool enable);
int zego_express_init_video_super_resolution(zego_handle handle);
int zego_express_uninit_video_super_resolution(zego_handle handle);
int zego_express_update_playing_canvas(
    zego_handle handle, const char *stream_id, struct zego_canvas *canvas);
int zego_express_set_playing_canvas(
    zego_handle handle, const char *stream_id, enum zego_view_update_type update_type,
    struct zego_canvas *canvas);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_player_state_update_callback(
    zego_handle handle, zego_on_player_state_update callback_func, void *user_context);
void zego_register_player_switched_callback(
    zego_handle handle, zego_on_player_switched callback_func, void *user_context);
void zego_register_player_quality_update_callback(
    zego_handle handle, zego_on_player_quality_update callback_func, void *user_context);
void zego_register_player_media_event_callback(
    zego_handle handle, zego_on_player_media_event callback_func, void *user_context);
void zego_register_player_recv_audio_first_frame_callback(
    zego_handle handle, zego_on_player_recv_audio_first_frame callback_func, void *user_context);
void zego_register_player_recv_video_first_frame_callback(
    zego_handle handle, zego_on_player_recv_video_first_frame callback_func, void *user_context);
void zego_register_player_render_video_first_frame_callback(
    zego_handle handle, zego_on_player_render_video_first_frame callback_func, void *user_context);
void zego_register_player_render_camera_video_first_frame_callback(
    zego_handle handle, zego_on_player_render_camera_video_first_frame callback_func,
    void *user_context);
void zego_register_player_render_multi_view_first_frame_callback(
    zego_handle handle, zego_on_player_render_multi_view_first_frame callback_func,
    void *user_context);
void zego_register_player_video_size_changed_callback(
    zego_handle handle, zego_on_player_video_size_changed callback_func, void *user_context);
void zego_register_player_recv_sei_callback(
    zego_handle handle, zego_on_player_recv_sei callback_func, void *user_context);
void zego_register_player_recv_media_side_info_callback(
    zego_handle handle, zego_on_player_recv_media_side_info callback_func, void *user_context);
void zego_register_player_recv_audio_side_info_callback(
    zego_handle handle, zego_on_player_recv_audio_side_info callback_func, void *user_context);
void zego_register_player_low_fps_warning_callback(
    zego_handle handle, zego_on_player_low_fps_warning callback_func, void *user_context);
void zego_register_player_stream_event_callback(
    zego_handle handle, zego_on_player_stream_event callback_func, void *user_context);
void zego_register_player_video_super_resolution_update_callback(
    zego_handle handle, zego_on_player_video_super_resolution_update callback_func,
    void *user_context);
void zego_register_player_take_snapshot_result_callback(
    zego_handle handle, zego_on_player_take_snapshot_result callback_func, void *user_context);
void zego_register_player_get_video_decoder_supported_result_callback(
    zego_handle handle, zego_on_player_get_video_decoder_supported_result callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
