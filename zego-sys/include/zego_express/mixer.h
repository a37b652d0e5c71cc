/* Mixer.
 *
 * Mix several streams on the server into one.
 */
#ifndef ZEGO_EXPRESS_MIXER_H
#define ZEGO_EXPRESS_MIXER_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_encode_profile {
    zego_encode_profile_default  = 0,
    zego_encode_profile_baseline = 1,
    zego_encode_profile_main     = 2,
    zego_encode_profile_high     = 3
};

enum zego_video_rate_control_mode {
    zego_video_rate_control_mode_constant_rate    = 0,
    zego_video_rate_control_mode_constant_quality = 1
};

enum zego_mix_image_check_mode {
    zego_mix_image_check_mode_normal  = 0,
    zego_mix_image_check_mode_path    = 1,
    zego_mix_image_check_mode_nothing = 2
};

enum zego_stream_alignment_volume_control_mode {
    zego_stream_alignment_volume_control_mode_close = 0,
    zego_stream_alignment_volume_control_mode_open  = 1
};

enum zego_mixer_input_content_type {
    zego_mixer_input_content_type_audio      = 0,
    zego_mixer_input_content_type_video      = 1,
    zego_mixer_input_content_type_video_only = 2
};

enum zego_font_type {
    zego_font_type_source_han_sans          = 0,
    zego_font_type_alibaba_sans             = 1,
    zego_font_type_pang_men_zheng_dao_title = 2,
    zego_font_type_happy_zcool              = 3
};

