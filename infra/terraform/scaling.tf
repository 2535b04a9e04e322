# The service grows with the queue: so many messages, waiting or being worked on, for each task.

locals {
  scaling_metrics = {
    waiting = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesVisible", stat = "Maximum", dimensions = { QueueName = local.queue_name } }
    working = { namespace = "AWS/SQS", name = "ApproximateNumberOfMessagesNotVisible", stat = "Maximum", dimensions = { QueueName = local.queue_name } }
    tasks   = { namespace = "ECS/ContainerInsights", name = "RunningTaskCount", stat = "Average", dimensions = { ClusterName = var.name, ServiceName = var.name } }
  }
}

resource "aws_appautoscaling_target" "tasks" {
  count = local.ecs ? 1 : 0

  service_namespace  = "ecs"
  resource_id        = "service/${aws_ecs_cluster.limn[0].name}/${aws_ecs_service.limn[0].name}"
  scalable_dimension = "ecs:service:DesiredCount"
  min_capacity       = var.min_tasks
  max_capacity       = var.max_tasks
}

resource "aws_appautoscaling_policy" "backlog" {
  count = local.ecs ? 1 : 0

  name               = "${var.name}-backlog-per-task"
  policy_type        = "TargetTrackingScaling"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension

  target_tracking_scaling_policy_configuration {
    target_value       = var.backlog_per_task
    scale_out_cooldown = 60
    scale_in_cooldown  = 300

    customized_metric_specification {
      dynamic "metrics" {
        for_each = local.scaling_metrics

        content {
          id          = metrics.key
          label       = metrics.value.name
          return_data = false

          metric_stat {
            stat = metrics.value.stat

            metric {
              namespace   = metrics.value.namespace
              metric_name = metrics.value.name

              dynamic "dimensions" {
                for_each = metrics.value.dimensions

                content {
                  name  = dimensions.key
                  value = dimensions.value
                }
              }
            }
          }
        }
      }

      metrics {
        id          = "backlog"
        label       = "Messages per task"
        expression  = "(waiting + working) / IF(FILL(tasks, 0) < 1, 1, tasks)"
        return_data = true
      }
    }
  }
}

# Target tracking multiplies what is there, and nothing times anything stays nothing: the first task has a policy of its own.
resource "aws_appautoscaling_policy" "wake" {
  count = local.ecs ? 1 : 0

  name               = "${var.name}-wake"
  policy_type        = "StepScaling"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension

  step_scaling_policy_configuration {
    adjustment_type         = "ChangeInCapacity"
    metric_aggregation_type = "Maximum"
    cooldown                = 180

    step_adjustment {
      metric_interval_lower_bound = 0
      scaling_adjustment          = 1
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "wake" {
  count = local.ecs ? 1 : 0

  alarm_name          = "${var.name}-wake"
  alarm_description   = "Frames wait and no task runs: starts one. No reason to get up."
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = 1
  treat_missing_data  = "notBreaching"
  alarm_actions       = [aws_appautoscaling_policy.wake[0].arn]

  dynamic "metric_query" {
    for_each = { for id, metric in local.scaling_metrics : id => metric if id != "working" }

    content {
      id = metric_query.key

      metric {
        namespace   = metric_query.value.namespace
        metric_name = metric_query.value.name
        stat        = metric_query.value.stat
        period      = 60
        dimensions  = metric_query.value.dimensions
      }
    }
  }

  metric_query {
    id          = "asleep"
    label       = "Frames that wait for a first task"
    expression  = "IF(FILL(tasks, 0) < 1, waiting, 0)"
    return_data = true
  }
}

resource "aws_appautoscaling_scheduled_action" "sleep" {
  count = local.ecs && var.quiet_hours != null ? 1 : 0

  name               = "${var.name}-sleep"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension
  schedule           = var.quiet_hours.begin
  timezone           = var.quiet_hours.timezone

  scalable_target_action {
    min_capacity = 0
    max_capacity = 0
  }
}

resource "aws_appautoscaling_scheduled_action" "rise" {
  count = local.ecs && var.quiet_hours != null ? 1 : 0

  name               = "${var.name}-rise"
  service_namespace  = aws_appautoscaling_target.tasks[0].service_namespace
  resource_id        = aws_appautoscaling_target.tasks[0].resource_id
  scalable_dimension = aws_appautoscaling_target.tasks[0].scalable_dimension
  schedule           = var.quiet_hours.end
  timezone           = var.quiet_hours.timezone

  scalable_target_action {
    min_capacity = var.min_tasks
    max_capacity = var.max_tasks
  }

  # Two changes to one target at a time are refused.
  depends_on = [aws_appautoscaling_scheduled_action.sleep]
}
