/* Screen capture.
 *
 * Capture screens and windows as video.
 */
#ifndef ZEGO_EXPRESS_SCREEN_CAPTURE_H
#define ZEGO_EXPRESS_SCREEN_CAPTURE_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_screen_capture_audio_device_mode {
    zego_screen_capture_audio_device_mode_none          = 0,
    zego_screen_capture_audio_device_mode_general       = 1,
    zego_screen_capture_audio_device_mode_communication = 2
};

enum zego_screen_capture_source_type {
    zego_screen_capture_source_type_unknow = 0,
    zego_screen_capture_source_type_window = 1,
    zego_screen_capture_source_type_screen = 2
};

enum zego_screen_capture_source_exception_type {
    zego_screen_capture_source_exception_type_unknown                = 0,
    zego_screen_capture_source_exception_type_invalid                = 1,
    zego_screen_capture_source_exception_type_failed                 = 2,
    zego_screen_capture_source_exception_type_publish_region_invalid = 3
};

enum zego_screen_capture_orientation {
    zego_screen_capture_orientation_auto      = 0,
    zego_screen_capture_orientation_portrait  = 1,
    zego_screen_capture_orientation_landscape = 2
};

enum zego_screen_capture_exception_type {
    zego_screen_capture_exception_type_unknown                            = 0,
    zego_screen_capture_exception_type_video_not_supported                = 1,
    zego_screen_capture_exception_type_audio_not_supported                = 2,
    zego_screen_capture_exception_type_audio_create_failed                = 3,
    zego_screen_capture_exception_type_media_projection_permission_denied = 4,
    zego_screen_capture_exception_type_not_start_capture                  = 5,
    zego_screen_capture_exception_type_already_started                    = 6,
    zego_screen_capture_exception_type_foreground_service_failed          = 7,
    zego_screen_capture_exception_type_source_not_specified               = 8,
    zego_screen_capture_exception_type_system_error                       = 9,
    zego_screen_capture_exception_type_exception_interrupted              = 10,
    zego_screen_capture_exception_type_audio_device_exception             = 11
};

