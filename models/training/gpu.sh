#!/bin/bash
# Trains on another machine, in one command: unpacks a bundle, trains for so many seconds, and leaves what came of it in pieces.
#
#   gpu.sh BUNDLE OUT SECONDS [RECIPE [MORE OPTIONS OF train…]]
#
# Needs this folder, Python 3.11 with torch, numpy and OpenCV, and nothing else. OUT gets latest.pt.aa, … (under 16 MB each; the run's
# state, to go on from), average.pt (the averaged weights, what `export` and `bundle` take) and log.jsonl. Pieces that lie in OUT already
# are gone on from. WORK (default: a new folder under /tmp) is where the bundle is unpacked; a second call with the same WORK doesn't
# unpack again. A run that is ended leaves its last state.
set -euo pipefail
if [ $# -lt 3 ]; then
  sed -n 4p "$0" >&2
  exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
bundle=$(realpath "$1") out=$(realpath -m "$2") seconds=$3 recipe=$(realpath "${4:-$here/recipes/1.0.toml}")
shift $(($# < 4 ? 3 : 4))
work=${WORK:-$(mktemp -d)}
python=${PYTHON:-python3}
cores=$(nproc)
mkdir -p "$out" "$work/run"
cd "$here"
limn() { "$python" -m limn_training --recipe "$recipe" --work "$work" --threads "$cores" "$@"; }
[ -e "$work/begin.pt" ] || limn unbundle "$bundle"
if [ ! -e "$work/run/latest.pt" ] && compgen -G "$out/latest.pt.*" >/dev/null; then
  cat "$out"/latest.pt.* >"$work/run/latest.pt"
  cp "$out/log.jsonl" "$work/run/"
fi
leave() {
  [ -e "$work/run/latest.pt" ] || return 0
  rm -f "$out"/latest.pt.*
  split -b 15000000 "$work/run/latest.pt" "$out/latest.pt."
  cp "$work/run/log.jsonl" "$out/"
  "$python" -c 'import sys, torch
state = torch.load(sys.argv[1], map_location="cpu", weights_only=True)
torch.save({"average": state["average"]}, sys.argv[2])' "$work/run/latest.pt" "$out/average.pt"
}
trap leave EXIT
limn train --seconds "$seconds" --workers $((cores > 2 ? cores - 1 : cores)) "$@"
