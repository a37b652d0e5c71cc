/* The C interface of ZEGO Express 3.25, as facts.
 *
 * Our own description of the functions, types and constants that libZegoExpressEngine 3.24
 * and later exports, made for interoperability; not a file of ZEGO. Valid C and C++.
 * Enumeration and structure names are tags: write "struct zego_user". Every function but
 * zego_express_engine_create_handle takes the handle first, and so does every callback; a
 * callback ends with the user_context given at its registration. All text is UTF-8 with a
 * final NUL. Structures have their natural alignment.
 */
#ifndef ZEGO_EXPRESS_H
#define ZEGO_EXPRESS_H

#include "zego_express/base.h"
#include "zego_express/errors.h"
#include "zego_express/shared_enums.h"
#include "zego_express/shared_structs.h"

#include "zego_express/handle.h"
#include "zego_express/engine.h"
#include "zego_express/room.h"
#include "zego_express/publisher.h"
#include "zego_express/player.h"
#include "zego_express/im.h"
#include "zego_express/custom_video_io.h"
#include "zego_express/custom_audio_io.h"
#include "zego_express/custom_audio_source.h"
#include "zego_express/custom_media_crypto.h"
#include "zego_express/device.h"
#include "zego_express/preprocess.h"
#include "zego_express/mediaplayer.h"
#include "zego_express/audio_effect_player.h"
#include "zego_express/media_data_publisher.h"
#include "zego_express/mixer.h"
#include "zego_express/record.h"
#include "zego_express/screen_capture.h"
#include "zego_express/picture_capturer.h"
#include "zego_express/utilities.h"
#include "zego_express/range_audio.h"
#include "zego_express/range_scene.h"
#include "zego_express/range_scene_item.h"
#include "zego_express/range_scene_stream.h"
#include "zego_express/range_scene_team.h"
#include "zego_express/copyrighted_music.h"
#include "zego_express/ai_voice_changer.h"
#include "zego_express/audio_vad_client.h"

#endif
