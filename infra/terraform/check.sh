#!/usr/bin/env bash
# Formats (checks only), validates and tests the module and its examples, without an account and without a network.
# Works on a copy, so that nothing is left in the tree. Exit code 0: all well, or SKIPPED with the reason; 1: something is wrong.
#
#   TERRAFORM            terraform to use; default: the one on the PATH
#   TF_PLUGIN_MIRROR     folder with registry.terraform.io/hashicorp/aws; default: terraform's own places, then /opt/*
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
terraform=${TERRAFORM:-terraform}

skip() {
  echo "SKIPPED: $1; the Terraform module was not checked"
  exit 0
}

command -v "$terraform" >/dev/null 2>&1 || skip "there is no terraform here"

# A configuration file that is named but missing is a warning in every output.
[ -f "${TF_CLI_CONFIG_FILE:-/}" ] || unset TF_CLI_CONFIG_FILE
# Terraform and its provider read large schemas again and again; collecting their garbage less often saves a quarter of the time.
export GOGC=${GOGC:-400}
export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1 AWS_EC2_METADATA_DISABLED=true

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$here/." "$work/"
find "$work" -name .terraform -prune -exec rm -rf {} + -o -name .terraform.lock.hcl -exec rm -f {} +

mirror=${TF_PLUGIN_MIRROR:-}
for found in /opt/*/registry.terraform.io/hashicorp/aws; do
  [ -n "$mirror" ] || [ ! -d "$found" ] || mirror=${found%/registry.terraform.io/hashicorp/aws}
done

init() {
  if [ -n "$mirror" ]; then
    "$terraform" init -backend=false -input=false -no-color -plugin-dir="$mirror" >"$work/init.log" 2>&1
  else
    "$terraform" init -backend=false -input=false -no-color >"$work/init.log" 2>&1
  fi
}

"$terraform" fmt -check -diff -recursive -no-color "$here" || {
  echo "FAILED: not formatted; terraform fmt -recursive $here mends it"
  exit 1
}

cd "$work"
if ! init; then
  # A provider that can't be had is no fault of the module; anything else is.
  if grep -qE 'Failed to query available provider packages|Failed to install provider|could not connect to|provider registry' init.log; then
    skip "the AWS provider can't be had here"
  fi
  cat init.log
  echo "FAILED: terraform init"
  exit 1
fi

# The tests plan the module and the examples, which validates them.
files=$(find tests -maxdepth 1 -name '*.tftest.hcl' | wc -l)
[ "$files" -gt 0 ] || {
  echo "FAILED: there are no test files"
  exit 1
}
"$terraform" test -no-color
echo "$files test files ran"
