/* Error codes.
 *
 * What functions return and callbacks carry. 0 is success; code / 1000 - 1000 is the
 * module in which the error arose.
 */
#ifndef ZEGO_EXPRESS_ERRORS_H
#define ZEGO_EXPRESS_ERRORS_H

/* ---- Modules ----------------------------------------------------------------------------------- */

#define ZEGO_EXPRESS_MODULE_COMMON                                                       0
#define ZEGO_EXPRESS_MODULE_ENGINE                                                       1
#define ZEGO_EXPRESS_MODULE_ROOM                                                         2
#define ZEGO_EXPRESS_MODULE_PUBLISHER                                                    3
#define ZEGO_EXPRESS_MODULE_PLAYER                                                       4
#define ZEGO_EXPRESS_MODULE_MIXER                                                        5
#define ZEGO_EXPRESS_MODULE_DEVICE                                                       6
#define ZEGO_EXPRESS_MODULE_PREPROCESS                                                   7
#define ZEGO_EXPRESS_MODULE_MEDIAPLAYER                                                  8
#define ZEGO_EXPRESS_MODULE_IM                                                           9
#define ZEGO_EXPRESS_MODULE_RECORD                                                       10
#define ZEGO_EXPRESS_MODULE_CUSTOMVIDEOIO                                                11
#define ZEGO_EXPRESS_MODULE_CUSTOMAUDIOIO                                                12
#define ZEGO_EXPRESS_MODULE_MEDIAPUBLISHER                                               13
#define ZEGO_EXPRESS_MODULE_AUDIOEFFECTPLAYER                                            14
#define ZEGO_EXPRESS_MODULE_UTILITIES                                                    15
#define ZEGO_EXPRESS_MODULE_RANGEAUDIO                                                   16
#define ZEGO_EXPRESS_MODULE_COPYRIGHTEDMUSIC                                             17
#define ZEGO_EXPRESS_MODULE_AUDIOVADCLIENT                                               18
#define ZEGO_EXPRESS_MODULE_RANGESCENE                                                   19
#define ZEGO_EXPRESS_MODULE_SCREENCAPTURE                                                20
#define ZEGO_EXPRESS_MODULE_AIVOICECHANGER                                               21
#define ZEGO_EXPRESS_MODULE_PICTURECAPTURER                                              22
#define ZEGO_EXPRESS_MODULE_CUSTOMAUDIOSOURCE                                            23

