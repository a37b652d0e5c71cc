//! What of a trace must agree with another recording of the same scenario: its lines without what
//! differs from run to run. Times go, sequence numbers become names in the order in which they
//! appear, and each thread's lines keep their own order, since threads are not in step.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

/// Callbacks that come when they like, or that depend on the host.
const NOISE: &[&str] = &[
    "captured_sound_level_update",
    "media_player_playing_progress",
    "local_device_exception_occurred",
    "engine_state_update",
];
/// Calls whose answers depend on the host.
const HOST: &[&str] = &[
    "get_audio_device_list",
    "get_video_device_list",
    "is_feature_supported",
];
/// Fields that hold times, and others that no two runs share.
const FLEETING: &[&str] = &["t", "ms", "version", "seq_before", "us"];

/// The comparable part of one trace.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Projection {
    /// Calls, and the callbacks that came inside of them, in order.
    pub(crate) caller: Vec<String>,
    /// Callbacks on the engine's own threads, in order.
    pub(crate) sdk: Vec<String>,
    /// The first blocks of media flows, sorted, since each flow has a thread of its own.
    pub(crate) media: Vec<String>,
    /// Media counted over a span, in order.
    pub(crate) stats: Vec<Stat>,
    /// The replay came to its end: the engine didn't take the process down.
    pub(crate) ended: bool,
}

/// One flow of media between two `stats` of the scenario.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Stat {
    pub(crate) flow: String,
    pub(crate) blocks: f64,
    pub(crate) length: i64,
    pub(crate) loudness: f64,
}

impl Projection {
    /// Reads a trace; the error names the line. What isn't a JSON object is somebody's chatter.
    pub(crate) fn of(trace: &str) -> Result<Self, String> {
        let mut projection = Self::default();
        let mut sequences = Sequences::default();
        for (index, line) in trace.lines().enumerate() {
            if line.trim_start().starts_with('{') {
                let fields = serde_json::from_str(line)
                    .map_err(|error| format!("line {}: {error}", index + 1))?;
                projection.take(fields, &mut sequences);
            }
        }
        projection.media.sort();
        Ok(projection)
    }

    fn take(&mut self, mut line: Map<String, Value>, sequences: &mut Sequences) {
        let call = text(&line, "call").map(str::to_owned);
        let callback = text(&line, "cb").map(str::to_owned);
        let is = |name: &Option<String>, list: &[&str]| {
            name.as_deref().is_some_and(|name| list.contains(&name))
        };
        if line.contains_key("end") {
            self.ended = true;
            return;
        }
        if is(&callback, NOISE) || is(&call, HOST) {
            return;
        }
        if let Some(flow) = text(&line, "stat") {
            self.stats.push(Stat::of(flow, &line));
            return;
        }

        for field in FLEETING {
            line.remove(*field);
        }
        if is(&callback, &["captured_sound_level"]) {
            line.remove("a");
        }
        if callback.is_some() && line.contains_key("len") {
            self.media.push(canonical(line));
            return;
        }
        if let Some(args) = text(&line, "args").map(tone_named) {
            line.insert("args".to_owned(), args.into());
        }
        // A session's number is in some of the texts that events carry: only their kind counts.
        if text(&line, "ext").is_some_and(|ext| ext.starts_with('{')) {
            line.insert("ext".to_owned(), "json".into());
        }
        sequences.rename(&mut line);
        match text(&line, "thread") {
            Some("sdk") => self.sdk.push(canonical(line)),
            _ => self.caller.push(canonical(line)),
        }
    }
}

impl Stat {
    fn of(flow: &str, line: &Map<String, Value>) -> Self {
        let number = |field| line.get(field).and_then(Value::as_f64).unwrap_or(0.0);
        Self {
            flow: flow.to_owned(),
            blocks: number("n"),
            length: number("len") as i64,
            loudness: number("rms"),
        }
    }

    /// A scheduler decides how many blocks fit into a span, so counts may be a little apart. Of the
    /// media player, whose file is known, the loudness counts too.
    pub(crate) fn agrees(&self, other: &Self) -> bool {
        let few = self.blocks < 4.0;
        let loudness_counts = self.flow == "media_player_audio_frame" && !few;
        self.flow == other.flow
            && self.length == other.length
            && (self.blocks - other.blocks).abs() <= (0.15 * self.blocks).max(3.0)
            && (!loudness_counts
                || (self.loudness - other.loudness).abs() <= 0.1 * self.loudness.max(1.0))
    }
}

/// The names that sequence numbers get. Messages count apart from everything else.
#[derive(Default)]
struct Sequences {
    names: HashMap<(&'static str, i64), String>,
}

impl Sequences {
    fn rename(&mut self, line: &mut Map<String, Value>) {
        let Some(number) = line.get("seq").and_then(Value::as_i64) else {
            return;
        };
        let origin = text(line, "call")
            .or_else(|| text(line, "cb"))
            .unwrap_or("");
        let kind = match origin.split('_').next() {
            Some("send" | "im") => "im",
            _ => "seq",
        };
        let failed = line.get("rc").and_then(Value::as_i64).unwrap_or(0) != 0;
        let name = if number == -1 && line.contains_key("call") && failed {
            "-".to_owned()
        } else {
            let next = format!("{kind}{}", self.names.len());
            self.names.entry((kind, number)).or_insert(next).clone()
        };
        line.insert("seq".to_owned(), name.into());
    }
}

fn text<'a>(line: &'a Map<String, Value>, field: &str) -> Option<&'a str> {
    line.get(field).and_then(Value::as_str)
}

/// The words of a script line, whatever path the tone file had.
fn tone_named(args: &str) -> String {
    let named = |word: &str| match word.ends_with("tone.wav") || word == "TONE_WAV" {
        true => "TONE".to_owned(),
        false => word.to_owned(),
    };
    args.split(' ').map(named).collect::<Vec<_>>().join(" ")
}

fn canonical(line: Map<String, Value>) -> String {
    let sorted: BTreeMap<_, _> = line.into_iter().collect();
    let fields: Vec<_> = sorted
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    fields.join(" ")
}
