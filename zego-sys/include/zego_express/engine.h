/* Engine.
 *
 * Create, configure and destroy an engine; scenarios, logs, proxies, features, and the
 * observers that every engine has.
 */
#ifndef ZEGO_EXPRESS_ENGINE_H
#define ZEGO_EXPRESS_ENGINE_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_scenario {
    zego_scenario_general                 = 0,
    zego_scenario_communication           = 1,
    zego_scenario_live                    = 2,
    zego_scenario_default                 = 3,
    zego_scenario_standard_video_call     = 4,
    zego_scenario_high_quality_video_call = 5,
    zego_scenario_standard_chatroom       = 6,
    zego_scenario_high_quality_chatroom   = 7,
    zego_scenario_broadcast               = 8,
    zego_scenario_karaoke                 = 9,
    zego_scenario_standard_voice_call     = 10
};

enum zego_feature_type {
    zego_feature_type_audio                     = 0,
    zego_feature_type_video                     = 1,
    zego_feature_type_media_player              = 2,
    zego_feature_type_media_data_recorder       = 3,
    zego_feature_type_media_data_publisher      = 4,
    zego_feature_type_sei                       = 5,
    zego_feature_type_sdk_video_capture         = 6,
    zego_feature_type_custom_video_capture      = 7,
    zego_feature_type_sdk_video_render          = 8,
    zego_feature_type_custom_video_render       = 9,
    zego_feature_type_sdk_video_processing      = 10,
    zego_feature_type_custom_video_processing   = 11,
    zego_feature_type_stream_encryption         = 12,
    zego_feature_type_rtmp                      = 13,
    zego_feature_type_rtmps                     = 14,
    zego_feature_type_rtmp_over_quic            = 15,
    zego_feature_type_http_flv                  = 16,
    zego_feature_type_https_flv                 = 17,
    zego_feature_type_http_flv_over_quic        = 18,
    zego_feature_type_super_resolution          = 19,
    zego_feature_type_effects_beauty            = 20,
    zego_feature_type_whiteboard                = 21,
    zego_feature_type_range_audio               = 22,
    zego_feature_type_copy_righted_music        = 23,
    zego_feature_type_video_object_segmentation = 24,
    zego_feature_type_range_scene               = 25,
    zego_feature_type_screen_capture            = 26,
    zego_feature_type_ai_voice_changer          = 27
};

enum zego_room_mode {
    zego_room_mode_single_room = 0,
    zego_room_mode_multi_room  = 1
};

enum zego_geo_fence_type {
    zego_geo_fence_type_none    = 0,
    zego_geo_fence_type_include = 1,
    zego_geo_fence_type_exclude = 2
};

enum zego_engine_state {
    zego_engine_state_start = 0,
    zego_engine_state_stop  = 1
};

enum zego_video_backend_type {
    zego_video_backend_type_open_gl2 = 0,
    zego_video_backend_type_open_gl3 = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_log_config {
    char log_path[ZEGO_EXPRESS_MAX_COMMON_LEN];
    unsigned long long log_size;
    unsigned int log_count;
};

struct zego_engine_profile {
    unsigned int app_id;
    char app_sign[ZEGO_EXPRESS_MAX_APPSIGN_LEN];
    enum zego_scenario scenario;
};

struct zego_engine_config {
    struct zego_log_config *log_config;
    char advanced_config[ZEGO_EXPRESS_MAX_SET_CONFIG_VALUE_LEN];
};

struct zego_proxy_info {
    char ip[ZEGO_EXPRESS_MAX_COMMON_LEN];
    unsigned int port;
    char hostname[1024];
    char username[256];
    char password[256];
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_debug_error)(
    zego_handle handle, int error_code, const char *func_name, const char *info,
    void *user_context);

typedef void (*zego_on_api_called_result)(
    zego_handle handle, int error_code, const char *func_name, const char *info,
    void *user_context);

typedef void (*zego_on_log_hook)(zego_handle handle, const char *message, void *user_context);

typedef void (*zego_on_engine_state_update)(
    zego_handle handle, enum zego_engine_state state, void *user_context);

typedef void (*zego_on_engine_uninit)(zego_handle handle, void *user_context);

typedef void (*zego_on_recv_experimental_api)(
    zego_handle handle, const char *content, void *user_context);

typedef void (*zego_on_fatal_error)(zego_handle handle, int error_code, void *user_context);

typedef void (*zego_on_video_backend_type_changed)(
    zego_handle handle, enum zego_video_backend_type type, void *user_context);

typedef void (*zego_on_upload_log_result)(
    zego_handle handle, int seq, int error_code, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_engine_init_with_profile(zego_handle handle, struct zego_engine_profile profile);
int zego_express_engine_uninit_async(zego_handle handle);
int zego_express_set_engine_config(zego_handle handle, struct zego_engine_config config);
int zego_express_set_engine_config_with_instance(
    zego_handle handle, struct zego_engine_config config);
int zego_express_set_log_config(zego_handle handle, struct zego_log_config config);
int zego_express_set_local_proxy_config(
    zego_handle handle, const struct zego_proxy_info *proxy_list, int proxy_count, bool enable);
int zego_express_set_cloud_proxy_config(
    zego_handle handle, const struct zego_proxy_info *proxy_list, int proxy_count,
    const char *token, bool enable);
int zego_express_set_license(zego_handle handle, const char *license);
int zego_express_set_room_mode(zego_handle handle, enum zego_room_mode mode);
int zego_express_set_geo_fence(
    zego_handle handle, enum zego_geo_fence_type type, const int *area_list, int area_list_count);
int zego_express_get_version(zego_handle handle, const char **version);
int zego_express_set_android_env(zego_handle handle, void *jvm, void *context);
int zego_express_set_ohos_env(zego_handle handle, void *env, void *exports);
int zego_express_get_android_context(zego_handle handle, void **context);
int zego_express_is_feature_supported(
    zego_handle handle, enum zego_feature_type feature_type, bool *is_supported);
int zego_express_set_room_scenario(zego_handle handle, enum zego_scenario scenario);
int zego_express_upload_log(zego_handle handle, int *sequence);
int zego_express_enable_debug_assistant(zego_handle handle, bool enable);
int zego_express_call_experimental_api(zego_handle handle, const char *params, char **result);
int zego_express_free_call_experimental_api_result(zego_handle handle, char *p);
int zego_express_get_increase_seq(zego_handle handle);
int zego_express_engine_init(
    zego_handle handle, unsigned int app_id, const char *app_sign, bool is_test_env,
    enum zego_scenario scenario);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_debug_error_callback(
    zego_handle handle, zego_on_debug_error callback_func, void *user_context);
void zego_register_api_called_result_callback(
    zego_handle handle, zego_on_api_called_result callback_func, void *user_context);
void zego_register_log_hook_callback(
    zego_handle handle, zego_on_log_hook callback_func, void *user_context);
void zego_register_engine_state_update_callback(
    zego_handle handle, zego_on_engine_state_update callback_func, void *user_context);
void zego_register_engine_uninit_callback(
    zego_handle handle, zego_on_engine_uninit callback_func, void *user_context);
void zego_register_recv_experimental_api_callback(
    zego_handle handle, zego_on_recv_experimental_api callback_func, void *user_context);
void zego_register_fatal_error_callback(
    zego_handle handle, zego_on_fatal_error callback_func, void *user_context);
void zego_register_video_backend_type_changed_callback(
    zego_handle handle, zego_on_video_backend_type_changed callback_func, void *user_context);
void zego_register_upload_log_result_callback(
    zego_handle handle, zego_on_upload_log_result callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
