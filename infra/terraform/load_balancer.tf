# How CloudWatch knows it; null where there is none.
locals {
  load_balancer_id = one(aws_lb.limn[*].arn_suffix)
}

resource "aws_lb" "limn" {
  count = local.ecs ? 1 : 0

  name                       = var.name
  load_balancer_type         = "application"
  internal                   = !var.internet_facing
  subnets                    = local.load_balancer_subnets
  security_groups            = [aws_security_group.load_balancer[0].id]
  drop_invalid_header_fields = true
  enable_deletion_protection = var.deletion_protection
  # Above Limn's own answer time-out, so that a late frame is answered with its problem and not cut off.
  idle_timeout = 75

  dynamic "access_logs" {
    for_each = var.access_logs_bucket == null ? [] : [var.access_logs_bucket]

    content {
      bucket  = access_logs.value
      prefix  = "limn"
      enabled = true
    }
  }
}

resource "aws_wafv2_web_acl_association" "limn" {
  count = local.ecs && var.web_acl_arn != null ? 1 : 0

  resource_arn = aws_lb.limn[0].arn
  web_acl_arn  = var.web_acl_arn
}

resource "aws_lb_target_group" "limn" {
  count = local.ecs ? 1 : 0

  name                          = var.name
  vpc_id                        = local.vpc_id
  target_type                   = "ip"
  protocol                      = "HTTP"
  port                          = local.http_port
  load_balancing_algorithm_type = "least_outstanding_requests"
  deregistration_delay          = 75

  health_check {
    path                = "/q/health/ready"
    matcher             = "200"
    interval            = 10
    timeout             = 5
    healthy_threshold   = 2
    unhealthy_threshold = 3
  }
}

resource "aws_lb_listener" "http" {
  count = local.ecs ? 1 : 0

  load_balancer_arn = aws_lb.limn[0].arn
  protocol          = "HTTP"
  port              = 80

  default_action {
    type             = var.certificate_arn == null ? "forward" : "redirect"
    target_group_arn = var.certificate_arn == null ? aws_lb_target_group.limn[0].arn : null

    dynamic "redirect" {
      for_each = var.certificate_arn == null ? [] : [1]

      content {
        protocol    = "HTTPS"
        port        = "443"
        status_code = "HTTP_301"
      }
    }
  }
}

resource "aws_lb_listener" "https" {
  count = local.ecs && var.certificate_arn != null ? 1 : 0

  load_balancer_arn = aws_lb.limn[0].arn
  protocol          = "HTTPS"
  port              = 443
  certificate_arn   = var.certificate_arn
  ssl_policy        = "ELBSecurityPolicy-TLS13-1-2-2021-06"

  default_action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.limn[0].arn
  }
}
