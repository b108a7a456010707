#!/bin/sh
# Whether anything changes in a long run: sh src/test/bench/soak.sh [SECONDS [AT_ONCE]]
# Wants target/padbridge from mvn package. Runs mixed commands over and over, several at once, next to one process that
# answers lines all the time. Every run must give the exit code and the output of the first run of its command, no
# temporary file may stay, and the memory of the long process must not grow. PADBRIDGE names another launcher.
set -eu

seconds=${1:-3600}
at_once=${2:-4}
home=$(CDPATH= cd -- "$(dirname -- "$0")/../../.." && pwd -P)
padbridge=${PADBRIDGE:-$home/target/padbridge/bin/padbridge}
work=$(mktemp -d)
mkdir "$work/tmp" "$work/first" "$work/log"
export TMPDIR="$work/tmp"
trap 'rm -rf "$work"' EXIT
cd "$home/examples"

# Each line: the exit code, and a command.
cat > "$work/commands" <<'COMMANDS'
0 translate 'nn.Conv2d(3, 64, 3, stride=2, padding=1)' --input-shape 1,3,224,224
0 translate 'nn.ConvTranspose2d(8, 4, 3, stride=2, output_padding=1)' --to onnx --format onnx
0 translate 'keras.layers.Conv2D(64, 3, padding="same")' --in-channels 3 --to jax --format jax
2 translate 'nn.Conv2d(3, 64, 3, strid=2)'
1 compare 'nn.Conv2d(3, 64, 3, stride=2, padding=1)' 'keras.layers.Conv2D(64, 3, strides=2, padding="same")'
0 compare 'nn.Conv2d(3, 64, 3, padding=1)' 'keras.layers.Conv2D(64, 3, padding="same")'
1 compare net.pt2 net.keras
0 compare net.pt2 net.onnx
0 verify transposed-3d.json poolings.json
0 verify stackoverflow.json --format json
2 verify '{"op": "conv9d"}'
0 scan net.pt2
0 scan vocoder.txt --format csv
2 scan missing.pt2
0 table conv_transpose1d --kernel-size 3,4 --stride 1,2 --input-size 8,9
0 explain 'nn.ConvTranspose1d(1, 1, 4, stride=2, padding=1)'
0 explain 'nn.MaxPool2d(3, 2, 1)' --format html
0 matrix 'nn.Conv1d(1, 1, 3, padding=1)' --input-shape 1,1,5
0 pad 'F.pad(x, (1, 2))' --rank 4
0 schema spec
1 diagnose 'nn.Conv2d(3, 4, 3, stride=2, padding=1)' --tensors diagnose/port.npz
0 weights net.pt2 --to keras --check -o "$work/log/weights.npz"
0 help specs
COMMANDS

# run NUMBER LINE: one command; its exit code, and a checksum of all that it wrote.
run() {
  expected=${2%% *}
  code=0
  eval "\"\$padbridge\" ${2#* }" > "$work/log/$1.out" 2> "$work/log/$1.err" || code=$?
  sum=$(cat "$work/log/$1.out" "$work/log/$1.err" | cksum)
  [ "$code" = "$expected" ] || echo "exit code $code: $2"
  echo "$sum"
}

number=0
while read -r line; do
  number=$((number + 1))
  run 0 "$line" > "$work/first/$number"
  if grep "^exit code" "$work/first/$number"; then cat "$work/log/0.err"; fi
done < "$work/commands"
commands=$number

mkfifo "$work/lines"
"$padbridge" translate - --format jsonl < "$work/lines" > /dev/null &
stream=$!
until=$(($(date +%s) + seconds))
(
  while [ "$(date +%s)" -lt "$until" ]; do
    i=0
    while [ "$i" -lt 1000 ]; do
      i=$((i + 1))
      echo "{\"op\": \"conv1d\", \"kernel_size\": $((i % 9 + 1)), \"padding\": $((i % 5)), \"input_shape\": [1, 1, $((i % 90 + 9))]}"
    done
    sleep 1
  done
) > "$work/lines" &
feeder=$!

workers=
worker=0
while [ "$worker" -lt "$at_once" ]; do
  worker=$((worker + 1))
  (
    number=$worker
    while [ "$(date +%s)" -lt "$until" ]; do
      number=$((number % commands + 1))
      line=$(sed -n "${number}p" "$work/commands")
      run "$worker" "$line" > "$work/log/$worker.seen"
      echo "$number" >> "$work/log/$worker.runs"
      cmp -s "$work/log/$worker.seen" "$work/first/$number" || {
        echo "other output or exit code: $line" >> "$work/log/$worker.faults"
        cat "$work/log/$worker.seen" "$work/log/$worker.err" >> "$work/log/$worker.faults"
      }
    done
  ) &
  workers="$workers $!"
done

# The launcher waits for the process that does the work.
memory() {
  worker=$(pgrep -P "$stream" | head -n 1)
  ps -o rss= -p "${worker:-$stream}" | tr -d ' '
}
sleep $((seconds / 6 + 5))
early=$(memory)
sleep $((seconds * 2 / 3))
late=$(memory)
# shellcheck disable=SC2086
wait $workers $feeder
wait "$stream"

cat "$work"/log/*.faults 2> /dev/null || :
echo "$(cat "$work"/log/*.runs | wc -l) runs of $commands commands in $seconds s, $at_once at once;" \
  "$(cat "$work"/log/*.faults 2> /dev/null | grep -c "^other" || :) with another output or exit code"
echo "memory of the stream: $((early / 1024)) MB after a sixth of the time, $((late / 1024)) MB after five sixths"
left=$(find "$work/tmp" -mindepth 1 | wc -l)
echo "$left temporary files left"
[ "$left" -eq 0 ] && ! ls "$work"/log/*.faults > /dev/null 2>&1
