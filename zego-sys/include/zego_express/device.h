/* Devices.
 *
 * Microphones, speakers and cameras; volumes, mutes, sound levels and spectra.
 */
#ifndef ZEGO_EXPRESS_DEVICE_H
#define ZEGO_EXPRESS_DEVICE_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_device_type {
    zego_device_type_unknown       = 0,
    zego_device_type_camera        = 1,
    zego_device_type_microphone    = 2,
    zego_device_type_speaker       = 3,
    zego_device_type_audio_device  = 4,
    zego_device_type_audio_session = 5
};

enum zego_device_exception_type {
    zego_device_exception_type_unknown                       = 0,
    zego_device_exception_type_generic                       = 1,
    zego_device_exception_type_invalid_id                    = 2,
    zego_device_exception_type_permission_not_granted        = 3,
    zego_device_exception_type_zero_capture_fps              = 4,
    zego_device_exception_type_device_occupied               = 5,
    zego_device_exception_type_device_unplugged              = 6,
    zego_device_exception_type_reboot_required               = 7,
    zego_device_exception_type_media_services_were_lost      = 8,
    zego_device_exception_type_siri_is_recording             = 9,
    zego_device_exception_type_sound_level_too_low           = 10,
    zego_device_exception_type_magnetic_case                 = 11,
    zego_device_exception_type_audio_session_deactive        = 12,
    zego_device_exception_type_audio_session_category_change = 13
};

enum zego_exp_notify_device_state_mode {
    zego_exp_notify_device_state_mode_open  = 0,
    zego_exp_notify_device_state_mode_close = 1
};

enum zego_audio_device_type {
    zego_audio_device_type_input    = 0,
    zego_audio_device_type_output   = 1,
    zego_audio_device_type_loopback = 2
};

enum zego_audio_device_mode {
    zego_audio_device_mode_communication  = 1,
    zego_audio_device_mode_general        = 2,
    zego_audio_device_mode_auto           = 3,
    zego_audio_device_mode_communication2 = 4,
    zego_audio_device_mode_communication3 = 5,
    zego_audio_device_mode_general2       = 6,
    zego_audio_device_mode_general3       = 7,
    zego_audio_device_mode_communication4 = 8
};

enum zego_camera_focus_mode {
    zego_camera_focus_mode_auto_focus            = 0,
    zego_camera_focus_mode_continuous_auto_focus = 1
};

enum zego_camera_exposure_mode {
    zego_camera_exposure_mode_auto_exposure            = 0,
    zego_camera_exposure_mode_continuous_auto_exposure = 1
};

