/* Range scene.
 *
 * Large scenes in which users see and hear those who are near.
 */
#ifndef ZEGO_EXPRESS_RANGE_SCENE_H
#define ZEGO_EXPRESS_RANGE_SCENE_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_scene_state {
    zego_scene_state_logining         = 0,
    zego_scene_state_logined          = 1,
    zego_scene_state_login_failed     = 2,
    zego_scene_state_reconnecting     = 3,
    zego_scene_state_reconnected      = 4,
    zego_scene_state_reconnect_failed = 5,
    zego_scene_state_kick_out         = 6,
    zego_scene_state_logout           = 7
};

enum zego_broadcast_mode {
    zego_broadcast_mode_none = 0,
    zego_broadcast_mode_all  = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_scene_param {
    struct zego_user user;
    long long scene_id;
    unsigned int template_id;
    struct zego_position position;
    enum zego_broadcast_mode broadcast_mode;
    char token[ZEGO_EXPRESS_MAX_ROOM_TOKEN_VALUE_LEN];
};

struct zego_scene_config {
    unsigned int channel_count;
};

struct zego_scene_stream_config {
    bool enable_play_in_range;
    bool enable_publish_to_world;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_range_scene_scene_state_update)(
    zego_handle handle, int range_scene_handle, enum zego_scene_state state, int error_code,
    void *user_context);

typedef void (*zego_on_range_scene_enter_view)(
    zego_handle handle, int range_scene_handle, struct zego_user user,
    struct zego_position position, void *user_context);

typedef void (*zego_on_range_scene_leave_view)(
    zego_handle handle, int range_scene_handle, const char *userid, void *user_context);

typedef void (*zego_on_range_scene_user_status_update)(
    zego_handle handle, int range_scene_handle, const char *userid, struct zego_position position,
    unsigned int channel, const unsigned char *status, unsigned int status_length,
    void *user_context);

typedef void (*zego_on_range_scene_user_command_update)(
    zego_handle handle, int range_scene_handle, const char *userid, struct zego_position position,
    unsigned int channel, const unsigned char *command, unsigned int command_length,
    void *user_context);

typedef void (*zego_on_range_scene_custom_command_update)(
    zego_handle handle, int range_scene_handle, const unsigned char *command,
    unsigned int command_length, void *user_context);

typedef void (*zego_on_range_scene_token_will_expire)(
    zego_handle handle, int range_scene_handle, int remain_time_in_second, void *user_context);

typedef void (*zego_on_range_scene_login_scene)(
    zego_handle handle, int range_scene_handle, int seq, int error_code,
    struct zego_scene_config config, void *user_context);

typedef void (*zego_on_range_scene_logout_scene)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, void *user_context);

typedef void (*zego_on_range_scene_get_user_count)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, unsigned int count,
    void *user_context);

typedef void (*zego_on_range_scene_get_user_list_in_view)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, const char **user_list,
    unsigned int user_list_size, void *user_context);

typedef void (*zego_on_range_scene_send_custom_command)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_range_scene(zego_handle handle, int *range_scene_handle);
int zego_express_destroy_range_scene(zego_handle handle, int range_scene_handle);
int zego_express_range_scene_login_scene(
    zego_handle handle, int range_scene_handle, int *seq, struct zego_scene_param param);
int zego_express_range_scene_logout_scene(zego_handle handle, int range_scene_handle, int *seq);
int zego_express_range_scene_update_user_status(
    zego_handle handle, int range_scene_handle, struct zego_position position, unsigned int channel,
    const unsigned char *status, unsigned int status_length);
int zego_express_range_scene_update_user_command(
    zego_handle handle, int range_scene_handle, struct zego_position position, unsigned int channel,
    const unsigned char *command, unsigned int command_length);
int zego_express_range_scene_update_user_position(
    zego_handle handle, int range_scene_handle, struct zego_position position);
int zego_express_range_scene_get_user_count(zego_handle handle, int range_scene_handle, int *seq);
int zego_express_range_scene_get_user_list_in_view(
    zego_handle handle, int range_scene_handle, int *seq);
int zego_express_range_scene_send_custom_command(
    zego_handle handle, int range_scene_handle, int *seq, const unsigned char *command,
    unsigned int command_length);
int zego_express_range_scene_renew_token(
    zego_handle handle, int range_scene_handle, const char *token);
int zego_express_range_scene_set_stream_config(
    zego_handle handle, int range_scene_handle, struct zego_scene_stream_config config);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_range_scene_scene_state_update_callback(
    zego_handle handle, zego_on_range_scene_scene_state_update callback_func, void *user_context);
void zego_register_range_scene_enter_view_callback(
    zego_handle handle, zego_on_range_scene_enter_view callback_func, void *user_context);
void zego_register_range_scene_leave_view_callback(
    zego_handle handle, zego_on_range_scene_leave_view callback_func, void *user_context);
void zego_register_range_scene_user_status_update_callback(
    zego_handle handle, zego_on_range_scene_user_status_update callback_func, void *user_context);
void zego_register_range_scene_user_command_update_callback(
    zego_handle handle, zego_on_range_scene_user_command_update callback_func, void *user_context);
void zego_register_range_scene_custom_command_update_callback(
    zego_handle handle, zego_on_range_scene_custom_command_update callback_func,
    void *user_context);
void zego_register_range_scene_token_will_expire_callback(
    zego_handle handle, zego_on_range_scene_token_will_expire callback_func, void *user_context);
void zego_register_range_scene_login_scene_callback(
    zego_handle handle, zego_on_range_scene_login_scene callback_func, void *user_context);
void zego_register_range_scene_logout_scene_callback(
    zego_handle handle, zego_on_range_scene_logout_scene callback_func, void *user_context);
void zego_register_range_scene_get_user_count_callback(
    zego_handle handle, zego_on_range_scene_get_user_count callback_func, void *user_context);
void zego_register_range_scene_get_user_list_in_view_callback(
    zego_handle handle, zego_on_range_scene_get_user_list_in_view callback_func,
    void *user_context);
void zego_register_range_scene_send_custom_command_callback(
    zego_handle handle, zego_on_range_scene_send_custom_command callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