/* ---- Module common ----------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_COMMON_SUCCESS                                                      0
#define ZEGO_ERRCODE_COMMON_ENGINE_NOT_CREATE                                            1000001
#define ZEGO_ERRCODE_COMMON_NOT_LOGIN_ROOM                                               1000002
#define ZEGO_ERRCODE_COMMON_ENGINE_NOT_STARTED                                           1000003
#define ZEGO_ERRCODE_COMMON_ENGINE_ALREADY_STARTED                                       1000004
#define ZEGO_ERRCODE_COMMON_UNSUPPORTED_PLATFORM                                         1000006
#define ZEGO_ERRCODE_COMMON_INVALID_ANDROID_ENVIRONMENT                                  1000007
#define ZEGO_ERRCODE_COMMON_EVENT_HANDLER_EXISTS                                         1000008
#define ZEGO_ERRCODE_COMMON_SDK_NO_MODULE                                                1000010
#define ZEGO_ERRCODE_COMMON_STREAM_ID_TOO_LONG                                           1000014
#define ZEGO_ERRCODE_COMMON_STREAM_ID_NULL                                               1000015
#define ZEGO_ERRCODE_COMMON_STREAM_ID_INVALID_CHARACTER                                  1000016
#define ZEGO_ERRCODE_COMMON_ILLEGAL_PARAM                                                1000017
#define ZEGO_ERRCODE_COMMON_CDN_URL_TOO_LONG                                             1000018
#define ZEGO_ERRCODE_COMMON_CDN_AUTH_PARAM_TOO_LONG                                      1000019
#define ZEGO_ERRCODE_COMMON_USER_NOT_SAME                                                1000020
#define ZEGO_ERRCODE_COMMON_APP_OFFLINE_ERROR                                            1000037
#define ZEGO_ERRCODE_COMMON_APP_FLEXIABLE_CONFIG_ERROR                                   1000038
#define ZEGO_ERRCODE_COMMON_APP_ACCESS_DENIED_ERROR                                      1000039
#define ZEGO_ERRCODE_COMMON_CDN_URL_INVALID                                              1000055
#define ZEGO_ERRCODE_COMMON_DNS_RESOLVE_ERROR                                            1000060
#define ZEGO_ERRCODE_COMMON_DISPATCH_ERROR                                               1000065
#define ZEGO_ERRCODE_COMMON_CONFIG_AFTER_ENGINE_STARTED                                  1000066
#define ZEGO_ERRCODE_COMMON_CONFIG_AFTER_ROOM_LOGGED_IN                                  1000067
#define ZEGO_ERRCODE_COMMON_LOAD_LIBRARY_FAILED                                          1000070
#define ZEGO_ERRCODE_COMMON_LOAD_LIBRARY_FUNC_NOT_FOUND                                  1000071
#define ZEGO_ERRCODE_COMMON_LOAD_LIBRARY_NOT_SUPPORT                                     1000072
#define ZEGO_ERRCODE_COMMON_INNER_NULLPTR                                                1000090

/* ---- Module engine ----------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_ENGINE_APPID_ZERO                                                   1001000
#define ZEGO_ERRCODE_ENGINE_APPSIGN_INVALID_LENGTH                                       1001001
#define ZEGO_ERRCODE_ENGINE_APPSIGN_INVALID_CHARACTER                                    1001002
#define ZEGO_ERRCODE_ENGINE_APPSIGN_NULL                                                 1001003
#define ZEGO_ERRCODE_ENGINE_APPID_INCORRECT_OR_NOT_ONLINE                                1001004
#define ZEGO_ERRCODE_ENGINE_APPSIGN_INCORRECT                                            1001005
#define ZEGO_ERRCODE_ENGINE_LICENSE_NULL                                                 1001006
#define ZEGO_ERRCODE_ENGINE_LOG_NO_WRITE_PERMISSION                                      1001014
#define ZEGO_ERRCODE_ENGINE_LOG_PATH_TOO_LONG                                            1001015
#define ZEGO_ERRCODE_ENGINE_SET_ROOM_MODE_ERROR_TIME                                     1001020
#define ZEGO_ERRCODE_ENGINE_SET_GEO_FENCE_ERROR_TIME                                     1001021
#define ZEGO_ERRCODE_ENGINE_EXPERIMENTAL_JSON_STR_INVALID                                1001091

/* ---- Module room ------------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_ROOM_COUNT_EXCEED                                                   1002001
#define ZEGO_ERRCODE_ROOM_ROOMID_INCORRECT                                               1002002
#define ZEGO_ERRCODE_ROOM_USER_ID_NULL                                                   1002005
#define ZEGO_ERRCODE_ROOM_USER_ID_INVALID_CHARACTER                                      1002006
#define ZEGO_ERRCODE_ROOM_USER_ID_TOO_LONG                                               1002007
#define ZEGO_ERRCODE_ROOM_USER_NAME_NULL                                                 1002008
#define ZEGO_ERRCODE_ROOM_USER_NAME_INVALID_CHARACTER                                    1002009
#define ZEGO_ERRCODE_ROOM_USER_NAME_TOO_LONG                                             1002010
#define ZEGO_ERRCODE_ROOM_ROOMID_NULL                                                    1002011
#define ZEGO_ERRCODE_ROOM_ROOMID_INVALID_CHARACTER                                       1002012
#define ZEGO_ERRCODE_ROOM_ROOMID_TOO_LONG                                                1002013
#define ZEGO_ERRCODE_ROOM_ROOM_EXTRA_INFO_KEY_EMPTY                                      1002014
#define ZEGO_ERRCODE_ROOM_ROOM_EXTRA_INFO_KEY_TOO_LONG                                   1002015
#define ZEGO_ERRCODE_ROOM_ROOM_EXTRA_INFO_VALUE_TOO_LONG                                 1002016
#define ZEGO_ERRCODE_ROOM_ROOM_EXTRA_INFO_EXCEED_KEYS                                    1002017
#define ZEGO_ERRCODE_ROOM_MULTI_ROOM_LOGIN_USER_NOT_SAME                                 1002018
#define ZEGO_ERRCODE_ROOM_MULTI_ROOM_SWTICH_ROOM_INVALID                                 1002019
#define ZEGO_ERRCODE_ROOM_ERROR_CONNECT_FAILED                                           1002030
#define ZEGO_ERRCODE_ROOM_ERROR_LOGIN_TIMEOUT                                            1002031
#define ZEGO_ERRCODE_ROOM_ERROR_AUTHENTICATION_FAILED                                    1002033
#define ZEGO_ERRCODE_ROOM_ERROR_EXCEED_MAXIMUM_MEMBER                                    1002034
#define ZEGO_ERRCODE_ROOM_ERROR_EXCEED_MAXIMUM_ROOM_COUNT                                1002035
#define ZEGO_ERRCODE_ROOM_ERROR_LOGIN_MULTI_ROOM_NOT_OPEN                                1002036
#define ZEGO_ERRCODE_ROOM_ERROR_MULTI_ROOM_EXCEED_MAXIMUM_ROOM_COUNT                     1002037
#define ZEGO_ERRCODE_ROOM_KICKED_OUT                                                     1002050
#define ZEGO_ERRCODE_ROOM_CONNECT_TEMPORARY_BROKEN                                       1002051
#define ZEGO_ERRCODE_ROOM_DISCONNECT                                                     1002052
#define ZEGO_ERRCODE_ROOM_RETRY_TIMEOUT                                                  1002053
#define ZEGO_ERRCODE_ROOM_MANUAL_KICKED_OUT                                              1002055
#define ZEGO_ERRCODE_ROOM_TOKEN_EXPIRED_KICKED_OUT                                       1002056
#define ZEGO_ERRCODE_ROOM_SESSION_EXCEPTION_KICKED_OUT                                   1002057
#define ZEGO_ERRCODE_ROOM_WRONG_LOGIN_SEQUENCE                                           1002061
#define ZEGO_ERRCODE_ROOM_WRONG_LOGOUT_SEQUENCE                                          1002062
#define ZEGO_ERRCODE_ROOM_NO_MULTI_ROOM_PERMISSION                                       1002063
#define ZEGO_ERRCODE_ROOM_ROOM_ID_HAS_BEEN_USED                                          1002064
#define ZEGO_ERRCODE_ROOM_MULTI_ROOM_DEPRECATED                                          1002065
#define ZEGO_ERRCODE_ROOM_USER_IN_BLACKLIST                                              1002066
#define ZEGO_ERRCODE_ROOM_NO_TOKEN                                                       1002067
#define ZEGO_ERRCODE_ROOM_APP_CALL_API_TOO_FREQUENT                                      1002071
#define ZEGO_ERRCODE_ROOM_ROOM_CALL_API_TOO_FREQUENT                                     1002072
#define ZEGO_ERRCODE_ROOM_APP_CALL_TOO_FREQUENT                                          1002073
#define ZEGO_ERRCODE_ROOM_TOKEN_INNER_ERROR                                              1002074
#define ZEGO_ERRCODE_ROOM_TOKEN_FORMAT_ERROR                                             1002075
#define ZEGO_ERRCODE_ROOM_TOKEN_APPID_ERROR                                              1002076
#define ZEGO_ERRCODE_ROOM_TOKEN_USERID_ERROR                                             1002077
#define ZEGO_ERRCODE_ROOM_TOKEN_EXPIRE_ERROR                                             1002078
#define ZEGO_ERRCODE_ROOM_TOKEN_VERSION_ERROR                                            1002079
#define ZEGO_ERRCODE_ROOM_TOKEN_NONCETYPE_ERROR                                          1002080
#define ZEGO_ERRCODE_ROOM_MULTI_ROOM_REQUIRED                                            1002081
#define ZEGO_ERRCODE_ROOM_RENEW_TOKEN_NO_PUBLISH_AUTH_ERROR                              1002082
#define ZEGO_ERRCODE_ROOM_ROOM_LOGIN_CUSTOM_DATA_LENGTH_ERROR                            1002083
#define ZEGO_ERRCODE_ROOM_ROOM_LOGIN_LICENSE_NOT_FOUND                                   1002084
#define ZEGO_ERRCODE_ROOM_ROOM_LOGIN_LICENSE_EXPIRED                                     1002085
#define ZEGO_ERRCODE_ROOM_ROOM_LOGIN_OTHER                                               1002086
#define ZEGO_ERRCODE_ROOM_ROOM_LICENSE_FEATURE_LIMIT                                     1002087
#define ZEGO_ERRCODE_ROOM_APP_PACKAGE_NOT_MATCH                                          1002088
#define ZEGO_ERRCODE_ROOM_ROOM_EDU_LOGIN_FAILED                                          1002089
#define ZEGO_ERRCODE_ROOM_INNER_ERROR                                                    1002099

/* ---- Module publisher -------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_PUBLISHER_PUBLISH_STREAM_FAILED                                     1003001
#define ZEGO_ERRCODE_PUBLISHER_BITRATE_INVALID                                           1003002
#define ZEGO_ERRCODE_PUBLISHER_TRAFFIC_MODE_INVALID                                      1003005
#define ZEGO_ERRCODE_PUBLISHER_ERROR_H265_ENCODER_NOT_SUPPORTED                          1003010
#define ZEGO_ERRCODE_PUBLISHER_OBJECT_SEGMENTATION_PERFORMANCE_WARNING                   1003011
#define ZEGO_ERRCODE_PUBLISHER_OBJECT_SEGMENTATION_DEVICE_NOT_SUPPORT                    1003012
#define ZEGO_ERRCODE_PUBLISHER_OBJECT_SEGMENTATION_NO_AUTH                               1003013
#define ZEGO_ERRCODE_PUBLISHER_OBJECT_SEGMENTATION_PARAM_ERROR                           1003014
#define ZEGO_ERRCODE_PUBLISHER_OBJECT_SEGMENTATION_IMAGE_LOAD_ERROR                      1003015
#define ZEGO_ERRCODE_PUBLISHER_ERROR_NETWORK_INTERRUPT                                   1003020
#define ZEGO_ERRCODE_PUBLISHER_ERROR_RETRY_TIMEOUT                                       1003021
#define ZEGO_ERRCODE_PUBLISHER_ERROR_ALREADY_DO_PUBLISH                                  1003023
#define ZEGO_ERRCODE_PUBLISHER_ERROR_SERVER_FORBID                                       1003025
#define ZEGO_ERRCODE_PUBLISHER_ERROR_REPETITIVE_PUBLISH_STREAM                           1003028
#define ZEGO_ERRCODE_PUBLISHER_RTMP_SERVER_DISCONNECT                                    1003029
#define ZEGO_ERRCODE_PUBLISHER_TAKE_PUBLISH_STREAM_SNAPSHOT_FAILED                       1003030
#define ZEGO_ERRCODE_PUBLISHER_UPDATE_CDN_TARGET_ERROR                                   1003040
#define ZEGO_ERRCODE_PUBLISHER_SEI_DATA_NULL                                             1003043
#define ZEGO_ERRCODE_PUBLISHER_SEI_DATA_TOO_LONG                                         1003044
#define ZEGO_ERRCODE_PUBLISHER_AUDIO_SIDE_DATA_NULL                                      1003045
#define ZEGO_ERRCODE_PUBLISHER_AUDIO_SIDE_DATA_TOO_LONG                                  1003046
#define ZEGO_ERRCODE_PUBLISHER_EXTRA_INFO_NULL                                           1003050
#define ZEGO_ERRCODE_PUBLISHER_EXTRA_INFO_TOO_LONG                                       1003051
#define ZEGO_ERRCODE_PUBLISHER_UPDATE_EXTRA_INFO_FAILED                                  1003053
#define ZEGO_ERRCODE_PUBLISHER_WATERMARK_URL_NULL                                        1003055
#define ZEGO_ERRCODE_PUBLISHER_WATERMARK_URL_TOO_LONG                                    1003056
#define ZEGO_ERRCODE_PUBLISHER_WATERMARK_URL_INVALID                                     1003057
#define ZEGO_ERRCODE_PUBLISHER_WATERMARK_LAYOUT_INVALID                                  1003058
#define ZEGO_ERRCODE_PUBLISHER_ENCRYPTION_KEY_INVALID                                    1003060
#define ZEGO_ERRCODE_PUBLISHER_ERROR_PUBLISH_WHEN_USING_MULTI_ROOM                       1003070
#define ZEGO_ERRCODE_PUBLISHER_ERROR_PUBLISH_WITH_ROOM_ID_IS_NULL_WHEN_USING_MULTI_ROOM  1003071
#define ZEGO_ERRCODE_PUBLISHER_ERROR_DISPATCH_AUTH_ERROR                                 1003072
#define ZEGO_ERRCODE_PUBLISHER_DUMMY_CAPTURE_IMAGE_PATH_ERROR                            1003073
#define ZEGO_ERRCODE_PUBLISHER_VIDEO_ENCODER_NO_SUPPORTTED                               1003080
#define ZEGO_ERRCODE_PUBLISHER_VIDEO_ENCODER_FAIL                                        1003081
#define ZEGO_ERRCODE_PUBLISHER_FACE_DETECTION_ERROR                                      1003082
#define ZEGO_ERRCODE_PUBLISHER_INNER_ERROR                                               1003099

/* ---- Module player ----------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_PLAYER_PLAY_STREAM_FAILED                                           1004001
#define ZEGO_ERRCODE_PLAYER_PLAY_STREAM_NOT_EXIST                                        1004002
#define ZEGO_ERRCODE_PLAYER_ERROR_DISPATCH_AUTH_ERROR                                    1004003
#define ZEGO_ERRCODE_PLAYER_SUPER_RESOLUTION_DEVICE_NOT_SUPPORT                          1004004
#define ZEGO_ERRCODE_PLAYER_SUPER_RESOLUTION_MAX_COUNT_EXCEED                            1004005
#define ZEGO_ERRCODE_PLAYER_SUPER_RESOLUTION_VIDEO_SIZE_NOT_SUPPORT                      1004006
#define ZEGO_ERRCODE_PLAYER_SUPER_RESOLUTION_DEVICE_PERFORMANCE_ERROR                    1004007
#define ZEGO_ERRCODE_PLAYER_SUPER_RESOLUTION_NOT_INIT_ERROR                              1004008
#define ZEGO_ERRCODE_PLAYER_SUPER_RESOLUTION_UNSUPPORTED_RESOLUTION                      1004009
#define ZEGO_ERRCODE_PLAYER_COUNT_EXCEED                                                 1004010
#define ZEGO_ERRCODE_PLAYER_STREAM_WAS_NOT_PLAYED                                        1004011
#define ZEGO_ERRCODE_PLAYER_CROSS_ROOM                                                   1004012
#define ZEGO_ERRCODE_PLAYER_ERROR_NETWORK_INTERRUPT                                      1004020
#define ZEGO_ERRCODE_PLAYER_ERROR_SERVER_FORBID                                          1004025
#define ZEGO_ERRCODE_PLAYER_TAKE_PLAY_STREAM_SNAPSHOT_FAILED                             1004030
#define ZEGO_ERRCODE_PLAYER_DECRYPTION_KEY_INVALID                                       1004060
#define ZEGO_ERRCODE_PLAYER_DECRYPTION_FAILED                                            1004061
#define ZEGO_ERRCODE_PLAYER_ERROR_PLAY_STREAM_WHEN_USING_MULTI_ROOM                      1004070
#define ZEGO_ERRCODE_PLAYER_ERROR_PLAY_STREAM_WITH_ROOM_ID_IS_NULL_WHEN_USING_MULTI_ROOM 1004071
#define ZEGO_ERRCODE_PLAYER_NOT_CONFIG_L3                                                1004072
#define ZEGO_ERRCODE_PLAYER_VIDEO_DECODER_NO_SUPPORTTED                                  1004080
#define ZEGO_ERRCODE_PLAYER_VIDEO_DECODER_FAIL                                           1004081
#define ZEGO_ERRCODE_PLAYER_INNER_ERROR                                                  1004099

/* ---- Module mixer ------------------------------------------------------------------------------ */

