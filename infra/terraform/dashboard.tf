locals {
  compute_widgets = {
    ecs = [
      {
        title = "Tasks"
        metrics = [
          ["ECS/ContainerInsights", "RunningTaskCount", "ClusterName", var.name, "ServiceName", var.name, { stat = "Average" }],
          ["ECS/ContainerInsights", "DesiredTaskCount", "ClusterName", var.name, "ServiceName", var.name, { stat = "Average" }],
        ]
      },
      {
        title = "Processor and memory, percent"
        metrics = [
          ["AWS/ECS", "CPUUtilization", "ClusterName", var.name, "ServiceName", var.name, { stat = "Average" }],
          ["AWS/ECS", "MemoryUtilization", "ClusterName", var.name, "ServiceName", var.name, { stat = "Maximum" }],
        ]
      },
      {
        title = "HTTP"
        metrics = [
          ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", local.load_balancer_id, { stat = "Sum" }],
          ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", local.load_balancer_id, { stat = "Sum" }],
          ["AWS/ApplicationELB", "TargetResponseTime", "LoadBalancer", local.load_balancer_id, { stat = "p95", yAxis = "right" }],
        ]
      },
    ]
    lambda = [
      {
        title = "Calls of the function"
        metrics = [
          ["AWS/Lambda", "Invocations", "FunctionName", local.function_name, { stat = "Sum" }],
          ["AWS/Lambda", "Errors", "FunctionName", local.function_name, { stat = "Sum" }],
          ["AWS/Lambda", "Throttles", "FunctionName", local.function_name, { stat = "Sum" }],
        ]
      },
      {
        title = "Duration and concurrency"
        metrics = [
          ["AWS/Lambda", "Duration", "FunctionName", local.function_name, { stat = "p95" }],
          ["AWS/Lambda", "ConcurrentExecutions", "FunctionName", local.function_name, { stat = "Maximum", yAxis = "right" }],
        ]
      },
    ]
    none = []
  }

  widgets = concat(
    [
      {
        title = "Frames waiting and being worked on"
        metrics = [
          ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", local.queue_name, { stat = "Maximum" }],
          ["AWS/SQS", "ApproximateNumberOfMessagesNotVisible", "QueueName", local.queue_name, { stat = "Maximum" }],
        ]
      },
      {
        title = "Uploaded and done"
        metrics = [
          ["AWS/SQS", "NumberOfMessagesSent", "QueueName", local.queue_name, { stat = "Sum" }],
          ["AWS/SQS", "NumberOfMessagesDeleted", "QueueName", local.queue_name, { stat = "Sum" }],
        ]
      },
      {
        title = "Oldest message, seconds; dead letters"
        metrics = [
          ["AWS/SQS", "ApproximateAgeOfOldestMessage", "QueueName", local.queue_name, { stat = "Maximum" }],
          ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", local.dead_letters_name, { stat = "Maximum", yAxis = "right" }],
        ]
      },
    ],
    local.compute_widgets[var.compute],
  )
}

resource "aws_cloudwatch_dashboard" "limn" {
  dashboard_name = var.name

  dashboard_body = jsonencode({
    widgets = [
      for at, widget in local.widgets : {
        type   = "metric"
        x      = 8 * (at % 3)
        y      = 6 * floor(at / 3)
        width  = 8
        height = 6
        properties = {
          title   = widget.title
          region  = local.region
          period  = 60
          view    = "timeSeries"
          metrics = widget.metrics
        }
      }
    ]
  })
}
