/* Preprocessing.
 *
 * Echo cancellation, gain control, noise suppression, beauty, voice changing and
 * reverberation.
 */
#ifndef ZEGO_EXPRESS_PREPROCESS_H
#define ZEGO_EXPRESS_PREPROCESS_H

#include "shared_structs.h"

/* ---- Enumerations ------------------------------------------------------------------------------ */

enum zego_voice_changer_preset {
    zego_voice_changer_preset_none                    = 0,
    zego_voice_changer_preset_men_to_child            = 1,
    zego_voice_changer_preset_men_to_women            = 2,
    zego_voice_changer_preset_women_to_child          = 3,
    zego_voice_changer_preset_women_to_men            = 4,
    zego_voice_changer_preset_foreigner               = 5,
    zego_voice_changer_preset_optimus_prime           = 6,
    zego_voice_changer_preset_android                 = 7,
    zego_voice_changer_preset_ethereal                = 8,
    zego_voice_changer_preset_male_magnetic           = 9,
    zego_voice_changer_preset_female_fresh            = 10,
    zego_voice_changer_preset_major_c                 = 11,
    zego_voice_changer_preset_minor_a                 = 12,
    zego_voice_changer_preset_harmonic_minor          = 13,
    zego_voice_changer_preset_female_energetic        = 14,
    zego_voice_changer_preset_rich_ness               = 15,
    zego_voice_changer_preset_muffled                 = 16,
    zego_voice_changer_preset_roundness               = 17,
    zego_voice_changer_preset_falsetto                = 18,
    zego_voice_changer_preset_fullness                = 19,
    zego_voice_changer_preset_clear                   = 20,
    zego_voice_changer_preset_highly_resonant         = 21,
    zego_voice_changer_preset_loud_clear              = 22,
    zego_voice_changer_preset_minions                 = 23,
    zego_voice_changer_preset_sunshine                = 24,
    zego_voice_changer_preset_gentle                  = 25,
    zego_voice_changer_preset_sweet                   = 26,
    zego_voice_changer_preset_sweet_male              = 27,
    zego_voice_changer_preset_sweet_female            = 28,
    zego_voice_changer_preset_bright                  = 29,
    zego_voice_changer_preset_autobot                 = 30,
    zego_voice_changer_preset_out_of_power            = 31,
    zego_voice_changer_preset_foreigner_robot         = 32,
    zego_voice_changer_preset_foreigner_optimus_prime = 33
};

enum zego_reverb_preset {
    zego_reverb_preset_none                    = 0,
    zego_reverb_preset_soft_room               = 1,
    zego_reverb_preset_large_room              = 2,
    zego_reverb_preset_concert_hall            = 3,
    zego_reverb_preset_valley                  = 4,
    zego_reverb_preset_recording_studio        = 5,
    zego_reverb_preset_basement                = 6,
    zego_reverb_preset_ktv                     = 7,
    zego_reverb_preset_popular                 = 8,
    zego_reverb_preset_rock                    = 9,
    zego_reverb_preset_vocal_concert           = 10,
    zego_reverb_preset_gramo_phone             = 11,
    zego_reverb_preset_enhanced_ktv            = 12,
    zego_reverb_preset_enhanced_rock           = 13,
    zego_reverb_preset_enhanced_misty          = 14,
    zego_reverb_preset_hip_hop                 = 15,
    zego_reverb_preset_misty                   = 16,
    zego_reverb_preset_three_dimensional_voice = 17,
    zego_reverb_preset_theatre                 = 18,
    zego_reverb_preset_custom_record_studio    = 19
};

enum zego_electronic_effects_mode {
    zego_electronic_effects_mode_major          = 0,
    zego_electronic_effects_mode_minor          = 1,
    zego_electronic_effects_mode_harmonic_minor = 2
};

enum zego_aec_mode {
    zego_aec_mode_aggressive    = 0,
    zego_aec_mode_medium        = 1,
    zego_aec_mode_soft          = 2,
    zego_aec_mode_ai            = 3,
    zego_aec_mode_ai_aggressive = 4,
    zego_aec_mode_ai_balanced   = 5
};

enum zego_ans_mode {
    zego_ans_mode_soft           = 0,
    zego_ans_mode_medium         = 1,
    zego_ans_mode_aggressive     = 2,
    zego_ans_mode_ai             = 3,
    zego_ans_mode_ai_balanced    = 4,
    zego_ans_mode_ai_low_latency = 5,
    zego_ans_mode_ai_aggressive  = 6
};

enum zego_volume_type {
    zego_volume_type_local  = 0,
    zego_volume_type_remote = 1
};

enum zego_low_light_enhancement_mode {
    zego_lowlight_enhancement_mode_off  = 0,
    zego_lowlight_enhancement_mode_on   = 1,
    zego_lowlight_enhancement_mode_auto = 2
};

enum zego_exp_low_light_enhancement_type {
    zego_exp_lowlight_enhancement_type_normal = 0,
    zego_exp_lowlight_enhancement_type_ai     = 1
};

enum zego_video_denoise_mode {
    zego_video_denoise_mode_off  = 0,
    zego_video_denoise_mode_on   = 1,
    zego_video_denoise_mode_auto = 2
};

