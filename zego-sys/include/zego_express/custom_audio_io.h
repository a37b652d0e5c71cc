/* Custom audio.
 *
 * Audio data that the program captures, renders, observes or processes itself.
 */
#ifndef ZEGO_EXPRESS_CUSTOM_AUDIO_IO_H
#define ZEGO_EXPRESS_CUSTOM_AUDIO_IO_H

#include "shared_structs.h"

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_custom_audio_config {
    enum zego_audio_source_type source_type;
};

struct zego_custom_audio_process_config {
    enum zego_audio_sample_rate sample_rate;
    enum zego_audio_channel channel;
    int samples;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_process_captured_audio_data)(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param *param, double timestamp, void *user_context);

typedef void (*zego_on_process_captured_audio_data_after_used_headphone_monitor)(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param *param, double timestamp, void *user_context);

typedef void (*zego_on_aligned_audio_aux_data)(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param *param, void *user_context);

typedef void (*zego_on_before_audio_prep_audio_data)(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param, void *user_context);

typedef void (*zego_on_process_remote_audio_data)(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param *param, const char *stream_id, double timestamp,
    void *user_context);

typedef void (*zego_on_process_playback_audio_data)(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param *param, double timestamp, void *user_context);

typedef void (*zego_on_captured_audio_data)(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param, void *user_context);

typedef void (*zego_on_playback_audio_data)(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param, void *user_context);

typedef void (*zego_on_mixed_audio_data)(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param, void *user_context);

typedef void (*zego_on_player_audio_data)(
    zego_handle handle, const unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param, const char *stream_id, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_enable_custom_audio_capture_processing(
    zego_handle handle, bool enable, struct zego_custom_audio_process_config *config);
int zego_express_enable_custom_audio_capture_processing_after_headphone_monitor(
    zego_handle handle, bool enable, struct zego_custom_audio_process_config *config);
int zego_express_enable_aligned_audio_aux_data(
    zego_handle handle, bool enable, struct zego_audio_frame_param param);
int zego_express_enable_before_audio_prep_audio_data(
    zego_handle handle, bool enable, struct zego_audio_frame_param param);
int zego_express_enable_custom_audio_remote_processing(
    zego_handle handle, bool enable, struct zego_custom_audio_process_config *config);
int zego_express_enable_custom_audio_playback_processing(
    zego_handle handle, bool enable, struct zego_custom_audio_process_config *config);
int zego_express_start_audio_data_observer(
    zego_handle handle, unsigned int observer_bit_mask, struct zego_audio_frame_param param);
int zego_express_stop_audio_data_observer(zego_handle handle);
int zego_express_enable_custom_audio_io(
    zego_handle handle, bool enable, struct zego_custom_audio_config *config,
    enum zego_publish_channel channel);
int zego_express_send_custom_audio_capture_aac_data(
    zego_handle handle, unsigned char *data, unsigned int data_length, unsigned int config_length,
    unsigned long long reference_time_millisecond, unsigned int samples,
    struct zego_audio_frame_param param, enum zego_publish_channel channel);
int zego_express_send_custom_audio_capture_opus_data(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    unsigned long long reference_time_millisecond, unsigned int samples,
    struct zego_audio_frame_param param, enum zego_publish_channel channel);
int zego_express_send_custom_audio_capture_pcm_data(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param, enum zego_publish_channel channel);
int zego_express_fetch_custom_audio_render_pcm_data(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param);
int zego_express_send_reference_audio_pcm_data(
    zego_handle handle, unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param);
int zego_express_set_custom_audio_io_audio_route(
    zego_handle handle, enum zego_audio_route audio_route);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_process_captured_audio_data_callback(
    zego_handle handle, zego_on_process_captured_audio_data callback_func, void *user_context);
void zego_register_process_captured_audio_data_after_used_headphone_monitor_callback(
    zego_handle handle,
    zego_on_process_captured_audio_data_after_used_headphone_monitor callback_func,
    void *user_context);
void zego_register_aligned_audio_aux_data_callback(
    zego_handle handle, zego_on_aligned_audio_aux_data callback_func, void *user_context);
void zego_register_before_audio_prep_audio_data_callback(
    zego_handle handle, zego_on_before_audio_prep_audio_data callback_func, void *user_context);
void zego_register_process_remote_audio_data_callback(
    zego_handle handle, zego_on_process_remote_audio_data callback_func, void *user_context);
void zego_register_process_playback_audio_data_callback(
    zego_handle handle, zego_on_process_playback_audio_data callback_func, void *user_context);
void zego_register_captured_audio_data_callback(
    zego_handle handle, zego_on_captured_audio_data callback_func, void *user_context);
void zego_register_playback_audio_data_callback(
    zego_handle handle, zego_on_playback_audio_data callback_func, void *user_context);
void zego_register_mixed_audio_data_callback(
    zego_handle handle, zego_on_mixed_audio_data callback_func, void *user_context);
void zego_register_player_audio_data_callback(
    zego_handle handle, zego_on_player_audio_data callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
