/* Custom audio source.
 *
 * Further sources of audio that are mixed into a publishing channel.
 */
#ifndef ZEGO_EXPRESS_CUSTOM_AUDIO_SOURCE_H
#define ZEGO_EXPRESS_CUSTOM_AUDIO_SOURCE_H

#include "shared_structs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_custom_audio_source(zego_handle handle);
int zego_express_destroy_custom_audio_source(zego_handle handle, int audio_source_index);
int zego_express_custom_audio_source_start_capture(zego_handle handle, int audio_source_index);
int zego_express_custom_audio_source_stop_capture(zego_handle handle, int audio_source_index);
int zego_express_custom_audio_source_enable_aec(
    zego_handle handle, int audio_source_index, bool enable);
int zego_express_custom_audio_source_set_volume(
    zego_handle handle, int audio_source_index, int volume);
int zego_express_custom_audio_source_mute(zego_handle handle, int audio_source_index, bool mute);
int zego_express_custom_audio_source_push_audio_frame(
    zego_handle handle, int audio_source_index, unsigned char *data, unsigned int data_length,
    struct zego_audio_frame_param param);

#ifdef __cplusplus
}
#endif

#endif
