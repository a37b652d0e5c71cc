/* Range scene: streams.
 *
 * Audio and video of the users in a scene.
 */
#ifndef ZEGO_EXPRESS_RANGE_SCENE_STREAM_H
#define ZEGO_EXPRESS_RANGE_SCENE_STREAM_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_stream_state {
    zego_stream_state_stoped   = 0,
    zego_stream_state_starting = 1,
    zego_stream_state_started  = 2
};

enum zego_device_state {
    zego_device_state_close = 0,
    zego_device_state_open  = 1
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_range_scene_stream_user_stream_state_update)(
    zego_handle handle, int range_scene_handle, const char *userid, const char *stream_id,
    enum zego_stream_state state, void *user_context);

typedef void (*zego_on_range_scene_stream_user_mic_update)(
    zego_handle handle, int range_scene_handle, const char *userid, enum zego_device_state state,
    void *user_context);

typedef void (*zego_on_range_scene_stream_user_camera_update)(
    zego_handle handle, int range_scene_handle, const char *userid, enum zego_device_state state,
    void *user_context);

typedef void (*zego_on_range_scene_stream_user_speaker_update)(
    zego_handle handle, int range_scene_handle, const char *userid, enum zego_device_state state,
    void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_range_scene_stream_set_receive_range(
    zego_handle handle, int range_scene_handle, float range);
int zego_express_range_scene_stream_set_receive_range_with_param(
    zego_handle handle, int range_scene_handle, struct zego_receive_range_param param);
int zego_express_range_scene_stream_enable_range_spatializer(
    zego_handle handle, int range_scene_handle, bool enable);
int zego_express_range_scene_stream_mute_play_audio(
    zego_handle handle, int range_scene_handle, const char *userid, bool mute);
int zego_express_range_scene_stream_mute_play_video(
    zego_handle handle, int range_scene_handle, const char *userid, bool mute);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_range_scene_stream_user_stream_state_update_callback(
    zego_handle handle, zego_on_range_scene_stream_user_stream_state_update callback_func,
    void *user_context);
void zego_register_range_scene_stream_user_mic_update_callback(
    zego_handle handle, zego_on_range_scene_stream_user_mic_update callback_func,
    void *user_context);
void zego_register_range_scene_stream_user_camera_update_callback(
    zego_handle handle, zego_on_range_scene_stream_user_camera_update callback_func,
    void *user_context);
void zego_register_range_scene_stream_user_speaker_update_callback(
    zego_handle handle, zego_on_range_scene_stream_user_speaker_update callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
