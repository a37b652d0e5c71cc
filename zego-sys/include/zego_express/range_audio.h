/* Range audio.
 *
 * Voices that are heard by distance and by team.
 */
#ifndef ZEGO_EXPRESS_RANGE_AUDIO_H
#define ZEGO_EXPRESS_RANGE_AUDIO_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_range_audio_mode {
    zego_range_audio_mode_world       = 0,
    zego_range_audio_mode_team        = 1,
    zego_range_audio_mode_secret_team = 2
};

enum zego_range_audio_speak_mode {
    zego_range_audio_speak_mode_all   = 0,
    zego_range_audio_speak_mode_world = 1,
    zego_range_audio_speak_mode_team  = 2
};

enum zego_range_audio_listen_mode {
    zego_range_audio_listen_mode_all   = 0,
    zego_range_audio_listen_mode_world = 1,
    zego_range_audio_listen_mode_team  = 2
};

enum zego_range_audio_microphone_state {
    zego_range_audio_microphone_state_off        = 0,
    zego_range_audio_microphone_state_turning_on = 1,
    zego_range_audio_microphone_state_on         = 2
};

enum zego_range_audio_instance_index {
    zego_range_audio_instance_index_null  = -1,
    zego_range_audio_instance_index_first = 0
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_vocal_range_param {
    float min;
    float max;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_range_audio_microphone_state_update)(
    zego_handle handle, enum zego_range_audio_microphone_state state, int error_code,
    enum zego_range_audio_instance_index instance_index, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_range_audio(
    zego_handle handle, enum zego_range_audio_instance_index *instance_index);
int zego_express_destroy_range_audio(
    zego_handle handle, enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_set_audio_receive_range(
    zego_handle handle, float range, enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_set_audio_receive_range_with_param(
    zego_handle handle, struct zego_receive_range_param param,
    enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_set_position_update_frequency(
    zego_handle handle, int frequency, enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_set_audio_volume(
    zego_handle handle, int volume, enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_set_stream_vocal_range(
    zego_handle handle, const char *stream_id, float vocal_range,
    enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_set_stream_vocal_range_with_param(
    zego_handle handle, const char *stream_id, struct zego_vocal_range_param param,
    enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_update_stream_position(
    zego_handle handle, const char *stream_id, float *position,
    enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_update_self_position(
    zego_handle handle, float *position, float *axis_forward, float *axis_right, float *axis_up,
    enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_update_audio_source(
    zego_handle handle, const char *userid, float *position,
    enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_enable_spatializer(
    zego_handle handle, bool enable, enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_enable_microphone(
    zego_handle handle, bool enable, enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_enable_speaker(
    zego_handle handle, bool enable, enum zego_range_audio_instance_index instance_index);
int zego_express_set_range_audio_mode(
    zego_handle handle, enum zego_range_audio_mode mode,
    enum zego_range_audio_instance_index instance_index);
int zego_express_set_range_audio_custom_mode(
    zego_handle handle, enum zego_range_audio_speak_mode speak_mode,
    enum zego_range_audio_listen_mode listen_mode,
    enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_set_team_id(
    zego_handle handle, const char *team_id, enum zego_range_audio_instance_index instance_index);
int zego_express_range_audio_mute_user(
    zego_handle handle, const char *userid, bool mute,
    enum zego_range_audio_instance_index instance_index);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_range_audio_microphone_state_update_callback(
    zego_handle handle, zego_on_range_audio_microphone_state_update callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
