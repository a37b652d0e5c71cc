/* Media player.
 *
 * Play local, in-memory and network media, and mix it into what is published.
 */
#ifndef ZEGO_EXPRESS_MEDIAPLAYER_H
#define ZEGO_EXPRESS_MEDIAPLAYER_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_media_player_state {
    zego_media_player_state_no_play    = 0,
    zego_media_player_state_playing    = 1,
    zego_media_player_state_pausing    = 2,
    zego_media_player_state_play_ended = 3
};

enum zego_media_player_audio_track_mode {
    zego_media_player_audio_track_mode_normal   = 0,
    zego_media_player_audio_track_mode_multiple = 1
};

enum zego_media_player_network_event {
    zego_media_player_network_event_buffer_begin = 0,
    zego_media_player_network_event_buffer_ended = 1
};

enum zego_media_player_audio_channel {
    zego_media_player_audio_channel_left  = 0,
    zego_media_player_audio_channel_right = 1,
    zego_media_player_audio_channel_all   = 2
};

enum zego_media_player_first_frame_event {
    zego_media_player_first_frame_event_video_rendered = 0,
    zego_media_player_first_frame_event_audio_rendered = 1
};

enum zego_multimedia_load_type {
    zego_multimedia_load_type_file_path          = 0,
    zego_multimedia_load_type_memory             = 1,
    zego_multimedia_load_type_resource_id        = 2,
    zego_multimedia_load_type_memory_resource_id = 3
};

enum zego_live_audio_effect_mode {
    zego_live_audio_effect_mode_none    = 0,
    zego_live_audio_effect_mode_local   = 1,
    zego_live_audio_effect_mode_publish = 2,
    zego_live_audio_effect_mode_all     = 3
};

