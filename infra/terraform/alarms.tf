# Each of these has an entry in the runbook of docs/deploy.md.

locals {
  redelivery = "IF(received >= 20, 100 * (received - deleted) / received, 0)"

  # Share of failed work in percent, by what does the work. Few calls say nothing.
  error_rates = local.ecs ? {
    http-errors = {
      description = "Share of HTTP calls answered with 5xx"
      failed      = { namespace = "AWS/ApplicationELB", name = "HTTPCode_Target_5XX_Count", dimensions = { LoadBalancer = local.load_balancer_id } }
      all         = { namespace = "AWS/ApplicationELB", name = "RequestCount", dimensions = { LoadBalancer = local.load_balancer_id } }
    }
    } : local.lambda ? {
    function-errors = {
      description = "Share of the function's calls that failed"
      failed      = { namespace = "AWS/Lambda", name = "Errors", dimensions = { FunctionName = local.function_name } }
      all         = { namespace = "AWS/Lambda", name = "Invocations", dimensions = { FunctionName = local.function_name } }
    }
  } : {}
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  alarm_name          = "${var.name}-dead-letters"
  alarm_description   = "Frames failed ${var.max_receive_count} times and wait among the dead letters."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = local.dead_letters_name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "oldest_message" {
  alarm_name          = "${var.name}-oldest-message"
  alarm_description   = "A frame has waited for more than ${local.oldest_message} s."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = local.queue_name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = local.oldest_message
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "redeliveries" {
  alarm_name          = "${var.name}-redeliveries"
  alarm_description   = "More than ${var.error_rate_alarm_percent} % of the messages were handed out and not finished."
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.error_rate_alarm_percent
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  dynamic "metric_query" {
    for_each = { received = "NumberOfMessagesReceived", deleted = "NumberOfMessagesDeleted" }

    content {
      id = metric_query.key

      metric {
        namespace   = "AWS/SQS"
        metric_name = metric_query.value
        stat        = "Sum"
        period      = 900
        dimensions  = { QueueName = local.queue_name }
      }
    }
  }

  metric_query {
    id          = "redelivered"
    label       = "Redelivered, percent"
    expression  = local.redelivery
    return_data = true
  }
}

resource "aws_cloudwatch_metric_alarm" "errors" {
  for_each = local.error_rates

  alarm_name          = "${var.name}-${each.key}"
  alarm_description   = "${each.value.description} is above ${var.error_rate_alarm_percent} %."
  comparison_operator = "GreaterThanThreshold"
  threshold           = var.error_rate_alarm_percent
  evaluation_periods  = 3
  datapoints_to_alarm = 2
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions

  dynamic "metric_query" {
    for_each = { failed = each.value.failed, all = each.value.all }

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        stat        = "Sum"
        period      = 300
        dimensions  = metric_query.value.dimensions
      }
    }
  }

  metric_query {
    id          = "rate"
    label       = "Failed, percent"
    expression  = "IF(all >= 20, 100 * FILL(failed, 0) / all, 0)"
    return_data = true
  }
}

# Tasks that start, fail and start again leave the load balancer without a target. No data, as in quiet hours, is no alarm.
resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  count = local.ecs ? 1 : 0

  alarm_name          = "${var.name}-unhealthy"
  alarm_description   = "Tasks run and none, or not all, are ready."
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  dimensions          = { LoadBalancer = local.load_balancer_id, TargetGroup = aws_lb_target_group.limn[0].arn_suffix }
  statistic           = "Minimum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}

resource "aws_cloudwatch_metric_alarm" "throttled" {
  count = local.lambda ? 1 : 0

  alarm_name          = "${var.name}-throttled"
  alarm_description   = "The account's concurrency is used up: the function is called less often than the queue would."
  namespace           = "AWS/Lambda"
  metric_name         = "Throttles"
  dimensions          = { FunctionName = local.function_name }
  statistic           = "Sum"
  period              = 300
  evaluation_periods  = 3
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = var.alarm_actions
  ok_actions          = var.alarm_actions
}
