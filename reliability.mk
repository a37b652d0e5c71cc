# Proofs that it doesn't break: models, interpreters, sanitizers, fuzzing, soak. See docs/reliability.md.

.PHONY: loom
loom: ## tries every order in which threads of the SDK and the user can meet, in models
	RUSTFLAGS="--cfg loom" LOOM_MAX_PREEMPTIONS=$(or $(LOOM_MAX_PREEMPTIONS),3) \
	CARGO_PROFILE_DEV_OPT_LEVEL=1 CARGO_PROFILE_TEST_OPT_LEVEL=1 \
	cargo test --target-dir target/loom -p zego-async --lib core::models

.PHONY: miri
miri: ## the trampolines, conversions and queues under miri (nightly with the component miri)
	MIRIFLAGS="-Zmiri-disable-isolation -Zmiri-ignore-leaks" \
	cargo +nightly miri test -p zego-async --lib -- ffi:: core::queue core::pending core::hub ids:: config:: --skip in_the_steady_state --skip storm

.PHONY: soak soak-short
soak: ## 10,000 lives of engines and 30 minutes of steady calls: memory, threads, descriptors stay flat
	ZEGO_SOAK_LIVES=10000 ZEGO_SOAK_SECONDS=1800 cargo test --release --test soak -- --nocapture

soak-short: ## the same in a minute
	ZEGO_SOAK_LIVES=2000 ZEGO_SOAK_SECONDS=40 cargo test --test soak -- --nocapture
