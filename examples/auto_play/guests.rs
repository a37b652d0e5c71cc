//! Guests who come to a room, publish for a moment and leave, so that there is something to play.

use std::time::Duration;

use futures::future::try_join_all;
use tokio::time::sleep;
use zego_async::{Result, Scenario, Sdk};

use crate::account::Account;
use crate::timeline::Timeline;

const BETWEEN_GUESTS: Duration = Duration::from_millis(300);
const VISIT: Duration = Duration::from_millis(900);

/// Lets `count` guests come and go, one after the other has come.
pub(crate) async fn visit(
    sdk: &Sdk,
    account: &Account,
    room: &str,
    count: usize,
    timeline: Timeline,
) -> Result<()> {
    let guest = |number: usize| async move {
        sleep(BETWEEN_GUESTS * number as u32).await;
        let user = format!("guest-{number}");
        let engine = account
            .engine(sdk)
            .scenario(Scenario::StandardVoiceCall)
            .await?;
        let room = account.login(&engine, room, &user).await?;
        let publication = room.publish(format!("{user}-voice")).await?;
        timeline.say(&user, format_args!("publishes {}", publication.stream()));
        sleep(VISIT).await;
        timeline.say(&user, "leaves");
        publication.stop().await?;
        room.logout().await?;
        engine.destroy().await
    };
    try_join_all((1..=count).map(guest)).await.map(drop)
}
