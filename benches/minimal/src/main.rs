//! Logs in to a room, says so, and leaves.

use zego_async::Sdk;

#[tokio::main(flavor = "current_thread")]
async fn main() -> zego_async::Result<()> {
    let engine = Sdk::from_env()?.engine(1).app_sign("0".repeat(64)).await?;
    let room = engine.login_room("room1", "alice").await?;
    println!("LOGINED");
    room.logout().await?;
    engine.destroy().await
}
