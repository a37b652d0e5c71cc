/* Messages.
 *
 * Broadcast, barrage and custom command messages of a room, transparent messages, and
 * real-time sequential data.
 */
#ifndef ZEGO_EXPRESS_IM_H
#define ZEGO_EXPRESS_IM_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_room_transparent_message_mode {
    zego_room_transparent_message_mode_only_client       = 0,
    zego_room_transparent_message_mode_only_server       = 1,
    zego_room_transparent_message_mode_client_and_server = 2
};

enum zego_room_transparent_message_type {
    zego_room_transparent_message_normal   = 0,
    zego_room_transparent_message_sequence = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_broadcast_message_info {
    char message[ZEGO_EXPRESS_MAX_MESSAGE_LEN];
    unsigned long long message_id;
    unsigned long long send_time;
    struct zego_user from_user;
};

struct zego_barrage_message_info {
    char message[ZEGO_EXPRESS_MAX_MESSAGE_LEN];
    char message_id[64];
    unsigned long long send_time;
    struct zego_user from_user;
};

struct zego_room_send_transparent_message {
    enum zego_room_transparent_message_mode send_mode;
    enum zego_room_transparent_message_type send_type;
    const unsigned char *content;
    unsigned int content_length;
    struct zego_user *recv_user_list;
    unsigned int recv_user_list_count;
    int time_out;
};

struct zego_room_recv_transparent_message {
    struct zego_user send_user;
    const unsigned char *content;
    unsigned int content_length;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_receive_real_time_sequential_data)(
    zego_handle handle, int manager, const unsigned char *data, unsigned int data_length,
    const char *stream_id, void *user_context);

typedef void (*zego_on_recv_room_transparent_message)(
    zego_handle handle, const char *room_id,
    const struct zego_room_recv_transparent_message *message, void *user_context);

typedef void (*zego_on_im_recv_broadcast_message)(
    zego_handle handle, const char *room_id, const struct zego_broadcast_message_info *message_list,
    unsigned int message_count, void *user_context);

typedef void (*zego_on_im_recv_barrage_message)(
    zego_handle handle, const char *room_id, const struct zego_barrage_message_info *message_list,
    unsigned int message_count, void *user_context);

typedef void (*zego_on_im_recv_custom_command)(
    zego_handle handle, const char *room_id, struct zego_user from_user, const char *command,
    void *user_context);

typedef void (*zego_on_real_time_sequential_data_sent)(
    zego_handle handle, int error_code, int instance_index, int seq, void *user_context);

typedef void (*zego_on_im_send_broadcast_message_result)(
    zego_handle handle, const char *room_id, unsigned long long message_id, int error_code, int seq,
    void *user_context);

typedef void (*zego_on_im_send_barrage_message_result)(
    zego_handle handle, const char *room_id, const char *message_id, int error_code, int seq,
    void *user_context);

typedef void (*zego_on_im_send_custom_command_result)(
    zego_handle handle, const char *room_id, int error_code, int seq, void *user_context);

typedef void (*zego_on_send_transparent_message_result)(
    zego_handle handle, const char *room_id, int error_code, int seq, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_real_time_sequential_data_manager(
    zego_handle handle, const char *room_id, int *instance_index);
int zego_express_destroy_real_time_sequential_data_manager(zego_handle handle, int instance_index);
int zego_express_real_time_sequential_data_start_broadcasting(
    zego_handle handle, const char *stream_id, int instance_index);
int zego_express_real_time_sequential_data_stop_broadcasting(
    zego_handle handle, const char *stream_id, int instance_index);
int zego_express_send_real_time_sequential_data(
    zego_handle handle, const unsigned char *data, unsigned int data_length, const char *stream_id,
    int instance_index, int *sequence);
int zego_express_real_time_sequential_data_start_subscribing(
    zego_handle handle, const char *stream_id, int instance_index);
int zego_express_real_time_sequential_data_stop_subscribing(
    zego_handle handle, const char *stream_id, int instance_index);
int zego_express_send_broadcast_message(
    zego_handle handle, const char *room_id, const char *message, int *sequence);
int zego_express_send_barrage_message(
    zego_handle handle, const char *room_id, const char *message, int *sequence);
int zego_express_send_custom_command(
    zego_handle handle, const char *room_id, const char *command, struct zego_user *to_user_list,
    unsigned int to_user_count, int *sequence);
int zego_express_send_transparent_message(
    zego_handle handle, const char *room_id, struct zego_room_send_transparent_message *message,
    int *sequence);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_receive_real_time_sequential_data_callback(
    zego_handle handle, zego_on_receive_real_time_sequential_data callback_func,
    void *user_context);
void zego_register_recv_room_transparent_message_callback(
    zego_handle handle, zego_on_recv_room_transparent_message callback_func, void *user_context);
void zego_register_im_recv_broadcast_message_callback(
    zego_handle handle, zego_on_im_recv_broadcast_message callback_func, void *user_context);
void zego_register_im_recv_barrage_message_callback(
    zego_handle handle, zego_on_im_recv_barrage_message callback_func, void *user_context);
void zego_register_im_recv_custom_command_callback(
    zego_handle handle, zego_on_im_recv_custom_command callback_func, void *user_context);
void zego_register_real_time_sequential_data_sent_callback(
    zego_handle handle, zego_on_real_time_sequential_data_sent callback_func, void *user_context);
void zego_register_im_send_broadcast_message_result_callback(
    zego_handle handle, zego_on_im_send_broadcast_message_result callback_func, void *user_context);
void zego_register_im_send_barrage_message_result_callback(
    zego_handle handle, zego_on_im_send_barrage_message_result callback_func, void *user_context);
void zego_register_im_send_custom_command_result_callback(
    zego_handle handle, zego_on_im_send_custom_command_result callback_func, void *user_context);
void zego_register_send_transparent_message_result_callback(
    zego_handle handle, zego_on_send_transparent_message_result callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
