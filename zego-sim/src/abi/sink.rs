//! Pictures and sound as calls of the registered functions.

use std::ffi::c_uint;

use zego_sys::{zego_audio_frame_param, zego_video_encoded_frame_param, zego_video_frame_param};

use crate::event::Text;
use crate::media::encoded::Encoded;
use crate::media::picture::Picture;
use crate::media::sink::{Place, Sink, Whose};
use crate::media::sound::{Format, samples_of};

use super::bytes;
use super::deliver::call;
use super::handles::Ears;
use super::text::Lent;

impl Sink for Ears {
    fn captured_picture(&self, channel: i32, picture: &Picture) {
        let (mut planes, mut lengths, param) = planes(picture);
        call!(
            self,
            custom_video_render_captured_frame_data,
            planes.as_mut_ptr(),
            lengths.as_mut_ptr(),
            param,
            0,
            channel,
        );
    }

    fn remote_picture(&self, stream: &str, picture: &Picture) {
        let stream = Lent::new(&Text::from(stream));
        let (mut planes, mut lengths, param) = planes(picture);
        call!(
            self,
            custom_video_render_remote_frame_data,
            stream.pointer(),
            planes.as_mut_ptr(),
            lengths.as_mut_ptr(),
            param,
        );
    }

    fn remote_encoded(&self, stream: &str, encoded: &Encoded) {
        let stream = Lent::new(&Text::from(stream));
        let param = zego_video_encoded_frame_param {
            format: encoded.format,
            is_key_frame: encoded.is_key_frame,
            rotation: encoded.rotation,
            width: encoded.width,
            height: encoded.height,
            sei_data: encoded.sei.as_ptr(),
            sei_data_length: encoded.sei.len() as c_uint,
            is_external_clock: false,
        };
        call!(
            self,
            custom_video_render_remote_frame_encoded_data,
            encoded.data.as_ptr(),
            encoded.data.len() as c_uint,
            param,
            encoded.time,
            stream.pointer(),
        );
    }

    fn sound(&self, whose: Whose<'_>, format: Format, samples: &[i16]) {
        let mut bytes = bytes::of_samples(samples);
        let length = bytes.len() as c_uint;
        let param = described(format);
        let data = bytes.as_ptr();
        match whose {
            Whose::Captured => call!(self, captured_audio_data, data, length, param),
            Whose::Playback => call!(self, playback_audio_data, data, length, param),
            Whose::Mixed => call!(self, mixed_audio_data, data, length, param),
            Whose::Player(stream) => {
                let stream = Lent::new(&Text::from(stream));
                call!(
                    self,
                    player_audio_data,
                    data,
                    length,
                    param,
                    stream.pointer()
                );
            }
            Whose::MediaPlayer(index) => call!(
                self,
                media_player_audio_frame,
                bytes.as_mut_ptr(),
                length,
                param,
                index
            ),
        }
    }

    fn process(&self, place: Place<'_>, format: Format, samples: &mut [i16], time: f64) {
        let mut bytes = bytes::of_samples(samples);
        let (data, length) = (bytes.as_mut_ptr(), bytes.len() as c_uint);
        let mut param = described(format);
        match place {
            Place::Captured => call!(
                self,
                process_captured_audio_data,
                data,
                length,
                &raw mut param,
                time
            ),
            Place::AfterMonitor => call!(
                self,
                process_captured_audio_data_after_used_headphone_monitor,
                data,
                length,
                &raw mut param,
                time
            ),
            Place::Remote(stream) => {
                let stream = Lent::new(&Text::from(stream));
                call!(
                    self,
                    process_remote_audio_data,
                    data,
                    length,
                    &raw mut param,
                    stream.pointer(),
                    time
                );
            }
            Place::Playback => call!(
                self,
                process_playback_audio_data,
                data,
                length,
                &raw mut param,
                time
            ),
        }
        for (sample, changed) in samples.iter_mut().zip(samples_of(&bytes)) {
            *sample = changed;
        }
    }
}

fn described(format: Format) -> zego_audio_frame_param {
    zego_audio_frame_param {
        sample_rate: format.rate.cast_signed(),
        channel: format.channels as i32,
    }
}

/// The planes of a picture, with their lengths and what describes them. The program may look at
/// them only; that they aren't const in C is the interface's way.
fn planes(picture: &Picture) -> ([*mut u8; 4], [c_uint; 4], zego_video_frame_param) {
    let layout = &picture.layout;
    let mut planes = [std::ptr::null_mut(); 4];
    let mut lengths = [0; 4];
    for (at, range) in layout.ranges().into_iter().enumerate() {
        lengths[at] = range.len() as c_uint;
        planes[at] = picture.data[range].as_ptr().cast_mut();
    }
    let param = zego_video_frame_param {
        format: layout.format as i32,
        strides: layout.strides.map(|stride| stride as i32),
        width: layout.width as i32,
        height: layout.height as i32,
        rotation: picture.rotation,
    };
    (planes, lengths, param)
}
