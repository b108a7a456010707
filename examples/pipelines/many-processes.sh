#!/bin/sh
# A file of specs in several processes, the answers in its order: sh many-processes.sh SPECS.jsonl [PROCESSES] > ANSWERS
# With GNU parallel where it is installed, otherwise with split and xargs of GNU.
set -eu
specs=$1
processes=${2:-$(nproc)}
# Exit code 2 says that a spec is refused; its answer says so too.
translate='padbridge translate - --format jsonl --jobs 1 || [ $? -eq 2 ]'

if parallel --version 2> /dev/null | grep -q '^GNU'; then
  parallel --will-cite --jobs "$processes" --keep-order --pipe --block 10M "$translate" < "$specs"
else
  parts=$(mktemp -d)
  trap 'rm -rf "$parts"' EXIT
  split -n "l/$processes" -a 4 "$specs" "$parts/part."
  for part in "$parts"/part.*; do
    echo "$part"
  done | xargs -P "$processes" -I {} sh -c "[ ! -s '{}' ] || { $translate; } < '{}' > '{}.answers'"
  cat "$parts"/part.*.answers
fi
