//! Events from a callback on a foreign thread to `Stream::next`.

use std::sync::{Arc, Barrier};
use std::time::Instant;

use futures::StreamExt;
use tokio::runtime::Runtime;
use tokio::sync::{broadcast, mpsc};
use zego_async::Event;
use zego_async::baseline::{BorrowedState, Sink};
use zego_sim::PreparedCallback;

use crate::compare::{Compared, in_turns};
use crate::stage::{CAPACITY, Stage};

/// One subscriber, against tokio's unbounded channel: events a second.
pub(crate) fn one_subscriber(rounds: usize, events: usize) -> Compared {
    let stage = Stage::new();
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let _plain = stage.plain(ToChannel(sender));
    let mut states = stage.engine.room_states();
    let (ours, other) = (stage.state(), stage.plain_state());
    in_turns(
        rounds,
        || {
            rate(&stage.runtime, &ours, events, async {
                for _ in 0..events {
                    let state = states.next().await.expect("the engine lasts");
                    std::hint::black_box(state.expect("no lag"));
                }
            })
        },
        || {
            rate(&stage.runtime, &other, events, async {
                for _ in 0..events {
                    std::hint::black_box(receiver.recv().await.expect("the sink lasts"));
                }
            })
        },
    )
}

/// Many subscribers, each in a task of its own, against tokio's broadcast channel.
pub(crate) fn many_subscribers(rounds: usize, events: usize, subscribers: usize) -> Compared {
    let stage = Stage::new();
    let (sender, _) = broadcast::channel(CAPACITY.min(events.next_power_of_two()));
    let _plain = stage.plain(ToBroadcast(sender.clone()));
    let (ours, other) = (stage.state(), stage.plain_state());
    in_turns(
        rounds,
        || {
            let streams: Vec<_> = (0..subscribers)
                .map(|_| stage.engine.room_states())
                .collect();
            rate(&stage.runtime, &ours, events, async {
                all(streams, move |mut states| async move {
                    for _ in 0..events {
                        let state = states.next().await.expect("the engine lasts");
                        std::hint::black_box(state.expect("no lag"));
                    }
                })
                .await;
            })
        },
        || {
            let receivers: Vec<_> = (0..subscribers).map(|_| sender.subscribe()).collect();
            rate(&stage.runtime, &other, events, async {
                all(receivers, move |mut receiver| async move {
                    for _ in 0..events {
                        std::hint::black_box(receiver.recv().await.expect("no lag"));
                    }
                })
                .await;
            })
        },
    )
}

/// Runs `read` for each in a task of its own.
async fn all<R: Send + 'static, F>(readers: Vec<R>, read: impl Fn(R) -> F)
where
    F: Future<Output = ()> + Send + 'static,
{
    let tasks: Vec<_> = readers
        .into_iter()
        .map(|reader| tokio::spawn(read(reader)))
        .collect();
    for task in tasks {
        task.await.expect("no panic");
    }
}

/// Fires on a thread of its own until `read` has everything.
fn rate(
    runtime: &Runtime,
    callback: &PreparedCallback,
    events: usize,
    read: impl Future<Output = ()>,
) -> f64 {
    let start = Barrier::new(2);
    let took = std::thread::scope(|scope| {
        scope.spawn(|| {
            start.wait();
            (0..events).for_each(|_| callback.fire());
        });
        start.wait();
        let began = Instant::now();
        runtime.block_on(read);
        began.elapsed()
    });
    events as f64 / took.as_secs_f64()
}

struct ToChannel(mpsc::UnboundedSender<Event>);

impl Sink for ToChannel {
    fn state(&self, state: BorrowedState<'_>) {
        // Nobody reads any more at the end of the measurement.
        let _ = self.0.send(state.to_event());
    }
}

struct ToBroadcast(broadcast::Sender<Arc<Event>>);

impl Sink for ToBroadcast {
    fn state(&self, state: BorrowedState<'_>) {
        // As above.
        let _ = self.0.send(Arc::new(state.to_event()));
    }
}
