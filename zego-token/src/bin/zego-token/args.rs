//! The arguments of the command. There is none for the secret itself: arguments
//! are seen by every user of the machine and kept in the shell's history.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use zego_token::{KeyOrder, Mode, SecretError, ServerSecret};

const EXIT_CODES: &str = "\
Exit codes:
  0  done; for verify: the token is valid
  1  the token is not valid
  2  an argument is missing, unknown or breaks a rule
  3  there is no usable server secret
  4  reading, writing, or the operating system's randomness failed";

/// Issues, inspects and verifies the tokens (token04) with which clients log in
/// to ZEGO.
#[derive(Parser)]
#[command(version, after_help = EXIT_CODES)]
pub(crate) struct Args {
    /// Answer in JSON, on standard output, failures too
    #[arg(long, global = true)]
    pub(crate) json: bool,
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Issue a token and print it
    #[command(after_help = EXIT_CODES)]
    Generate(Generate),
    /// Print what a token says, without judging it
    #[command(after_help = EXIT_CODES)]
    Inspect(Inspect),
    /// Say whether a token is valid for an app and a user, and if not, why
    #[command(after_help = EXIT_CODES)]
    Verify(Verify),
}

#[derive(clap::Args)]
pub(crate) struct Generate {
    /// The app that the token is for
    #[arg(long)]
    pub(crate) app_id: u32,
    /// The user that the token is for
    #[arg(long)]
    pub(crate) user_id: String,
    /// How long the token is good
    #[arg(long, value_name = "SECONDS", default_value_t = zego_token::DEFAULT_LIFETIME.as_secs())]
    pub(crate) lifetime: u64,
    /// Allow this room only, and there only what --allow-… say
    #[arg(long, conflicts_with = "payload")]
    pub(crate) room_id: Option<String>,
    /// Allow logging in to the room
    #[arg(long, requires = "room_id")]
    pub(crate) allow_login: bool,
    /// Allow publishing in the room
    #[arg(long, requires = "room_id")]
    pub(crate) allow_publish: bool,
    /// Allow publishing this stream only; may be given several times
    #[arg(
        long = "stream-id",
        value_name = "STREAM_ID",
        requires = "allow_publish"
    )]
    pub(crate) stream_ids: Vec<String>,
    /// Put this text into the token instead of privileges
    #[arg(long, value_name = "TEXT")]
    pub(crate) payload: Option<String>,
    /// How to encrypt
    #[arg(long, value_enum, default_value_t = ModeArg::Gcm)]
    pub(crate) mode: ModeArg,
    /// Which of ZEGO's generators to follow in the order of the JSON's keys
    #[arg(long, value_enum, default_value_t = KeyOrderArg::Node)]
    pub(crate) key_order: KeyOrderArg,
    #[command(flatten)]
    pub(crate) secret: SecretSource,
}

#[derive(clap::Args)]
pub(crate) struct Inspect {
    /// The token; `-` reads it from standard input
    #[arg(default_value = "-")]
    pub(crate) token: String,
    /// Print only what can be read without the secret, which proves nothing
    #[arg(long, conflicts_with_all = ["secret_env", "secret_file"])]
    pub(crate) header_only: bool,
    #[command(flatten)]
    pub(crate) secret: SecretSource,
}

#[derive(clap::Args)]
pub(crate) struct Verify {
    /// The token; `-` reads it from standard input
    #[arg(default_value = "-")]
    pub(crate) token: String,
    /// The app that the token must be for
    #[arg(long)]
    pub(crate) app_id: u32,
    /// The user that the token must be for
    #[arg(long)]
    pub(crate) user_id: String,
    /// Check too that the token allows logging in to this room
    #[arg(long)]
    pub(crate) room_id: Option<String>,
    /// Check too that the token allows publishing this stream in the room
    #[arg(long, requires = "room_id")]
    pub(crate) stream_id: Option<String>,
    /// Accept AES-CBC too, as ZEGO does, although such a token can be changed
    /// unnoticed
    #[arg(long)]
    pub(crate) accept_cbc: bool,
    #[command(flatten)]
    pub(crate) secret: SecretSource,
}

#[derive(clap::Args)]
pub(crate) struct SecretSource {
    /// The environment variable that holds the server secret
    #[arg(long, value_name = "VARIABLE", default_value = "ZEGO_SERVER_SECRET")]
    secret_env: String,
    /// The file that holds the server secret, instead of a variable
    #[arg(long, value_name = "PATH", conflicts_with = "secret_env")]
    secret_file: Option<PathBuf>,
}

impl SecretSource {
    pub(crate) fn read(&self) -> Result<ServerSecret, SecretError> {
        match &self.secret_file {
            Some(path) => ServerSecret::from_file(path),
            None => ServerSecret::from_env(&self.secret_env),
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum ModeArg {
    /// AES-256-GCM
    Gcm,
    /// AES-256-CBC
    Cbc,
}

impl From<ModeArg> for Mode {
    fn from(mode: ModeArg) -> Self {
        match mode {
            ModeArg::Gcm => Self::Gcm,
            ModeArg::Cbc => Self::Cbc,
        }
    }
}

#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum KeyOrderArg {
    /// As the generators for Node, Python and PHP
    Node,
    /// As the generator for Go
    Go,
}

impl From<KeyOrderArg> for KeyOrder {
    fn from(order: KeyOrderArg) -> Self {
        match order {
            KeyOrderArg::Node => Self::Node,
            KeyOrderArg::Go => Self::Go,
        }
    }
}
