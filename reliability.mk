# Proofs that it doesn't break: models, interpreters, sanitizers, fuzzing, soak. See docs/reliability.md.

.PHONY: loom
loom: ## tries every order in which threads of the SDK and the user can meet, in models
	RUSTFLAGS="--cfg loom" LOOM_MAX_PREEMPTIONS=$(or $(LOOM_MAX_PREEMPTIONS),2) \
	CARGO_PROFILE_DEV_OPT_LEVEL=1 CARGO_PROFILE_TEST_OPT_LEVEL=1 \
	cargo test --target-dir target/loom -p zego-async --lib models::

.PHONY: miri
miri: ## the trampolines, conversions and queues under miri (nightly with the component miri)
	MIRIFLAGS="-Zmiri-disable-isolation -Zmiri-ignore-leaks" \
	cargo +nightly miri test -p zego-async --lib -- ffi:: core::queue core::pending core::hub ids:: config:: --skip in_the_steady_state --skip storm

.PHONY: soak soak-short
soak: ## 10,000 lives of engines and 30 minutes of steady calls: memory, threads, descriptors stay flat
	ZEGO_SOAK_LIVES=10000 ZEGO_SOAK_SECONDS=1800 cargo test --release --test soak -- --nocapture

soak-short: ## the same in a minute
	ZEGO_SOAK_LIVES=2000 ZEGO_SOAK_SECONDS=40 cargo test --test soak -- --nocapture

# The root package's tests that need nothing but the embedded engine.
SUITE := --test pending_operations --test event_streams --test lifecycle --test fault_matrix
HOST := x86_64-unknown-linux-gnu

.PHONY: tsan asan
tsan: ## the integration tests under ThreadSanitizer (nightly, rust-src)
	RUSTFLAGS="-Zsanitizer=thread" TSAN_OPTIONS=halt_on_error=1 \
	cargo +nightly test -Zbuild-std --target $(HOST) --target-dir target/tsan $(SUITE)

asan: ## the integration tests under AddressSanitizer, leaks fail (nightly)
	RUSTFLAGS="-Zsanitizer=address" ASAN_OPTIONS=detect_leaks=1 \
	cargo +nightly test --target $(HOST) --target-dir target/asan $(SUITE)

FUZZ_SECONDS := 600
.PHONY: fuzz fuzz-short
fuzz: ## each fuzz target for ten minutes (nightly, cargo-fuzz)
	cd fuzz && for target in callbacks scripts names; do \
		cargo +nightly fuzz run $$target -- -max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=4096 || exit 1; \
	done
	cd zego-token && cargo +nightly fuzz run parse -- -max_total_time=$(FUZZ_SECONDS)

fuzz-short: ## each fuzz target for a minute
	$(MAKE) fuzz FUZZ_SECONDS=60

.PHONY: features minimal-versions package
features: ## every set of features compiles (cargo-hack)
	cargo hack check --feature-powerset --no-dev-deps -p zego-sys -p zego-sim -p zego-async -p zego-token

minimal-versions: ## the oldest versions that we say to work compile (nightly)
	cp Cargo.lock target/Cargo.lock.kept
	cargo +nightly update -Zdirect-minimal-versions && \
	cargo check --target-dir target/minimal -p zego-sys -p zego-sim -p zego-async -p zego-token; \
	status=$$?; mv target/Cargo.lock.kept Cargo.lock; exit $$status

package: ## each crate that is published can be packed
	cargo package --no-verify -p zego-sys -p zego-sim -p zego-async -p zego-token

.PHONY: reliability-ci
reliability-ci: loom soak-short ## the quick part of all this; the rest has targets of its own
	@if cargo +nightly miri --version >/dev/null 2>&1; then $(MAKE) miri; else \
		echo "SKIPPED: MIRI IS NOT INSTALLED (rustup +nightly component add miri rust-src)"; fi
