/* Copyrighted music.
 *
 * Songs, accompaniments, lyrics, pitches and scores from licensed vendors.
 */
#ifndef ZEGO_EXPRESS_COPYRIGHTED_MUSIC_H
#define ZEGO_EXPRESS_COPYRIGHTED_MUSIC_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_copyrighted_music_billing_mode {
    zego_copyrighted_music_billing_mode_count  = 0,
    zego_copyrighted_music_billing_mode_user   = 1,
    zego_copyrighted_music_billing_mode_room   = 2,
    zego_copyrighted_music_billing_mode_master = 3
};

enum zego_copyrighted_music_type {
    zego_copyrighted_music_song                  = 0,
    zego_copyrighted_music_song_hq               = 1,
    zego_copyrighted_music_song_sq               = 2,
    zego_copyrighted_music_accompaniment         = 3,
    zego_copyrighted_music_accompaniment_clip    = 4,
    zego_copyrighted_music_accompaniment_segment = 5
};

enum zego_copyrighted_music_resource_type {
    zego_copyrighted_music_resource_song                  = 0,
    zego_copyrighted_music_resource_accompaniment         = 1,
    zego_copyrighted_music_resource_accompaniment_clip    = 2,
    zego_copyrighted_music_resource_accompaniment_segment = 3
};

enum zego_copyrighted_music_vendor_id {
    zego_copyrighted_music_vendor_default = 0,
    zego_copyrighted_music_vendor1        = 1,
    zego_copyrighted_music_vendor2        = 2,
    zego_copyrighted_music_vendor3        = 4
};

