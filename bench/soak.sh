#!/usr/bin/env bash
# A soak: two processes of the packaged program work on 10,000 uploads at four fifths of what they can do, while one is killed again and again, the
# store fails, events come twice, late and in no order, the disk is full now and then, connections are used up and a clock jumps.
# At the end every upload must have its results or its error manifest, of its newest version. What SoakIT does briefly, for half an hour.
#
#   bench/soak.sh [--uploads 10000] [--minutes 90] [--rate 6] [--measured true] [--kill-every 240] [--fault-every 90] [--network limn|tiny] [--pixels 100K]
#
#   minutes        after which no more is sent
#   rate           uploads a second at most
#   measured       true: at most four fifths of what the processes do with nothing in their way, which is measured first
#   kill-every     uploads between two kills, fault-every between two faults
#   HOME_SIZE      size of the disk in memory that all of it lies on, default 1500m
#
# Ends with 0 if nothing is lost, stale or wrong. Needs Linux, a JDK, ./mvnw -DskipTests package; a C compiler for the clock, and the right to mount
# (root, or user namespaces) for the disk: what is absent is said and left out.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -f target/quarkus-app/quarkus-run.jar ] || ./mvnw -B -ntp -q -DskipTests package
classes=${SOAK_CLASSPATH:-target/soak-classpath}
[ -f "$classes" ] || ./mvnw -B -ntp -q dependency:build-classpath -Dmdep.outputFile="$PWD/$classes" -DincludeScope=test
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
options=()
clock=$PWD/target/soak-clock.so
if cc -shared -fPIC -O2 -o "$clock" bench/clock.c -ldl 2>/dev/null; then
  options+=(--clock "$clock")
else
  echo "SKIPPED: no C compiler here, so no clock jumps"
fi
space=(unshare -m)
[ "$(id -u)" = 0 ] || space=(unshare -Urm)
if "${space[@]}" mount -t tmpfs tmpfs "$home" 2>/dev/null; then
  options+=(--fill-disk)
else
  space=(env)
  echo "SKIPPED: no disk can be mounted here, so none is filled"
fi
run=(java -Xmx1g -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Djava.util.logging.manager=org.jboss.logmanager.LogManager -cp "target/test-classes:target/classes:$(cat "$classes")" io.limn.process.Soak "$home" "${options[@]}" "$@")
"${space[@]}" bash -c '
  home=$1 size=$2
  shift 2
  [[ " $* " != *" --fill-disk "* ]] || mount -t tmpfs -o "size=$size,nr_inodes=0" tmpfs "$home"
  code=0
  "$@" || code=$?
  [ ! -f "$home/lives.log" ] || cp "$home/lives.log" target/soak-lives.log
  exit $code' soak "$home" "${HOME_SIZE:-1500m}" "${run[@]}"
