/* Shared structures.
 *
 * Structures that more than one topic uses. They are passed by value unless a declaration
 * says otherwise.
 */
#ifndef ZEGO_EXPRESS_SHARED_STRUCTS_H
#define ZEGO_EXPRESS_SHARED_STRUCTS_H

#include "shared_enums.h"

struct zego_reverb_param {
    float room_size;
    float reverberance;
    float damping;
    float dry_wet_ratio;
};

struct zego_user {
    char user_id[ZEGO_EXPRESS_MAX_USERID_LEN];
    char user_name[ZEGO_EXPRESS_MAX_USERNAME_LEN];
};

struct zego_rect {
    int left;
    int top;
    int right;
    int bottom;
};

struct zego_canvas {
    void *view;
    enum zego_view_mode view_mode;
    int background_color;
    bool alpha_blend;
    int rotation;
    bool mirror;
    char view_context[64];
};

struct zego_publish_stream_quality {
    double video_capture_fps;
    double video_encode_fps;
    double video_send_fps;
    double video_kbps;
    double audio_capture_fps;
    double audio_send_fps;
    double audio_kbps;
    int rtt;
    double packet_lost_rate;
    enum zego_stream_quality_level level;
    bool is_hardware_encode;
    enum zego_video_codec_id video_codec_id;
    double total_send_bytes;
    double audio_send_bytes;
    double video_send_bytes;
    int audio_traffic_control_rate;
    int video_traffic_control_rate;
};

struct zego_cdn_config {
    char url[ZEGO_EXPRESS_MAX_URL_LEN];
    char auth_param[ZEGO_EXPRESS_MAX_COMMON_LEN];
    char protocol[ZEGO_EXPRESS_MAX_COMMON_LEN];
    char quic_version[ZEGO_EXPRESS_MAX_COMMON_LEN];
    enum zego_http_dns_type http_dns;
    int quic_connect_mode;
    char custom_params[ZEGO_EXPRESS_MAX_COMMON_LEN];
};

struct zego_stream_relay_cdn_info {
    char url[ZEGO_EXPRESS_MAX_URL_LEN];
    enum zego_stream_relay_cdn_state state;
    enum zego_stream_relay_cdn_update_reason update_reason;
    unsigned long long state_time;
};

struct zego_play_stream_quality {
    double video_recv_fps;
    double video_dejitter_fps;
    double video_decode_fps;
    double video_render_fps;
    double video_kbps;
    double video_break_rate;
    double audio_recv_fps;
    double audio_dejitter_fps;
    double audio_decode_fps;
    double audio_render_fps;
    double audio_kbps;
    double audio_break_rate;
    double mos;
    int rtt;
    double packet_lost_rate;
    int peer_to_peer_delay;
    double peer_to_peer_packet_lost_rate;
    enum zego_stream_quality_level level;
    int delay;
    int av_timestamp_diff;
    bool is_hardware_decode;
    enum zego_video_codec_id video_codec_id;
    double total_recv_bytes;
    double audio_recv_bytes;
    double video_recv_bytes;
    unsigned int audio_cumulative_break_count;
    unsigned int audio_cumulative_break_time;
    double audio_cumulative_break_rate;
    unsigned int audio_cumulative_decode_time;
    unsigned int video_cumulative_break_count;
    unsigned int video_cumulative_break_time;
    double video_cumulative_break_rate;
    unsigned int video_cumulative_decode_time;
    int mute_video;
    int mute_audio;
};

struct zego_watermark {
    char image_url[ZEGO_EXPRESS_MAX_COMMON_LEN];
    struct zego_rect layout;
};

struct zego_sound_level_info {
    char stream_id[ZEGO_EXPRESS_MAX_STREAM_LEN];
    float sound_level;
    int vad;
};

struct zego_camera_capture_params {
    int capture_resolution_width;
    int capture_resolution_height;
    int capture_fps;
};

struct zego_video_frame_param {
    enum zego_video_frame_format format;
    int strides[4];
    int width;
    int height;
    int rotation;
};

struct zego_audio_frame_param {
    enum zego_audio_sample_rate sample_rate;
    enum zego_audio_channel channel;
};

struct zego_position_orientation {
    float axis_forward[3];
    float axis_right[3];
    float axis_up[3];
};

struct zego_position {
    float coordinate[3];
    struct zego_position_orientation motion_orientation;
    struct zego_position_orientation camera_orientation;
};

struct zego_audio_source_process_config {
    int *mix_audio_source_index_list;
    int mix_audio_source_count;
};

struct zego_receive_range_param {
    float min;
    float max;
};

#endif