enum zego_video_denoise_strength {
    zego_video_denoise_strength_light  = 1,
    zego_video_denoise_strength_medium = 2,
    zego_video_denoise_strength_heavy  = 3
};

/* ---- Structures -------------------------------------------------------------------------------- */

struct zego_reverb_advanced_param {
    float room_size;
    float reverberance;
    float damping;
    bool wet_only;
    float wet_gain;
    float dry_gain;
    float tone_low;
    float tone_high;
    float pre_delay;
    float stereo_width;
};

struct zego_reverb_echo_param {
    float in_gain;
    float out_gain;
    int num_delays;
    int delay[7];
    float decay[7];
};

struct zego_beautify_option {
    double polish_step;
    double whiten_factor;
    double sharpen_factor;
};

struct zego_effects_beauty_param {
    int whiten_intensity;
    int rosy_intensity;
    int smooth_intensity;
    int sharpen_intensity;
};

struct zego_audio_mixing_data {
    unsigned char *audio_data;
    unsigned int audio_data_length;
    struct zego_audio_frame_param param;
    unsigned char *sei_data;
    unsigned int sei_data_length;
};

struct zego_color_enhancement_params {
    float intensity;
    float skin_tone_protection_level;
    float lip_color_protection_level;
};

struct zego_video_denoise_params {
    enum zego_video_denoise_mode mode;
    enum zego_video_denoise_strength strength;
};

struct zego_exp_low_light_enhancement_params {
    enum zego_low_light_enhancement_mode mode;
    enum zego_exp_low_light_enhancement_type type;
};

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Callbacks --------------------------------------------------------------------------------- */

typedef void (*zego_on_copy_audio_mixing_data)(
    zego_handle handle, struct zego_audio_mixing_data *data, void *user_context);

/* ---- Functions --------------------------------------------------------------------------------- */

int zego_express_set_low_light_enhancement(
    zego_handle handle, enum zego_low_light_enhancement_mode mode,
    enum zego_publish_channel channel);
int zego_express_set_low_light_enhancement_params(
    zego_handle handle, struct zego_exp_low_light_enhancement_params params,
    enum zego_publish_channel channel);
int zego_express_set_video_denoise_params(
    zego_handle handle, struct zego_video_denoise_params params, enum zego_publish_channel channel);
int zego_express_enable_aec(zego_handle handle, bool enable);
int zego_express_enable_headphone_aec(zego_handle handle, bool enable);
int zego_express_set_aec_mode(zego_handle handle, enum zego_aec_mode mode);
int zego_express_enable_agc(zego_handle handle, bool enable);
int zego_express_enable_ans(zego_handle handle, bool enable);
int zego_express_enable_transient_ans(zego_handle handle, bool enable);
int zego_express_set_ans_mode(zego_handle handle, enum zego_ans_mode mode);
int zego_express_enable_speech_enhance(zego_handle handle, bool enable, int level);
int zego_express_enable_audio_mixing(zego_handle handle, bool enable);
int zego_express_mute_local_audio_mixing(zego_handle handle, bool mute);
int zego_express_set_audio_mixing_volume(zego_handle handle, int volume);
int zego_express_set_audio_mixing_volume_with_type(
    zego_handle handle, int volume, enum zego_volume_type type);
int zego_express_start_effects_env(zego_handle handle);
int zego_express_stop_effects_env(zego_handle handle);
int zego_express_enable_effects_beauty(zego_handle handle, bool enable);
int zego_express_set_effects_beauty_param(
    zego_handle handle, struct zego_effects_beauty_param param);
int zego_express_set_audio_equalizer_gain(zego_handle handle, int band_index, float band_gain);
int zego_express_set_voice_changer_preset(
    zego_handle handle, enum zego_voice_changer_preset preset);
int zego_express_set_voice_changer_param(zego_handle handle, float param);
int zego_express_set_reverb_preset(zego_handle handle, enum zego_reverb_preset preset);
int zego_express_set_reverb_advanced_param(
    zego_handle handle, struct zego_reverb_advanced_param param);
int zego_express_set_reverb_echo_param(zego_handle handle, struct zego_reverb_echo_param param);
int zego_express_enable_virtual_stereo(zego_handle handle, bool enable, int angle);
int zego_express_enable_play_stream_virtual_stereo(
    zego_handle handle, bool enable, int angle, const char *stream_id);
int zego_express_set_electronic_effects(
    zego_handle handle, bool enable, enum zego_electronic_effects_mode mode, int tonal);
int zego_express_enable_color_enhancement(
    zego_handle handle, bool enable, struct zego_color_enhancement_params params,
    enum zego_publish_channel channel);
int zego_express_enable_beautify(
    zego_handle handle, int feature_bit_mask, enum zego_publish_channel channel);
int zego_express_set_beautify_option(
    zego_handle handle, struct zego_beautify_option option, enum zego_publish_channel channel);

/* ---- Registration of callbacks; NULL takes one back -------------------------------------------- */

void zego_register_copy_audio_mixing_data_callback(
    zego_handle handle, zego_on_copy_audio_mixing_data callback_func, void *user_context);

#ifdef __cplusplus
}
#endif

#endif
