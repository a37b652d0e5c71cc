//! Recording to files.

use super::{Native, call, code};
use crate::error::{ErrorCode, Result};
use crate::event::RecordSource;
use crate::ffi::text::{c_string, fill};
use crate::media::RecordKind;

impl Native {
    pub(crate) fn start_recording(
        &self,
        source: &RecordSource,
        file: &str,
        kind: RecordKind,
    ) -> Result<ErrorCode> {
        let mut config = zego_sys::zego_data_record_config {
            record_type: kind.raw(),
            ..Default::default()
        };
        fill("file", &mut config.file_path, file)?;
        let rc = match source {
            RecordSource::Channel(channel) => {
                call!(self.zego_express_start_recording_captured_data(config, channel.raw()))
            }
            RecordSource::Stream(stream) => {
                let stream = c_string("stream id", stream.as_str())?;
                call!(self.zego_express_start_recording_remote_data(config, stream.as_ptr()))
            }
        };
        Ok(code(rc))
    }

    pub(crate) fn stop_recording(&self, source: &RecordSource) -> Result<ErrorCode> {
        let rc = match source {
            RecordSource::Channel(channel) => {
                call!(self.zego_express_stop_recording_captured_data(channel.raw()))
            }
            RecordSource::Stream(stream) => {
                let stream = c_string("stream id", stream.as_str())?;
                call!(self.zego_express_stop_recording_remote_data(stream.as_ptr()))
            }
        };
        Ok(code(rc))
    }
}
