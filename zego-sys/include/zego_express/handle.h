/* Handles.
 *
 * An engine handle is created before anything else and destroyed last. A library without
 * these two functions is older than 3.24 and takes no handles. A NULL handle is valid: it
 * is the only engine of a single-engine build.
 */
#ifndef ZEGO_EXPRESS_HANDLE_H
#define ZEGO_EXPRESS_HANDLE_H

#include "shared_structs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Functions --------------------------------------------------------------------------------- */

zego_handle zego_express_engine_create_handle(void);
void zego_express_engine_destroy_handle(zego_handle handle);

#ifdef __cplusplus
}
#endif

#endif
