#!/usr/bin/env bash
# Generates a Java client from a running service's OpenAPI document with openapi-generator, which also validates the document, compiles
# it, and calls the service with it (GeneratedClient.java): models, /v2, a job from its upload to its deletion.
#
#   bench/client.sh [ADDRESS]      default: http://127.0.0.1:8080, a service without keys
#
# Needs a JDK and Maven Central; nothing is left but target/client.
set -euo pipefail
cd "$(dirname "$0")/.."
address=${1:-http://127.0.0.1:8080}
out=target/client
rm -rf "$out"
mkdir -p "$out/classes"
fetch() {
  ./mvnw -B -ntp -q dependency:copy -Dartifact="$1" -DoutputDirectory="$PWD/$out/lib" || {
    echo "SKIPPED: $1 can't be had here; no client was generated"
    exit 0
  }
}
fetch org.openapitools:openapi-generator-cli:7.17.0
for library in org.apache.httpcomponents:httpmime:4.5.14 org.apache.httpcomponents:httpcore:4.4.16 com.google.code.findbugs:jsr305:3.0.2; do
  fetch "$library"
done
curl -sS --fail -H 'Accept: application/json' -o "$out/openapi.json" "$address/q/openapi"
java -jar "$out"/lib/openapi-generator-cli-*.jar generate -i "$out/openapi.json" -g java --library native -o "$out/source" \
  --additional-properties=openApiNullable=false,useSingleRequestParameter=true,invokerPackage=client,apiPackage=client.api,modelPackage=client.model >"$out/log" 2>&1 \
  || { grep -v '^\s*at ' "$out/log"; exit 1; }
./mvnw -B -ntp -q dependency:build-classpath -Dmdep.outputFile="$PWD/$out/classpath" -DincludeScope=test
path=$out/classes:$(find "$out/lib" -name '*.jar' ! -name 'openapi-generator*' | paste -sd:):$(cat "$out/classpath")
find "$out/source/src/main" -name '*.java' >"$out/files"
javac -proc:none -nowarn -d "$out/classes" -cp "$path" @"$out/files" bench/GeneratedClient.java
java -cp "$path" GeneratedClient "$address" samples/portrait.jpg
