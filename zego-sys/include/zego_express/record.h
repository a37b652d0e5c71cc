/* Recording.
 *
 * Write captured and remote media to files.
 */
#ifndef ZEGO_EXPRESS_RECORD_H
#define ZEGO_EXPRESS_RECORD_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_data_record_type {
    zego_data_record_type_default         = 0,
    zego_data_record_type_only_audio      = 1,
    zego_data_record_type_only_video      = 2,
    zego_data_record_type_audio_and_video = 3
};

enum zego_data_record_state {
    zego_data_record_state_no_record = 0,
    zego_data_record_state_recording = 1,
    zego_data_record_state_success   = 2
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_data_record_config {
    char file_path[1024];
    enum zego_data_record_type record_type;
};

struct zego_data_record_progress {
    unsigned long long duration;
    unsigned long long current_file_size;
    struct zego_publish_stream_quality quality;
};

struct zego_data_remote_record_progress {
    unsigned long long duration;
    unsigned long long current_file_size;
    struct zego_play_stream_quality quality;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_captured_data_record_state_update)(
    zego_handle handle, enum zego_data_record_state state, int error_code,
    struct zego_data_record_config config, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_captured_data_record_progress_update)(
    zego_handle handle, struct zego_data_record_progress progress,
    struct zego_data_record_config config, enum zego_publish_channel channel, void *user_context);

typedef void (*zego_on_remote_data_record_state_update)(
    zego_handle handle, enum zego_data_record_state state, int error_code,
    struct zego_data_record_config config, const char *stream_id, void *user_context);

typedef void (*zego_on_remote_data_record_progress_update)(
    zego_handle handle, struct zego_data_remote_record_progress progress,
    struct zego_data_record_config config, const char *stream_id, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_start_recording_captured_data(
    zego_handle handle, struct zego_data_record_config config, enum zego_publish_channel channel);
int zego_express_stop_recording_captured_data(
    zego_handle handle, enum zego_publish_channel channel);
int zego_express_start_recording_remote_data(
    zego_handle handle, struct zego_data_record_config config, const char *stream_id);
int zego_express_stop_recording_remote_data(zego_handle handle, const char *stream_id);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_captured_data_record_state_update_callback(
    zego_handle handle, zego_on_captured_data_record_state_update callback_func,
    void *user_context);
void zego_register_captured_data_record_progress_update_callback(
    zego_handle handle, zego_on_captured_data_record_progress_update callback_func,
    void *user_context);
void zego_register_remote_data_record_state_update_callback(
    zego_handle handle, zego_on_remote_data_record_state_update callback_func, void *user_context);
void zego_register_remote_data_record_progress_update_callback(
    zego_handle handle, zego_on_remote_data_record_progress_update callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
