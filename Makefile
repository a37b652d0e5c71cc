# What is done often, by name. `make` lists it. Nothing here needs a network besides crates.

CARGO ?= cargo
PARTS := zego-sys zego-sim zego-async zego-token

.DEFAULT_GOAL := help
.PHONY: help
help: ## lists the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

# Running and testing ------------------------------------------------------------------------------

.PHONY: run test
run: ## a video call between two users, on the embedded engine or on ZEGO_EXPRESS_LIB
	$(CARGO) run --example video_call

test: ## all tests of all crates, with the features that are off by default
	$(CARGO) test --workspace
	$(CARGO) test -p zego-token --features cli

.PHONY: window-run window-test
window-run: ## a call with a window
	$(CARGO) run --manifest-path examples/call_window/Cargo.toml --target-dir target

window-test: ## tests the call's window on a screen in memory (installs Xvfb: Debian, root)
	examples/call_window/test $(WINDOW)

# Checking -----------------------------------------------------------------------------------------

.PHONY: check format lint docs bindings-check deny audit targets window-check
check: format lint docs bindings-check deny ## everything that must be clean before a change lands

format: ## the sources are formatted
	$(CARGO) fmt --all --check

lint: ## no warnings of the compiler or of clippy, with all features (libclang for bindgen)
	$(CARGO) clippy --workspace --all-targets --all-features -- -D warnings

window-check: ## format and lints of the call's window, which is no part of the workspace
	$(CARGO) fmt --manifest-path examples/call_window/Cargo.toml --check
	$(CARGO) clippy --manifest-path examples/call_window/Cargo.toml --target-dir target \
		--all-targets -- -D warnings

docs: ## the documentation builds without a warning: nothing is missing, no link is broken
	RUSTDOCFLAGS="-D warnings" $(CARGO) doc --no-deps --all-features $(PARTS:%=-p %)

bindings-check: ## the checked-in bindings are what the header makes (libclang)
	zego-sys/generate.sh --check

# What isn't part of the workspace, and what it alone depends on.
APART := examples/call_window fuzz zego-token/fuzz
DENY := --hide-inclusion-graph -A license-exception-not-encountered licenses bans sources
deny: ## licences, sources and bans of what we depend on (cargo-deny)
	$(CARGO) deny --workspace --all-features check $(DENY)
	for apart in $(APART); do \
		$(CARGO) deny --manifest-path $$apart/Cargo.toml --config deny.toml --all-features check $(DENY) || exit; \
	done

audit: ## known vulnerabilities of what we depend on; apart, because it fetches a database
	$(CARGO) deny --workspace --all-features check --hide-inclusion-graph advisories

targets: ## the other platforms compile: 64-bit Arm Linux and Windows (rustup target add)
	$(CARGO) check -p zego-sys -p zego-async --features zego-async/sim --target aarch64-unknown-linux-gnu
	$(CARGO) check -p zego-sys -p zego-async --features zego-async/sim --target x86_64-pc-windows-gnu

# Making -------------------------------------------------------------------------------------------

.PHONY: bindings
bindings: ## makes the bindings anew from zego-sys/include/zego_express.h (libclang)
	zego-sys/generate.sh

# Measuring ----------------------------------------------------------------------------------------

.PHONY: bench bench-instructions bench-media
bench: ## measures what the binding costs, twice, and writes BENCHMARKS.md; on an idle machine
	$(CARGO) bench --bench costs -- --write BENCHMARKS.md

bench-instructions: ## counts the instructions of the hot paths and checks their bounds (valgrind)
	$(CARGO) bench --bench instructions

bench-media: ## 1080p to 4 players and 200 voices for 30 s on two cores; fails if anything is lost
	$(CARGO) bench --bench load --no-run
	taskset -c 0,1 $(CARGO) bench --bench load

# The real engine ----------------------------------------------------------------------------------

.PHONY: conformance
conformance: ## replays the recorded scenarios on the real engine, under Wine (Debian 12, root)
	conformance/run $(CONFORMANCE)

include reliability.mk