#define ZEGO_ERRCODE_MIXER_NO_SERVICES                                                   1005000
#define ZEGO_ERRCODE_MIXER_TASK_ID_NULL                                                  1005001
#define ZEGO_ERRCODE_MIXER_TASK_ID_TOO_LONG                                              1005002
#define ZEGO_ERRCODE_MIXER_TASK_ID_INVALID_CHARACTER                                     1005003
#define ZEGO_ERRCODE_MIXER_NO_OUTPUT_TARGET                                              1005005
#define ZEGO_ERRCODE_MIXER_OUTPUT_TARGET_INVALID                                         1005006
#define ZEGO_ERRCODE_MIXER_START_REQUEST_ERROR                                           1005010
#define ZEGO_ERRCODE_MIXER_STOP_REQUEST_ERROR                                            1005011
#define ZEGO_ERRCODE_MIXER_NOT_OWNER_STOP_MIXER                                          1005012
#define ZEGO_ERRCODE_MIXER_START_QPS_OVERLOAD                                            1005015
#define ZEGO_ERRCODE_MIXER_STOP_QPS_OVERLOAD                                             1005016
#define ZEGO_ERRCODE_MIXER_INPUT_LIST_INVALID                                            1005020
#define ZEGO_ERRCODE_MIXER_OUTPUT_LIST_INVALID                                           1005021
#define ZEGO_ERRCODE_MIXER_VIDEO_CONFIG_INVALID                                          1005023
#define ZEGO_ERRCODE_MIXER_AUDIO_CONFIG_INVALID                                          1005024
#define ZEGO_ERRCODE_MIXER_EXCEED_MAX_INPUT_COUNT                                        1005025
#define ZEGO_ERRCODE_MIXER_INPUT_STREAM_NOT_EXISTS                                       1005026
#define ZEGO_ERRCODE_MIXER_INPUT_PARAMETERS_ERROR                                        1005027
#define ZEGO_ERRCODE_MIXER_INPUT_LABEL_TEXT_TOO_LONG                                     1005028
#define ZEGO_ERRCODE_MIXER_OUTPUT_TARGET_TOO_LONG_ERROR                                  1005029
#define ZEGO_ERRCODE_MIXER_EXCEED_MAX_OUTPUT_COUNT                                       1005030
#define ZEGO_ERRCODE_MIXER_EXCEED_MAX_AUDIO_FOCUS_STREAM_COUNT                           1005031
#define ZEGO_ERRCODE_MIXER_ADVANCED_CONFIG_TOO_LONG_ERROR                                1005032
#define ZEGO_ERRCODE_MIXER_WATERMARK_TOO_LONG                                            1005033
#define ZEGO_ERRCODE_MIXER_INPUT_IMAGE_URL_TOO_LONG                                      1005034
#define ZEGO_ERRCODE_MIXER_INPUT_IMAGE_URL_FORMAT_ERROR                                  1005035
#define ZEGO_ERRCODE_MIXER_INPUT_IMAGE_URL_SIZE_ERROR                                    1005036
#define ZEGO_ERRCODE_MIXER_OUTPUT_TARGET_ROOM_ERROR                                      1005037
#define ZEGO_ERRCODE_MIXER_AUTHENTICATION_FAILED                                         1005050
#define ZEGO_ERRCODE_MIXER_WATERMARK_NULL                                                1005061
#define ZEGO_ERRCODE_MIXER_WATERMARK_PARAMETERS_ERROR                                    1005062
#define ZEGO_ERRCODE_MIXER_WATERMARK_URL_INVALID                                         1005063
#define ZEGO_ERRCODE_MIXER_BACKGROUND_IMAGE_URL_TOO_LONG                                 1005066
#define ZEGO_ERRCODE_MIXER_BACKGROUND_IMAGE_URL_INVALID                                  1005067
#define ZEGO_ERRCODE_MIXER_USER_DATA_TOO_LONG                                            1005068
#define ZEGO_ERRCODE_MIXER_AUTO_MIX_STREAM_SERVER_NOT_FOUND                              1005070
#define ZEGO_ERRCODE_MIXER_INNER_ERROR                                                   1005099

