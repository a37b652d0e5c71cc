/* Range scene: teams.
 *
 * Teams of a scene.
 */
#ifndef ZEGO_EXPRESS_RANGE_SCENE_TEAM_H
#define ZEGO_EXPRESS_RANGE_SCENE_TEAM_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_team_state {
    zego_team_state_logining         = 0,
    zego_team_state_logined          = 1,
    zego_team_state_login_failed     = 2,
    zego_team_state_reconnecting     = 3,
    zego_team_state_reconnected      = 4,
    zego_team_state_reconnect_failed = 5,
    zego_team_state_kick_out         = 6,
    zego_team_state_logout           = 7
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_team_param {
    unsigned int team_id;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_range_scene_team_team_state_update)(
    zego_handle handle, int range_scene_handle, unsigned int team_id, enum zego_team_state state,
    int error_code, void *user_context);

typedef void (*zego_on_range_scene_team_team_member_update)(
    zego_handle handle, int range_scene_handle, unsigned int team_id,
    enum zego_update_type update_type, const struct zego_user *user_list, unsigned int user_count,
    void *user_context);

typedef void (*zego_on_range_scene_team_join_team)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, unsigned int team_id,
    void *user_context);

typedef void (*zego_on_range_scene_team_leave_team)(
    zego_handle handle, int range_scene_handle, int seq, int error_code, unsigned int team_id,
    void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_range_scene_team_join_team(
    zego_handle handle, int range_scene_handle, int *seq, struct zego_team_param config);
int zego_express_range_scene_team_leave_team(
    zego_handle handle, int range_scene_handle, int *seq, unsigned int team_id);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_range_scene_team_team_state_update_callback(
    zego_handle handle, zego_on_range_scene_team_team_state_update callback_func,
    void *user_context);
void zego_register_range_scene_team_team_member_update_callback(
    zego_handle handle, zego_on_range_scene_team_team_member_update callback_func,
    void *user_context);
void zego_register_range_scene_team_join_team_callback(
    zego_handle handle, zego_on_range_scene_team_join_team callback_func, void *user_context);
void zego_register_range_scene_team_leave_team_callback(
    zego_handle handle, zego_on_range_scene_team_leave_team callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
