data "aws_caller_identity" "current" {}

data "aws_partition" "current" {}

data "aws_region" "current" {}

locals {
  account   = data.aws_caller_identity.current.account_id
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.name
  ecs       = var.compute == "ecs"
  lambda    = var.compute == "lambda"
  pods      = var.compute == "none"

  # Names and ARNs that are known before anything exists: policies can name each other's resources without a cycle.
  uploads_name = coalesce(var.uploads_bucket, "${var.name}-uploads-${local.account}-${local.region}")
  results_name = coalesce(var.results_bucket, "${var.name}-results-${local.account}-${local.region}")
  uploads_arn  = "arn:${local.partition}:s3:::${local.uploads_name}"
  results_arn  = "arn:${local.partition}:s3:::${local.results_name}"

  queue_name        = "${var.name}-frames"
  dead_letters_name = "${var.name}-dead-letters"
  queue_arn         = "arn:${local.partition}:sqs:${local.region}:${local.account}:${local.queue_name}"
  dead_letters_arn  = "arn:${local.partition}:sqs:${local.region}:${local.account}:${local.dead_letters_name}"

  function_name = var.name
  function_arn  = "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${local.function_name}"
  log_name      = local.lambda ? "/aws/lambda/${local.function_name}" : "/ecs/${var.name}"
  log_arn       = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:${local.log_name}"

  repository = coalesce(var.image_repository, one(aws_ecr_repository.limn[*].repository_url), "none")
  image      = local.pods || var.image_tag == null ? null : startswith(var.image_tag, "sha256:") ? "${local.repository}@${var.image_tag}" : "${local.repository}:${var.image_tag}"

  http_port = 8080

  # SIGTERM stops the polling and lets frames finish: first Limn's own patience ends, then the container's.
  shutdown_timeout = var.frame_timeout_seconds + 5
  stop_timeout     = var.frame_timeout_seconds + 15

  # A function answers for its batch at the end, so the queue waits twice as long as it may run, and a failed frame that long for
  # its next try. AWS's advice of six times is for functions that get throttled while the queue is polled; here the polling is
  # bounded by maximum_concurrency. A service tells the queue while it works, so there the visibility timeout only bounds how soon
  # a killed task's frames are taken up by another.
  function_timeout   = min(900, var.batch_size * var.frame_timeout_seconds)
  visibility_timeout = local.lambda ? 2 * local.function_timeout : max(60, var.frame_timeout_seconds)

  # A frame that fails once and goes well the second time is no reason to wake somebody.
  oldest_message = max(var.oldest_message_alarm_seconds, local.lambda ? local.visibility_timeout + local.function_timeout : 0)

  # Limn reads nothing else: the AWS store itself (no endpoint, no embedded server), credentials by role.
  settings = merge(
    {
      LIMN_STORE_EMBEDDED              = "false"
      LIMN_STORE_UPLOADS               = local.uploads_name
      LIMN_STORE_RESULTS               = local.results_name
      LIMN_STORE_REGION                = local.region
      LIMN_STORE_PATH_STYLE            = "false"
      LIMN_MODEL_NAME                  = var.model_name
      LIMN_JOB_FRAME_TIMEOUT           = "${var.frame_timeout_seconds}s"
      LIMN_JOB_SHUTDOWN_TIMEOUT        = "${local.shutdown_timeout}s"
      QUARKUS_LOG_CONSOLE_JSON_ENABLED = "true"
    },
    # The function is called with its messages; a service and pods ask the queue themselves.
    !local.lambda ? { LIMN_EVENT_SQS_URL = aws_sqs_queue.frames.url } : {},
    !local.lambda && var.catch_up_every != null ? { LIMN_EVENT_CATCH_UP_EVERY = var.catch_up_every } : {},
    local.guard_settings,
    var.environment,
  )
}
