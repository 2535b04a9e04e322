# A small VPC where none is given: two public subnets, the way to S3 free of charge, no NAT. Tasks have public addresses to reach
# AWS with, and a security group through which nobody but the load balancer reaches them.

locals {
  own_network = local.ecs && var.network == null
  zones       = local.own_network ? slice(data.aws_availability_zones.here[0].names, 0, 2) : []
  vpc_id      = local.own_network ? aws_vpc.limn[0].id : try(var.network.vpc_id, null)

  load_balancer_subnets = local.own_network ? aws_subnet.public[*].id : try(var.network.load_balancer_subnet_ids, [])
  task_subnets          = local.own_network ? aws_subnet.public[*].id : try(var.network.task_subnet_ids, [])
}

data "aws_availability_zones" "here" {
  count = local.own_network ? 1 : 0

  state = "available"

  filter {
    name   = "opt-in-status"
    values = ["opt-in-not-required"]
  }
}

resource "aws_vpc" "limn" {
  count = local.own_network ? 1 : 0

  cidr_block           = var.vpc_cidr
  enable_dns_support   = true
  enable_dns_hostnames = true

  tags = { Name = var.name }
}

# The VPC's own security group lets nothing in or out.
resource "aws_default_security_group" "closed" {
  count = local.own_network ? 1 : 0

  vpc_id = aws_vpc.limn[0].id
}

resource "aws_internet_gateway" "limn" {
  count = local.own_network ? 1 : 0

  vpc_id = aws_vpc.limn[0].id

  tags = { Name = var.name }
}

resource "aws_subnet" "public" {
  count = local.own_network ? 2 : 0

  vpc_id            = aws_vpc.limn[0].id
  cidr_block        = cidrsubnet(var.vpc_cidr, 4, count.index)
  availability_zone = local.zones[count.index]

  tags = { Name = "${var.name}-${count.index}" }
}

resource "aws_route_table" "public" {
  count = local.own_network ? 1 : 0

  vpc_id = aws_vpc.limn[0].id

  route {
    cidr_block = "0.0.0.0/0"
    gateway_id = aws_internet_gateway.limn[0].id
  }

  tags = { Name = var.name }
}

resource "aws_route_table_association" "public" {
  count = local.own_network ? 2 : 0

  subnet_id      = aws_subnet.public[count.index].id
  route_table_id = aws_route_table.public[0].id
}

resource "aws_vpc_endpoint" "s3" {
  count = local.own_network ? 1 : 0

  vpc_id            = aws_vpc.limn[0].id
  service_name      = "com.amazonaws.${local.region}.s3"
  vpc_endpoint_type = "Gateway"
  route_table_ids   = [aws_route_table.public[0].id]
}

resource "aws_security_group" "load_balancer" {
  count = local.ecs ? 1 : 0

  name        = "${var.name}-load-balancer"
  description = "Callers to the load balancer"
  vpc_id      = local.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "callers" {
  for_each = local.ecs ? {
    for rule in setproduct(var.certificate_arn == null ? [80] : [80, 443], var.ingress_cidrs) : "${rule[0]} ${rule[1]}" => { port = rule[0], cidr = rule[1] }
  } : {}

  security_group_id = aws_security_group.load_balancer[0].id
  description       = "Callers"
  ip_protocol       = "tcp"
  from_port         = each.value.port
  to_port           = each.value.port
  cidr_ipv4         = each.value.cidr
}

resource "aws_vpc_security_group_egress_rule" "to_tasks" {
  count = local.ecs ? 1 : 0

  security_group_id            = aws_security_group.load_balancer[0].id
  description                  = "Tasks"
  ip_protocol                  = "tcp"
  from_port                    = local.http_port
  to_port                      = local.http_port
  referenced_security_group_id = aws_security_group.task[0].id
}

resource "aws_security_group" "task" {
  count = local.ecs ? 1 : 0

  name        = "${var.name}-task"
  description = "Load balancer to tasks, tasks to AWS"
  vpc_id      = local.vpc_id
}

resource "aws_vpc_security_group_ingress_rule" "from_load_balancer" {
  count = local.ecs ? 1 : 0

  security_group_id            = aws_security_group.task[0].id
  description                  = "Load balancer"
  ip_protocol                  = "tcp"
  from_port                    = local.http_port
  to_port                      = local.http_port
  referenced_security_group_id = aws_security_group.load_balancer[0].id
}

resource "aws_vpc_security_group_egress_rule" "to_aws" {
  count = local.ecs ? 1 : 0

  security_group_id = aws_security_group.task[0].id
  description       = "S3, SQS, ECR and CloudWatch Logs, over TLS"
  ip_protocol       = "tcp"
  from_port         = 443
  to_port           = 443
  cidr_ipv4         = "0.0.0.0/0"
}
