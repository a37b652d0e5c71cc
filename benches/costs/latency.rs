//! How long an event takes from the entry of its callback until `next()` has returned, at a
//! thousand events a second.

use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::{Duration, Instant};

use futures::StreamExt;
use hdrhistogram::Histogram;
use tokio::sync::mpsc;
use zego_async::Event;
use zego_async::baseline::{BorrowedState, Sink};
use zego_sim::PreparedCallback;

use crate::compare::{Compared, of_turns};
use crate::stage::Stage;

const PERIOD: Duration = Duration::from_millis(1);
/// How many events each side has in a turn.
const BLOCK: usize = 500;

/// One quantile of both sides' latencies, in microseconds.
pub(crate) struct Quantile {
    pub(crate) name: &'static str,
    pub(crate) compared: Compared,
}

/// Both sides in turns. A quantile is taken of each turn, but the rarest of all turns together.
pub(crate) fn quantiles(rounds: usize) -> Vec<Quantile> {
    let stage = Stage::new();
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let _plain = stage.plain(ToChannel(sender));
    // What was told of the login is read first.
    while receiver.try_recv().is_ok() {}
    let mut states = stage.engine.room_states();
    let (ours, other) = (stage.state(), stage.plain_state());
    let mut turn = || {
        let of_ours = block(&stage, &ours, async || {
            states
                .next()
                .await
                .map(|state| drop(state.expect("no lag")))
        });
        let of_other = block(&stage, &other, async || receiver.recv().await.map(drop));
        [of_ours, of_other]
    };
    let _ = turn();
    let turns: Vec<[Histogram<u64>; 2]> = (0..rounds).map(|_| turn()).collect();
    let mut all = [histogram(), histogram()];
    for [ours, other] in &turns {
        all[0] += ours;
        all[1] += other;
    }
    let quantile = |name, at, of: &[[Histogram<u64>; 2]]| Quantile {
        name,
        compared: of_turns(
            &of.iter()
                .map(|[ours, other]| (micros(ours, at), micros(other, at)))
                .collect::<Vec<_>>(),
        ),
    };
    vec![
        quantile("p50", 0.5, &turns),
        quantile("p99", 0.99, &turns),
        quantile("p99.9", 0.999, &[all]),
    ]
}

fn micros(of: &Histogram<u64>, at: f64) -> f64 {
    of.value_at_quantile(at) as f64 / 1000.0
}

fn histogram() -> Histogram<u64> {
    Histogram::new(3).expect("three digits are allowed")
}

/// Fires on a thread of its own, one event each period, and reads here.
fn block(
    stage: &Stage,
    callback: &PreparedCallback,
    mut next: impl AsyncFnMut() -> Option<()>,
) -> Histogram<u64> {
    let mut histogram = histogram();
    let began = Instant::now();
    let entered: Vec<AtomicU64> = (0..BLOCK).map(|_| AtomicU64::new(0)).collect();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for (number, entered) in (1..).zip(&entered) {
                let due = began + PERIOD * number;
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
                entered.store(began.elapsed().as_nanos() as u64, Relaxed);
                callback.fire();
            }
        });
        stage.runtime.block_on(async {
            for entered in &entered {
                next().await.expect("it lasts");
                let took = began.elapsed().as_nanos() as u64 - entered.load(Relaxed);
                histogram.record(took).expect("it resizes by itself");
            }
        });
    });
    histogram
}

struct ToChannel(mpsc::UnboundedSender<Event>);

impl Sink for ToChannel {
    fn state(&self, state: BorrowedState<'_>) {
        // Nobody reads any more at the end of the measurement.
        let _ = self.0.send(state.to_event());
    }
}
