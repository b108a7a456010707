#!/bin/sh
# How the cost of commands grows with what they are given: sh src/test/bench/growth.sh [ROUNDS [PART...]]
# Wants target/padbridge from mvn package; PARTS are stream, model, layer and worker. A machine may be shared, so what
# counts is the time of the processor, user and system, and the least of the rounds. From it, the time of the smallest
# input of its row is taken off, which is mostly the start of the process. The exponent is the slope in logarithms from
# the second size of a row to the last: 1 is linear, 0 constant. A row is flat where nothing takes a quarter more than
# the start.
#
# What grows, and why: a proof runs a layer whole for up to a tenth of a second, and above that fewer channels, a batch
# of one and shorter axes of the same geometry.
# compare decides from the axes alone; the run of its example takes the whole weight, up to 16 million elements.
# diagnose runs the layer on all the tensors that it is given: it grows with their products, and so at most with the
# square of kernel, size and channels.
set -eu

rounds=${1:-3}
[ $# -eq 0 ] || shift
parts=${*:-stream model layer worker}
home=$(CDPATH= cd -- "$(dirname -- "$0")/../../.." && pwd -P)
padbridge=${PADBRIDGE:-$home/target/padbridge/bin/padbridge}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Threads that wait for each other take processor time too.
export OMP_NUM_THREADS=1

# Milliseconds of the processor that a command line takes; 1 says that something differs.
milliseconds() {
  (
    sh -c "$1" > /dev/null 2> "$work/messages" || [ $? -eq 1 ] || { echo "failed: $1" >&2; exit 1; }
    times
  ) | awk 'NR == 2 { gsub(/[ms]/, " "); print 1000 * (60 * ($1 + $3) + $2 + $4) }'
}

least() {
  round=0
  while [ "$round" -lt "$rounds" ]; do
    milliseconds "$1"
    round=$((round + 1))
  done | sort -n | head -n 1
}

# row NAME LINE SIZE...: the line has @ for the size.
row() {
  title=$1
  line=$2
  shift 2
  for size; do
    echo "$size $(least "$(printf '%s' "$line" | sed "s|@|$size|g")")"
  done | awk -v name="$title" '
    NF < 2 { exit failed = 1 }
    { size[NR] = $1; cost[NR] = $2; table = table sprintf(" %9s: %6.0f", $1, $2) }
    END {
      if (failed) exit 1
      most = 0
      for (i = 2; i <= NR; i++) {
        more[i] = cost[i] - cost[1]
        if (more[i] > most) most = more[i]
      }
      for (i = 2; i <= NR; i++) if (more[i] > 10) {
        x = log(size[i]); y = log(more[i])
        n++; sx += x; sy += y; sxx += x * x; sxy += x * y
      }
      slope = most < cost[1] / 4 || n < 2 ? "flat" : more[NR] < 0.8 * most ? "bounded: it falls again" : sprintf("%.2f", (n * sxy - sx * sy) / (n * sxx - sx * sx))
      printf "%-28s%s  %s\n", name, table, slope ~ /^[0-9-]/ ? "exponent " slope : slope
    }'
}

lines() {
  awk -v lines="$1" -v different="$2" 'BEGIN {
    for (i = 0; i < lines; i++) {
      printf "{\"id\":%d,\"op\":\"conv_transpose1d\",\"in_channels\":1,\"out_channels\":1,\"kernel_size\":%d,\"stride\":%d,\"input_shape\":[1,1,%d]}\n", \
        i, 1 + i % 5, 1 + int(i / 5) % 3, 8 + int(i / 15) % different
    }
  }'
}

printed() {
  echo 'Net('
  awk -v layers="$1" 'BEGIN {
    for (i = 0; i < layers; i++) printf "  (c%d): Conv2d(8, 8, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))\n", i
  }'
  echo ')'
}

stream() {
  for count in 1000 10000 40000 160000; do lines "$count" 100000 > "$work/lines$count"; done
  for format in tsv jsonl; do
    row "translate $format, lines" "'$padbridge' translate - --jobs 1 --format $format < '$work/lines@'" 1000 10000 40000 160000
  done
  for count in 10 250 1000 4000; do lines "$count" 100000 > "$work/lines$count"; done
  row "verify, different lines" "'$padbridge' verify - --jobs 1 --format jsonl < '$work/lines@'" 10 250 1000 4000
  for count in 1000 4000 16000 64000; do lines "$count" 8 > "$work/lines$count"; done
  row "verify, 120 layers, lines" "'$padbridge' verify - --jobs 1 --format jsonl < '$work/lines@'" 1000 4000 16000 64000
}

model() {
  for count in 10 250 1000 4000; do printed "$count" > "$work/printed$count"; done
  row "scan printed, layers" "'$padbridge' scan '$work/printed@' --format jsonl" 10 250 1000 4000
  "$python" "$home/src/test/bench/models.py" "$work" 10 250 1000 4000
  for kind in pt2 onnx; do
    row "scan .$kind, layers" "'$padbridge' scan '$work/model@.$kind' --format jsonl" 10 250 1000 4000
  done
}

