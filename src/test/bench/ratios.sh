#!/bin/sh
# How long whole runs take, as ratios to what they are measured by: sh src/test/bench/ratios.sh [ROUNDS]
# Wants target/padbridge from mvn package, and python3; one that imports torch and tensorflow is measured too, where
# PYTHON names it. The commands of a round run one after the other, so that what else the machine does strikes them
# alike; the median of the rounds counts.
set -eu

rounds=${1:-15}
home=$(CDPATH= cd -- "$(dirname -- "$0")/../../.." && pwd -P)
padbridge=$home/target/padbridge/bin/padbridge
lib=$home/target/padbridge/lib
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cat > "$work/spec.json" <<SPEC
{"op": "conv_transpose2d", "in_channels": 8, "out_channels": 4, "kernel_size": 4, "stride": 2, "padding": 1,
 "output_padding": 1, "input_shape": [1, 8, 16, 16]}
SPEC
cat > "$work/Hello.java" <<JAVA
class Hello {
  public static void main(String[] arguments) {
    System.out.println("hello");
  }
}
JAVA
cat > "$work/Nd4jAlone.java" <<JAVA
class Nd4jAlone {
  public static void main(String[] arguments) {
    System.out.println(org.nd4j.linalg.factory.Nd4j.create(new double[] {1, 2}).add(1));
  }
}
JAVA
# Every convolution of every model, as scan reads them.
for model in "$home"/src/test/resources/models/*.txt; do
  "$padbridge" scan "$model" --format jsonl >> "$work/models.jsonl"
done
javac -d "$work" -cp "$lib/nd4j/*" "$work/Hello.java" "$work/Nd4jAlone.java"

# The interpreter itself, and no script that looks for it.
python=$(python3 -c 'import sys; print(sys.executable)')

time_of() {
  name=$1
  shift
  begin=$(date +%s%N)
  "$@" > /dev/null 2>&1
  end=$(date +%s%N)
  # The first round warms the machine up.
  [ "$round" -eq 0 ] || echo $(((end - begin) / 10000)) >> "$work/$name.times"
}

round=0
while [ "$round" -le "$rounds" ]; do
  time_of hello java -cp "$work" Hello
  time_of python "$python" -c pass
  time_of plain java -cp "$lib/*" io.github.padbridge.cli.Main translate "$work/spec.json"
  time_of version "$padbridge" --version
  time_of translate "$padbridge" translate "$work/spec.json"
  time_of nd4j java -cp "$lib/nd4j/*:$work" Nd4jAlone
  time_of verify "$padbridge" verify "$work/spec.json"
  time_of golden "$padbridge" verify "$home/src/test/resources/golden/pytorch.jsonl"
  time_of models "$padbridge" verify "$work/models.jsonl"
  [ -z "${PYTHON:-}" ] || [ "$round" -gt 5 ] || time_of frameworks "$PYTHON" -c "import torch, tensorflow"
  round=$((round + 1))
done

median() {
  sort -n "$work/$1.times" | awk '{ times[NR] = $1 } END { print times[int((NR + 1) / 2)] }'
}

ratio() {
  [ -f "$work/$2.times" ] || return 0
  echo "$(median "$1") $(median "$2")" \
    | awk -v what="$3" '{ printf "%-58s %5.2f  (%.0f ms to %.0f ms)\n", what, $1 / $2, $1 / 100, $2 / 100 }'
}

echo "medians of $rounds rounds"
ratio version hello "padbridge --version to a Java hello world"
ratio translate plain "padbridge translate to the same jars started plainly"
ratio translate python "padbridge translate to python3 -c pass"
ratio verify nd4j "padbridge verify to ND4J's start alone"
ratio verify frameworks "padbridge verify to import torch, tensorflow"
ratio golden nd4j "padbridge verify, 600 cases of PyTorch's, to ND4J's start"
ratio models nd4j "padbridge verify, the layers of 17 models, to ND4J's start"
