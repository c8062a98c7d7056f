#!/bin/sh
# Builds the committed sources twice, in two folders of different names, and compares the jars bit for bit.
set -eu
cd "$(dirname "$0")/.."

work=$(mktemp -d "${TMPDIR:-/tmp}/cairn-reproducible.XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM

for copy in first second-copy; do
  mkdir "$work/$copy"
  git archive HEAD | tar -x -C "$work/$copy"
  (cd "$work/$copy" && ./cairn build)
  (cd "$work/$copy/app/target/cairn/lib" && LC_ALL=C sha256sum -- *.jar) >"$work/$copy.sums"
done

if ! diff "$work/first.sums" "$work/second-copy.sums"; then
  echo "The jars above differ between two builds of one commit." >&2
  exit 1
fi
echo "$(grep -c ' cairn-' "$work/first.sums") jars of Cairn are the same, bit for bit, in two builds of $(git rev-parse --short HEAD)."