/* ---- Module device ----------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_DEVICE_ERROR_TYPE_GENERIC                                           1006001
#define ZEGO_ERRCODE_DEVICE_ERROR_TYPE_INVALID_ID                                        1006002
#define ZEGO_ERRCODE_DEVICE_ERROR_TYPE_NO_AUTHORIZATION                                  1006003
#define ZEGO_ERRCODE_DEVICE_ERROR_TYPE_ZERO_FPS                                          1006004
#define ZEGO_ERRCODE_DEVICE_ERROR_TYPE_IN_USE_BY_OTHER                                   1006005
#define ZEGO_ERRCODE_DEVICE_ERROR_TYPE_UNPLUGGED                                         1006006
#define ZEGO_ERRCODE_DEVICE_ERROR_TYPE_REBOOT_REQUIRED                                   1006007
#define ZEGO_ERRCODE_DEVICE_ERROR_MEDIA_SERVICES_LOST                                    1006008
#define ZEGO_ERRCODE_DEVICE_FREE_DEVICE_LIST_NULL                                        1006020
#define ZEGO_ERRCODE_DEVICE_SOULD_LEVEL_INTERVAL_INVALID                                 1006031
#define ZEGO_ERRCODE_DEVICE_AUDIO_SPECTRUM_INTERVAL_INVALID                              1006032
#define ZEGO_ERRCODE_DEVICE_ZOOM_FACTOR_INVALID                                          1006040
#define ZEGO_ERRCODE_DEVICE_EXPOSURE_COMPENSATION_VALUE_INVALID                          1006041
#define ZEGO_ERRCODE_DEVICE_AUDIO_VAD_STABLE_STATE_MONITOR_TYPE_INVALID                  1006042
#define ZEGO_ERRCODE_DEVICE_INNER_ERROR                                                  1006099

/* ---- Module preprocess ------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_PREPROCESS_PREPROCESS_UNKNOWN_ERROR                                 1007001
#define ZEGO_ERRCODE_PREPROCESS_BEAUTIFY_OPTION_INVALID                                  1007005
#define ZEGO_ERRCODE_PREPROCESS_REVERB_PARAM_NULL                                        1007006
#define ZEGO_ERRCODE_PREPROCESS_VOICE_CHANGER_PARAM_NULL                                 1007007
#define ZEGO_ERRCODE_PREPROCESS_REVERB_PARAM_ROOM_SIZE_INVALID                           1007011
#define ZEGO_ERRCODE_PREPROCESS_REVERB_PARAM_REVERBERANCE_INVALID                        1007012
#define ZEGO_ERRCODE_PREPROCESS_REVERB_PARAM_DAMPING_INVALID                             1007013
#define ZEGO_ERRCODE_PREPROCESS_REVERB_PARAM_DRY_WET_RATIO_INVALID                       1007014
#define ZEGO_ERRCODE_PREPROCESS_VIRTUAL_STEREO_ANGLE_INVALID                             1007015
#define ZEGO_ERRCODE_PREPROCESS_VOICE_CHANGER_PARAM_INVALID                              1007016
#define ZEGO_ERRCODE_PREPROCESS_REVERB_ECHO_PARAM_NULL                                   1007017
#define ZEGO_ERRCODE_PREPROCESS_REVERB_ECHO_PARAM_INVALID                                1007018
#define ZEGO_ERRCODE_PREPROCESS_ELECTRONIC_EFFECTS_TONAL_INVALID                         1007019
#define ZEGO_ERRCODE_PREPROCESS_ENABLE_EFFECTS_ENV_FAILED                                1007020
#define ZEGO_ERRCODE_PREPROCESS_ENABLE_EFFECTS_BEAUTY_FAILED                             1007021
#define ZEGO_ERRCODE_PREPROCESS_SET_EFFECTS_PARAM_FAILED                                 1007022
#define ZEGO_ERRCODE_PREPROCESS_NOT_SUPPORT_EFFECTS_BUFFER_TYPE                          1007023
#define ZEGO_ERRCODE_PREPROCESS_ENABLE_SPEECH_ENHANCE_PARAM_INVALID                      1007024

/* ---- Module mediaplayer ------------------------------------------------------------------------ */

