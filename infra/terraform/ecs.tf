locals {
  container = {
    name                   = "limn"
    image                  = local.image
    essential              = true
    readonlyRootFilesystem = true
    portMappings           = [{ containerPort = local.http_port, protocol = "tcp" }]
    mountPoints            = [{ sourceVolume = "tmp", containerPath = "/tmp", readOnly = false }]
    stopTimeout            = local.stop_timeout
    linuxParameters        = { capabilities = { drop = ["ALL"] } }
    environment            = [for key, value in local.settings : { name = key, value = value }]
    secrets                = [for name, arn in local.secrets : { name = name, valueFrom = arn }]

    healthCheck = {
      command     = ["CMD", "/opt/limn/health", "live"]
      interval    = 15
      timeout     = 5
      retries     = 3
      startPeriod = 30
    }

    logConfiguration = {
      logDriver = "awslogs"
      options = {
        awslogs-group         = one(aws_cloudwatch_log_group.limn[*].name)
        awslogs-region        = local.region
        awslogs-stream-prefix = "limn"
      }
    }
  }
}

resource "aws_ecs_cluster" "limn" {
  count = local.ecs ? 1 : 0

  name = var.name

  # Scaling divides the backlog by the number of running tasks, which Container Insights counts.
  setting {
    name  = "containerInsights"
    value = "enabled"
  }
}

resource "aws_ecs_cluster_capacity_providers" "limn" {
  count = local.ecs ? 1 : 0

  cluster_name       = aws_ecs_cluster.limn[0].name
  capacity_providers = ["FARGATE", "FARGATE_SPOT"]
}

resource "aws_ecs_task_definition" "limn" {
  count = local.ecs ? 1 : 0

  family                   = var.name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.task_cpu
  memory                   = var.task_memory
  task_role_arn            = aws_iam_role.work.arn
  execution_role_arn       = aws_iam_role.start[0].arn

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = var.cpu_architecture
  }

  # The one place that may be written to: native libraries are unpacked there.
  volume {
    name = "tmp"
  }

  container_definitions = jsonencode([local.container])
}

resource "aws_ecs_service" "limn" {
  count = local.ecs ? 1 : 0

  name                               = var.name
  cluster                            = aws_ecs_cluster.limn[0].id
  task_definition                    = aws_ecs_task_definition.limn[0].arn
  desired_count                      = var.min_tasks
  deployment_minimum_healthy_percent = 100
  deployment_maximum_percent         = 200
  health_check_grace_period_seconds  = 60
  availability_zone_rebalancing      = "ENABLED"
  enable_execute_command             = false
  propagate_tags                     = "SERVICE"

  capacity_provider_strategy {
    capacity_provider = "FARGATE"
    base              = var.on_demand_tasks
    weight            = 100 - var.spot_percent
  }

  dynamic "capacity_provider_strategy" {
    for_each = var.spot_percent > 0 ? [var.spot_percent] : []

    content {
      capacity_provider = "FARGATE_SPOT"
      weight            = capacity_provider_strategy.value
    }
  }

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets          = local.task_subnets
    security_groups  = [aws_security_group.task[0].id]
    assign_public_ip = local.own_network
  }

  load_balancer {
    target_group_arn = aws_lb_target_group.limn[0].arn
    container_name   = "limn"
    container_port   = local.http_port
  }

  # How many there are is the scaling's business from the first day on.
  lifecycle {
    ignore_changes = [desired_count]
  }

  depends_on = [
    aws_ecs_cluster_capacity_providers.limn,
    aws_iam_role_policy.start,
    aws_iam_role_policy.work,
    aws_lb_listener.http,
  ]
}
