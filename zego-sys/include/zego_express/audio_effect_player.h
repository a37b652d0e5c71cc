/* Audio effect player.
 *
 * Play short sounds, several at a time.
 */
#ifndef ZEGO_EXPRESS_AUDIO_EFFECT_PLAYER_H
#define ZEGO_EXPRESS_AUDIO_EFFECT_PLAYER_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_audio_effect_play_state {
    zego_audio_effect_play_state_no_play    = 0,
    zego_audio_effect_play_state_playing    = 1,
    zego_audio_effect_play_state_pausing    = 2,
    zego_audio_effect_play_state_play_ended = 3
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_audio_effect_play_config {
    unsigned int play_count;
    bool is_publish_out;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_audio_effect_play_state_update)(
    zego_handle handle, unsigned int audio_effect_id, enum zego_audio_effect_play_state state,
    int error_code, enum zego_audio_effect_player_instance_index instance_index,
    void *user_context);

typedef void (*zego_on_audio_effect_player_load_resource)(
    zego_handle handle, int seq, int error_code,
    enum zego_audio_effect_player_instance_index instance_index, void *user_context);

typedef void (*zego_on_audio_effect_player_seek_to)(
    zego_handle handle, int seq, int error_code,
    enum zego_audio_effect_player_instance_index instance_index, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_audio_effect_player(
    zego_handle handle, enum zego_audio_effect_player_instance_index *instance_index);
int zego_express_destroy_audio_effect_player(
    zego_handle handle, enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_start(
    zego_handle handle, unsigned int audio_effect_id, const char *path,
    struct zego_audio_effect_play_config *config,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_stop(
    zego_handle handle, unsigned int audio_effect_id,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_pause(
    zego_handle handle, unsigned int audio_effect_id,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_resume(
    zego_handle handle, unsigned int audio_effect_id,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_stop_all(
    zego_handle handle, enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_pause_all(
    zego_handle handle, enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_resume_all(
    zego_handle handle, enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_seek_to(
    zego_handle handle, unsigned int audio_effect_id, unsigned long long millisecond,
    enum zego_audio_effect_player_instance_index instance_index, int *sequence);
int zego_express_audio_effect_player_set_volume(
    zego_handle handle, unsigned int audio_effect_id, int volume,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_set_play_volume(
    zego_handle handle, unsigned int audio_effect_id, int volume,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_set_publish_volume(
    zego_handle handle, unsigned int audio_effect_id, int volume,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_set_volume_all(
    zego_handle handle, int volume, enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_set_play_volume_all(
    zego_handle handle, int volume, enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_set_publish_volume_all(
    zego_handle handle, int volume, enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_set_play_speed(
    zego_handle handle, unsigned int audio_effect_id, float speed,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_get_total_duration(
    zego_handle handle, unsigned int audio_effect_id,
    enum zego_audio_effect_player_instance_index instance_index,
    unsigned long long *total_duration);
int zego_express_audio_effect_player_get_current_progress(
    zego_handle handle, unsigned int audio_effect_id,
    enum zego_audio_effect_player_instance_index instance_index,
    unsigned long long *current_progress);
int zego_express_audio_effect_player_load_resource(
    zego_handle handle, unsigned int audio_effect_id, const char *path,
    enum zego_audio_effect_player_instance_index instance_index, int *sequence);
int zego_express_audio_effect_player_unload_resource(
    zego_handle handle, unsigned int audio_effect_id,
    enum zego_audio_effect_player_instance_index instance_index);
int zego_express_audio_effect_player_update_position(
    zego_handle handle, unsigned int audio_effect_id, const float *position,
    enum zego_audio_effect_player_instance_index instance_index);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_audio_effect_play_state_update_callback(
    zego_handle handle, zego_on_audio_effect_play_state_update callback_func, void *user_context);
void zego_register_audio_effect_player_load_resource_callback(
    zego_handle handle, zego_on_audio_effect_player_load_resource callback_func,
    void *user_context);
void zego_register_audio_effect_player_seek_to_callback(
    zego_handle handle, zego_on_audio_effect_player_seek_to callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