#define ZEGO_ERRCODE_MEDIAPLAYER_NO_INSTANCE                                             1008001
#define ZEGO_ERRCODE_MEDIAPLAYER_NO_FILE_PATH                                            1008003
#define ZEGO_ERRCODE_MEDIAPLAYER_FILE_PATH_TOO_LONG                                      1008004
#define ZEGO_ERRCODE_MEDIAPLAYER_FILE_FORMAT_ERROR                                       1008005
#define ZEGO_ERRCODE_MEDIAPLAYER_FILE_PATH_NOT_EXISTS                                    1008006
#define ZEGO_ERRCODE_MEDIAPLAYER_FILE_DECODE_ERROR                                       1008007
#define ZEGO_ERRCODE_MEDIAPLAYER_FILE_NO_SUPPORTED_STREAM                                1008008
#define ZEGO_ERRCODE_MEDIAPLAYER_FILE_EXPIRED                                            1008009
#define ZEGO_ERRCODE_MEDIAPLAYER_DEMUX_ERROR                                             1008010
#define ZEGO_ERRCODE_MEDIAPLAYER_RESOURCE_EXPIRED                                        1008011
#define ZEGO_ERRCODE_MEDIAPLAYER_RESOURCE_ID_TOO_LONG                                    1008012
#define ZEGO_ERRCODE_MEDIAPLAYER_USER_CANCEL                                             1008013
#define ZEGO_ERRCODE_MEDIAPLAYER_ALREADY_START                                           1008014
#define ZEGO_ERRCODE_MEDIAPLAYER_PERMISSION_DENIED                                       1008015
#define ZEGO_ERRCODE_MEDIAPLAYER_SEEK_ERROR                                              1008016
#define ZEGO_ERRCODE_MEDIAPLAYER_PLATFORM_FORMAT_NOT_SUPPORTED                           1008020
#define ZEGO_ERRCODE_MEDIAPLAYER_EXCEED_MAX_COUNT                                        1008030
#define ZEGO_ERRCODE_MEDIAPLAYER_SET_AUDIO_TRACK_INDEX_ERROR                             1008040
#define ZEGO_ERRCODE_MEDIAPLAYER_SET_VOICE_CHANGER_PARAM_INVALID                         1008041
#define ZEGO_ERRCODE_MEDIAPLAYER_TAKE_SNAPSHOT_TIMING_ERROR                              1008042
#define ZEGO_ERRCODE_MEDIAPLAYER_PARAM_VALUE_RANGE_ILLEGAL                               1008043
#define ZEGO_ERRCODE_MEDIAPLAYER_LOCAL_CACHE_FAILED                                      1008044
#define ZEGO_ERRCODE_MEDIAPLAYER_INNER_ERROR                                             1008099

