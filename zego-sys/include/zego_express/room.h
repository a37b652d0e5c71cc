/* Room.
 *
 * Log in, log out and switch; tokens, users, streams and the extra information that hang
 * on a room.
 */
#ifndef ZEGO_EXPRESS_ROOM_H
#define ZEGO_EXPRESS_ROOM_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_room_state {
    zego_room_state_disconnected = 0,
    zego_room_state_connecting   = 1,
    zego_room_state_connected    = 2
};

enum zego_room_state_changed_reason {
    zego_room_state_changed_reason_logining         = 0,
    zego_room_state_changed_reason_logined          = 1,
    zego_room_state_changed_reason_login_failed     = 2,
    zego_room_state_changed_reason_reconnecting     = 3,
    zego_room_state_changed_reason_reconnected      = 4,
    zego_room_state_changed_reason_reconnect_failed = 5,
    zego_room_state_changed_reason_kick_out         = 6,
    zego_room_state_changed_reason_logout           = 7,
    zego_room_state_changed_reason_logout_failed    = 8
};

enum zego_room_stream_list_type {
    zego_room_stream_list_type_play = 0,
    zego_room_stream_list_type_all  = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_room_config {
    unsigned int max_member_count;
    bool is_user_status_notify;
    char token[ZEGO_EXPRESS_MAX_ROOM_TOKEN_VALUE_LEN];
    unsigned int capability_negotiation_types;
    unsigned int room_type;
};

struct zego_stream {
    struct zego_user user;
    char stream_id[ZEGO_EXPRESS_MAX_STREAM_LEN];
    char extra_info[ZEGO_EXPRESS_MAX_EXTRA_INFO_LEN];
};

struct zego_room_stream_list {
    const struct zego_stream *publish_stream_list;
    const struct zego_stream *play_stream_list;
    unsigned int publish_stream_list_count;
    unsigned int play_stream_list_count;
};

struct zego_room_extra_info {
    char key[ZEGO_EXPRESS_MAX_ROOM_EXTRA_INFO_KEY_LEN];
    char value[ZEGO_EXPRESS_MAX_ROOM_EXTRA_INFO_VALUE_LEN];
    struct zego_user update_user;
    unsigned long long update_time;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_room_state_update)(
    zego_handle handle, const char *room_id, enum zego_room_state state, int error_code,
    const char *extended_data, void *user_context);

typedef void (*zego_on_room_state_changed)(
    zego_handle handle, const char *room_id, enum zego_room_state_changed_reason reason,
    int error_code, const char *extended_data, void *user_context);

typedef void (*zego_on_room_user_update)(
    zego_handle handle, const char *room_id, enum zego_update_type update_type,
    const struct zego_user *user_list, unsigned int user_count, void *user_context);

typedef void (*zego_on_room_online_user_count_update)(
    zego_handle handle, const char *room_id, int count, void *user_context);

typedef void (*zego_on_room_stream_update)(
    zego_handle handle, const char *room_id, enum zego_update_type update_type,
    const struct zego_stream *stream_list, unsigned int stream_info_count,
    const char *extended_data, void *user_context);

typedef void (*zego_on_room_stream_extra_info_update)(
    zego_handle handle, const char *room_id, const struct zego_stream *stream_list,
    unsigned int stream_info_count, void *user_context);

typedef void (*zego_on_room_extra_info_update)(
    zego_handle handle, const char *room_id,
    const struct zego_room_extra_info *room_extra_info_list, unsigned int room_extra_info_count,
    void *user_context);

typedef void (*zego_on_room_token_will_expire)(
    zego_handle handle, const char *room_id, int remain_time_in_second, void *user_context);

typedef void (*zego_on_room_set_room_extra_info_result)(
    zego_handle handle, int error_code, const char *room_id, const char *key, int seq,
    void *user_context);

typedef void (*zego_on_room_login_result)(
    zego_handle handle, int error_code, const char *extended_data, const char *room_id, int seq,
    void *user_context);

typedef void (*zego_on_room_logout_result)(
    zego_handle handle, int error_code, const char *extended_data, const char *room_id, int seq,
    void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_login_room(
    zego_handle handle, const char *room_id, struct zego_user user,
    struct zego_room_config *config);
int zego_express_login_room_with_callback(
    zego_handle handle, const char *room_id, struct zego_user user, struct zego_room_config *config,
    int *sequence);
int zego_express_logout_all_room(zego_handle handle);
int zego_express_logout_all_room_with_callback(zego_handle handle, int *sequence);
int zego_express_logout_room(zego_handle handle, const char *room_id);
int zego_express_logout_room_with_callback(zego_handle handle, const char *room_id, int *sequence);
int zego_express_switch_room(
    zego_handle handle, const char *from_room_id, const char *to_room_id,
    struct zego_room_config *config);
int zego_express_renew_token(zego_handle handle, const char *room_id, const char *token);
int zego_express_set_room_extra_info(
    zego_handle handle, const char *room_id, const char *key, const char *value, int *sequence);
int zego_express_get_room_stream_list(
    zego_handle handle, const char *room_id, enum zego_room_stream_list_type stream_list_type,
    struct zego_room_stream_list **stream_list);
int zego_express_free_room_stream_list(
    zego_handle handle, struct zego_room_stream_list *stream_list);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_room_state_update_callback(
    zego_handle handle, zego_on_room_state_update callback_func, void *user_context);
void zego_register_room_state_changed_callback(
    zego_handle handle, zego_on_room_state_changed callback_func, void *user_context);
void zego_register_room_user_update_callback(
    zego_handle handle, zego_on_room_user_update callback_func, void *user_context);
void zego_register_room_online_user_count_update_callback(
    zego_handle handle, zego_on_room_online_user_count_update callback_func, void *user_context);
void zego_register_room_stream_update_callback(
    zego_handle handle, zego_on_room_stream_update callback_func, void *user_context);
void zego_register_room_stream_extra_info_update_callback(
    zego_handle handle, zego_on_room_stream_extra_info_update callback_func, void *user_context);
void zego_register_room_extra_info_update_callback(
    zego_handle handle, zego_on_room_extra_info_update callback_func, void *user_context);
void zego_register_room_token_will_expire_callback(
    zego_handle handle, zego_on_room_token_will_expire callback_func, void *user_context);
void zego_register_room_set_room_extra_info_result_callback(
    zego_handle handle, zego_on_room_set_room_extra_info_result callback_func, void *user_context);
void zego_register_room_login_result_callback(
    zego_handle handle, zego_on_room_login_result callback_func, void *user_context);
void zego_register_room_logout_result_callback(
    zego_handle handle, zego_on_room_logout_result callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
