/* AI voice changer.
 *
 * Voices changed by a model on the device.
 */
#ifndef ZEGO_EXPRESS_AI_VOICE_CHANGER_H
#define ZEGO_EXPRESS_AI_VOICE_CHANGER_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_ai_voice_changer_event {
    zego_ai_voice_changer_event_succeed                             = 0,
    zego_ai_voice_changer_event_background_performance_insufficient = 1,
    zego_ai_voice_changer_event_foreground_performance_insufficient = 2,
    zego_ai_voice_changer_event_others                              = 3,
    zego_ai_voice_changer_event_set_speaker_failed                  = 10
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_ai_voice_changer_speaker_info {
    int id;
    char name[ZEGO_EXPRESS_MAX_COMMON_LEN];
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_ai_voice_changer_init)(
    zego_handle handle, int error_code, int instance_index, void *user_context);

typedef void (*zego_on_ai_voice_changer_update_progress)(
    zego_handle handle, double percent, int file_index, int file_count, int instance_index,
    void *user_context);

typedef void (*zego_on_ai_voice_changer_update)(
    zego_handle handle, int error_code, int instance_index, void *user_context);

typedef void (*zego_on_ai_voice_changer_get_speaker_list)(
    zego_handle handle, int error_code,
    const struct zego_ai_voice_changer_speaker_info *speaker_list, unsigned int speaker_count,
    int instance_index, void *user_context);

typedef void (*zego_on_ai_voice_changer_event)(
    zego_handle handle, enum zego_ai_voice_changer_event event, int instance_index,
    void *user_context);

typedef void (*zego_on_ai_voice_changer_set_speaker)(
    zego_handle handle, int error_code, int instance_index, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_ai_voice_changer(zego_handle handle, int *instance_index);
int zego_express_destroy_ai_voice_changer(zego_handle handle, int instance_index);
int zego_express_is_ai_voice_changer_supported(zego_handle handle, int *is_supported);
int zego_express_ai_voice_changer_init(zego_handle handle, int instance_index);
int zego_express_ai_voice_changer_update(zego_handle handle, int instance_index);
int zego_express_ai_voice_changer_get_speaker_list(zego_handle handle, int instance_index);
int zego_express_ai_voice_changer_set_speaker(
    zego_handle handle, int instance_index, int speaker_id);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_ai_voice_changer_init_callback(
    zego_handle handle, zego_on_ai_voice_changer_init callback_func, void *user_context);
void zego_register_ai_voice_changer_update_progress_callback(
    zego_handle handle, zego_on_ai_voice_changer_update_progress callback_func, void *user_context);
void zego_register_ai_voice_changer_update_callback(
    zego_handle handle, zego_on_ai_voice_changer_update callback_func, void *user_context);
void zego_register_ai_voice_changer_get_speaker_list_callback(
    zego_handle handle, zego_on_ai_voice_changer_get_speaker_list callback_func,
    void *user_context);
void zego_register_ai_voice_changer_event_callback(
    zego_handle handle, zego_on_ai_voice_changer_event callback_func, void *user_context);
void zego_register_ai_voice_changer_set_speaker_callback(
    zego_handle handle, zego_on_ai_voice_changer_set_speaker callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