/* ---- Module im --------------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_IM_CONTENT_NULL                                                     1009001
#define ZEGO_ERRCODE_IM_CONTENT_TOO_LONG                                                 1009002
#define ZEGO_ERRCODE_IM_DATA_TOO_LONG                                                    1009003
#define ZEGO_ERRCODE_IM_INCONSISTENT_ROOM_ID                                             1009005
#define ZEGO_ERRCODE_IM_SEND_FAILED                                                      1009010
#define ZEGO_ERRCODE_IM_USER_ID_EMPTY                                                    1009011
#define ZEGO_ERRCODE_IM_USER_ID_TOO_LONG                                                 1009012
#define ZEGO_ERRCODE_IM_INPUT_PARAMS_LENGTH_LIMIT                                        1009013
#define ZEGO_ERRCODE_IM_BROADCAST_MESSAGE_QPS_OVERLOAD                                   1009015
#define ZEGO_ERRCODE_IM_MANAGER_CREATION_FAILED                                          1009031
#define ZEGO_ERRCODE_IM_NO_MANAGER_INSTANCE                                              1009032
#define ZEGO_ERRCODE_IM_NO_AVAILABLE_BROADCAST_CHANNEL                                   1009033
#define ZEGO_ERRCODE_IM_NO_AVAILABLE_STREAM_ID                                           1009034
#define ZEGO_ERRCODE_IM_REPEAT_BROADCAST                                                 1009035
#define ZEGO_ERRCODE_IM_NO_BROADCATING_STREAM                                            1009036
#define ZEGO_ERRCODE_IM_NO_SUBSCRIBING_STREAM                                            1009037
#define ZEGO_ERRCODE_IM_REPEAT_SUBSCRIBE                                                 1009038
#define ZEGO_ERRCODE_IM_REAL_TIME_SEQUENTIAL_DATA_SEND_FAILED                            1009039

/* ---- Module record ----------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_RECORD_FILE_SUFFIX_NAME_FORMAT_NOT_SUPPORT                          1010002
#define ZEGO_ERRCODE_RECORD_COMMON_LIVEROOM_API_ERROR                                    1010003
#define ZEGO_ERRCODE_RECORD_FILE_PATH_TOO_LONG                                           1010011
#define ZEGO_ERRCODE_RECORD_INNER_VE_ERROR                                               1010012
#define ZEGO_ERRCODE_RECORD_OPEN_FILE_FAILED                                             1010013
#define ZEGO_ERRCODE_RECORD_WRITE_FILE_ERROR                                             1010014
#define ZEGO_ERRCODE_RECORD_NO_ENOUGH_SPARE_CAPACITY                                     1010017
#define ZEGO_ERRCODE_RECORD_FILE_HANDLE_EXCEPTIONS                                       1010018
#define ZEGO_ERRCODE_RECORD_IO_EXCEPTIONS                                                1010019

/* ---- Module customvideoio ---------------------------------------------------------------------- */

#define ZEGO_ERRCODE_CUSTOMVIDEOIO_CAPTURER_NOT_CREATED                                  1011001
#define ZEGO_ERRCODE_CUSTOMVIDEOIO_NO_CUSTOM_VIDEO_CAPTURE                               1011002
#define ZEGO_ERRCODE_CUSTOMVIDEOIO_ENABLE_CUSTOM_IO_FAILED                               1011003
#define ZEGO_ERRCODE_CUSTOMVIDEOIO_PROCESS_MODULE_NOT_CREATED                            1011004
#define ZEGO_ERRCODE_CUSTOMVIDEOIO_NO_CUSTOM_VIDEO_PROCESSING                            1011005
#define ZEGO_ERRCODE_CUSTOMVIDEOIO_NOT_SUPPORTED_FORMAT                                  1011010
#define ZEGO_ERRCODE_CUSTOMVIDEOIO_NOT_SUPPORTED_BUFFER_TYPE                             1011011
#define ZEGO_ERRCODE_CUSTOMVIDEOIO_INVALID_ACTIVE_D3D11_DEVICE                           1011012

/* ---- Module customaudioio ---------------------------------------------------------------------- */

#define ZEGO_ERRCODE_CUSTOMAUDIOIO_UNSUPPORTED_AUDIO_SOURCE_TYPE                         1012001
#define ZEGO_ERRCODE_CUSTOMAUDIOIO_CAPTURER_NOT_CREATED                                  1012002
#define ZEGO_ERRCODE_CUSTOMAUDIOIO_RENDERER_NOT_CREATED                                  1012003
#define ZEGO_ERRCODE_CUSTOMAUDIOIO_ENABLE_CUSTOM_AUDIO_IO_FAILED                         1012004
#define ZEGO_ERRCODE_CUSTOMAUDIOIO_AUDIO_DATA_CALLBACK_SAMPLE_RATE_NO_SUPPORT            1012010

/* ---- Module mediapublisher --------------------------------------------------------------------- */

