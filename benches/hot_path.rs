//! Absolute times and allocations of the hot paths, for work on them: `cargo bench --bench
//! hot_path`. What is published are the ratios of `costs`.

#[path = "costs/stage.rs"]
#[allow(dead_code)] // a part is used
mod stage;

use divan::{AllocProfiler, Bencher};
use futures::{FutureExt, StreamExt};
use stage::Stage;

#[global_allocator]
static ALLOCATOR: AllocProfiler = AllocProfiler::system();

fn main() {
    divan::main();
}

/// A state callback and what each of its subscribers does to read its event.
#[divan::bench(args = [0, 1, 8])]
fn state_from_callback_to_next(bencher: Bencher<'_, '_>, subscribers: usize) {
    let stage = Stage::new();
    let mut streams: Vec<_> = (0..subscribers)
        .map(|_| stage.engine.room_states())
        .collect();
    let state = stage.state();
    bencher.bench_local(|| {
        state.fire();
        for states in &mut streams {
            divan::black_box(states.next().now_or_never());
        }
    });
}
