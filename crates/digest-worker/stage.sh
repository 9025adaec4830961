#!/bin/sh
# Trunk's post_build hook: builds the kernel and lays it and its script beside the console, under names that hold a
# hash of their content; the page learns the names, and the whole hash of the kernel, from its boot script's `data-digest`.
set -eu
cd "$TRUNK_SOURCE_DIR"

# Always optimised: a digest without optimisation is no use even while developing.
cargo build --quiet --locked --release --package digest-worker --target wasm32-unknown-unknown
kernel="$TRUNK_STAGING_DIR/digest.wasm"
cp "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/digest_worker.wasm" "$kernel"
if [ "$TRUNK_PROFILE" = release ]; then
  wasm-opt -O3 --strip-debug --strip-producers --enable-bulk-memory --enable-bulk-memory-opt \
    --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types \
    --enable-multivalue "$kernel" -o "$kernel"
fi

# `shasum` is what macOS has.
sha256() {
  { sha256sum "$1" 2>/dev/null || shasum -a 256 "$1"; } | cut -c 1-64
}
# The first 16 digits, as in the names Trunk gives.
hash() {
  sha256 "$1" | cut -c 1-16
}
whole="$(sha256 "$kernel")"
named="digest-$(hash "$kernel").wasm"
mv "$kernel" "$TRUNK_STAGING_DIR/$named"
chmod 644 "$TRUNK_STAGING_DIR/$named"
script="crates/digest-worker/worker.js"
worker="digest-$(hash "$script").js"
cp "$script" "$TRUNK_STAGING_DIR/$worker"

page="$TRUNK_STAGING_DIR/index.html"
sed "s/digest\.js#digest\.wasm/$worker#$named:$whole/" "$page" > "$page.new"
mv "$page.new" "$page"
grep -q "$worker#$named:$whole" "$page" || { echo "index.html names no digest worker (Trunk.toml, pattern_script)" >&2; exit 1; }