#define ZEGO_ERRCODE_MEDIAPUBLISHER_NO_INSTANCE                                          1013000
#define ZEGO_ERRCODE_MEDIAPUBLISHER_FILE_PARSE_ERROR                                     1013001
#define ZEGO_ERRCODE_MEDIAPUBLISHER_FILE_PATH_ERROR                                      1013002
#define ZEGO_ERRCODE_MEDIAPUBLISHER_FILE_CODEC_ERROR                                     1013003
#define ZEGO_ERRCODE_MEDIAPUBLISHER_TIMESTAMP_GO_BACK_ERROR                              1013004
#define ZEGO_ERRCODE_MEDIAPUBLISHER_EXCEED_MAX_COUNT                                     1013005

/* ---- Module audioeffectplayer ------------------------------------------------------------------ */

#define ZEGO_ERRCODE_AUDIOEFFECTPLAYER_NO_INSTANCE                                       1014000
#define ZEGO_ERRCODE_AUDIOEFFECTPLAYER_LOAD_FAILED                                       1014001
#define ZEGO_ERRCODE_AUDIOEFFECTPLAYER_PLAY_FAILED                                       1014002
#define ZEGO_ERRCODE_AUDIOEFFECTPLAYER_SEEK_FAILED                                       1014003
#define ZEGO_ERRCODE_AUDIOEFFECTPLAYER_EXCEED_MAX_COUNT                                  1014004

/* ---- Module utilities -------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_UTILITIES_NETWORK_CONNECTIVITY_TEST_FAILED                          1015001
#define ZEGO_ERRCODE_UTILITIES_NETWORK_TOOL_CONNECT_SERVER_FAILED                        1015002
#define ZEGO_ERRCODE_UTILITIES_NETWORK_TOOL_RTP_TIMEOUT_ERROR                            1015003
#define ZEGO_ERRCODE_UTILITIES_NETWORK_TOOL_ENGINE_DENIED                                1015004
#define ZEGO_ERRCODE_UTILITIES_NETWORK_TOOL_STOPPED_BY_PUBLISHING_STREAM                 1015005
#define ZEGO_ERRCODE_UTILITIES_NETWORK_TOOL_STOPPED_BY_PLAYING_STREAM                    1015006
#define ZEGO_ERRCODE_UTILITIES_NETWORK_TOOL_INNER_ERROR                                  1015009
#define ZEGO_ERRCODE_UTILITIES_PERFORMANCE_MONITOR_INTERVAL_INVALID                      1015031
#define ZEGO_ERRCODE_UTILITIES_STOP_BY_LOGIN_ROOM                                        1015032
#define ZEGO_ERRCODE_UTILITIES_START_DUMP_AUDIO_DATA_FAILED                              1015033
#define ZEGO_ERRCODE_UTILITIES_ALREADY_START_DUMP_DATA_ERROR                             1015034
#define ZEGO_ERRCODE_UTILITIES_NO_DUMP_DATA_ERROR                                        1015035
#define ZEGO_ERRCODE_UTILITIES_CREATE_DUMP_DATA_FOLDER_ERROR                             1015036
#define ZEGO_ERRCODE_UTILITIES_UPLOAD_MODULE_INNER_ERROR                                 1015037
#define ZEGO_ERRCODE_UTILITIES_DUMP_DATA_EXCEED_MAX_SIZE_ERROR                           1015038
#define ZEGO_ERRCODE_UTILITIES_START_DUMP_VIDEO_DATA_FAILED                              1015039

/* ---- Module rangeaudio ------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_RANGEAUDIO_NO_INSTANCE                                              1016000
#define ZEGO_ERRCODE_RANGEAUDIO_EXCEED_MAX_COUNT                                         1016001
#define ZEGO_ERRCODE_RANGEAUDIO_NOT_SUPPORT_MULTI_ROOM                                   1016002
#define ZEGO_ERRCODE_RANGEAUDIO_TEAM_ID_TOO_LONG                                         1016003
#define ZEGO_ERRCODE_RANGEAUDIO_TEAM_ID_INVALID_CHARACTER                                1016004

/* ---- Module copyrightedmusic ------------------------------------------------------------------- */

#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_COMMAND_INVALID                                    1017000
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_PARAMS_INVALID                                     1017001
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_SONG_ID_INVALID                                    1017002
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_SHARE_TOKEN_INVALID                                1017003
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_RESOURCE_ID_INVALID                                1017004
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_START_POSITION_INVALID                             1017005
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_POSITION_INVALID                                   1017006
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_VOLUME_INVALID                                     1017007
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_KRC_TOKEN_INVALID                                  1017008
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_COPYRIGHTED_MUSIC_AUTH_PARAM_INVALID               1017009
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_COPYRIGHTED_SERVER_FAIL                            1017010
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_FREE_SPACE_LIMIT                                   1017011
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_DOWNLOADING                                        1017012
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_RESOURCE_FILE_NOT_EXIST                            1017013
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_RESOURCE_FILE_EXPIRED                              1017014
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_RESOURCE_FILE_INVALID                              1017015
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_DOWNLOAD_CANCELED                                  1017016
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_RESOURCE_ID_UNAUTHORIZED                           1017018
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_RESOURCE_EXPIRED                                   1017019
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_RESOURCE_NOT_SUPPORT_FUNCTION                      1017020
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NO_COPYRIGHT                                       1017030
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NO_PERMISSIONS_OF_LYRICS_AND_MUSIC                 1017031
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NON_MONTHLY_MEMBERSHIP                             1017032
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NO_ACCOMPANY                                       1017033
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_RESOURCE_NOT_EXIST                                 1017034
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_ILLEGAL_PARAM                                      1017040
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_APPID_INVALID                                      1017041
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_BILLING_MODE_INVALID                               1017042
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_UNREASONABLE_ACCESS                                1017043
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_SHARE_TOKEN_EXPIRED                                1017044
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_SHARE_TOKEN_ILLEGAL                                1017045
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_KRC_TOKEN_ILLEGAL                                  1017046
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_KRC_TOKEN_EXPIRED                                  1017047
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_GET_LYRIC_FAIL                                     1017048
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_GET_PITCH_FAIL                                     1017049
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NOT_SHARED_RESOURCE                                1017050
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_GET_SHARED_RESOURCE_TIMES_OVER                     1017051
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_VENDOR_ID_NOT_AVALIABLE                            1017052
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_VENDOR_NOT_SUPPORT_FUNCTION                        1017053
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_ROOM_NO_LOGIN                                      1017054
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_VENDOR_ID_INVALID                                  1017071
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_SONG_ID_NOT_SUPPORT                                1017072
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_MASTER_ID_INVALID                                  1017073
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_PAGE_INVALID                                       1017074
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NO_PITCH                                           1017075
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_SCENE_ID_INVALID                                   1017076
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_TOP_ID_INVALID                                     1017077
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_LOAD_PLUGIN_FAIL                                   1017094
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NOT_SUPPORT_METHOD                                 1017095
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NO_INIT                                            1017096
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_SYSTEM_BUSY                                        1017097
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_NETWORK_ERROR                                      1017098
#define ZEGO_ERRCODE_COPYRIGHTEDMUSIC_INNER_ERROR                                        1017099

