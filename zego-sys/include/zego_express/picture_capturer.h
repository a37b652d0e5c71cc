/* Picture capturer.
 *
 * Send a still picture as video.
 */
#ifndef ZEGO_EXPRESS_PICTURE_CAPTURER_H
#define ZEGO_EXPRESS_PICTURE_CAPTURER_H

#include "shared_structs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_picture_capturer(zego_handle handle, int *instance_index);
int zego_express_destroy_picture_capturer(zego_handle handle, int instance_index);
int zego_express_picture_capturer_set_path(
    zego_handle handle, int instance_index, const char *path);

#ifdef __cplusplus
}
#endif

#endif
