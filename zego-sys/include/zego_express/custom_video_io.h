/* Custom video.
 *
 * Frames that the program captures, renders or processes itself instead of the engine.
 */
#ifndef ZEGO_EXPRESS_CUSTOM_VIDEO_IO_H
#define ZEGO_EXPRESS_CUSTOM_VIDEO_IO_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_video_encoded_frame_format {
    zego_video_encoded_frame_format_avc_avcc    = 0,
    zego_video_encoded_frame_format_avc_annexb  = 1,
    zego_video_encoded_frame_format_vp8         = 2,
    zego_video_encoded_frame_format_hevc_avcc   = 3,
    zego_video_encoded_frame_format_hevc_annexb = 4
};

enum zego_video_buffer_type {
    zego_video_buffer_type_unknown                    = 0,
    zego_video_buffer_type_raw_data                   = 1,
    zego_video_buffer_type_encoded_data               = 2,
    zego_video_buffer_type_gl_texture_2d              = 3,
    zego_video_buffer_type_cv_pixel_buffer            = 4,
    zego_video_buffer_type_surface_texture            = 5,
    zego_video_buffer_type_gl_texture_external_oes    = 6,
    zego_video_buffer_type_gl_texture_2d_and_raw_data = 7,
    zego_video_buffer_type_d3d_texture_2d             = 8,
    zego_video_buffer_type_nv12_cv_pixel_buffer       = 9
};

enum zego_video_frame_format_series {
    zego_video_frame_format_series_rgb = 0,
    zego_video_frame_format_series_yuv = 1
};

enum zego_video_flip_mode {
    zego_video_flip_mode_none = 0,
    zego_video_flip_mode_x    = 1,
    zego_video_flip_mode_y    = 2,
    zego_video_flip_mode_xy   = 3
};

enum zego_processed_data_usage_type {
    zego_processed_data_usage_type_preview = 0,
    zego_processed_data_usage_type_publish = 1,
    zego_processed_data_usage_type_both    = 2
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_custom_video_capture_config {
    enum zego_video_buffer_type buffer_type;
};

struct zego_custom_video_process_config {
    enum zego_video_buffer_type buffer_type;
};

struct zego_custom_video_render_config {
    enum zego_video_buffer_type buffer_type;
    enum zego_video_frame_format_series frame_format_series;
    bool enable_engine_render;
};

struct zego_traffic_control_info {
    int width;
    int height;
    int fps;
    int bitrate;
};

struct zego_roi_rect {
    int x;
    int y;
    int width;
    int height;
    int strength;
};

struct zego_video_encoded_frame_param {
    enum zego_video_encoded_frame_format format;
    bool is_key_frame;
    int rotation;
    int width;
    int height;
    const unsigned char *sei_data;
    unsigned int sei_data_length;
    bool is_external_clock;
};

struct zego_unity_texture {
    void *texture;
    long long timestamp;
    int width;
    int height;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_custom_video_capture_start)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_capture_stop)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_capture_encoded_data_traffic_control)(
    zego_handle handle, struct zego_traffic_control_info traffic_control_info,
    enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_capture_request_key_frame)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_capture_frame_rate)(
    zego_handle handle, int fps, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_render_captured_frame_data)(
    zego_handle handle, unsigned char **data, unsigned int *data_length,
    const struct zego_video_frame_param param, enum zego_video_flip_mode flip_mode,
    enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_render_remote_frame_data)(
    zego_handle handle, const char *stream_id, unsigned char **data, unsigned int *data_length,
    const struct zego_video_frame_param param, void *user_context);

typedef void (*zego_on_custom_video_render_captured_frame_pixel_buffer)(
    zego_handle handle, void *buffer, const struct zego_video_frame_param param,
    enum zego_video_flip_mode flip_mode, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_render_remote_frame_pixel_buffer)(
    zego_handle handle, const char *stream_id, void *buffer,
    const struct zego_video_frame_param param, void *user_context);

typedef void (*zego_on_custom_video_render_remote_frame_encoded_data)(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    const struct zego_video_encoded_frame_param param,
    unsigned long long reference_time_millisecond, const char *stream_id, void *user_context);