/* ---- Module audiovadclient --------------------------------------------------------------------- */

#define ZEGO_ERRCODE_AUDIOVADCLIENT_INNER_NULLPTR                                        1018000
#define ZEGO_ERRCODE_AUDIOVADCLIENT_NO_INSTANCE                                          1018001

/* ---- Module rangescene ------------------------------------------------------------------------- */

#define ZEGO_ERRCODE_RANGESCENE_CALL_FUNCTION_FAILED                                     1019000
#define ZEGO_ERRCODE_RANGESCENE_NO_INSTANCE                                              1019001
#define ZEGO_ERRCODE_RANGESCENE_NOT_LOGIN_SCENE                                          1019002
#define ZEGO_ERRCODE_RANGESCENE_NOT_SUPPORT                                              1019003
#define ZEGO_ERRCODE_RANGESCENE_RETRY_TIMEOUT                                            1019004
#define ZEGO_ERRCODE_RANGESCENE_NETWORK_INTERRUPT                                        1019005
#define ZEGO_ERRCODE_RANGESCENE_TOKEN_ILLEGAL                                            1019006
#define ZEGO_ERRCODE_RANGESCENE_TOKEN_EXPIRE                                             1019007
#define ZEGO_ERRCODE_RANGESCENE_COORDINATE_OUT_OF_RANGE                                  1019020
#define ZEGO_ERRCODE_RANGESCENE_ITEM_HAS_BEEN_CREATED                                    1019021
#define ZEGO_ERRCODE_RANGESCENE_ITEM_BIND_EXCEED_LIMIT                                   1019022
#define ZEGO_ERRCODE_RANGESCENE_ITEM_NOT_EXIST                                           1019023
#define ZEGO_ERRCODE_RANGESCENE_ITEM_NOT_BIND                                            1019024
#define ZEGO_ERRCODE_RANGESCENE_ITEM_CAS_FAILED                                          1019025
#define ZEGO_ERRCODE_RANGESCENE_ITEM_CAPACITY_EXCEED_LIMIT                               1019026
#define ZEGO_ERRCODE_RANGESCENE_USER_BIND_ITEM_EXCEED_LIMIT                              1019027
#define ZEGO_ERRCODE_RANGESCENE_ITEM_OUT_OF_USER_VIEW                                    1019028
#define ZEGO_ERRCODE_RANGESCENE_EXCEED_MAX_COUNT                                         1019030
#define ZEGO_ERRCODE_RANGESCENE_TEAM_EXCEED_MAX_COUNT                                    1019031
#define ZEGO_ERRCODE_RANGESCENE_TEAM_ID_OCCUPIED                                         1019032
#define ZEGO_ERRCODE_RANGESCENE_TEAM_ID_INCORRECT                                        1019033
#define ZEGO_ERRCODE_RANGESCENE_INNER_ERROR                                              1019099

/* ---- Module screencapture ---------------------------------------------------------------------- */

#define ZEGO_ERRCODE_SCREENCAPTURE_PERMISSION_DENIED                                     1020000
#define ZEGO_ERRCODE_SCREENCAPTURE_NOT_SUPPORT                                           1020001
#define ZEGO_ERRCODE_SCREENCAPTURE_SDK_NO_MODULE                                         1020002
#define ZEGO_ERRCODE_SCREENCAPTURE_NO_INSTANCE                                           1020003
#define ZEGO_ERRCODE_SCREENCAPTURE_EXCEED_MAX_COUNT                                      1020004
#define ZEGO_ERRCODE_SCREENCAPTURE_INNER_ERROR                                           1020005
#define ZEGO_ERRCODE_SCREENCAPTURE_NOT_SUPPORTED_ERROR                                   1020050

/* ---- Module aivoicechanger --------------------------------------------------------------------- */

#define ZEGO_ERRCODE_AIVOICECHANGER_NO_INSTANCE                                          1021000
#define ZEGO_ERRCODE_AIVOICECHANGER_EXCEED_MAX_COUNT                                     1021001
#define ZEGO_ERRCODE_AIVOICECHANGER_INNER_ERROR                                          1021002
#define ZEGO_ERRCODE_AIVOICECHANGER_NOT_INIT_ERROR                                       1021003
#define ZEGO_ERRCODE_AIVOICECHANGER_INIT_FAILED_ERROR                                    1021004
#define ZEGO_ERRCODE_AIVOICECHANGER_NO_MODEL_ERROR                                       1021005
#define ZEGO_ERRCODE_AIVOICECHANGER_MODEL_DOWNLOAD_FAILED_ERROR                          1021006
#define ZEGO_ERRCODE_AIVOICECHANGER_DEVICE_NOT_SUPPORTED_ERROR                           1021007

/* ---- Module picturecapturer -------------------------------------------------------------------- */

#define ZEGO_ERRCODE_PICTURECAPTURER_PATH_TOO_LONG                                       1022000
#define ZEGO_ERRCODE_PICTURECAPTURER_PATH_INVALID                                        1022001
#define ZEGO_ERRCODE_PICTURECAPTURER_PATH_NULL                                           1022002

/* ---- Module customaudiosource ------------------------------------------------------------------ */

#define ZEGO_ERRCODE_CUSTOMAUDIOSOURCE_EXCEED_MAX_COUNT                                  1023000

#endif
