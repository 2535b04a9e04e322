#!/usr/bin/env bash
# Fuzzes the readers of foreign bytes with Jazzer, one target after the other; what the suite runs as ForeignBytesTest, for long.
#
#   bench/fuzz.sh [TARGET...]      default: all
#
#   RUNS       executions of a target, default 1000000
#   SECONDS_EACH  the longest time of a target, default 3600
#   OUT        folder of the growing corpus and of findings, default target/fuzz
#
# Prints a table of what each target ran: executions, seconds, findings, megabytes of heap after a collection (after 10,000 executions and at
# the end) and the most memory of the process; OUT/table.md keeps it, over several runs. A target's line is of its last run.
#
# A finding is written to OUT/TARGET/crash-…: mend it, and keep the input under src/test/resources/fuzz/TARGET. Needs Linux, macOS or
# Windows on x86-64 or ARM64, and a first build (./mvnw test-compile).
set -euo pipefail
cd "$(dirname "$0")/.."
out=$(realpath -m "${OUT:-target/fuzz}")
mkdir -p "$out"
classes=${FUZZ_CLASSPATH:-$out/classpath}
[ -f "$classes" ] || ./mvnw -B -ntp -q -Pfuzz dependency:build-classpath -Dmdep.outputFile="$classes" -DincludeScope=test
path=target/test-classes:target/classes:$(cat "$classes")
options=(-Xmx1500m -XX:+UseSerialGC -Djava.awt.headless=true -cp "$path")
[ $# -gt 0 ] || mapfile -t all < <(java "${options[@]}" io.limn.fuzz.Fuzzed)
[ $# -gt 0 ] && all=("$@")
# Jazzer looks for the hooks of each in every jar, which takes a minute; crashes, hangs and memory are what is looked for here.
sanitizers=$(printf 'com.code_intelligence.jazzer.sanitizers.%s:' BigDecimal ClojureLangHooks Deserialization ExpressionLanguageInjection FilePathTraversal LdapInjection NamingContextLookup OsCommandInjection ReflectiveCall RegexInjection RegexRoadblocks ScriptEngineInjection ServerSideRequestForgery SqlInjection TemplateInjection UnsafeSanitizer XPathInjection XmlParserSsrfGuidance)
# The last number of a line of Jazzer's log.
stat() { grep -a -o "$1: *[-0-9 ]*" "$2" | tail -1 | sed 's/.*: *//'; }
row() { printf '| %-20s | %10s | %7s | %8s | %11s | %7s |\n' "$@"; }
table=$out/table.md
rows=$out/rows
touch "$rows"
failed=0
row target executions seconds findings "heap, MB" "most MB"
row --- ---: ---: ---: ---: ---:
for target in "${all[@]}"; do
  folder=$out/$target
  mkdir -p "$folder/corpus"
  java "${options[@]}" io.limn.fuzz.Fuzzed "$target" "$folder/corpus" 2>/dev/null
  [ ! -d "src/test/resources/fuzz/$target" ] || cp -r "src/test/resources/fuzz/$target/." "$folder/corpus/"
  # Codecs print what they think of a file: the log keeps all of it.
  started=$SECONDS
  findings=0
  java "${options[@]}" -Dlimn.fuzz.target="$target" com.code_intelligence.jazzer.Jazzer --target_class=io.limn.fuzz.Fuzzed \
    --disabled_hooks="$sanitizers" --instrumentation_includes='io.limn.**:com.twelvemonkeys.**:net.razorvine.**' \
    --reproducer_path="$folder" -artifact_prefix="$folder/" -runs="${RUNS:-1000000}" -max_total_time="${SECONDS_EACH:-3600}" \
    -timeout=20 -rss_limit_mb=3000 -max_len=65536 -print_final_stats=1 "$folder/corpus" >"$folder/log" 2>&1 \
    || { failed=1; findings=1; echo "FOUND by $target: $folder/log" >&2; }
  heap=$(stat limn::heap_mb "$folder/log")
  grep -v "^| $target " "$rows" >"$rows.new" || true
  row "$target" "$(stat stat::number_of_executed_units "$folder/log")" $((SECONDS - started)) "$findings" "${heap/ / → }" \
    "$(stat stat::peak_rss_mb "$folder/log")" | tee -a "$rows.new"
  mv "$rows.new" "$rows"
  { row target executions seconds findings "heap, MB" "most MB" && row --- ---: ---: ---: ---: ---: && sort "$rows"; } >"$table"
done
exit $failed
