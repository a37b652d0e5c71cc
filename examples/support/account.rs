//! Whose account an example runs on: the options that every example has, and the engine they make.

use zego_async::{Engine, EngineBuilder, LIBRARY_VARIABLE, LoginRoom, Sdk};

/// What the embedded engine takes where the cloud wants an account.
const EMBEDDED_APP_ID: u32 = 1;
const EMBEDDED_APP_SIGN: &str = "0000000000000000000000000000000000000000000000000000000000000000";

const HEADING: &str = "Account (none is needed on the embedded engine)";

/// Without any of these, and without `ZEGO_EXPRESS_LIB`, the example runs on the embedded engine:
/// no account, no network, nothing leaves the process. It has no `Debug`: these are secrets.
#[derive(clap::Args, Clone)]
pub(crate) struct Account {
    /// The app id that ZEGO's console gives
    #[arg(long, help_heading = HEADING, env = "ZEGO_APP_ID")]
    app_id: Option<u32>,
    /// The app sign, 64 hexadecimal digits; better in the variable than on the command line
    #[arg(long, help_heading = HEADING, env = "ZEGO_APP_SIGN", hide_env_values = true)]
    app_sign: Option<String>,
    /// A token that a back end made for the user; the command `zego-token` makes one
    #[arg(long, help_heading = HEADING, env = "ZEGO_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

impl Account {
    /// The SDK to run on, and a word on standard error about which one it is.
    pub(crate) fn sdk(&self) -> zego_async::Result<Sdk> {
        log_warnings();
        let named = std::env::var_os(LIBRARY_VARIABLE).is_some_and(|path| !path.is_empty());
        let sdk = match named || self.app_id.is_some() {
            true => Sdk::from_env()?,
            false => Sdk::embedded(),
        };
        match sdk.is_embedded() {
            true => eprintln!("on the embedded engine: no account, nothing leaves this process"),
            false => eprintln!("on ZEGO Express {}", sdk.version()?),
        }
        Ok(sdk)
    }

    /// An engine of this account.
    pub(crate) fn engine(&self, sdk: &Sdk) -> EngineBuilder {
        if sdk.is_embedded() {
            return sdk.engine(self.app_id()).app_sign(EMBEDDED_APP_SIGN);
        }
        let builder = sdk.engine(self.app_id.unwrap_or_default());
        match &self.app_sign {
            Some(sign) => builder.app_sign(sign),
            None => builder,
        }
    }

    /// A login of this account.
    pub(crate) fn login(&self, engine: &Engine, room: &str, user: &str) -> LoginRoom {
        let login = engine.login_room(room, user).user_status_notify(true);
        match &self.token {
            Some(token) => login.token(token),
            None => login,
        }
    }

    /// The app id that is used, which is also the one of the embedded engine's cloud.
    pub(crate) fn app_id(&self) -> u32 {
        self.app_id.unwrap_or(EMBEDDED_APP_ID)
    }
}

/// What the binding warns of goes to standard error.
fn log_warnings() {
    let log =
        tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::WARN);
    // It is set already where an example asks for a second SDK.
    let _ = log.with_writer(std::io::stderr).without_time().try_init();
}
