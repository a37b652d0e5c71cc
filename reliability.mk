# Proofs that it doesn't break: models, interpreters, sanitizers, fuzzing, soak. See docs/reliability.md.

.PHONY: loom
loom: ## tries every order in which threads of the SDK and the user can meet, in models
	RUSTFLAGS="--cfg loom" LOOM_MAX_PREEMPTIONS=$(or $(LOOM_MAX_PREEMPTIONS),2) \
	CARGO_PROFILE_DEV_OPT_LEVEL=1 CARGO_PROFILE_TEST_OPT_LEVEL=1 \
	cargo test --target-dir target/loom -p zego-async --lib models::

.PHONY: miri
miri: ## the trampolines, conversions and queues under miri (nightly, rustup)
	rustup component add miri --toolchain nightly
	RUST_BACKTRACE=0 MIRIFLAGS="-Zmiri-disable-isolation -Zmiri-ignore-leaks" \
	cargo +nightly miri test --target-dir target/miri -p zego-async --lib -- ffi:: core::queue core::pending core::hub media::outlet media::pool ids:: config:: --skip in_the_steady_state --skip costs_no_allocation --skip storm

.PHONY: soak soak-short
soak: ## 10,000 lives of engines and 30 minutes of steady calls: memory, threads, descriptors stay flat
	ZEGO_SOAK_LIVES=10000 ZEGO_SOAK_SECONDS=1800 cargo test --release --test soak -- --nocapture

soak-short: ## the same in a minute
	ZEGO_SOAK_LIVES=2000 ZEGO_SOAK_SECONDS=40 cargo test --workspace --test soak -- --nocapture

# The root package's tests but those that run programs of their own, and the soak, which counts
# memory that sanitizers keep. They use the embedded engine as a shared library that they load, as
# the SDK is; both are built in one go, since the tests steer the library's clouds.
PROGRAMS := real_engine replay without_cloud unsafe_code soak
SUITE := fault_matrix $(filter-out $(PROGRAMS),$(basename $(notdir $(wildcard tests/*.rs))))
LIBRARY := libZegoExpressEngine.so
HOST := x86_64-unknown-linux-gnu

# $(1): the toolchain, $(2): packages and features, $(3): where it is built and for what.
loaded = cargo $(1) build $(2) --lib $(SUITE:%=--test %) $(3) && \
	cargo $(1) test --no-fail-fast $(2) $(SUITE:%=--test %) $(3)
PARTS_LOADED := -p zego-workspace -p zego-sim-cdylib --features zego-sim-cdylib/steering

# Libraries are optimised a little, since instrumented code is slow; our own crates and what takes
# minutes to optimise are not.
UNOPTIMISED := yuv zego-sys zego-sim zego-sim-cdylib zego-async zego-workspace
INSTRUMENTED := $(foreach package,$(UNOPTIMISED),--config profile.dev.package.$(package).opt-level=0)

.PHONY: test-loaded tsan asan
test-loaded: ## the integration tests over the embedded engine as a library that is loaded
	export ZEGO_TEST_LIBRARY=$(CURDIR)/target/debug/$(LIBRARY); \
	$(call loaded,,--workspace --features zego-sim-cdylib/steering)

# What the library needs of a sanitizer is in the program that loads it, which therefore exports it.
tsan: ## the same under ThreadSanitizer, with an instrumented std (nightly, rustup)
	rustup component add rust-src --toolchain nightly
	export RUSTFLAGS="-Zsanitizer=thread -Clink-arg=-rdynamic" CARGO_PROFILE_DEV_OPT_LEVEL=1 \
	TSAN_OPTIONS="halt_on_error=1 suppressions=$(CURDIR)/tests/sanitizers/thread.txt" \
	ZEGO_TEST_LIBRARY=$(CURDIR)/target/tsan/$(HOST)/debug/$(LIBRARY); \
	$(call loaded,+nightly,$(PARTS_LOADED),$(INSTRUMENTED) -Zbuild-std --target $(HOST) --target-dir target/tsan)

asan: ## the same under AddressSanitizer, leaks fail (nightly)
	export RUSTFLAGS="-Zsanitizer=address -Clink-arg=-rdynamic" CARGO_PROFILE_DEV_OPT_LEVEL=1 \
	ASAN_OPTIONS=detect_leaks=1 \
	ZEGO_TEST_LIBRARY=$(CURDIR)/target/asan/$(HOST)/debug/$(LIBRARY); \
	$(call loaded,+nightly,$(PARTS_LOADED),$(INSTRUMENTED) --target $(HOST) --target-dir target/asan)

FUZZ_SECONDS := 600
.PHONY: fuzz fuzz-short
# Each with the length that its inputs grow to, which libFuzzer else takes from the corpus.
TARGETS := callbacks:4096 scripts:64 names:300
fuzz: ## each fuzz target for ten minutes (nightly, cargo-fuzz)
	cd fuzz && for target in $(TARGETS); do \
		cargo +nightly fuzz run $${target%:*} -- -max_len=$${target#*:} \
			-max_total_time=$(FUZZ_SECONDS) -rss_limit_mb=4096 || exit 1; \
	done
	cd zego-token && cargo +nightly fuzz run parse -- -max_len=1000 -max_total_time=$(FUZZ_SECONDS)

fuzz-short: ## each fuzz target for a minute
	$(MAKE) fuzz FUZZ_SECONDS=60

PUBLISHED := -p zego-sys -p zego-token -p zego-sim -p zego-async
# All but zego-sys/bindgen, which makes the bindings anew and asks for libclang.
FEATURES := --features zego-async/sim,zego-token/cli
MSRV := $(shell sed -n 's/^rust-version = "\(.*\)"/\1/p' Cargo.toml)

.PHONY: msrv features minimal-versions package semver
msrv: ## what is published compiles with the workspace's rust-version (rustup)
	rustup toolchain install $(MSRV) --profile minimal --no-self-update
	cargo +$(MSRV) check --target-dir target/msrv $(PUBLISHED) $(FEATURES)

features: ## every set of features compiles (cargo-hack)
	cargo hack check --feature-powerset --no-dev-deps $(PUBLISHED)

minimal-versions: ## the oldest versions that we say to work compile (nightly)
	cp Cargo.lock target/Cargo.lock.kept
	cargo +nightly update -Zdirect-minimal-versions && \
	cargo check --target-dir target/minimal $(PUBLISHED) $(FEATURES); \
	status=$$?; mv target/Cargo.lock.kept Cargo.lock; exit $$status

package: ## each crate that is published packs, and what is packed compiles; nothing is uploaded
	cargo publish --dry-run --allow-dirty $(PUBLISHED)

# A release has a tag, v0.1.0 and so on.
SEMVER_BASELINE := $(shell git describe --tags --match 'v*' --abbrev=0 2>/dev/null)
semver: ## the public interfaces break nothing since the last release's tag (cargo-semver-checks)
	$(if $(SEMVER_BASELINE),,$(error nothing is released yet; name a revision to compare with: make semver SEMVER_BASELINE=…))
	cargo semver-checks --baseline-rev $(SEMVER_BASELINE) $(PUBLISHED)
