//! The checks of the example `without_cloud` on the embedded engine; `make conformance` runs the
//! same program on the real one.

mod recordings;

use recordings::{run_example, said};

#[test]
fn the_binding_does_on_the_embedded_engine_what_it_does_on_the_real_one_without_a_cloud() {
    let run = run_example("without_cloud");
    println!("{}", said(&run));
    assert!(run.status.success(), "{}", said(&run));
    assert!(said(&run).contains("a_local_login_succeeds_and_says_so"));
}
