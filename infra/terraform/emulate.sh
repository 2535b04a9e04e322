#!/usr/bin/env bash
# Applies the module to moto, an emulation of AWS on this machine, and takes it all down again. With compute = "none" Limn runs beside it, with the
# settings that the module gives to pods: an upload comes back as results. No account, no network. Exit code 0: all well, or SKIPPED with the reason;
# 1: something is wrong.
#
#   infra/terraform/emulate.sh [COMPUTE...]      default: none, lambda and ecs
#
#   TERRAFORM, TF_PLUGIN_MIRROR    as for check.sh
#   LIMN                           how Limn is started; default: java -jar target/quarkus-app/quarkus-run.jar
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
terraform=${TERRAFORM:-terraform}
read -ra limn <<<"${LIMN:-java -Xmx512m -Dlimn.home=$root -jar $root/target/quarkus-app/quarkus-run.jar}"
computes=("$@")
[ $# -gt 0 ] || computes=(none lambda ecs)

skip() {
  echo "SKIPPED: $1; the Terraform module was not applied"
  exit 0
}

command -v "$terraform" >/dev/null 2>&1 || skip "there is no terraform here"
command -v moto_server >/dev/null 2>&1 || skip "there is no moto_server here (pip install 'moto[server]')"
mirror=${TF_PLUGIN_MIRROR:-}
for found in /opt/*/registry.terraform.io/hashicorp/aws; do
  [ -n "$mirror" ] || [ ! -d "$found" ] || mirror=${found%/registry.terraform.io/hashicorp/aws}
done
[ -f "${TF_CLI_CONFIG_FILE:-/}" ] || unset TF_CLI_CONFIG_FILE
export TF_IN_AUTOMATION=1 CHECKPOINT_DISABLE=1 AWS_EC2_METADATA_DISABLED=true
export AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=eu-central-1

work=$(mktemp -d)
started=()
finish() {
  for process in "${started[@]}"; do kill "$process" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# Waits for a line in a file and prints what its first group has.
line() {
  for _ in $(seq 600); do
    found=$(sed -nE "s#.*$2.*#\\1#p" "$1" | head -1)
    [ -z "$found" ] || { echo "$found"; return; }
    sleep 0.2
  done
  cat "$1" >&2
  echo "FAILED: no line with $2" >&2
  return 1
}

touch "$work/moto.log" "$work/limn.log"
# moto (5.2) has no ListTagsForResource of Application Auto Scaling and answers 500, which the provider repeats until it gives up.
mkdir "$work/python"
cat >"$work/python/sitecustomize.py" <<'PY'
try:
    from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

    if not hasattr(ApplicationAutoScalingResponse, "list_tags_for_resource"):
        ApplicationAutoScalingResponse.list_tags_for_resource = lambda self: '{"Tags": {}}'
except ImportError:
    pass
PY
PYTHONPATH=$work/python moto_server -H 127.0.0.1 -p 0 >"$work/moto.log" 2>&1 &
started+=($!)
AWS_ENDPOINT_URL=$(line "$work/moto.log" 'Running on (http://127[^ ]*)')
export AWS_ENDPOINT_URL
s3=(curl -sS --fail --aws-sigv4 "aws:amz:$AWS_REGION:s3" --user test:test)

cp -R "$here" "$work/module"
find "$work/module" -name .terraform -prune -exec rm -rf {} + -o -name .terraform.lock.hcl -exec rm -f {} +
# moto (5.2) forgets these two attributes of a queue, and the provider waits for them until it gives up. The emulation is called
# without TLS, which the buckets' policy rightly denies.
cat >"$work/module/moto_override.tf" <<'HCL'
resource "aws_sqs_queue_redrive_allow_policy" "dead_letters" {
  count = 0
}

resource "aws_sqs_queue_policy" "dead_letters" {
  count = 0
}

resource "aws_s3_bucket_policy" "frames" {
  for_each = {}
}
HCL
mkdir "$work/root"
cat >"$work/root/main.tf" <<'HCL'
provider "aws" {
  s3_use_path_style           = true
  skip_credentials_validation = true
  skip_metadata_api_check     = true
}

variable "compute" {
  type = string
}

module "limn" {
  source = "../module"

  compute                     = var.compute
  image_tag                   = "0.1.0"
  kms                         = true
  delete_buckets_with_content = true
  cors_allowed_origins        = ["https://plates.example.org"]
  notification_filters        = [{ prefix = "plates/" }, { prefix = "jobs/" }, { prefix = "uploads/" }]
  pods                        = { oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.example/id/0" }
}

output "limn" {
  value = module.limn
}
HCL
cd "$work/root"
"$terraform" init -input=false -no-color ${mirror:+-plugin-dir="$mirror"} >"$work/init.log" 2>&1 || {
  grep -qE 'provider registry|Failed to (query|install)|could not connect' "$work/init.log" && skip "the AWS provider can't be had here"
  cat "$work/init.log"
  exit 1
}

end_to_end() {
  "$terraform" output -json limn >"$work/limn.json"
  mapfile -t settings < <(python3 -c "import json,sys
for key, value in json.load(open(sys.argv[1]))['pod_settings'].items(): print(key + '=' + value)" "$work/limn.json")
  uploads=$(python3 -c "import json,sys; print(json.load(open(sys.argv[1]))['uploads_bucket'])" "$work/limn.json")
  results=$(python3 -c "import json,sys; print(json.load(open(sys.argv[1]))['results_bucket'])" "$work/limn.json")
  # The store and the queue of the emulation instead of AWS's; all else is what the module says.
  env "${settings[@]}" LIMN_STORE_ENDPOINT="$AWS_ENDPOINT_URL" LIMN_STORE_PATH_STYLE=true QUARKUS_HTTP_PORT=0 QUARKUS_LOG_CONSOLE_JSON_ENABLED=false \
    "${limn[@]}" serve >"$work/limn.log" 2>&1 &
  started+=($!)
  process=$!
  line "$work/limn.log" '(Listening on)' >/dev/null
  "${s3[@]}" -T "$root/samples/portrait.jpg" "$AWS_ENDPOINT_URL/$uploads/plates/sh010/plate.0001.jpg"
  line "$work/limn.log" '(parsed plates/sh010/plate.0001.jpg)' >/dev/null
  "${s3[@]}" "$AWS_ENDPOINT_URL/$results/plates/sh010/plate_jpg/parse/plate.0001.json" >"$work/manifest.json"
  python3 -c "import json,sys
manifest = json.load(open(sys.argv[1]))
assert manifest['source']['bucket'] == sys.argv[2] and not manifest.get('error'), manifest
print(len(manifest['files']), 'results of', manifest['source']['key'], 'by way of bucket, notification and queue')" "$work/manifest.json" "$uploads"
  kill "$process"
  wait "$process" || true
}

for compute in "${computes[@]}"; do
  "$terraform" apply -input=false -auto-approve -no-color -var compute="$compute" >"$work/apply.log" 2>&1 || {
    cat "$work/apply.log"
    echo "FAILED: terraform apply, compute = $compute"
    exit 1
  }
  grep -E '^Apply complete' "$work/apply.log" | sed "s/^/$compute: /"
  [ "$compute" != none ] || end_to_end
  "$terraform" destroy -input=false -auto-approve -no-color -var compute="$compute" >"$work/destroy.log" 2>&1 || {
    cat "$work/destroy.log"
    echo "FAILED: terraform destroy, compute = $compute"
    exit 1
  }
  grep -E '^Destroy complete' "$work/destroy.log" | sed "s/^/$compute: /"
done
