//! The clock of sound that is sent or fetched at the pace at which it sounds.

use std::pin::Pin;
use std::time::Duration;

use tokio::time::{Instant, Sleep, sleep_until};

/// How late a tick may be and still be made up for: a busy machine holds a program up so long
/// every now and then, and the sound would get slower by all of it. What takes longer is a stall.
const MADE_UP: Duration = Duration::from_millis(100);

/// Ticks once a block, at multiples of it from its first tick, which comes at once.
///
/// Ticks that come late don't move those behind them, and are never closer than half a block.
/// Those that were missed in a stall are left out.
pub(super) struct Beat {
    block: Duration,
    due: Instant,
    /// Before that the next tick would be too close to the last.
    earliest: Instant,
    sleep: Pin<Box<Sleep>>,
}

impl Beat {
    pub(super) fn new(block: Duration) -> Self {
        let now = Instant::now();
        Self {
            block,
            due: now,
            earliest: now,
            sleep: Box::pin(sleep_until(now)),
        }
    }

    /// Waits for the next tick. Dropped while it waits, it has lost none.
    pub(super) async fn tick(&mut self) {
        self.sleep.as_mut().reset(self.due.max(self.earliest));
        self.sleep.as_mut().await;
        let now = Instant::now();
        let late = now.saturating_duration_since(self.due);
        if late > MADE_UP {
            let beyond = late.as_nanos() % self.block.as_nanos();
            self.due = now - Duration::from_nanos(beyond as u64);
        }
        self.due += self.block;
        self.earliest = now + self.block / 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::time::advance;

    const TEN: Duration = Duration::from_millis(10);

    async fn ticks(beat: &mut Beat, start: Instant, count: usize) -> Vec<u128> {
        let mut times = Vec::new();
        for _ in 0..count {
            beat.tick().await;
            times.push(start.elapsed().as_millis());
        }
        times
    }

    #[tokio::test(start_paused = true)]
    async fn what_a_busy_machine_holds_up_is_made_up_for_and_never_closer_than_half_a_block() {
        let start = Instant::now();
        let mut beat = Beat::new(TEN);
        assert_eq!(ticks(&mut beat, start, 1).await, [0]);
        advance(Duration::from_millis(35)).await;
        let times = ticks(&mut beat, start, 8).await;
        assert_eq!(times, [35, 40, 45, 50, 55, 60, 70, 80]);
    }

    #[tokio::test(start_paused = true)]
    async fn ticks_that_are_late_again_and_again_are_as_many_as_their_time_has() {
        let start = Instant::now();
        let mut beat = Beat::new(TEN);
        for tick in 0..60_000u64 {
            beat.tick().await;
            // Late by anything up to 97 ms, now and then.
            if tick % 40 == 7 {
                advance(Duration::from_millis(tick % 98)).await;
            }
        }
        let passed = start.elapsed();
        assert!(passed < Duration::from_millis(600_000 + 100), "{passed:?}");
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_stall_nothing_is_made_up_for_and_the_beat_is_the_old_one() {
        let start = Instant::now();
        let mut beat = Beat::new(TEN);
        assert_eq!(ticks(&mut beat, start, 1).await, [0]);
        advance(Duration::from_millis(4013)).await;
        assert_eq!(ticks(&mut beat, start, 4).await, [4013, 4020, 4030, 4040]);
    }

    #[tokio::test(start_paused = true)]
    async fn a_tick_that_is_not_waited_for_to_the_end_is_not_lost() {
        let start = Instant::now();
        let mut beat = Beat::new(TEN);
        beat.tick().await;
        for _ in 0..3 {
            let tick = tokio::time::timeout(Duration::from_millis(3), beat.tick());
            assert!(tick.await.is_err());
        }
        assert_eq!(ticks(&mut beat, start, 2).await, [10, 20]);
    }
}
