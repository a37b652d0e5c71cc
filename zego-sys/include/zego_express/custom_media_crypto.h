/* Custom media encryption.
 *
 * Encryption and decryption of media by the program.
 */
#ifndef ZEGO_EXPRESS_CUSTOM_MEDIA_CRYPTO_H
#define ZEGO_EXPRESS_CUSTOM_MEDIA_CRYPTO_H

#include "shared_structs.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef int (*zego_on_custom_media_crypto_get_encrypt_dst_len)(
    zego_handle handle, int s_rc_len, void *instance, void *user_context);

typedef int (*zego_on_custom_media_crypto_audio_encrypt)(
    zego_handle handle, const unsigned char *in_buffer, int in_buffer_size,
    unsigned char *out_buffer, int out_buffer_size, void *instance, void *user_context);

typedef int (*zego_on_custom_media_crypto_video_encrypt)(
    zego_handle handle, const unsigned char *in_buffer, int in_buffer_size,
    unsigned char *out_buffer, int out_buffer_size, void *instance, void *user_context);

typedef int (*zego_on_custom_media_crypto_audio_decrypt)(
    zego_handle handle, const unsigned char *in_buffer, int in_buffer_size,
    unsigned char *out_buffer, int out_buffer_size, void *instance, void *user_context);

typedef int (*zego_on_custom_media_crypto_video_decrypt)(
    zego_handle handle, const unsigned char *in_buffer, int in_buffer_size,
    unsigned char *out_buffer, int out_buffer_size, void *instance, void *user_context);

typedef void * (*zego_on_custom_media_crypto_create)(
    zego_handle handle, const char *stream_id, bool is_encrypt, void *user_context);

typedef void (*zego_on_custom_media_crypto_destroy)(
    zego_handle handle, void *instance, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_enable_custom_media_crypto(zego_handle handle, bool enable);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_custom_media_crypto_get_encrypt_dst_len_callback(
    zego_handle handle, zego_on_custom_media_crypto_get_encrypt_dst_len callback_func,
    void *user_context);
void zego_register_custom_media_crypto_audio_encrypt_callback(
    zego_handle handle, zego_on_custom_media_crypto_audio_encrypt callback_func,
    void *user_context);
void zego_register_custom_media_crypto_video_encrypt_callback(
    zego_handle handle, zego_on_custom_media_crypto_video_encrypt callback_func,
    void *user_context);
void zego_register_custom_media_crypto_audio_decrypt_callback(
    zego_handle handle, zego_on_custom_media_crypto_audio_decrypt callback_func,
    void *user_context);
void zego_register_custom_media_crypto_video_decrypt_callback(
    zego_handle handle, zego_on_custom_media_crypto_video_decrypt callback_func,
    void *user_context);
void zego_register_custom_media_crypto_create_callback(
    zego_handle handle, zego_on_custom_media_crypto_create callback_func, void *user_context);
void zego_register_custom_media_crypto_destroy_callback(
    zego_handle handle, zego_on_custom_media_crypto_destroy callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
