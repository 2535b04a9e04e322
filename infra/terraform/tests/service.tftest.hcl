# compute = "ecs": what runs, how it stops, how it grows.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  image_tag      = "1.0.0"
  catch_up_every = "6h"
}

run "a_task_runs_the_image_against_the_buckets_and_the_queue" {
  command = plan

  variables {
    api_keys = { studio = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:limn-studio-abcdef" }
  }

  assert {
    condition     = local.container.image == "123456789012.dkr.ecr.eu-central-1.amazonaws.com/limn:1.0.0"
    error_message = "The image comes from the repository made here."
  }

  assert {
    condition = { for variable in local.container.environment : variable.name => variable.value } == {
      LIMN_STORE_EMBEDDED                         = "false"
      LIMN_STORE_UPLOADS                          = "limn-uploads-123456789012-eu-central-1"
      LIMN_STORE_RESULTS                          = "limn-results-123456789012-eu-central-1"
      LIMN_STORE_REGION                           = "eu-central-1"
      LIMN_STORE_PATH_STYLE                       = "false"
      LIMN_EVENT_SQS_URL                          = "https://sqs.eu-central-1.amazonaws.com/123456789012/mock"
      LIMN_EVENT_CATCH_UP_EVERY                   = "6h"
      LIMN_MODEL_NAME                             = "limn"
      LIMN_JOB_FRAME_TIMEOUT                      = "90s"
      LIMN_JOB_SHUTDOWN_TIMEOUT                   = "95s"
      QUARKUS_LOG_CONSOLE_JSON_ENABLED            = "true"
      QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING = "true"
    }
    error_message = "The task is told of both buckets and of the queue, and of no endpoint."
  }

  assert {
    condition     = jsondecode(aws_ecs_task_definition.limn[0].container_definitions)[0].stopTimeout == local.container.stopTimeout
    error_message = "The task definition holds the container that these tests look at."
  }

  assert {
    condition     = aws_sqs_queue.frames.visibility_timeout_seconds == 90
    error_message = "A killed task's frames are soon taken up by another; a working one tells the queue."
  }

  assert {
    condition     = one(aws_s3_bucket_notification.uploads.queue[*].events) == toset(["s3:ObjectCreated:*"])
    error_message = "Every upload is told of."
  }

  assert {
    condition     = length(aws_lambda_function.limn) == 0 && length(aws_lambda_event_source_mapping.frames) == 0
    error_message = "There is no function beside the service."
  }
}

run "a_frame_that_no_stop_could_outlast_is_refused" {
  command = plan

  variables {
    frame_timeout_seconds = 106
  }

  expect_failures = [var.frame_timeout_seconds]
}

run "the_service_follows_the_backlog" {
  command = plan

  variables {
    min_tasks = 0
    max_tasks = 7
  }

  assert {
    condition     = aws_appautoscaling_target.tasks[0].min_capacity == 0 && aws_appautoscaling_target.tasks[0].max_capacity == 7
    error_message = "Between none and the largest number."
  }

  assert {
    condition = (
      one(aws_appautoscaling_policy.backlog[0].target_tracking_scaling_policy_configuration).target_value == 100 &&
      toset([for metric in one(one(aws_appautoscaling_policy.backlog[0].target_tracking_scaling_policy_configuration).customized_metric_specification).metrics : metric.id if !metric.return_data]) == toset(["waiting", "working", "tasks"])
    )
    error_message = "Waiting and worked-on messages by running tasks are held to the target."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.wake[0].alarm_actions == toset([aws_appautoscaling_policy.wake[0].arn])
    error_message = "A sleeping service is woken by the first frame."
  }

  assert {
    condition     = length(aws_appautoscaling_scheduled_action.sleep) == 0 && length(aws_appautoscaling_scheduled_action.rise) == 0
    error_message = "Nobody asked for quiet hours."
  }
}

# One plan for all of these, as a plan takes seconds: the stop outlasts the longest frame, nothing runs in quiet hours, spot capacity is
# mixed, nothing is answered in the clear, an existing VPC is used.
run "a_service_is_as_asked" {
  command = plan

  variables {
    frame_timeout_seconds = 105
    min_tasks             = 2
    quiet_hours = {
      begin    = "cron(0 20 ? * MON-FRI *)"
      end      = "cron(0 6 ? * MON-FRI *)"
      timezone = "Europe/Berlin"
    }
    spot_percent    = 70
    on_demand_tasks = 1
    internet_facing = true
    certificate_arn = "arn:aws:acm:eu-central-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    ingress_cidrs   = ["0.0.0.0/0"]
    api_keys        = { studio = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:limn-studio-abcdef" }
    network = {
      vpc_id                   = "vpc-0123456789abcdef0"
      load_balancer_subnet_ids = ["subnet-00000000000000001", "subnet-00000000000000002"]
      task_subnet_ids          = ["subnet-00000000000000003"]
    }
  }

  assert {
    condition     = local.stop_timeout == 120 && local.shutdown_timeout > 105 && local.shutdown_timeout < local.stop_timeout
    error_message = "Limn waits longer than a frame may take, and Fargate longer than Limn."
  }

  assert {
    condition = (
      one(aws_appautoscaling_scheduled_action.sleep[0].scalable_target_action).max_capacity == "0" &&
      one(aws_appautoscaling_scheduled_action.rise[0].scalable_target_action).min_capacity == "2" &&
      aws_appautoscaling_scheduled_action.rise[0].timezone == "Europe/Berlin"
    )
    error_message = "Asleep no task may run; awake as many as before."
  }

  assert {
    condition = { for strategy in aws_ecs_service.limn[0].capacity_provider_strategy : strategy.capacity_provider => "${coalesce(strategy.base, 0)}/${strategy.weight}" } == {
      FARGATE      = "1/30"
      FARGATE_SPOT = "0/70"
    }
    error_message = "One task is safe, of the others seven in ten are on Spot."
  }

  assert {
    condition     = one(aws_lb_listener.http[0].default_action).type == "redirect" && one(one(aws_lb_listener.http[0].default_action).redirect).protocol == "HTTPS"
    error_message = "Port 80 only points to port 443."
  }

  assert {
    condition     = strcontains(aws_lb_listener.https[0].ssl_policy, "TLS13-1-2")
    error_message = "TLS 1.2 or newer."
  }

  assert {
    condition     = length(aws_vpc.limn) == 0 && !one(aws_ecs_service.limn[0].network_configuration).assign_public_ip
    error_message = "Tasks run in the subnets given, without public addresses."
  }
}
