# compute = "lambda"

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  image_tag = "1.0.0"
  compute   = "lambda"
}

run "the_queue_calls_the_function" {
  command = plan

  assert {
    condition = (
      aws_lambda_event_source_mapping.frames[0].function_response_types == toset(["ReportBatchItemFailures"]) &&
      one(aws_lambda_event_source_mapping.frames[0].scaling_config).maximum_concurrency == 10 &&
      aws_lambda_event_source_mapping.frames[0].batch_size == 4
    )
    error_message = "Each message is answered for alone, and there is a bound to what runs at once."
  }

  assert {
    condition     = aws_lambda_function.limn[0].timeout == 360 && aws_sqs_queue.frames.visibility_timeout_seconds == 2 * 360
    error_message = "The function has time for its batch, and the queue twice that."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.oldest_message.threshold == 3 * 360
    error_message = "A frame that goes well at its second try rings no alarm."
  }

  assert {
    condition     = aws_lambda_function.limn[0].package_type == "Image" && aws_lambda_function.limn[0].image_uri == "123456789012.dkr.ecr.eu-central-1.amazonaws.com/limn:1.0.0"
    error_message = "The function is the image."
  }

  assert {
    condition     = !contains(keys(aws_lambda_function.limn[0].environment[0].variables), "LIMN_EVENT_SQS_URL")
    error_message = "The function does not ask the queue itself."
  }

  assert {
    condition     = length(aws_lambda_function_url.limn) == 0
    error_message = "There is no address unless asked for."
  }

  assert {
    condition     = length(aws_ecs_service.limn) == 0 && length(aws_lb.limn) == 0 && length(aws_vpc.limn) == 0
    error_message = "There is no service beside the function."
  }

  assert {
    condition     = one(jsondecode(aws_iam_role.work.assume_role_policy).Statement).Principal.Service == "lambda.amazonaws.com"
    error_message = "Only the function works with the role."
  }

  assert {
    condition     = one(jsondecode(aws_ecr_repository_policy.lambda[0].policy).Statement).Condition.ArnLike["aws:SourceArn"] == "arn:aws:lambda:eu-central-1:123456789012:function:limn"
    error_message = "Only this function loads the image."
  }

  assert {
    condition     = one(jsondecode(aws_iam_role_policy.function_log[0].policy).Statement).Resource == ["arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/limn:*"]
    error_message = "The function writes to its own log alone."
  }
}

run "an_address_is_for_signed_calls_unless_said_otherwise" {
  command = plan

  variables {
    function_url = "AWS_IAM"
  }

  assert {
    condition     = aws_lambda_function_url.limn[0].authorization_type == "AWS_IAM" && length(aws_lambda_permission.public_url) + length(aws_lambda_permission.public_call) == 0
    error_message = "Callers sign, and nobody else may call."
  }
}

run "an_address_for_everybody_has_both_permissions" {
  command = plan

  variables {
    function_url = "PUBLIC"
    api_keys     = { studio = "0000000000000000000000000000000000000000000000000000000000000000" }
  }

  assert {
    condition     = aws_lambda_function_url.limn[0].authorization_type == "NONE"
    error_message = "Callers authenticate with a Limn key; they don't sign requests."
  }

  assert {
    condition = (
      aws_lambda_permission.public_url[0].action == "lambda:InvokeFunctionUrl" &&
      aws_lambda_permission.public_url[0].principal == "*" &&
      aws_lambda_permission.public_url[0].function_url_auth_type == "NONE" &&
      aws_lambda_permission.public_call[0].action == "lambda:InvokeFunction" &&
      aws_lambda_permission.public_call[0].principal == "*"
    )
    error_message = "Since October 2025 either permission alone gives 403."
  }
}

run "a_batch_that_could_outlast_the_function_is_refused" {
  command = plan

  variables {
    batch_size            = 10
    frame_timeout_seconds = 91
  }

  expect_failures = [var.batch_size]
}
