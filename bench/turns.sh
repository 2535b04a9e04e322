#!/bin/sh
# What each stage of a frame costs, of several builds by turns: bench/turns.sh TURNS TREE... (each with target/classes and target/test-classes).
# The class path of the libraries is that of this tree. Equal checksums say that the builds wrote the same files.
set -e
cd "$(dirname "$0")/.."
turns=$1
shift
[ -f target/cp.txt ] || ./mvnw -B -ntp -q dependency:build-classpath -Dmdep.outputFile=target/cp.txt -DincludeScope=test
libraries=$(cat target/cp.txt)
for turn in $(seq "$turns"); do
    for tree in "$@"; do
        echo "turn $turn, $tree"
        java -Xmx1g -XX:+UseSerialGC ${JAVA_OPTIONS:-} -cp "$tree/target/test-classes:$tree/target/classes:$libraries" io.limn.model.StageCost samples/*.jpg
    done
done
