#!/bin/sh
# Runs padbridge.cmd and the command of the wheel in the cmd of Wine, with a Java that prints its arguments and ends with
# $STATUS: sh src/test/packaging/windows.sh. Needs Wine and the compiler x86_64-w64-mingw32-gcc.
set -eu
dist=$(CDPATH= cd -- "$(dirname -- "$0")/../../main/dist" && pwd -P)
work=$(mktemp -d)
trap 'wine wineboot --kill > stop.log 2>&1; cd /; sleep 1; rm -rf "$work"' EXIT
export WINEDEBUG=-all WINEPREFIX="$work/wine"
cd "$work"
wine cmd /d /c exit > start.log 2>&1 # makes its own folder
cat > java.c <<'END'
#include <stdio.h>
#include <stdlib.h>
int main(int count, char **words) {
  for (int i = 1; i < count; i++) printf("<%s>", words[i]);
  return atoi(getenv("STATUS"));
}
END
program="a (b) & c^d/libexec/padbridge"
mkdir -p "$program/bin" "$program/runtime/bin" "a (b) & c^d/Scripts"
x86_64-w64-mingw32-gcc -o "$program/runtime/bin/java.exe" java.c
cp "$dist/bin/java.options" "$program/bin"
sed 's/$/\r/' "$dist/bin/padbridge.cmd" > "$program/bin/padbridge.cmd"
sed 's/$/\r/' "$dist/wheel/padbridge/scripts/padbridge.cmd" > "a (b) & c^d/Scripts/padbridge.cmd"

# Prints what is wrong: check STATUS EXPECTED-STATUS EXPECTED-WORDS ARGUMENTS, as in a command line of cmd.
checks=0
check() {
  for launcher in "$program/bin" "a (b) & c^d/Scripts"; do
    printf '@echo off\r\ncd "%s"\r\npadbridge.cmd %s\r\n' "$launcher" "$4" > line.cmd
    status=0
    said=$(STATUS=$1 wine cmd /d /c line.cmd 2>&1) || status=$?
    said=$(printf '%s' "$said" | tr -d '\r' | sed 's/.*<io.github.padbridge.cli.Main>//')
    checks=$((checks + 1))
    [ "$status:$said" = "$2:$3" ] || { echo "$4: $status, $said; not $2, $3" >&2; exit 1; }
  done
}
check 10 0 '<translate><nn.Conv2d(3, 64, 3)>' 'translate "nn.Conv2d(3, 64, 3)"'
check 10 0 '<compare><Conv2D(64, 3, padding="same")><b>' 'compare "Conv2D(64, 3, padding=\"same\")" b'
# Wine loses a percent sign in %*, so none is tried.
check 10 0 '<x><a!b><c^d><x&y><|><<>>><a b>' 'x "a!b" "c^d" "x&y" "|" "<>>" "a b"'
check 10 0 '<x><>' 'x ""'
check 10 0 '<x><*><?>' 'x * ?'
check 11 1 '<x>' x
check 12 2 '<x>' x
check 80 70 '<x>' x
for code in 130 141 143; do check $code $code '<x>' x; done
check 1 2 '<x>error: Java could not start
  help: it needs memory; if it never starts, unpack the archive again; check PADBRIDGE_JAVA_OPTS if it is set' x
check -1073741819 70 '<x>error: Java or native code crashed
  help: unpack the archive again; if it still crashes, report it with the input' x
check 10 0 'padbridge @version@' --version
echo "$checks runs are right"
