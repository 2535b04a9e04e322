# Somebody hears of what goes wrong.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  image_tag     = "1.0.0"
  alarm_actions = ["arn:aws:sns:eu-central-1:123456789012:on-call"]
}

run "a_service_has_these_alarms" {
  command = plan

  assert {
    condition     = toset(output.alarms) == toset(["limn-dead-letters", "limn-oldest-message", "limn-redeliveries", "limn-http-errors", "limn-unhealthy"])
    error_message = "Dead letters, old messages, redeliveries, HTTP errors, tasks that aren't ready."
  }

  assert {
    condition = alltrue([
      for alarm in concat([aws_cloudwatch_metric_alarm.dead_letters, aws_cloudwatch_metric_alarm.oldest_message, aws_cloudwatch_metric_alarm.redeliveries, aws_cloudwatch_metric_alarm.unhealthy[0]], values(aws_cloudwatch_metric_alarm.errors)) :
      alarm.alarm_actions == toset(var.alarm_actions) && alarm.ok_actions == toset(var.alarm_actions) && alarm.treat_missing_data == "notBreaching"
    ])
    error_message = "Each alarm tells of its beginning and its end, and silence is no alarm."
  }

  assert {
    condition = (
      aws_cloudwatch_metric_alarm.dead_letters.threshold == 0 &&
      aws_cloudwatch_metric_alarm.dead_letters.dimensions.QueueName == "limn-dead-letters" &&
      aws_cloudwatch_metric_alarm.oldest_message.dimensions.QueueName == "limn-frames"
    )
    error_message = "One dead letter is an alarm."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.limn.dashboard_body).widgets) == 6
    error_message = "The dashboard shows queue, tasks and HTTP."
  }
}

run "a_function_has_these_alarms" {
  command = plan

  variables {
    compute = "lambda"
  }

  assert {
    condition     = toset(output.alarms) == toset(["limn-dead-letters", "limn-oldest-message", "limn-redeliveries", "limn-function-errors", "limn-throttled"])
    error_message = "Dead letters, old messages, redeliveries, failed calls, throttling."
  }

  assert {
    condition     = length(jsondecode(aws_cloudwatch_dashboard.limn.dashboard_body).widgets) == 5
    error_message = "The dashboard shows queue and function."
  }
}