enum zego_screen_capture_window_state {
    zego_screen_capture_window_state_on_screen  = 0,
    zego_screen_capture_window_state_off_screen = 1,
    zego_screen_capture_window_state_destroy    = 2
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_image_buffer {
    unsigned char *buffer;
    unsigned int length;
    unsigned int width;
    unsigned int height;
};

struct zego_screen_capture_config {
    bool capture_video;
    bool capture_audio;
    unsigned int microphone_volume;
    unsigned int application_volume;
    struct zego_audio_frame_param audio_param;
    struct zego_rect crop_rect;
    enum zego_screen_capture_orientation orientation;
    bool mute_extens_microphone;
    enum zego_screen_capture_audio_device_mode audio_device_mode;
    bool show_picker;
};

struct zego_screen_capture_source_info {
    enum zego_screen_capture_source_type source_type;
    void *source_id;
    char source_name[256];
    struct zego_image_buffer thumbnail_image;
    struct zego_image_buffer icon_image;
};

struct zego_layer_border_config {
    unsigned int width;
    int color;
};

struct zego_screen_capture_audio_config {
    bool enable_window_capture;
    int exclude_process_id;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_screen_capture_source_available_frame)(
    zego_handle handle, const void *data, unsigned int data_length,
    const struct zego_video_frame_param param, int instance_index, void *user_context);

typedef void (*zego_on_screen_capture_source_exception_occurred)(
    zego_handle handle, enum zego_screen_capture_source_exception_type exception_type,
    int instance_index, void *user_context);

typedef void (*zego_on_screen_capture_source_capture_type_exception_occurred)(
    zego_handle handle, enum zego_screen_capture_source_type source_type,
    enum zego_screen_capture_source_exception_type exception_type, int instance_index,
    void *user_context);

typedef void (*zego_on_screen_capture_window_state_changed)(
    zego_handle handle, enum zego_screen_capture_window_state window_state,
    struct zego_rect window_rect, int instance_index, void *user_context);

typedef void (*zego_on_screen_capture_rect_changed)(
    zego_handle handle, struct zego_rect capture_rect, int instance_index, void *user_context);

typedef void (*zego_on_screen_capture_mobile_exception_occurred)(
    zego_handle handle, enum zego_screen_capture_exception_type exception_type, void *user_context);

typedef void (*zego_on_screen_capture_mobile_start)(zego_handle handle, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

struct zego_screen_capture_source_info *zego_express_get_screen_capture_sources(
    zego_handle handle, int thumbnail_width, int thumbnail_height, int icon_width, int icon_height,
    int *source_count);
int zego_express_free_screen_capture_source_list(
    zego_handle handle, struct zego_screen_capture_source_info *source_list, int source_count);
int zego_express_create_screen_capture_source(
    zego_handle handle, void *source_id, enum zego_screen_capture_source_type source_type);
int zego_express_destroy_screen_capture_source(zego_handle handle, int instance_index);
int zego_express_screen_capture_update_capture_source(
    zego_handle handle, void *source_id, enum zego_screen_capture_source_type source_type,
    int instance_index);
int zego_express_screen_capture_start_capture(zego_handle handle, int instance_index);
int zego_express_screen_capture_start_capture_with_config(
    zego_handle handle, struct zego_screen_capture_config config, int instance_index);
int zego_express_screen_capture_stop_capture(zego_handle handle, int instance_index);
struct zego_rect zego_express_screen_capture_get_capture_source_rect(
    zego_handle handle, int instance_index);
int zego_express_screen_capture_update_capture_region(
    zego_handle handle, struct zego_rect rect, int instance_index);
int zego_express_screen_capture_update_publish_region(
    zego_handle handle, struct zego_rect rect, int instance_index);
int zego_express_screen_capture_set_exclude_window_list(
    zego_handle handle, void **list, int count, int instance_index);
int zego_express_screen_capture_enable_window_activate(
    zego_handle handle, bool active, int instance_index);
int zego_express_screen_capture_enable_cursor_visible(
    zego_handle handle, bool visible, int instance_index);
int zego_express_screen_capture_enable_hight_light(
    zego_handle handle, bool enable, struct zego_layer_border_config config, int instance_index);
int zego_express_screen_capture_enable_audio_capture_with_config(
    zego_handle handle, bool enable, struct zego_screen_capture_audio_config config,
    int instance_index);
int zego_express_screen_capture_set_app_group_id_ios(zego_handle handle, const char *group_id);
int zego_express_start_screen_capture_in_app_ios(
    zego_handle handle, struct zego_screen_capture_config config);
int zego_express_start_screen_capture_mobile(
    zego_handle handle, struct zego_screen_capture_config config);
int zego_express_screen_capture_stop_capture_mobile(zego_handle handle);
int zego_express_update_screen_capture_config_mobile(
    zego_handle handle, struct zego_screen_capture_config config);
int zego_express_screen_capture_enable_audio_capture(
    zego_handle handle, bool enable, struct zego_audio_frame_param audio_param, int instance_index);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_screen_capture_source_available_frame_callback(
    zego_handle handle, zego_on_screen_capture_source_available_frame callback_func,
    void *user_context);
void zego_register_screen_capture_source_exception_occurred_callback(
    zego_handle handle, zego_on_screen_capture_source_exception_occurred callback_func,
    void *user_context);
void zego_register_screen_capture_source_capture_type_exception_occurred_callback(
    zego_handle handle, zego_on_screen_capture_source_capture_type_exception_occurred callback_func,
    void *user_context);
void zego_register_screen_capture_window_state_changed_callback(
    zego_handle handle, zego_on_screen_capture_window_state_changed callback_func,
    void *user_context);
void zego_register_screen_capture_rect_changed_callback(
    zego_handle handle, zego_on_screen_capture_rect_changed callback_func, void *user_context);
void zego_register_screen_capture_mobile_exception_occurred_callback(
    zego_handle handle, zego_on_screen_capture_mobile_exception_occurred callback_func,
    void *user_context);
void zego_register_screen_capture_mobile_start_callback(
    zego_handle handle, zego_on_screen_capture_mobile_start callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
