#!/usr/bin/env bash
# Fuzzes the readers of foreign bytes with Jazzer, one target after the other; what the suite runs as ForeignBytesTest, for long.
#
#   bench/fuzz.sh [TARGET...]      default: all
#
#   RUNS       executions of a target, default 1000000
#   SECONDS_EACH  the longest time of a target, default 3600
#   OUT        folder of the growing corpus and of findings, default target/fuzz
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
failed=0
for target in "${all[@]}"; do
  folder=$out/$target
  mkdir -p "$folder/corpus"
  java "${options[@]}" io.limn.fuzz.Fuzzed "$target" "$folder/corpus" 2>/dev/null
  [ ! -d "src/test/resources/fuzz/$target" ] || cp -r "src/test/resources/fuzz/$target/." "$folder/corpus/"
  # Codecs print what they think of a file: the log keeps all of it.
  java "${options[@]}" -Dlimn.fuzz.target="$target" com.code_intelligence.jazzer.Jazzer --target_class=io.limn.fuzz.Fuzzed \
    --disabled_hooks="$sanitizers" --instrumentation_includes='io.limn.**:com.twelvemonkeys.**:net.razorvine.**' \
    --reproducer_path="$folder" -artifact_prefix="$folder/" -runs="${RUNS:-1000000}" -max_total_time="${SECONDS_EACH:-3600}" \
    -timeout=20 -rss_limit_mb=3000 -max_len=65536 -print_final_stats=1 "$folder/corpus" >"$folder/log" 2>&1 \
    || { failed=1; echo "FOUND by $target: $folder/log" >&2; }
  echo "$target: $(grep -a -o 'stat::number_of_executed_units: *[0-9]*' "$folder/log" | tail -1 | grep -o '[0-9]*$') executions," \
    "$(grep -a -o 'stat::peak_rss_mb: *[0-9]*' "$folder/log" | tail -1 | grep -o '[0-9]*$') MB at most"
done
exit $failed
