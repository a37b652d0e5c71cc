#!/usr/bin/env bash
# Makes src/generated anew from include/zego_express.h, or with --check says whether it is up to date.
# Needs libclang; takes no other input than the header.
set -euo pipefail
cd "$(dirname "$0")"
out=$(cargo build -q -p zego-sys --features bindgen --message-format=json |
    sed -n 's/.*"package_id":"[^"]*zego-sys[^"]*".*"out_dir":"\([^"]*\)".*/\1/p' | tail -n 1)
[ -n "$out" ] || { echo "zego-sys: cargo named no OUT_DIR" >&2; exit 1; }
fresh=$(mktemp -d)
trap 'rm -rf "$fresh"' EXIT
for name in bindings functions; do
    cp "$out/$name.rs" "$fresh/$name.rs"
done
rustfmt --edition 2024 "$fresh/bindings.rs" "$fresh/functions.rs"
if [ "${1:-}" = --check ]; then
    for name in bindings functions; do
        diff -u "src/generated/$name.rs" "$fresh/$name.rs" ||
            { echo "src/generated/$name.rs is not what the header makes: run make bindings" >&2; exit 1; }
    done
    echo "bindings agree with the header"
else
    cp "$fresh"/*.rs src/generated/
fi
