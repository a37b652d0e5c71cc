/* Range scene: items.
 *
 * Things in a scene that users create, bind and change.
 */
#ifndef ZEGO_EXPRESS_RANGE_SCENE_ITEM_H
#define ZEGO_EXPRESS_RANGE_SCENE_ITEM_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_create_item_mode {
    zego_create_item_mode_no_bind = 0,
    zego_create_item_mode_bind    = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_item_param {
    long long item_id;
    unsigned int capacity;
    struct zego_position position;
    enum zego_create_item_mode create_mode;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_range_scene_item_item_enter_view)(
    zego_handle handle, int range_scene_handle, long long item_id, unsigned int capacity,
    struct zego_position position, const char **user_list, unsigned int user_list_size,
    void *user_context);

typedef void (*zego_on_range_scene_item_item_leave_view)(
    zego_handle handle, int range_scene_handle, long long item_id, void *user_context);

typedef void (*zego_on_range_scene_item_item_bind_update)(
    zego_handle handle, int range_scene_handle, long long item_id, const char *userid,
    void *user_context);

typedef void (*zego_on_range_scene_item_item_unbind_update)(
    zego_handle handle, int range_scene_handle, long long item_id, const char **user_list,
    unsigned int user_list_size, void *user_context);

typedef void (*zego_on_range_scene_item_item_status_update)(
    zego_handle handle, int range_scene_handle, long long item_id, struct zego_position position,
    unsigned int channel, const unsigned char *status, unsigned int status_length,
    void *user_context);

typedef void (*zego_on_range_scene_item_item_command_update)(
    zego_handle handle, int range_scene_handle, long long item_id, struct zego_position position,
    unsigned int channel, const unsigned char *command, unsigned int command_length,
    void *user_context);

typedef void (*zego_on_range_scene_item_create_item)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, long long item_id,
    void *user_context);

typedef void (*zego_on_range_scene_item_destroy_item)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, long long item_id,
    void *user_context);

typedef void (*zego_on_range_scene_item_bind_item)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, long long item_id,
    void *user_context);

typedef void (*zego_on_range_scene_item_unbind_item)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, long long item_id,
    void *user_context);

typedef void (*zego_on_range_scene_item_update_item_status)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, long long item_id,
    void *user_context);

typedef void (*zego_on_range_scene_item_update_item_command)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, long long item_id,
    void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_range_scene_item_create_item(
    zego_handle handle, int range_scene_handle, int *seq, struct zego_item_param param);
int zego_express_range_scene_item_destroy_item(
    zego_handle handle, int range_scene_handle, int *seq, long long item_id);
int zego_express_range_scene_item_bind_item(
    zego_handle handle, int range_scene_handle, int *seq, long long item_id);
int zego_express_range_scene_item_unbind_item(
    zego_handle handle, int range_scene_handle, int *seq, long long item_id);
int zego_express_range_scene_item_update_item_status(
    zego_handle handle, int range_scene_handle, int *seq, long long item_id,
    struct zego_position position, unsigned int channel, const unsigned char *status,
    unsigned int status_length);
int zego_express_range_scene_item_update_item_command(
    zego_handle handle, int range_scene_handle, int *seq, long long item_id,
    struct zego_position position, unsigned int channel, const unsigned char *command,
    unsigned int command_length);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_range_scene_item_item_enter_view_callback(
    zego_handle handle, zego_on_range_scene_item_item_enter_view callback_func, void *user_context);
void zego_register_range_scene_item_item_leave_view_callback(
    zego_handle handle, zego_on_range_scene_item_item_leave_view callback_func, void *user_context);
void zego_register_range_scene_item_item_bind_update_callback(
    zego_handle handle, zego_on_range_scene_item_item_bind_update callback_func,
    void *user_context);
void zego_register_range_scene_item_item_unbind_update_callback(
    zego_handle handle, zego_on_range_scene_item_item_unbind_update callback_func,
    void *user_context);
void zego_register_range_scene_item_item_status_update_callback(
    zego_handle handle, zego_on_range_scene_item_item_status_update callback_func,
    void *user_context);
void zego_register_range_scene_item_item_command_update_callback(
    zego_handle handle, zego_on_range_scene_item_item_command_update callback_func,
    void *user_context);
void zego_register_range_scene_item_create_item_callback(
    zego_handle handle, zego_on_range_scene_item_create_item callback_func, void *user_context);
void zego_register_range_scene_item_destroy_item_callback(
    zego_handle handle, zego_on_range_scene_item_destroy_item callback_func, void *user_context);
void zego_register_range_scene_item_bind_item_callback(
    zego_handle handle, zego_on_range_scene_item_bind_item callback_func, void *user_context);
void zego_register_range_scene_item_unbind_item_callback(
    zego_handle handle, zego_on_range_scene_item_unbind_item callback_func, void *user_context);
void zego_register_range_scene_item_update_item_status_callback(
    zego_handle handle, zego_on_range_scene_item_update_item_status callback_func,
    void *user_context);
void zego_register_range_scene_item_update_item_command_callback(
    zego_handle handle, zego_on_range_scene_item_update_item_command callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