enum zego_media_stream_type {
    zego_media_stream_type_audio = 0,
    zego_media_stream_type_video = 1,
    zego_media_stream_type_av    = 2
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_accurate_seek_config {
    unsigned long long time_out;
};

struct zego_network_resource_cache {
    unsigned int time;
    unsigned int size;
};

struct zego_media_player_resource {
    enum zego_multimedia_load_type load_type;
    long long start_position;
    enum zego_alpha_layout_type alpha_layout;
    char file_path[2048];
    unsigned char *memory;
    int memory_length;
    char resource_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    char online_resource_cache_path[2048];
    long long max_cache_pending_length;
};

struct zego_media_player_media_info {
    int width;
    int height;
    int frame_rate;
};

struct zego_media_player_statistics_info {
    double video_source_fps;
    double video_decode_fps;
    double video_render_fps;
    double audio_source_fps;
    double audio_decode_fps;
    double audio_render_fps;
};

struct zego_key_value_pair {
    char key[ZEGO_EXPRESS_MAX_COMMON_LEN];
    char value[ZEGO_EXPRESS_MAX_COMMON_LEN];
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_media_player_state_update)(
    zego_handle handle, enum zego_media_player_state state, int error_code,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_network_event)(
    zego_handle handle, enum zego_media_player_network_event network_event,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_playing_progress)(
    zego_handle handle, unsigned long long millisecond,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_rendering_progress)(
    zego_handle handle, unsigned long long millisecond,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_video_size_changed)(
    zego_handle handle, int width, int height, enum zego_media_player_instance_index instance_index,
    void *user_context);

typedef void (*zego_on_media_player_recv_sei)(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_sound_level_update)(
    zego_handle handle, float sound_level, enum zego_media_player_instance_index instance_index,
    void *user_context);

typedef void (*zego_on_media_player_frequency_spectrum_update)(
    zego_handle handle, float *spectrum_list, unsigned int spectrum_count,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_first_frame_event)(
    zego_handle handle, enum zego_media_player_first_frame_event event,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_local_cache)(
    zego_handle handle, int error_code, const char *resource, const char *cached_file,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_video_frame)(
    zego_handle handle, const unsigned char **data, unsigned int *data_length,
    const struct zego_video_frame_param param, const char *extra_info,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_audio_frame)(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    const struct zego_audio_frame_param param, enum zego_media_player_instance_index instance_index,
    void *user_context);

typedef void (*zego_on_media_player_block_begin)(
    zego_handle handle, const char *path, enum zego_media_player_instance_index instance_index,
    void *user_context);

typedef unsigned int (*zego_on_media_player_block_data)(
    zego_handle handle, unsigned char *const buffer, unsigned int buffer_size,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_load_resource)(
    zego_handle handle, int error_code, enum zego_media_player_instance_index instance_index,
    void *user_context);

typedef void (*zego_on_media_player_seek_to)(
    zego_handle handle, int seq, int error_code,
    enum zego_media_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_media_player_take_snapshot_result)(
    zego_handle handle, int error_code, void *image,
    enum zego_media_player_instance_index instance_index, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_media_player(
    zego_handle handle, enum zego_media_player_instance_index *instance_index);
int zego_express_destroy_media_player(
    zego_handle handle, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_load_resource(
    zego_handle handle, const char *path, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_load_resource_with_position(
    zego_handle handle, const char *path, long start_position,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_load_resource_from_media_data(
    zego_handle handle, unsigned char *media_data, int media_data_length, long start_position,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_load_copyrighted_music_resource_with_position(
    zego_handle handle, const char *resource_id, long start_position,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_load_resource_with_config(
    zego_handle handle, struct zego_media_player_resource *resource,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_start(
    zego_handle handle, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_stop(
    zego_handle handle, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_pause(
    zego_handle handle, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_resume(
    zego_handle handle, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_seek_to(
    zego_handle handle, unsigned long long millisecond,
    enum zego_media_player_instance_index instance_index, int *sequence);
int zego_express_media_player_enable_repeat(
    zego_handle handle, bool enable, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_play_loop_count(
    zego_handle handle, int count, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_play_speed(
    zego_handle handle, float speed, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_aux(
    zego_handle handle, bool enable, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_mute_local_audio(
    zego_handle handle, bool mute, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_player_canvas(
    zego_handle handle, struct zego_canvas *canvas,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_volume(
    zego_handle handle, int volume, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_play_volume(
    zego_handle handle, int volume, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_publish_volume(
    zego_handle handle, int volume, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_progress_interval(
    zego_handle handle, unsigned long long millisecond,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_get_play_volume(
    zego_handle handle, enum zego_media_player_instance_index instance_index, int *volume);
int zego_express_media_player_get_publish_volume(
    zego_handle handle, enum zego_media_player_instance_index instance_index, int *volume);
int zego_express_media_player_get_total_duration(
    zego_handle handle, enum zego_media_player_instance_index instance_index,
    unsigned long long *duration);
int zego_express_media_player_get_current_progress(
    zego_handle handle, enum zego_media_player_instance_index instance_index,
    unsigned long long *progress);
int zego_express_media_player_get_current_rendering_progress(
    zego_handle handle, enum zego_media_player_instance_index instance_index,
    unsigned long long *progress);
int zego_express_media_player_get_audio_track_count(
    zego_handle handle, enum zego_media_player_instance_index instance_index,
    unsigned int *track_count);
int zego_express_media_player_set_audio_track_index(
    zego_handle handle, unsigned int index, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_audio_track_mode(
    zego_handle handle, enum zego_media_player_audio_track_mode mode,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_audio_track_publish_index(
    zego_handle handle, unsigned int index, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_voice_changer(
    zego_handle handle, enum zego_media_player_audio_channel audio_channel, bool enable,
    float param, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_get_current_state(
    zego_handle handle, enum zego_media_player_instance_index instance_index,
    enum zego_media_player_state *state);
int zego_express_media_player_enable_audio_data(
    zego_handle handle, bool enable, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_video_data(
    zego_handle handle, bool enable, enum zego_video_frame_format format,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_block_data(
    zego_handle handle, bool enable, unsigned int block_size,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_take_snapshot(
    zego_handle handle, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_accurate_seek(
    zego_handle handle, bool enable, struct zego_accurate_seek_config *config,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_network_resource_max_cache(
    zego_handle handle, unsigned int time, unsigned int size,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_get_network_resource_cache(
    zego_handle handle, struct zego_network_resource_cache *cache,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_network_buffer_threshold(
    zego_handle handle, unsigned int threshold,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_sound_level_monitor(
    zego_handle handle, bool enable, unsigned int millisecond,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_frequency_spectrum_monitor(
    zego_handle handle, bool enable, unsigned int millisecond,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_active_audio_channel(
    zego_handle handle, enum zego_media_player_audio_channel audio_channel,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_clear_view(
    zego_handle handle, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_get_media_info(
    zego_handle handle, struct zego_media_player_media_info *media_info,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_update_position(
    zego_handle handle, const float *position,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_http_header(
    zego_handle handle, struct zego_key_value_pair *headers, int headers_size,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_play_media_stream_type(
    zego_handle handle, enum zego_media_stream_type stream_type,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_live_audio_effect(
    zego_handle handle, bool enable, enum zego_live_audio_effect_mode mode,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_local_cache(
    zego_handle handle, bool enable, const char *cache_dir,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_enable_view_mirror(
    zego_handle handle, bool enable, enum zego_media_player_instance_index instance_index);
int zego_express_media_player_get_playback_statistics(
    zego_handle handle, struct zego_media_player_statistics_info *stat,
    enum zego_media_player_instance_index instance_index);
int zego_express_media_player_set_voice_changer_param(
    zego_handle handle, enum zego_media_player_audio_channel audio_channel, float param,
    enum zego_media_player_instance_index instance_index);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_media_player_state_update_callback(
    zego_handle handle, zego_on_media_player_state_update callback_func, void *user_context);
void zego_register_media_player_network_event_callback(
    zego_handle handle, zego_on_media_player_network_event callback_func, void *user_context);
void zego_register_media_player_playing_progress_callback(
    zego_handle handle, zego_on_media_player_playing_progress callback_func, void *user_context);
void zego_register_media_player_rendering_progress_callback(
    zego_handle handle, zego_on_media_player_rendering_progress callback_func, void *user_context);
void zego_register_media_player_video_size_changed_callback(
    zego_handle handle, zego_on_media_player_video_size_changed callback_func, void *user_context);
void zego_register_media_player_recv_sei_callback(
    zego_handle handle, zego_on_media_player_recv_sei callback_func, void *user_context);
void zego_register_media_player_sound_level_update_callback(
    zego_handle handle, zego_on_media_player_sound_level_update callback_func, void *user_context);
void zego_register_media_player_frequency_spectrum_update_callback(
    zego_handle handle, zego_on_media_player_frequency_spectrum_update callback_func,
    void *user_context);
void zego_register_media_player_first_frame_event_callback(
    zego_handle handle, zego_on_media_player_first_frame_event callback_func, void *user_context);
void zego_register_media_player_local_cache_callback(
    zego_handle handle, zego_on_media_player_local_cache callback_func, void *user_context);
void zego_register_media_player_video_frame_callback(
    zego_handle handle, zego_on_media_player_video_frame callback_func, void *user_context);
void zego_register_media_player_audio_frame_callback(
    zego_handle handle, zego_on_media_player_audio_frame callback_func, void *user_context);
void zego_register_media_player_block_begin_callback(
    zego_handle handle, zego_on_media_player_block_begin callback_func, void *user_context);
void zego_register_media_player_block_data_callback(
    zego_handle handle, zego_on_media_player_block_data callback_func, void *user_context);
void zego_register_media_player_load_resource_callback(
    zego_handle handle, zego_on_media_player_load_resource callback_func, void *user_context);
void zego_register_media_player_seek_to_callback(
    zego_handle handle, zego_on_media_player_seek_to callback_func, void *user_context);
void zego_register_media_player_take_snapshot_result_callback(
    zego_handle handle, zego_on_media_player_take_snapshot_result callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
