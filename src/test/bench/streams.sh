#!/bin/sh
# How long streams take, as ratios to what jq takes to copy the same lines: sh src/test/bench/streams.sh [LINES [ROUNDS]]
# Wants jq, and target/padbridge from mvn package. groups is tsv with an option for all layers. The commands of a round
# run one after the other, so that what else the machine does strikes them alike; the median of the rounds counts.
set -eu

lines=${1:-1000000}
rounds=${2:-5}
home=$(CDPATH= cd -- "$(dirname -- "$0")/../../.." && pwd -P)
padbridge=$home/target/padbridge/bin/padbridge
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk -v lines="$lines" 'BEGIN {
  srand(1)
  for (i = 0; i < lines; i++) {
    kernel = 1 + int(9 * rand()); stride = 1 + int(4 * rand()); padding = int((kernel + 1) / 2 * rand())
    channels = 8 * (1 + int(4 * rand())); outputs = 4 * (1 + int(8 * rand()))
    more = stride > 1 ? "\"output_padding\":" int(stride * rand()) "," : ""
    printf "{\"id\":%d,\"op\":\"conv_transpose1d\",\"in_channels\":%d,\"out_channels\":%d,\"kernel_size\":%d,\"stride\":%d,\"padding\":%d,%s\"input_shape\":[%d,%d,%d]}\n", \
      i, channels, outputs, kernel, stride, padding, more, 1 + int(4 * rand()), channels, 40 + int(260 * rand())
  }
}' > "$work/lines.jsonl"

seconds() {
  begin=$(date +%s%N)
  "$@" > /dev/null
  end=$(date +%s%N)
  echo $(((end - begin) / 1000000))
}

round=0
while [ "$round" -lt "$rounds" ]; do
  seconds cat "$work/lines.jsonl" >> "$work/cat"
  seconds jq -c . "$work/lines.jsonl" >> "$work/jq"
  seconds "$padbridge" translate "$work/lines.jsonl" --format tsv >> "$work/tsv"
  seconds "$padbridge" translate "$work/lines.jsonl" --format tsv --groups 1 >> "$work/groups"
  seconds "$padbridge" translate "$work/lines.jsonl" --format csv >> "$work/csv"
  seconds "$padbridge" translate "$work/lines.jsonl" --format jsonl >> "$work/jsonl"
  round=$((round + 1))
done

median() {
  sort -n "$work/$1" | sed -n "$(((rounds + 1) / 2))p"
}

echo "$lines lines of $(($(wc -c < "$work/lines.jsonl") / lines)) bytes, $rounds rounds, to jq -c . = 1"
for name in cat jq tsv groups csv jsonl; do
  echo "$name $(median "$name") $(median jq)" | awk '{ printf "%-6s %.2f\n", $1, $2 / $3 }'
done