typedef void (*zego_on_custom_video_process_start)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_process_stop)(
    zego_handle handle, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_process_captured_unprocessed_raw_data)(
    zego_handle handle, const unsigned char **data, unsigned int *data_length,
    const struct zego_video_frame_param param, unsigned long long reference_time_millisecond,
    enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_process_captured_unprocessed_cvpixelbuffer)(
    zego_handle handle, void *buffer, unsigned long long reference_time_millisecond,
    enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_custom_video_process_captured_unprocessed_texture_data)(
    zego_handle handle, int texture_id, int width, int height,
    unsigned long long reference_time_millisecond, enum zego_publish_channel channel,
    void *user_context);

typedef void * (*zego_on_custom_video_process_get_input_surface_texture)(
    zego_handle handle, int width, int height, enum zego_publish_channel channel,
    void *user_context);

typedef void (*zego_on_unity_surface_texture_created)(
    zego_handle handle, int seq, int error_code, void *user_context);

typedef void (*zego_on_unity_surface_texture_destroyed)(
    zego_handle handle, int seq, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_enable_custom_video_render(
    zego_handle handle, bool enable, struct zego_custom_video_render_config *config);
int zego_express_enable_captured_video_custom_video_render(
    zego_handle handle, bool enable, enum zego_publish_channel channel);
int zego_express_enable_remote_video_custom_video_render(
    zego_handle handle, bool enable, const char *stream_id);
int zego_express_enable_custom_video_capture(
    zego_handle handle, bool enable, struct zego_custom_video_capture_config *config,
    enum zego_publish_channel channel);
int zego_express_send_custom_video_capture_raw_data(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    const struct zego_video_frame_param params, unsigned long long reference_time_millisecond,
    unsigned int reference_time_scale, enum zego_publish_channel channel);
int zego_express_send_custom_video_capture_texture_data(
    zego_handle handle, int texture_id, int width, int height, double reference_time_millisecond,
    enum zego_publish_channel channel);
int zego_express_send_custom_video_capture_d3d_texture_data(
    zego_handle handle, void *texture, int rotation, unsigned long long reference_time_millisecond,
    unsigned int reference_time_scale, enum zego_publish_channel channel);
int zego_express_send_custom_video_capture_d3d_texture_with_handle_data(
    zego_handle handle, void *texture, void *shared_handle,
    unsigned long long reference_time_millisecond, unsigned int reference_time_scale,
    enum zego_publish_channel channel);
int zego_express_get_custom_video_capture_surface_texture(
    zego_handle handle, enum zego_publish_channel channel, void **surface_text);
int zego_express_send_custom_video_capture_pixel_buffer(
    zego_handle handle, void *buffer, double timestamp, enum zego_publish_channel channel);
int zego_express_send_custom_video_capture_encoded_data(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    const struct zego_video_encoded_frame_param params, double reference_time_millisecond,
    enum zego_publish_channel channel);
int zego_express_set_custom_video_capture_fill_mode(
    zego_handle handle, enum zego_view_mode mode, enum zego_publish_channel channel);
int zego_express_set_custom_video_capture_flip_mode(
    zego_handle handle, enum zego_video_flip_mode mode, enum zego_publish_channel channel);
int zego_express_set_custom_video_capture_rotation(
    zego_handle handle, int rotation, enum zego_publish_channel channel);
int zego_express_set_custom_video_capture_device_state(
    zego_handle handle, bool is_enable, enum zego_remote_device_state state,
    enum zego_publish_channel channel);
int zego_express_set_custom_video_capture_transform_matrix(
    zego_handle handle, float *matrix, enum zego_publish_channel channel);
int zego_express_set_custom_video_capture_region_of_interest(
    zego_handle handle, struct zego_roi_rect *rect_list, unsigned int rect_count,
    enum zego_publish_channel channel);
int zego_express_reset_custom_video_capture_texture_context(
    zego_handle handle, enum zego_publish_channel channel);
int zego_express_enable_custom_video_processing(
    zego_handle handle, bool enable, struct zego_custom_video_process_config *config,
    enum zego_publish_channel channel);
int zego_express_send_custom_video_processed_raw_data(
    zego_handle handle, const unsigned char **data, unsigned int *data_length,
    struct zego_video_frame_param params, unsigned long long reference_time_millisecond,
    enum zego_publish_channel channel);
int zego_express_send_custom_video_processed_raw_data_v2(
    zego_handle handle, const unsigned char **data, unsigned int *data_length,
    struct zego_video_frame_param params, unsigned long long reference_time_millisecond,
    enum zego_processed_data_usage_type usage, enum zego_publish_channel channel);
int zego_express_send_custom_video_processed_cv_pixel_buffer(
    zego_handle handle, void *buffer, unsigned long long timestamp,
    enum zego_publish_channel channel);
int zego_express_send_custom_video_processed_cv_pixel_buffer_v2(
    zego_handle handle, void *buffer, unsigned long long timestamp,
    enum zego_processed_data_usage_type usage, enum zego_publish_channel channel);
int zego_express_send_custom_video_processed_texture_data(
    zego_handle handle, int texture_id, int width, int height,
    unsigned long long reference_time_millisecond, enum zego_publish_channel channel);
int zego_express_send_custom_video_processed_texture_data_v2(
    zego_handle handle, int texture_id, int width, int height,
    unsigned long long reference_time_millisecond, enum zego_processed_data_usage_type usage,
    enum zego_publish_channel channel);
int zego_express_get_custom_video_process_output_surface_texture(
    zego_handle handle, int width, int height, enum zego_publish_channel channel,
    void **surface_text);
int zego_express_get_unity_captured_texture(
    zego_handle handle, enum zego_publish_channel channel, struct zego_unity_texture *texture);
int zego_express_release_unity_captured_texture(
    zego_handle handle, enum zego_publish_channel channel);
int zego_express_get_unity_played_texture(
    zego_handle handle, const char *stream_id, struct zego_unity_texture *texture);
int zego_express_release_unity_played_texture(zego_handle handle, const char *stream_id);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_custom_video_capture_start_callback(
    zego_handle handle, zego_on_custom_video_capture_start callback_func, void *user_context);
void zego_register_custom_video_capture_stop_callback(
    zego_handle handle, zego_on_custom_video_capture_stop callback_func, void *user_context);
void zego_register_custom_video_capture_encoded_data_traffic_control_callback(
    zego_handle handle, zego_on_custom_video_capture_encoded_data_traffic_control callback_func,
    void *user_context);
void zego_register_custom_video_capture_request_key_frame_callback(
    zego_handle handle, zego_on_custom_video_capture_request_key_frame callback_func,
    void *user_context);
void zego_register_custom_video_capture_frame_rate_callback(
    zego_handle handle, zego_on_custom_video_capture_frame_rate callback_func, void *user_context);
void zego_register_custom_video_render_captured_frame_data_callback(
    zego_handle handle, zego_on_custom_video_render_captured_frame_data callback_func,
    void *user_context);
void zego_register_custom_video_render_remote_frame_data_callback(
    zego_handle handle, zego_on_custom_video_render_remote_frame_data callback_func,
    void *user_context);
void zego_register_custom_video_render_captured_frame_pixel_buffer_callback(
    zego_handle handle, zego_on_custom_video_render_captured_frame_pixel_buffer callback_func,
    void *user_context);
void zego_register_custom_video_render_remote_frame_pixel_buffer_callback(
    zego_handle handle, zego_on_custom_video_render_remote_frame_pixel_buffer callback_func,
    void *user_context);
void zego_register_custom_video_render_remote_frame_encoded_data_callback(
    zego_handle handle, zego_on_custom_video_render_remote_frame_encoded_data callback_func,
    void *user_context);
void zego_register_custom_video_process_start_callback(
    zego_handle handle, zego_on_custom_video_process_start callback_func, void *user_context);
void zego_register_custom_video_process_stop_callback(
    zego_handle handle, zego_on_custom_video_process_stop callback_func, void *user_context);
void zego_register_custom_video_process_captured_unprocessed_raw_data_callback(
    zego_handle handle, zego_on_custom_video_process_captured_unprocessed_raw_data callback_func,
    void *user_context);
void zego_register_custom_video_process_captured_unprocessed_cvpixelbuffer_callback(
    zego_handle handle,
    zego_on_custom_video_process_captured_unprocessed_cvpixelbuffer callback_func,
    void *user_context);
void zego_register_custom_video_process_captured_unprocessed_texture_data_callback(
    zego_handle handle,
    zego_on_custom_video_process_captured_unprocessed_texture_data callback_func,
    void *user_context);
void zego_register_custom_video_process_get_input_surface_texture_callback(
    zego_handle handle, zego_on_custom_video_process_get_input_surface_texture callback_func,
    void *user_context);
void zego_register_unity_surface_texture_created_callback(
    zego_handle handle, zego_on_unity_surface_texture_created callback_func, void *user_context);
void zego_register_unity_surface_texture_destroyed_callback(
    zego_handle handle, zego_on_unity_surface_texture_destroyed callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
