/* A call between two users, written as a C program for the SDK: it loads the library that is
 * named on its command line and knows nothing else of it. Exits 0 when both users got there. */

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "zego_express.h"

/* What one user got to so far; callbacks count on other threads. */
struct seat {
    zego_handle engine;
    volatile int logined, login_result, published, streams, playing, gone;
};

static void *library;

static void *need(const char *name) {
    void *function = dlsym(library, name);
    if (!function) {
        fprintf(stderr, "no %s\n", name);
        exit(2);
    }
    return function;
}

#define CALL(result, name, parameters, arguments)                                                  \
    (((result (*) parameters) need(#name)) arguments)

static void on_room_state(
    zego_handle engine, const char *room, enum zego_room_state_changed_reason reason, int code,
    const char *extended, void *context) {
    struct seat *seat = context;
    (void)extended;
    if (engine == seat->engine && !strcmp(room, "room1") && code == 0 &&
        reason == zego_room_state_changed_reason_logined)
        seat->logined++;
}

static void on_login_result(
    zego_handle engine, int code, const char *extended, const char *room, int sequence,
    void *context) {
    (void)engine, (void)extended, (void)room;
    if (code == 0 && sequence > 0)
        ((struct seat *)context)->login_result++;
}

static void on_publisher_state(
    zego_handle engine, const char *stream, enum zego_publisher_state state, int code,
    const char *extended, void *context) {
    (void)engine, (void)extended;
    if (!strcmp(stream, "stream1") && state == zego_publisher_state_publishing && code == 0)
        ((struct seat *)context)->published++;
}

static void on_player_state(
    zego_handle engine, const char *stream, enum zego_player_state state, int code,
    const char *extended, void *context) {
    (void)engine, (void)extended;
    if (!strcmp(stream, "stream1") && state == zego_player_state_playing && code == 0)
        ((struct seat *)context)->playing++;
}

static void on_streams(
    zego_handle engine, const char *room, enum zego_update_type update,
    const struct zego_stream *list, unsigned int count, const char *extended, void *context) {
    (void)engine, (void)room, (void)extended;
    if (update == zego_update_type_add && count == 1 && !strcmp(list[0].stream_id, "stream1") &&
        !strcmp(list[0].user.user_id, "alice"))
        ((struct seat *)context)->streams++;
}

static void on_gone(zego_handle engine, void *context) {
    (void)engine;
    ((struct seat *)context)->gone++;
}

#define REGISTER(seat, name, function)                                                             \
    CALL(void, zego_register_##name##_callback, (zego_handle, zego_on_##name, void *),             \
         ((seat)->engine, function, seat))

static void sit_down(struct seat *seat) {
    struct zego_engine_profile profile;
    seat->engine = CALL(zego_handle, zego_express_engine_create_handle, (void), ());
    REGISTER(seat, room_state_changed, on_room_state);
    REGISTER(seat, room_login_result, on_login_result);
    REGISTER(seat, room_stream_update, on_streams);
    REGISTER(seat, publisher_state_update, on_publisher_state);
    REGISTER(seat, player_state_update, on_player_state);
    REGISTER(seat, engine_uninit, on_gone);
    memset(&profile, 0, sizeof profile);
    profile.app_id = 424242;
    memset(profile.app_sign, 'a', sizeof profile.app_sign);
    profile.scenario = zego_scenario_default;
    if (CALL(int, zego_express_engine_init_with_profile,
             (zego_handle, struct zego_engine_profile), (seat->engine, profile)))
        exit(3);
}

static void log_in(struct seat *seat, const char *name) {
    struct zego_user user;
    struct zego_room_config config;
    int sequence = 0;
    memset(&user, 0, sizeof user);
    memset(&config, 0, sizeof config);
    strcpy(user.user_id, name);
    strcpy(user.user_name, name);
    config.is_user_status_notify = true;
    if (CALL(int, zego_express_login_room_with_callback,
             (zego_handle, const char *, struct zego_user, struct zego_room_config *, int *),
             (seat->engine, "room1", user, &config, &sequence)) ||
        sequence == 0)
        exit(4);
}

static void wait_for(volatile int *count, const char *what) {
    struct timespec moment = {0, 5 * 1000 * 1000};
    int patience;
    for (patience = 0; !*count; patience++) {
        if (patience == 2000) {
            fprintf(stderr, "never: %s\n", what);
            exit(5);
        }
        nanosleep(&moment, NULL);
    }
    printf("%s\n", what);
}

static void leave(struct seat *seat) {
    CALL(int, zego_express_engine_uninit_async, (zego_handle), (seat->engine));
    wait_for(&seat->gone, "engine gone");
    CALL(void, zego_express_engine_destroy_handle, (zego_handle), (seat->engine));
}

int main(int count, char **arguments) {
    static struct seat alice, bob;
    const char *version = NULL;
    if (count != 2 || !(library = dlopen(arguments[1], RTLD_NOW | RTLD_LOCAL))) {
        fprintf(stderr, "%s\n", count == 2 ? dlerror() : "one library, please");
        return 2;
    }
    CALL(int, zego_express_get_version, (zego_handle, const char **), (NULL, &version));
    printf("version %s\n", version);
    sit_down(&alice);
    sit_down(&bob);
    if (alice.engine == bob.engine)
        return 6;
    log_in(&alice, "alice");
    log_in(&bob, "bob");
    wait_for(&alice.logined, "alice logined");
    wait_for(&alice.login_result, "alice has a login result");
    wait_for(&bob.login_result, "bob has a login result");
    if (CALL(int, zego_express_start_publishing_stream,
             (zego_handle, const char *, enum zego_publish_channel),
             (alice.engine, "stream1", zego_publish_channel_main)))
        return 7;
    wait_for(&alice.published, "alice publishes");
    wait_for(&bob.streams, "bob hears of the stream");
    if (CALL(int, zego_express_start_playing_stream,
             (zego_handle, const char *, struct zego_canvas *), (bob.engine, "stream1", NULL)))
        return 8;
    wait_for(&bob.playing, "bob plays");
    leave(&bob);
    leave(&alice);
    return 0;
}
