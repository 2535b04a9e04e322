resource "aws_lambda_function" "limn" {
  count = local.lambda ? 1 : 0

  function_name = local.function_name
  description   = "Parses frames that the queue tells of"
  role          = aws_iam_role.work.arn
  package_type  = "Image"
  image_uri     = local.image
  architectures = [var.cpu_architecture == "ARM64" ? "arm64" : "x86_64"]
  memory_size   = var.function_memory
  timeout       = local.function_timeout
  kms_key_arn   = local.key_arn

  reserved_concurrent_executions = var.reserved_concurrency

  ephemeral_storage {
    size = var.function_storage
  }

  environment {
    variables = local.settings
  }

  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.limn[0].name
  }

  lifecycle {
    precondition {
      condition     = length(local.key_secret_arns) == 0
      error_message = "A function can't be handed a secret by its ARN; give api_keys the SHA-256, which is none."
    }
  }

  depends_on = [
    aws_ecr_repository_policy.lambda,
    aws_iam_role_policy.function_log,
    aws_iam_role_policy.work,
  ]
}

resource "aws_lambda_event_source_mapping" "frames" {
  count = local.lambda ? 1 : 0

  function_name    = aws_lambda_function.limn[0].arn
  event_source_arn = aws_sqs_queue.frames.arn
  batch_size       = var.batch_size

  # One frame that fails is tried again alone, not with the batch it came in.
  function_response_types = ["ReportBatchItemFailures"]

  scaling_config {
    maximum_concurrency = var.maximum_concurrency
  }
}

resource "aws_lambda_function_url" "limn" {
  count = local.lambda && var.function_url != "NONE" ? 1 : 0

  function_name      = aws_lambda_function.limn[0].function_name
  authorization_type = var.function_url == "PUBLIC" ? "NONE" : "AWS_IAM"
}

# Since October 2025 an address for everybody needs both permissions. This provider can't limit the first to calls through the address
# (lambda:InvokedViaFunctionUrl, in provider 6), so any AWS account that knows the function's ARN may send it events, which
# have uploads of this bucket parsed. Calls in the shape of the address's own need a key, as through the address.
resource "aws_lambda_permission" "public_call" {
  count = local.lambda && var.function_url == "PUBLIC" ? 1 : 0

  statement_id  = "AnybodyCallsThroughTheAddress"
  function_name = aws_lambda_function.limn[0].function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}

resource "aws_lambda_permission" "public_url" {
  count = local.lambda && var.function_url == "PUBLIC" ? 1 : 0

  statement_id           = "AnybodyCallsTheAddress"
  function_name          = aws_lambda_function.limn[0].function_name
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "NONE"
}
