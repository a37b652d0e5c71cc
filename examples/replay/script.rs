//! Reads a scenario: one command a line, its words parted by blanks. Nothing is run before every
//! line has been understood. What the commands are is said in `commands`.

use std::ffi::CString;
use std::path::Path;
use std::str::FromStr;

use crate::commands;
use crate::session::Session;
use crate::tone;

/// One line of a scenario, understood and ready to be performed.
pub(crate) struct Step {
    /// The line as it stands in the file, which the trace repeats.
    pub(crate) text: String,
    /// What to do.
    pub(crate) action: Action,
}

pub(crate) type Action = Box<dyn FnOnce(&mut Session)>;

/// Reads the file; the error names every line that was not understood, with its number.
pub(crate) fn read(path: &Path) -> Result<Vec<Step>, String> {
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    parse(&text, &path.display().to_string())
}

fn parse(text: &str, file: &str) -> Result<Vec<Step>, String> {
    let mut steps = Vec::new();
    let mut errors = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match parse_line(line) {
            Ok(action) => steps.push(Step {
                text: line.to_owned(),
                action,
            }),
            Err(error) => errors.push(format!("{file}:{}: {error}", index + 1)),
        }
    }
    if errors.is_empty() {
        Ok(steps)
    } else {
        Err(errors.join("\n"))
    }
}

fn parse_line(line: &str) -> Result<Action, String> {
    let mut words = Words {
        left: line.split_whitespace().collect(),
    };
    words.left.reverse();
    let command = words.word("COMMAND")?;
    let action =
        commands::understand(command, &mut words).map_err(|error| format!("{command}: {error}"))?;
    match words.left.last() {
        None => Ok(action),
        Some(word) => Err(format!("{command}: one word too many: {word}")),
    }
}

/// The words of a line that have not been read yet, the next one last.
pub(crate) struct Words<'a> {
    left: Vec<&'a str>,
}

impl<'a> Words<'a> {
    pub(crate) fn word(&mut self, name: &str) -> Result<&'a str, String> {
        self.left.pop().ok_or_else(|| format!("{name} is missing"))
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    pub(crate) fn number<T: FromStr>(&mut self, name: &str) -> Result<T, String> {
        let word = self.word(name)?;
        word.parse().map_err(|_| {
            let kind = std::any::type_name::<T>();
            format!("{name} must be a number ({kind}), not {word}")
        })
    }

    /// 0 or 1.
    pub(crate) fn flag(&mut self, name: &str) -> Result<bool, String> {
        match self.word(name)? {
            "0" => Ok(false),
            "1" => Ok(true),
            word => Err(format!("{name} must be 0 or 1, not {word}")),
        }
    }

    /// A C string: `""` is empty, `NULL` no string, `x64:a` sixty-four times `a`.
    pub(crate) fn text(&mut self, name: &str) -> Result<Text, String> {
        Text::new(name, self.word(name)?)
    }

    /// A string for an array of `limit` bytes; one as long as the array has no NUL at its end.
    pub(crate) fn text_within(&mut self, name: &str, limit: usize) -> Result<Text, String> {
        let text = self.text(name)?;
        match text.bytes().len() {
            length if length > limit => {
                Err(format!("{name} has {length} bytes, its array only {limit}"))
            }
            _ => Ok(text),
        }
    }

    /// A file's path; [`tone::NAME`] stands for a file that is made for the occasion.
    pub(crate) fn path(&mut self, name: &str) -> Result<Text, String> {
        match self.word(name)? {
            tone::NAME => Text::new(name, &tone::path().display().to_string()),
            word => Text::new(name, word),
        }
    }
}

/// A string as C takes it, or the null pointer.
#[derive(Clone)]
pub(crate) struct Text(Option<CString>);

impl Text {
    pub(crate) const NULL: Self = Self(None);

    fn new(name: &str, word: &str) -> Result<Self, String> {
        let text = match word {
            "NULL" => return Ok(Self::NULL),
            "\"\"" => String::new(),
            word => repeated(word).unwrap_or_else(|| word.to_owned()),
        };
        CString::new(text)
            .map(|text| Self(Some(text)))
            .map_err(|_| format!("{name} has a NUL in it"))
    }

    /// The bytes without the NUL at the end; none for the null pointer.
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_ref().map_or(&[], |text| text.as_bytes())
    }

    pub(crate) fn as_ptr(&self) -> *const std::ffi::c_char {
        self.0
            .as_ref()
            .map_or(std::ptr::null(), |text| text.as_ptr())
    }

    /// The string in an array of C's, filled up with NULs; `text_within` has checked the length.
    pub(crate) fn in_array<const N: usize>(&self) -> [std::ffi::c_char; N] {
        let mut array = [0; N];
        for (to, from) in array.iter_mut().zip(self.bytes()) {
            *to = from.cast_signed() as std::ffi::c_char;
        }
        array
    }
}

/// The string that a word like `x64:a` stands for.
fn repeated(word: &str) -> Option<String> {
    let (count, text) = word.strip_prefix('x')?.split_once(':')?;
    Some(text.repeat(count.parse().ok()?))
}