enum zego_copyrighted_music_resource_quality_type {
    zego_copyrighted_music_resource_quality_normal = 0,
    zego_copyrighted_music_resource_quality_hq     = 1,
    zego_copyrighted_music_resource_quality_sq     = 2
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_copyrighted_music_config {
    struct zego_user user;
};

struct zego_copyrighted_music_get_lyric_config {
    char song_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    int vendor_id;
};

struct zego_copyrighted_music_request_config {
    char song_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    enum zego_copyrighted_music_billing_mode mode;
    enum zego_copyrighted_music_vendor_id vendor_id;
    char room_id[ZEGO_EXPRESS_MAX_ROOMID_LEN];
    char master_id[64];
    int scene_id;
};

struct zego_copyrighted_music_request_config_v2 {
    char song_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    int mode;
    int vendor_id;
    char room_id[ZEGO_EXPRESS_MAX_ROOMID_LEN];
    char master_id[64];
    int scene_id;
    int resource_type;
};

struct zego_copyrighted_music_get_shared_config {
    char song_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    enum zego_copyrighted_music_vendor_id vendor_id;
    char room_id[ZEGO_EXPRESS_MAX_ROOMID_LEN];
};

struct zego_copyrighted_music_get_shared_config_v2 {
    char song_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    int vendor_id;
    char room_id[ZEGO_EXPRESS_MAX_ROOMID_LEN];
    int resource_type;
};

struct zego_copyrighted_music_query_cache_config {
    char song_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    enum zego_copyrighted_music_resource_type resource_type;
    enum zego_copyrighted_music_resource_quality_type resource_quality_type;
    enum zego_copyrighted_music_vendor_id vendor_id;
};

struct zego_copyrighted_music_query_cache_config_v2 {
    char song_id[ZEGO_EXPRESS_MAX_COMMON_LEN];
    int resource_type;
    int resource_quality_type;
    int vendor_id;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_copyrighted_music_download_progress_update)(
    zego_handle handle, int seq, const char *resource_id, float progress_rate, void *user_context);

typedef void (*zego_on_copyrighted_music_current_pitch_value_update)(
    zego_handle handle, const char *resource_id, int current_duration, int pitch_value,
    void *user_context);

typedef void (*zego_on_copyrighted_music_init)(
    zego_handle handle, int seq, int error_code, void *user_context);

typedef void (*zego_on_copyrighted_music_send_extended_request)(
    zego_handle handle, int seq, int error_code, const char *command, const char *result,
    void *user_context);

typedef void (*zego_on_copyrighted_music_get_lrc_lyric)(
    zego_handle handle, int seq, int error_code, const char *lyrics, void *user_context);

typedef void (*zego_on_copyrighted_music_get_krc_lyric_by_token)(
    zego_handle handle, int seq, int error_code, const char *lyrics, void *user_context);

typedef void (*zego_on_copyrighted_music_request_song)(
    zego_handle handle, int seq, int error_code, const char *resource, void *user_context);

typedef void (*zego_on_copyrighted_music_request_accompaniment)(
    zego_handle handle, int seq, int error_code, const char *resource, void *user_context);

typedef void (*zego_on_copyrighted_music_request_accompaniment_clip)(
    zego_handle handle, int seq, int error_code, const char *resource, void *user_context);

typedef void (*zego_on_copyrighted_music_get_music_by_token)(
    zego_handle handle, int seq, int error_code, const char *resource, void *user_context);

typedef void (*zego_on_copyrighted_music_request_resource)(
    zego_handle handle, int seq, int error_code, const char *resource, void *user_context);

typedef void (*zego_on_copyrighted_music_get_shared_resource)(
    zego_handle handle, int seq, int error_code, const char *resource, void *user_context);

typedef void (*zego_on_copyrighted_music_download)(
    zego_handle handle, int seq, int error_code, void *user_context);

typedef void (*zego_on_copyrighted_music_get_standard_pitch)(
    zego_handle handle, int seq, int error_code, const char *pitch, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_create_copyrighted_music(zego_handle handle);
int zego_express_destroy_copyrighted_music(zego_handle handle);
int zego_express_copyrighted_music_init(
    zego_handle handle, struct zego_copyrighted_music_config config, int *sequence);
int zego_express_copyrighted_music_get_cache_size(
    zego_handle handle, unsigned long long *cache_size);
int zego_express_copyrighted_music_clear_cache(zego_handle handle);
int zego_express_copyrighted_music_send_extended_request(
    zego_handle handle, const char *command, const char *params, int *sequence);
int zego_express_copyrighted_music_get_lrc_lyric_with_vendor(
    zego_handle handle, const char *song_id, enum zego_copyrighted_music_vendor_id vendor_id,
    int *sequence);
int zego_express_copyrighted_music_get_lrc_lyric_with_config(
    zego_handle handle, struct zego_copyrighted_music_get_lyric_config config, int *sequence);
int zego_express_copyrighted_music_get_krc_lyric_by_token(
    zego_handle handle, const char *krc_token, int *sequence);
int zego_express_copyrighted_music_request_resource(
    zego_handle handle, struct zego_copyrighted_music_request_config config,
    enum zego_copyrighted_music_resource_type type, int *sequence);
int zego_express_copyrighted_music_request_resource_v2(
    zego_handle handle, struct zego_copyrighted_music_request_config_v2 config, int *sequence);
int zego_express_copyrighted_music_get_shared_resource(
    zego_handle handle, struct zego_copyrighted_music_get_shared_config config,
    enum zego_copyrighted_music_resource_type type, int *sequence);
int zego_express_copyrighted_music_get_shared_resource_v2(
    zego_handle handle, struct zego_copyrighted_music_get_shared_config_v2 config, int *sequence);
int zego_express_copyrighted_music_download(
    zego_handle handle, const char *resource_id, int *sequence);
int zego_express_copyrighted_music_cancel_download(zego_handle handle, const char *resource_id);
int zego_express_copyrighted_music_query_cache_with_config(
    zego_handle handle, struct zego_copyrighted_music_query_cache_config config, bool *is_cache);
int zego_express_copyrighted_music_query_cache_with_config_v2(
    zego_handle handle, struct zego_copyrighted_music_query_cache_config_v2 config, bool *is_cache);
int zego_express_copyrighted_music_get_duration(
    zego_handle handle, const char *resource_id, unsigned long long *duration);
int zego_express_copyrighted_music_set_scoring_level(zego_handle handle, int level);
int zego_express_copyrighted_music_start_score(
    zego_handle handle, const char *resource_id, int pitch_value_interval);
int zego_express_copyrighted_music_pause_score(zego_handle handle, const char *resource_id);
int zego_express_copyrighted_music_resume_score(zego_handle handle, const char *resource_id);
int zego_express_copyrighted_music_stop_score(zego_handle handle, const char *resource_id);
int zego_express_copyrighted_music_reset_score(zego_handle handle, const char *resource_id);
int zego_express_copyrighted_music_get_previous_score(
    zego_handle handle, const char *resource_id, int *total_score);
int zego_express_copyrighted_music_get_average_score(
    zego_handle handle, const char *resource_id, int *total_score);
int zego_express_copyrighted_music_get_total_score(
    zego_handle handle, const char *resource_id, int *total_score);
int zego_express_copyrighted_music_get_full_score(
    zego_handle handle, const char *resource_id, int *full_score);
int zego_express_copyrighted_music_get_standard_pitch(
    zego_handle handle, const char *resource_id, int *sequence);
int zego_express_copyrighted_music_get_current_pitch(
    zego_handle handle, const char *resource_id, int *pitch);
int zego_express_copyrighted_music_request_song(
    zego_handle handle, struct zego_copyrighted_music_request_config config, int *sequence);
int zego_express_copyrighted_music_request_accompaniment(
    zego_handle handle, struct zego_copyrighted_music_request_config config, int *sequence);
int zego_express_copyrighted_music_request_accompaniment_clip(
    zego_handle handle, struct zego_copyrighted_music_request_config config, int *sequence);
int zego_express_copyrighted_music_get_music_by_token(
    zego_handle handle, const char *share_token, int *sequence);
int zego_express_copyrighted_music_get_lrc_lyric(
    zego_handle handle, const char *song_id, int *sequence);
int zego_express_copyrighted_music_query_cache(
    zego_handle handle, const char *song_id, enum zego_copyrighted_music_type type, bool *is_cache);
int zego_express_copyrighted_music_query_cache_with_vendor(
    zego_handle handle, const char *song_id, enum zego_copyrighted_music_type type,
    enum zego_copyrighted_music_vendor_id vendor_id, bool *is_cache);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_copyrighted_music_download_progress_update_callback(
    zego_handle handle, zego_on_copyrighted_music_download_progress_update callback_func,
    void *user_context);
void zego_register_copyrighted_music_current_pitch_value_update_callback(
    zego_handle handle, zego_on_copyrighted_music_current_pitch_value_update callback_func,
    void *user_context);
void zego_register_copyrighted_music_init_callback(
    zego_handle handle, zego_on_copyrighted_music_init callback_func, void *user_context);
void zego_register_copyrighted_music_send_extended_request_callback(
    zego_handle handle, zego_on_copyrighted_music_send_extended_request callback_func,
    void *user_context);
void zego_register_copyrighted_music_get_lrc_lyric_callback(
    zego_handle handle, zego_on_copyrighted_music_get_lrc_lyric callback_func, void *user_context);
void zego_register_copyrighted_music_get_krc_lyric_by_token_callback(
    zego_handle handle, zego_on_copyrighted_music_get_krc_lyric_by_token callback_func,
    void *user_context);
void zego_register_copyrighted_music_request_song_callback(
    zego_handle handle, zego_on_copyrighted_music_request_song callback_func, void *user_context);
void zego_register_copyrighted_music_request_accompaniment_callback(
    zego_handle handle, zego_on_copyrighted_music_request_accompaniment callback_func,
    void *user_context);
void zego_register_copyrighted_music_request_accompaniment_clip_callback(
    zego_handle handle, zego_on_copyrighted_music_request_accompaniment_clip callback_func,
    void *user_context);
void zego_register_copyrighted_music_get_music_by_token_callback(
    zego_handle handle, zego_on_copyrighted_music_get_music_by_token callback_func,
    void *user_context);
void zego_register_copyrighted_music_request_resource_callback(
    zego_handle handle, zego_on_copyrighted_music_request_resource callback_func,
    void *user_context);
void zego_register_copyrighted_music_get_shared_resource_callback(
    zego_handle handle, zego_on_copyrighted_music_get_shared_resource callback_func,
    void *user_context);
void zego_register_copyrighted_music_download_callback(
    zego_handle handle, zego_on_copyrighted_music_download callback_func, void *user_context);
void zego_register_copyrighted_music_get_standard_pitch_callback(
    zego_handle handle, zego_on_copyrighted_music_get_standard_pitch callback_func,
    void *user_context);

#ifdef __cplusplus
}
#endif

#endif