enum zego_mix_render_mode {
    zego_mix_render_mode_fill = 0,
    zego_mix_render_mode_fit  = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_mixer_audio_config {
    int bitrate;
    enum zego_audio_channel channel;
    enum zego_audio_codec_id codec_id;
    enum zego_audio_mix_mode mix_mode;
};

struct zego_mixer_video_config {
    int width;
    int height;
    int fps;
    int bitrate;
    int quality;
    enum zego_video_rate_control_mode rate_control_mode;
};

struct zego_mixer_output_video_config {
    enum zego_video_codec_id video_codec_id;
    int bitrate;
    enum zego_encode_profile encode_profile;
    int encode_latency;
    bool enable_low_bitrate_hd;
};

struct zego_mixer_output_room_info {
    char room_id[ZEGO_EXPRESS_MAX_ROOMID_LEN];
    char userid[ZEGO_EXPRESS_MAX_USERID_LEN];
};

struct zego_font_style {
    enum zego_font_type type;
    int size;
    int color;
    int transparency;
    bool border;
    int bordercolor;
};

struct zego_label_info {
    char text[ZEGO_EXPRESS_MAX_COMMON_LEN];
    int left;
    int top;
    struct zego_font_style font;
};

struct zego_mixer_image_info {
    char url[ZEGO_EXPRESS_MAX_URL_LEN];
    int display_mode;
};

struct zego_blur_info {
    int top_padding;
    int left_padding;
    int bottom_padding;
    int right_padding;
};

struct zego_mixer_input {
    char stream_id[1024];
    enum zego_mixer_input_content_type content_type;
    struct zego_rect layout;
    unsigned int sound_level_id;
    unsigned int volume;
    bool is_audio_focus;
    int audio_direction;
    struct zego_label_info label;
    enum zego_mix_render_mode render_mode;
    struct zego_mixer_image_info image_info;
    unsigned int corner_radius;
    char advanced_config[ZEGO_EXPRESS_MAX_COMMON_LEN];
    struct zego_blur_info blur_info;
    bool enable_audio_direction;
};

struct zego_mixer_output {
    char target[1024];
    struct zego_mixer_output_video_config *video_config;
    struct zego_mixer_output_room_info *target_room;
};

struct zego_mixer_whiteboard {
    unsigned long long whiteboard_id;
    int horizontal_ratio;
    int vertical_ratio;
    bool is_ppt_animation;
    struct zego_rect layout;
    int z_order;
    int background_color;
};

struct zego_mixer_task {
    char task_id[ZEGO_EXPRESS_MAX_MIXER_TASK_LEN];
    struct zego_mixer_input *input_list;
    unsigned int input_list_count;
    struct zego_mixer_output *output_list;
    unsigned int output_list_count;
    struct zego_mixer_video_config video_config;
    struct zego_mixer_audio_config audio_config;
    struct zego_watermark *watermark;
    struct zego_mixer_whiteboard *whiteboard;
    int background_color;
    char background_image_url[1024];
    bool enable_sound_level;
    enum zego_stream_alignment_mode stream_alignment_mode;
    const unsigned char *user_data;
    unsigned int user_data_length;
    char advanced_config[ZEGO_EXPRESS_MAX_COMMON_LEN];
    int min_play_stream_buffer_length;
    enum zego_mix_image_check_mode mix_image_check_mode;
};

struct zego_mixer_sound_level_info {
    unsigned int sound_level_id;
    float sound_level;
};

struct zego_auto_mixer_task {
    char task_id[ZEGO_EXPRESS_MAX_MIXER_TASK_LEN];
    char room_id[ZEGO_EXPRESS_MAX_ROOMID_LEN];
    struct zego_mixer_audio_config audio_config;
    struct zego_mixer_output *output_list;
    bool enable_sound_level;
    enum zego_stream_alignment_mode stream_alignment_mode;
    int min_play_stream_buffer_length;
    enum zego_stream_alignment_volume_control_mode stream_alignment_volume_control_mode;
    char stream_alignment_baseline_stream_id[256];
    unsigned int output_list_count;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_mixer_relay_cdn_state_update)(
    zego_handle handle, const char *task_id, const struct zego_stream_relay_cdn_info *info_list,
    unsigned int info_count, void *user_context);

typedef void (*zego_on_mixer_sound_level_update)(
    zego_handle handle, const struct zego_mixer_sound_level_info *sound_levels,
    unsigned int info_count, void *user_context);

typedef void (*zego_on_auto_mixer_sound_level_update)(
    zego_handle handle, const struct zego_sound_level_info *sound_levels, unsigned int info_count,
    void *user_context);

typedef void (*zego_on_mixer_start_result)(
    zego_handle handle, int error_code, int seq, const char *extended_data, void *user_context);

typedef void (*zego_on_mixer_stop_result)(
    zego_handle handle, int error_code, int seq, void *user_context);

typedef void (*zego_on_auto_mixer_start_result)(
    zego_handle handle, int error_code, int seq, const char *extended_data, void *user_context);

typedef void (*zego_on_auto_mixer_stop_result)(
    zego_handle handle, int error_code, int seq, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_start_mixer_task(zego_handle handle, struct zego_mixer_task task, int *sequence);
int zego_express_stop_mixer_task(zego_handle handle, struct zego_mixer_task task, int *sequence);
int zego_express_start_auto_mixer_task(
    zego_handle handle, struct zego_auto_mixer_task task, int *sequence);
int zego_express_stop_auto_mixer_task(
    zego_handle handle, struct zego_auto_mixer_task task, int *sequence);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_mixer_relay_cdn_state_update_callback(
    zego_handle handle, zego_on_mixer_relay_cdn_state_update callback_func, void *user_context);
void zego_register_mixer_sound_level_update_callback(
    zego_handle handle, zego_on_mixer_sound_level_update callback_func, void *user_context);
void zego_register_auto_mixer_sound_level_update_callback(
    zego_handle handle, zego_on_auto_mixer_sound_level_update callback_func, void *user_context);
void zego_register_mixer_start_result_callback(
    zego_handle handle, zego_on_mixer_start_result callback_func, void *user_context);
void zego_register_mixer_stop_result_callback(
    zego_handle handle, zego_on_mixer_stop_result callback_func, void *user_context);
void zego_register_auto_mixer_start_result_callback(
    zego_handle handle, zego_on_auto_mixer_start_result callback_func, void *user_context);
void zego_register_auto_mixer_stop_result_callback(
    zego_handle handle, zego_on_auto_mixer_stop_result callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
