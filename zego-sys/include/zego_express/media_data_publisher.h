/* Media data publisher.
 *
 * Publish files as if they were captured.
 */
#ifndef ZEGO_EXPRESS_MEDIA_DATA_PUBLISHER_H
#define ZEGO_EXPRESS_MEDIA_DATA_PUBLISHER_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_media_data_publisher_mode {
    zego_media_data_publisher_mode_both_video_and_audio = 0,
    zego_media_data_publisher_mode_only_video           = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_media_data_publisher_config {
    int channel;
    enum zego_media_data_publisher_mode mode;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_media_data_publisher_file_open)(
    zego_handle handle, const char *path, int instance_index, void *user_context);

typedef void (*zego_on_media_data_publisher_file_close)(
    zego_handle handle, int error_code, const char *path, int instance_index, void *user_context);

typedef void (*zego_on_media_data_publisher_file_data_begin)(
    zego_handle handle, const char *path, int instance_index, void *user_context);

typedef void (*zego_on_media_data_publisher_file_data_end)(
    zego_handle handle, const char *path, int instance_index, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_media_data_publisher(
    zego_handle handle, struct zego_media_data_publisher_config config, int *instance_index);
int zego_express_destroy_media_data_publisher(zego_handle handle, int instance_index);
int zego_express_media_data_publisher_add_media_file_path(
    zego_handle handle, const char *path, bool is_clear, int instance_index);
int zego_express_media_data_publisher_reset(zego_handle handle, int instance_index);
int zego_express_media_data_publisher_set_video_send_delay_time(
    zego_handle handle, int delay_time, int instance_index);
int zego_express_media_data_publisher_seek_to(
    zego_handle handle, unsigned long long millisecond, int instance_index);
int zego_express_media_data_publisher_get_total_duration(
    zego_handle handle, int instance_index, unsigned long long *total_duration);
int zego_express_media_data_publisher_get_current_duration(
    zego_handle handle, int instance_index, unsigned long long *current_duration);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_media_data_publisher_file_open_callback(
    zego_handle handle, zego_on_media_data_publisher_file_open callback_func, void *user_context);
void zego_register_media_data_publisher_file_close_callback(
    zego_handle handle, zego_on_media_data_publisher_file_close callback_func, void *user_context);
void zego_register_media_data_publisher_file_data_begin_callback(
    zego_handle handle, zego_on_media_data_publisher_file_data_begin callback_func,
    void *user_context);
void zego_register_media_data_publisher_file_data_end_callback(
    zego_handle handle, zego_on_media_data_publisher_file_data_end callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
