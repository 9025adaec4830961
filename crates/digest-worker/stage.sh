#!/bin/sh
# Trunk's post_build hook: builds the kernel, and copies it and its script next to the console, under names with a hash
# of their content. Writes both names and the full hash of the kernel into the page, as `data-digest` of the boot
# script.
set -eu
cd "$TRUNK_SOURCE_DIR"

# Always optimised: without optimisation the digest is too slow even for development.
cargo build --quiet --locked --release --package digest-worker --target wasm32-unknown-unknown
kernel="$TRUNK_STAGING_DIR/digest.wasm"
cp "${CARGO_TARGET_DIR:-target}/wasm32-unknown-unknown/release/digest_worker.wasm" "$kernel"
if [ "$TRUNK_PROFILE" = release ]; then
  wasm-opt -O3 --strip-debug --strip-producers --enable-bulk-memory --enable-bulk-memory-opt \
    --enable-nontrapping-float-to-int --enable-sign-ext --enable-mutable-globals --enable-reference-types \
    --enable-multivalue "$kernel" -o "$kernel"
fi

# macOS has `shasum` instead of `sha256sum`.
sha256() {
  { sha256sum "$1" 2>/dev/null || shasum -a 256 "$1"; } | cut -c 1-64
}
# The first 16 digits, as in the file names of Trunk.
hash() {
  sha256 "$1" | cut -c 1-16
}
kernel_sha256="$(sha256 "$kernel")"
kernel_name="digest-$(hash "$kernel").wasm"
mv "$kernel" "$TRUNK_STAGING_DIR/$kernel_name"
chmod 644 "$TRUNK_STAGING_DIR/$kernel_name"
script="crates/digest-worker/worker.js"
script_name="digest-$(hash "$script").js"
cp "$script" "$TRUNK_STAGING_DIR/$script_name"

page="$TRUNK_STAGING_DIR/index.html"
digest="$script_name#$kernel_name:$kernel_sha256"
sed "s/digest\.js#digest\.wasm/$digest/" "$page" > "$page.new"
mv "$page.new" "$page"
grep -q "$digest" "$page" || { echo "index.html names no digest worker (Trunk.toml, pattern_script)" >&2; exit 1; }