# layers NAME ARGUMENTS: %c, %k, %s and %n are channels, kernel, size and batch.
layers() {
  shape=$2
  vary() { printf "'%s' %s" "$padbridge" "$shape" | sed "s|%$1|@|g; s|%c|4|g; s|%k|3|g; s|%s|32|g; s|%n|1|g"; }
  row "$1, kernel" "$(vary k)" 1 4 8 16 32
  row "$1, size" "$(vary s)" 32 128 512 2048 8192
  row "$1, channels" "$(vary c)" 4 16 64 256 1024 16384
  row "$1, batch" "$(vary n)" 1 16 256 4096 65536 1048576
}

layer() {
  call="'nn.Conv2d(%c, %c, %k, stride=2)'"
  given='--input-shape %n,%c,%s,%s'
  layers translate "translate $call $given --jobs 1"
  layers compare "compare $call 'nn.Conv2d(%c, %c, %k, stride=2, padding=1)' $given"
  layers verify "verify $call $given --jobs 1"
  row "verify, open sizes, kernel" "'$padbridge' verify 'nn.Conv2d(4, 4, @, stride=2)' --jobs 1" 1 4 8 16 32
  row "verify, open sizes, stride" "'$padbridge' verify 'nn.Conv2d(4, 4, 3, stride=@)' --jobs 1" 1 4 8 16 32
  row "verify, open sizes, channels" "'$padbridge' verify 'nn.Conv2d(@, @, 3, stride=2)' --jobs 1" 4 16 64 256 2048
  layers explain "explain $call $given"
  [ -z "$numpy" ] || diagnoses
}

# port CHANNELS KERNEL SIZE BATCH AS: tensors of a port that copies its input, as padding keeps the size.
port() {
  "$python" -c "import numpy as n
c, k, s, b = $1, $2, $3, $4
x = n.random.randint(-9, 9, (b, c, s, s)).astype('f4')
w = n.zeros((c, c, k, k), 'f4')
w[range(c), range(c), k // 2, k // 2] = 1
n.savez('$work/port$5.npz', x=x, weight=w, y=x)"
}

diagnoses() {
  diagnose="'$padbridge' diagnose 'nn.Conv2d(%c, %c, %k, bias=False)' --tensors '$work/port"
  for size in 3 5 9 17; do port 2 "$size" 32 1 "k$size"; done
  row "diagnose, kernel" "$(echo "${diagnose}k@.npz'" | sed 's|%k|@|g; s|%c|2|g')" 3 5 9 17
  for size in 32 128 512 2048; do port 2 3 "$size" 1 "s$size"; done
  row "diagnose, size" "$(echo "${diagnose}s@.npz'" | sed 's|%k|3|g; s|%c|2|g')" 32 128 512 2048
  for size in 2 8 32 128; do port "$size" 3 32 1 "c$size"; done
  row "diagnose, channels" "$(echo "${diagnose}c@.npz'" | sed 's|%k|3|g; s|%c|@|g')" 2 8 32 128
  for size in 1 16 256 1024; do port 2 3 32 "$size" "n$size"; done
  row "diagnose, batch" "$(echo "${diagnose}n@.npz'" | sed 's|%k|3|g; s|%c|2|g')" 1 16 256 1024
}

# What a process costs that works on a part of a stream, and what 100 cores do by that measure in an hour.
worker() {
  echo "a worker starts in $(least "'$padbridge' translate conv1d --out-channels 1 --kernel-size 3") ms"
  lines 2000 100000 > "$work/few"
  worker_of translate 40000
  worker_of verify 4000
}

# worker_of COMMAND MORE: what COMMAND costs for each of MORE lines after the first 2,000.
worker_of() {
  run="'$padbridge' $1 - --format jsonl --jobs 1"
  lines $((2000 + $2)) 100000 > "$work/many"
  few=$(least "$run < '$work/few'")
  many=$(least "$run < '$work/many'")
  echo "$1 $2 $few $many $(resident "$1" $((2000 + $2)))" | awk '{
    each = ($4 - $3) / $2
    printf "%s: %.3f ms a spec, %.0f MB resident; 100 cores do %.1e specs an hour\n", $1, each, $5 / 1024, 100 * 3600000 / each
  }'
}

# resident COMMAND LINES: the most memory in kB of a process that has answered so many lines; needs /proc.
resident() {
  rm -f "$work/pipe"
  mkfifo "$work/pipe"
  "$padbridge" "$1" - --format jsonl --jobs 1 < "$work/pipe" > "$work/answers" 2> "$work/messages" &
  process=$!
  exec 3> "$work/pipe"
  cat "$work/many" >&3
  while [ "$(wc -l < "$work/answers")" -lt "$2" ]; do sleep 0.2; done
  for id in "$process" $(cat "/proc/$process/task/$process/children"); do
    awk '/^VmHWM/ { print $2 }' "/proc/$id/status"
  done | sort -n | tail -n 1
  exec 3>&-
  wait "$process"
}

python=${PYTHON:-python3}
numpy=$("$python" -c 'import numpy' 2> /dev/null && echo yes || :)
echo "milliseconds of the processor, the least of $rounds rounds"
for part in $parts; do "$part"; done