enum zego_audio_vad_stable_state_monitor_type {
    zego_audio_vad_stable_state_monitor_type_captured         = 0,
    zego_audio_vad_stable_state_monitor_type_custom_processed = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_device_info {
    char device_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    char device_name[ZEGO_EXPRESS_MAX_COMMON_LEN];
    char device_extra_info[ZEGO_EXPRESS_MAX_DEVICE_EXTRA_INFO_LEN];
};

struct zego_sound_level_config {
    unsigned int millisecond;
    bool enable_vad;
};

struct zego_audio_spectrum_info {
    char stream_id[ZEGO_EXPRESS_MAX_STREAM_LEN];
    float *spectrum_list;
    unsigned int spectrum_count;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_audio_device_state_changed)(
    zego_handle handle, enum zego_update_type update_type, enum zego_audio_device_type device_type,
    struct zego_device_info device_info, void *user_context);

typedef void (*zego_on_audio_device_volume_changed)(
    zego_handle handle, enum zego_audio_device_type device_type, const char *device_id, int volume,
    void *user_context);

typedef void (*zego_on_video_device_state_changed)(
    zego_handle handle, enum zego_update_type update_type, struct zego_device_info device_info,
    void *user_context);

typedef void (*zego_on_captured_sound_level_update)(
    zego_handle handle, const struct zego_sound_level_info *sound_level, void *user_context);

typedef void (*zego_on_captured_sound_level_info_update)(
    zego_handle handle, const struct zego_sound_level_info *sound_level_info, void *user_context);

typedef void (*zego_on_remote_sound_level_update)(
    zego_handle handle, const struct zego_sound_level_info *sound_levels, unsigned int info_count,
    void *user_context);

typedef void (*zego_on_remote_sound_level_info_update)(
    zego_handle handle, const struct zego_sound_level_info *sound_level_info,
    unsigned int info_count, void *user_context);

typedef void (*zego_on_captured_audio_spectrum_update)(
    zego_handle handle, const struct zego_audio_spectrum_info *audio_spectrum, void *user_context);

typedef void (*zego_on_remote_audio_spectrum_update)(
    zego_handle handle, const struct zego_audio_spectrum_info *audio_spectrums,
    unsigned int info_count, void *user_context);

typedef void (*zego_on_local_device_exception_occurred)(
    zego_handle handle, enum zego_device_exception_type exception_type,
    enum zego_device_type device_type, const char *device_id, void *user_context);

typedef void (*zego_on_remote_camera_state_update)(
    zego_handle handle, const char *stream_id, enum zego_remote_device_state state,
    void *user_context);

typedef void (*zego_on_remote_mic_state_update)(
    zego_handle handle, const char *stream_id, enum zego_remote_device_state state,
    void *user_context);

typedef void (*zego_on_remote_speaker_state_update)(
    zego_handle handle, const char *stream_id, enum zego_remote_device_state state,
    void *user_context);

typedef void (*zego_on_audio_route_change)(
    zego_handle handle, enum zego_audio_route audio_route, void *user_context);

typedef void (*zego_on_audio_vad_state_update)(
    zego_handle handle, enum zego_audio_vad_stable_state_monitor_type type,
    enum zego_audio_vad_type state, void *user_context);

typedef void (*zego_on_audio_captrue_device_enable_result)(
    zego_handle handle, int error_code, int seq, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_mute_microphone(zego_handle handle, bool mute);
int zego_express_is_microphone_muted(zego_handle handle, bool *is_mute);
int zego_express_mute_speaker(zego_handle handle, bool mute);
int zego_express_is_speaker_muted(zego_handle handle, bool *is_mute);
int zego_express_get_audio_device_list(
    zego_handle handle, enum zego_audio_device_type device_type, int *device_count,
    struct zego_device_info **device_list);
int zego_express_free_audio_device_list(zego_handle handle, struct zego_device_info *device_list);
int zego_express_get_default_audio_device_id(
    zego_handle handle, enum zego_audio_device_type device_type, const char **device_id);
int zego_express_use_audio_device(
    zego_handle handle, enum zego_audio_device_type device_type, const char *device_id);
int zego_express_get_audio_device_volume(
    zego_handle handle, enum zego_audio_device_type device_type, const char *device_id,
    int *volume);
int zego_express_set_audio_device_volume(
    zego_handle handle, enum zego_audio_device_type device_type, const char *device_id, int volume);
int zego_express_set_speaker_volume_in_app(zego_handle handle, const char *device_id, int volume);
int zego_express_get_speaker_volume_in_app(zego_handle handle, const char *device_id);
int zego_express_start_audio_device_volume_monitor(
    zego_handle handle, enum zego_audio_device_type device_type, const char *device_id);
int zego_express_stop_audio_device_volume_monitor(
    zego_handle handle, enum zego_audio_device_type device_type, const char *device_id);
int zego_express_mute_audio_device(
    zego_handle handle, enum zego_audio_device_type device_type, const char *device_id, bool mute);
int zego_express_set_audio_device_mode(zego_handle handle, enum zego_audio_device_mode device_mode);
int zego_express_is_audio_device_muted(
    zego_handle handle, enum zego_audio_device_type device_type, const char *device_id,
    bool *is_mute);
int zego_express_enable_audio_capture_device(zego_handle handle, bool enable);
int zego_express_enable_audio_capture_device_async(zego_handle handle, bool enable, int sequence);
int zego_express_get_audio_route_type(zego_handle handle, enum zego_audio_route *route_type);
int zego_express_set_audio_route_to_speaker(zego_handle handle, bool default_to_speaker);
int zego_express_enable_camera(
    zego_handle handle, bool enable, enum zego_exp_notify_device_state_mode notify_mode,
    enum zego_publish_channel channel);
int zego_express_use_front_camera(
    zego_handle handle, bool enable, enum zego_publish_channel channel);
int zego_express_is_camera_focus_supported(
    zego_handle handle, enum zego_publish_channel channel, bool *is_supported);
int zego_express_set_camera_focus_mode(
    zego_handle handle, enum zego_camera_focus_mode mode, enum zego_publish_channel channel);
int zego_express_set_camera_focus_point_in_preview(
    zego_handle handle, float x, float y, enum zego_publish_channel channel);
int zego_express_set_camera_exposure_mode(
    zego_handle handle, enum zego_camera_exposure_mode mode, enum zego_publish_channel channel);
int zego_express_set_camera_exposure_point_in_preview(
    zego_handle handle, float x, float y, enum zego_publish_channel channel);
int zego_express_set_camera_exposure_compensation(
    zego_handle handle, float value, enum zego_publish_channel channel);
int zego_express_set_camera_zoom_factor(
    zego_handle handle, float factor, enum zego_publish_channel channel);
int zego_express_get_camera_max_zoom_factor(
    zego_handle handle, enum zego_publish_channel channel, float *max_factor);
int zego_express_enable_camera_adaptive_fps(
    zego_handle handle, bool enable, int min_fps, int max_fps, enum zego_publish_channel channel);
int zego_express_use_video_device(
    zego_handle handle, const char *device_id, enum zego_publish_channel channel);
int zego_express_get_video_device_list(
    zego_handle handle, int *device_count, struct zego_device_info **device_list);
int zego_express_free_video_device_list(zego_handle handle, struct zego_device_info *device_list);
int zego_express_get_default_video_device_id(zego_handle handle, const char **device_id);
int zego_express_start_sound_level_monitor(zego_handle handle, unsigned int millisecond);
int zego_express_start_sound_level_monitor_with_config(
    zego_handle handle, struct zego_sound_level_config config);
int zego_express_stop_sound_level_monitor(zego_handle handle);
int zego_express_start_audio_spectrum_monitor(zego_handle handle, unsigned int millisecond);
int zego_express_stop_audio_spectrum_monitor(zego_handle handle);
int zego_express_enable_headphone_monitor(zego_handle handle, bool enable);
int zego_express_set_headphone_monitor_volume(zego_handle handle, int volume);
int zego_express_enable_mix_system_playout(zego_handle handle, bool enable);
int zego_express_set_mix_system_playout_volume(zego_handle handle, int volume);
int zego_express_enable_mix_engine_playout(zego_handle handle, bool enable);
int zego_express_start_audio_vad_stable_state_monitor(
    zego_handle handle, enum zego_audio_vad_stable_state_monitor_type type, int millisecond);
int zego_express_stop_audio_vad_stable_state_monitor(
    zego_handle handle, enum zego_audio_vad_stable_state_monitor_type type);
int zego_express_get_current_audio_device(
    zego_handle handle, enum zego_audio_device_type device_type,
    struct zego_device_info *device_info);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_audio_device_state_changed_callback(
    zego_handle handle, zego_on_audio_device_state_changed callback_func, void *user_context);
void zego_register_audio_device_volume_changed_callback(
    zego_handle handle, zego_on_audio_device_volume_changed callback_func, void *user_context);
void zego_register_video_device_state_changed_callback(
    zego_handle handle, zego_on_video_device_state_changed callback_func, void *user_context);
void zego_register_captured_sound_level_update_callback(
    zego_handle handle, zego_on_captured_sound_level_update callback_func, void *user_context);
void zego_register_captured_sound_level_info_update_callback(
    zego_handle handle, zego_on_captured_sound_level_info_update callback_func, void *user_context);
void zego_register_remote_sound_level_update_callback(
    zego_handle handle, zego_on_remote_sound_level_update callback_func, void *user_context);
void zego_register_remote_sound_level_info_update_callback(
    zego_handle handle, zego_on_remote_sound_level_info_update callback_func, void *user_context);
void zego_register_captured_audio_spectrum_update_callback(
    zego_handle handle, zego_on_captured_audio_spectrum_update callback_func, void *user_context);
void zego_register_remote_audio_spectrum_update_callback(
    zego_handle handle, zego_on_remote_audio_spectrum_update callback_func, void *user_context);
void zego_register_local_device_exception_occurred_callback(
    zego_handle handle, zego_on_local_device_exception_occurred callback_func, void *user_context);
void zego_register_remote_camera_state_update_callback(
    zego_handle handle, zego_on_remote_camera_state_update callback_func, void *user_context);
void zego_register_remote_mic_state_update_callback(
    zego_handle handle, zego_on_remote_mic_state_update callback_func, void *user_context);
void zego_register_remote_speaker_state_update_callback(
    zego_handle handle, zego_on_remote_speaker_state_update callback_func, void *user_context);
void zego_register_audio_route_change_callback(
    zego_handle handle, zego_on_audio_route_change callback_func, void *user_context);
void zego_register_audio_vad_state_update_callback(
    zego_handle handle, zego_on_audio_vad_state_update callback_func, void *user_context);
void zego_register_audio_captrue_device_enable_result_callback(
    zego_handle handle, zego_on_audio_captrue_device_enable_result callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
