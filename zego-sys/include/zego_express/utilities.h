/* Utilities.
 *
 * Performance figures, network tests, network time and data dumps.
 */
#ifndef ZEGO_EXPRESS_UTILITIES_H
#define ZEGO_EXPRESS_UTILITIES_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_network_mode {
    zego_network_mode_offline  = 0,
    zego_network_mode_unknown  = 1,
    zego_network_mode_ethernet = 2,
    zego_network_mode_wifi     = 3,
    zego_network_mode_2g       = 4,
    zego_network_mode_3g       = 5,
    zego_network_mode_4g       = 6,
    zego_network_mode_5g       = 7
};

enum zego_network_speed_test_type {
    zego_network_speed_test_type_uplink   = 0,
    zego_network_speed_test_type_downlink = 1
};

enum zego_dump_data_type {
    zego_dump_data_type_audio = 0,
    zego_dump_data_type_video = 1
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_performance_status {
    double cpu_usage_app;
    double cpu_usage_system;
    double memory_usage_app;
    double memory_usage_system;
    double memory_used_app;
};

struct zego_network_probe_config {
    bool enable_traceroute;
};

struct zego_network_probe_http_result {
    int error_code;
    unsigned int request_cost_time;
};

struct zego_network_probe_tcp_result {
    int error_code;
    unsigned int rtt;
    unsigned int connect_cost_time;
};

struct zego_network_probe_udp_result {
    int error_code;
    unsigned int rtt;
};

struct zego_network_probe_traceroute_result {
    int error_code;
    unsigned int traceroute_cost_time;
};

struct zego_network_probe_result {
    struct zego_network_probe_http_result *http_probe_result;
    struct zego_network_probe_tcp_result *tcp_probe_result;
    struct zego_network_probe_udp_result *udp_probe_result;
    struct zego_network_probe_traceroute_result *traceroute_result;
};

struct zego_network_speed_test_config {
    bool test_uplink;
    int expected_uplink_bitrate;
    bool test_downlink;
    int expected_downlink_bitrate;
};

struct zego_test_network_connectivity_result {
    unsigned int connect_cost;
};

struct zego_network_speed_test_quality {
    unsigned int connect_cost;
    unsigned int rtt;
    double packet_lost_rate;
    enum zego_stream_quality_level quality;
};

struct zego_rtc_stats_info {
    double total_tx_bandwidth;
    unsigned int avg_tx_rtt;
    double avg_tx_packet_lost_rate;
    double total_rx_bandwidth;
    unsigned int avg_rx_rtt;
    double avg_rx_packet_lost_rate;
    unsigned int avg_peer_to_peer_delay;
};

struct zego_network_time_info {
    unsigned long long timestamp;
    int max_deviation;
};

struct zego_dump_data_config {
    enum zego_dump_data_type data_type;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_performance_status_update)(
    zego_handle handle, struct zego_performance_status status, void *user_context);

typedef void (*zego_on_network_mode_changed)(
    zego_handle handle, enum zego_network_mode mode, void *user_context);

typedef void (*zego_on_network_speed_test_error)(
    zego_handle handle, int error_code, enum zego_network_speed_test_type type, void *user_context);

typedef void (*zego_on_network_speed_test_quality_update)(
    zego_handle handle, const struct zego_network_speed_test_quality quality,
    enum zego_network_speed_test_type type, void *user_context);

typedef void (*zego_on_network_quality)(
    zego_handle handle, const char *userid, enum zego_stream_quality_level upstream_quality,
    enum zego_stream_quality_level downstream_quality, void *user_context);

typedef void (*zego_on_rtc_stats)(
    zego_handle handle, const struct zego_rtc_stats_info info, void *user_context);

typedef void (*zego_on_network_time_synchronized)(zego_handle handle, void *user_context);

typedef void (*zego_on_request_dump_data)(zego_handle handle, void *user_context);

typedef void (*zego_on_request_upload_dump_data)(
    zego_handle handle, const char *dump_dir, bool take_photo, void *user_context);

typedef void (*zego_on_start_dump_data)(zego_handle handle, int error_code, void *user_context);

typedef void (*zego_on_stop_dump_data)(
    zego_handle handle, int error_code, const char *dump_dir, void *user_context);

typedef void (*zego_on_upload_dump_data)(zego_handle handle, int error_code, void *user_context);

typedef void (*zego_on_test_network_connectivity)(
    zego_handle handle, int seq, int error_code,
    const struct zego_test_network_connectivity_result result, void *user_context);

typedef void (*zego_on_network_probe_result)(
    zego_handle handle, int seq, int error_code, const struct zego_network_probe_result result,
    void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_start_performance_monitor(zego_handle handle, unsigned int millisecond);
int zego_express_stop_performance_monitor(zego_handle handle);
int zego_express_start_network_probe(
    zego_handle handle, struct zego_network_probe_config config, int *sequence);
int zego_express_stop_network_probe(zego_handle handle);
int zego_express_test_network_connectivity(zego_handle handle, int *sequence);
int zego_express_start_network_speed_test(
    zego_handle handle, struct zego_network_speed_test_config config, unsigned int interval);
int zego_express_stop_network_speed_test(zego_handle handle);
int zego_express_get_network_time_info(
    zego_handle handle, struct zego_network_time_info *time_info);
int zego_express_start_dump_data(zego_handle handle, struct zego_dump_data_config config);
int zego_express_stop_dump_data(zego_handle handle);
int zego_express_upload_dump_data(zego_handle handle);
int zego_express_remove_dump_data(zego_handle handle);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_performance_status_update_callback(
    zego_handle handle, zego_on_performance_status_update callback_func, void *user_context);
void zego_register_network_mode_changed_callback(
    zego_handle handle, zego_on_network_mode_changed callback_func, void *user_context);
void zego_register_network_speed_test_error_callback(
    zego_handle handle, zego_on_network_speed_test_error callback_func, void *user_context);
void zego_register_network_speed_test_quality_update_callback(
    zego_handle handle, zego_on_network_speed_test_quality_update callback_func,
    void *user_context);
void zego_register_network_quality_callback(
    zego_handle handle, zego_on_network_quality callback_func, void *user_context);
void zego_register_rtc_stats_callback(
    zego_handle handle, zego_on_rtc_stats callback_func, void *user_context);
void zego_register_network_time_synchronized_callback(
    zego_handle handle, zego_on_network_time_synchronized callback_func, void *user_context);
void zego_register_request_dump_data_callback(
    zego_handle handle, zego_on_request_dump_data callback_func, void *user_context);
void zego_register_request_upload_dump_data_callback(
    zego_handle handle, zego_on_request_upload_dump_data callback_func, void *user_context);
void zego_register_start_dump_data_callback(
    zego_handle handle, zego_on_start_dump_data callback_func, void *user_context);
void zego_register_stop_dump_data_callback(
    zego_handle handle, zego_on_stop_dump_data callback_func, void *user_context);
void zego_register_upload_dump_data_callback(
    zego_handle handle, zego_on_upload_dump_data callback_func, void *user_context);
void zego_register_test_network_connectivity_callback(
    zego_handle handle, zego_on_test_network_connectivity callback_func, void *user_context);
void zego_register_network_probe_result_callback(
    zego_handle handle, zego_on_network_probe_result callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
