/* Basics.
 *
 * The handle that every function and callback takes first, and the sizes of fixed arrays.
 * A text in an array ends with NUL, except app_sign, which may fill all of its 64
 * characters.
 */
#ifndef ZEGO_EXPRESS_BASE_H
#define ZEGO_EXPRESS_BASE_H

#include <stdbool.h>

/* An engine. NULL is valid: the only engine of a single-engine build. */
typedef void *zego_handle;

typedef int zego_error;
typedef int zego_seq;
typedef int zego_instance;

/* ---- Sizes, in bytes unless the name says a count ---------------------------------------------- */

#define ZEGO_EXPRESS_DEFAULT_LOG_COUNT                 3
#define ZEGO_EXPRESS_DEFAULT_LOG_SIZE                  5242880
#define ZEGO_EXPRESS_MAX_APPSIGN_LEN                   64
#define ZEGO_EXPRESS_MAX_CAMERA_CAPTURE_INSTANCE_COUNT 1
#define ZEGO_EXPRESS_MAX_COMMON_LEN                    512
#define ZEGO_EXPRESS_MAX_CUSTOM_CMD_LEN                1024
#define ZEGO_EXPRESS_MAX_DEVICE_EXTRA_INFO_LEN         2048
#define ZEGO_EXPRESS_MAX_DEVICE_ID_LEN                 256
#define ZEGO_EXPRESS_MAX_EXTRA_INFO_LEN                1024
#define ZEGO_EXPRESS_MAX_IMAGE_PATH                    512
#define ZEGO_EXPRESS_MAX_LOG_SIZE                      104857600
#define ZEGO_EXPRESS_MAX_MEDIAPLAYER_INSTANCE_COUNT    4
#define ZEGO_EXPRESS_MAX_MEDIA_RECORD_TASK_ID_LEN      64
#define ZEGO_EXPRESS_MAX_MEDIA_URL_LEN                 2048
#define ZEGO_EXPRESS_MAX_MESSAGE_LEN                   10240
#define ZEGO_EXPRESS_MAX_MIXER_TASK_LEN                256
#define ZEGO_EXPRESS_MAX_MIX_INPUT_COUNT               12
#define ZEGO_EXPRESS_MAX_PATH_LEN                      2048
#define ZEGO_EXPRESS_MAX_REAL_TIME_SEQUENTIAL_DATA_LEN 4096
#define ZEGO_EXPRESS_MAX_ROOMID_LEN                    128
#define ZEGO_EXPRESS_MAX_ROOM_EXTRA_INFO_KEY_LEN       128
#define ZEGO_EXPRESS_MAX_ROOM_EXTRA_INFO_VALUE_LEN     4096
#define ZEGO_EXPRESS_MAX_ROOM_TOKEN_VALUE_LEN          2048
#define ZEGO_EXPRESS_MAX_SET_CONFIG_VALUE_LEN          2048
#define ZEGO_EXPRESS_MAX_STREAM_LEN                    256
#define ZEGO_EXPRESS_MAX_STREAM_TITLE_LEN              256
#define ZEGO_EXPRESS_MAX_TOKEN_LEN                     512
#define ZEGO_EXPRESS_MAX_URL_COUNT                     10
#define ZEGO_EXPRESS_MAX_URL_LEN                       1024
#define ZEGO_EXPRESS_MAX_USERID_LEN                    64
#define ZEGO_EXPRESS_MAX_USERNAME_LEN                  256

#endif
