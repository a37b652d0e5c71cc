/* Voice activity client.
 *
 * Voice activity detection on audio data that the program hands in.
 */
#ifndef ZEGO_EXPRESS_AUDIO_VAD_CLIENT_H
#define ZEGO_EXPRESS_AUDIO_VAD_CLIENT_H

#include "shared_structs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_audio_vad_client(zego_handle handle, unsigned long long *result_instance);
int zego_express_destroy_audio_vad_client(zego_handle handle, unsigned long long instance);
int zego_express_audio_vad_client_update(
    zego_handle handle, unsigned char *data, int data_length, int sample_rate, int channels,
    unsigned long long instance, enum zego_audio_vad_type *result_type);
int zego_express_audio_vad_client_reset(
    zego_handle handle, unsigned long long instance, bool *result);

#ifdef __cplusplus
}
#endif

#endif
