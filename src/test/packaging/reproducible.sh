#!/bin/sh
# Whether the archives are the same byte for byte, made twice at different places: sh src/test/packaging/reproducible.sh
set -eu
home=$(CDPATH= cd -- "$(dirname -- "$0")/../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for place in a 'b with another name'; do
  git clone -q "$home" "$work/$place"
  (cd "$work/$place" && mvn -q -Parchives -DskipTests package)
done
for archive in "$work"/a/target/padbridge-*.tar.gz; do
  cmp "$archive" "$work/b with another name/target/${archive##*/}"
  ls -l "$archive"
done
