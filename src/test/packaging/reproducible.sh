#!/bin/sh
# Whether the files of a release are the same byte for byte, made twice at different places: sh src/test/packaging/reproducible.sh
set -eu
home=$(CDPATH= cd -- "$(dirname -- "$0")/../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for place in a 'b with another name'; do
  git clone -q "$home" "$work/$place"
  (cd "$work/$place" && mvn -q -Prelease -DskipTests verify)
done
for file in "$work"/a/target/release/*; do
  cmp "$file" "$work/b with another name/target/release/${file##*/}"
  ls -l "$file"
done
