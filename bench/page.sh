#!/bin/sh
# The page in Chromium: bench/page.sh [TURNS]. Needs ./mvnw -DskipTests package before, and /usr/bin/chromium.
# Prints, by turns, the time of 60 pictures through the page and through limn parse, and the brush's way from the pointer to the screen at 4096x3072.
set -e
cd "$(dirname "$0")/.."
[ -f target/cp.txt ] || ./mvnw -B -ntp -q dependency:build-classpath -Dmdep.outputFile=target/cp.txt -DincludeScope=test
PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 exec java -cp "target/test-classes:target/classes:$(cat target/cp.txt)" io.limn.process.PageMeasurement "${1:-3}"
