//! How the command tells its result: text or JSON, and the exit code.

use std::io::Write as _;
use std::process::ExitCode;

use serde_json::{Value, json};
use zego_token::{IssueError, SecretError, TokenError};

/// A result in both of its forms.
pub(crate) struct Answer {
    pub(crate) text: String,
    pub(crate) json: Value,
}

/// Why there is no result, each with its exit code.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Token(#[from] TokenError),
    #[error(transparent)]
    Issue(#[from] IssueError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error("the token can't be read from standard input: {0}")]
    Input(std::io::Error),
}

/// Writes the result and says with which code to leave.
pub(crate) fn tell(result: Result<Answer, Failure>, as_json: bool) -> ExitCode {
    let (code, written) = match result {
        Ok(answer) if as_json => (0, write_json(&answer.json)),
        Ok(answer) => (0, write(&answer.text)),
        Err(failure) if as_json => (failure.exit_code(), write_json(&failure.to_json())),
        Err(failure) => {
            eprintln!("zego-token: {failure}");
            (failure.exit_code(), Ok(()))
        }
    };
    match written {
        Ok(()) => ExitCode::from(code),
        Err(error) => {
            eprintln!("zego-token: the answer can't be written: {error}");
            ExitCode::from(FAILED)
        }
    }
}

const NOT_VALID: u8 = 1;
const USAGE: u8 = 2;
const NO_SECRET: u8 = 3;
const FAILED: u8 = 4;

impl Failure {
    fn exit_code(&self) -> u8 {
        match self {
            Self::Token(_) => NOT_VALID,
            Self::Issue(IssueError::Entropy(_)) | Self::Input(_) => FAILED,
            Self::Issue(_) => USAGE,
            Self::Secret(_) => NO_SECRET,
        }
    }

    fn to_json(&self) -> Value {
        let (valid, code) = match self {
            Self::Token(reason) => (Some(false), reason.code()),
            Self::Issue(IssueError::Entropy(_)) => (None, "entropy"),
            Self::Issue(IssueError::TooLong { .. }) => (None, "too_long"),
            Self::Issue(_) => (None, "input"),
            Self::Secret(_) => (None, "secret"),
            Self::Input(_) => (None, "read"),
        };
        let mut json = json!({ "error": { "code": code, "message": self.to_string() } });
        if let Some(valid) = valid {
            json["valid"] = valid.into();
        }
        json
    }
}

fn write_json(json: &Value) -> std::io::Result<()> {
    write(&format!("{json}\n"))
}

fn write(text: &str) -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    output.write_all(text.as_bytes())?;
    output.flush()
}
