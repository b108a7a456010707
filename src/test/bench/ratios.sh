#!/bin/sh
# How long whole runs take, as ratios to what they are measured by: sh src/test/bench/ratios.sh [ROUNDS [LINES]]
# Wants target/padbridge from mvn package, a JDK, and a Python with NumPy, which PYTHON names; where it has PyTorch and
# TensorFlow too, they are measured, and where Maven finds the libraries, a Java program that adds two numbers on ND4J.
# Where there is jq, streams.sh follows with LINES lines. BEFORE names the folder of another build to compare with. The
# commands of a round run one after the other, so that what else the machine does strikes them alike; the median of the
# rounds counts.
set -eu

rounds=${1:-15}
home=$(CDPATH= cd -- "$(dirname -- "$0")/../../.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
padbridge=$home/target/padbridge/bin/padbridge
moved="$work/moved here/bin/padbridge"
cp -R "$home/target/padbridge" "$work/moved here"

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
# Every convolution of every model, as scan reads them.
for model in "$home"/src/test/resources/models/*.txt; do
  "$padbridge" scan "$model" --format jsonl >> "$work/models.jsonl"
done
javac -d "$work" "$work/Hello.java"
cat > "$work/Start.java" <<JAVA
import org.nd4j.linalg.factory.Nd4j;

class Start {
  public static void main(String[] arguments) {
    System.out.println(Nd4j.scalar(1.0).add(Nd4j.scalar(2.0)));
  }
}
JAVA
plugin=org.apache.maven.plugins:maven-dependency-plugin:3.11.0
mvn -q -f "$home" "$plugin:build-classpath" -Dmdep.outputFile="$work/classpath" -DincludeScope=runtime > "$work/maven.log" 2>&1 \
  && nd4j=$(cat "$work/classpath") && javac -cp "$nd4j" -d "$work" "$work/Start.java" \
  && java -cp "$nd4j:$work" Start > /dev/null 2>&1 || nd4j=

# The interpreter itself, and no script that looks for it.
python=$("${PYTHON:-python3}" -c 'import sys; print(sys.executable)')
frameworks=$("$python" -c 'import torch, tensorflow' 2> /dev/null && echo yes || :)
# A model whose graph has 1 MB.
[ -z "$frameworks" ] || "$python" - "$work/model.pt2" 2> /dev/null <<PYTHON
import sys, torch
from torch.nn import BatchNorm2d, Conv2d, ReLU, Sequential
blocks = [Sequential(Conv2d(8, 8, 3, padding=1, bias=False), BatchNorm2d(8), ReLU()) for _ in range(150)]
model = torch.export.export(Sequential(*blocks).eval(), (torch.zeros(1, 8, 16, 16),))
torch.export.save(model, sys.argv[1])
PYTHON

time_of() {
  name=$1
  shift
  begin=$(date +%s%N)
  # 1 says that something differs.
  "$@" > /dev/null 2>&1 || [ $? -eq 1 ]
  end=$(date +%s%N)
  # The first round warms the machine up.
  [ "$round" -eq 0 ] || echo $(((end - begin) / 10000)) >> "$work/$name.times"
}

left='nn.Conv2d(3, 64, 3, padding=1)'
round=0
while [ "$round" -le "$rounds" ]; do
  time_of hello java -cp "$work" Hello
  [ -z "$nd4j" ] || time_of nd4j java -cp "$nd4j:$work" Start
  time_of numpy "$python" -c 'import numpy'
  time_of version "$padbridge" --version
  for place in there moved; do
    launcher=$padbridge
    [ "$place" = there ] || launcher=$moved
    time_of "translate-$place" "$launcher" translate "$work/spec.json"
    time_of "verify-$place" "$launcher" verify "$work/spec.json"
  done
  time_of call "$padbridge" translate "$left"
  [ ! -f "$work/model.pt2" ] || time_of scan "$padbridge" scan "$work/model.pt2"
  time_of equal "$padbridge" compare "$left" 'keras.layers.Conv2D(64, 3, padding="same")'
  time_of different "$padbridge" compare "$left" 'keras.layers.Conv2D(64, 3)'
  if [ -n "${BEFORE:-}" ]; then
    time_of translate-before "$BEFORE/bin/padbridge" translate "$work/spec.json"
    time_of verify-before "$BEFORE/bin/padbridge" verify "$work/spec.json"
  fi
  time_of golden "$padbridge" verify "$home/src/test/resources/golden/pytorch.jsonl"
  time_of models "$padbridge" verify "$work/models.jsonl"
  [ -z "$frameworks" ] || [ "$round" -gt 5 ] || time_of frameworks "$python" -c 'import torch, tensorflow'
  round=$((round + 1))
done

median() {
  sort -n "$work/$1.times" | awk '{ times[NR] = $1 } END { print times[int((NR + 1) / 2)] }'
}

ratio() {
  [ -f "$work/$1.times" ] && [ -f "$work/$2.times" ] || return 0
  echo "$(median "$1") $(median "$2")" \
    | awk -v what="$3" '{ printf "%-58s %5.3f  (%.0f ms to %.0f ms)\n", what, $1 / $2, $1 / 100, $2 / 100 }'
}

echo "medians of $rounds rounds"
ratio version hello "padbridge --version to a Java hello world"
for place in there moved before; do
  ratio "translate-$place" numpy "padbridge translate ($place) to import numpy"
  ratio "verify-$place" frameworks "padbridge verify ($place) to import torch, tensorflow"
done
ratio scan translate-there "padbridge scan of a .pt2 with a graph of 1 MB to translate"
ratio equal call "padbridge compare of equal layers to translate of one"
ratio different verify-there "padbridge compare of different layers to verify of one"
ratio golden verify-there "padbridge verify, 600 cases, to one layer"
ratio golden nd4j "padbridge verify, 600 cases, to a start of ND4J in Java"
ratio verify-there nd4j "padbridge verify, one layer, to a start of ND4J in Java"
ratio models verify-there "padbridge verify, the layers of 17 models, to one layer"
if command -v jq > /dev/null; then
  echo
  sh "$home/src/test/bench/streams.sh" "${2:-1000000}"
fi
