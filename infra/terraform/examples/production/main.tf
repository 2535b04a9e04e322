# A service in a VPC of one's own: TLS, a key of its own, half of it on Spot capacity, asleep at night, with alarms that reach
# somebody.

terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Service     = "limn"
      Environment = "production"
    }
  }
}

variable "region" {
  description = "Region to deploy to."
  type        = string
  default     = "eu-central-1"
}

variable "image_tag" {
  description = "Tag of the image in the repository that this makes."
  type        = string
}

variable "network" {
  description = "VPC, public subnets for the load balancer, private ones for tasks."
  type = object({
    vpc_id                   = string
    load_balancer_subnet_ids = list(string)
    task_subnet_ids          = list(string)
  })
}

variable "certificate_arn" {
  description = "ACM certificate of the load balancer."
  type        = string
}

variable "alarm_topic_arn" {
  description = "SNS topic that somebody reads."
  type        = string
}

variable "event_secret_arn" {
  description = "Secrets Manager secret with the shared secret of POST /v1/events."
  type        = string
}

variable "api_keys" {
  description = "Callers' keys by owner: the ARN of a secret that holds the SHA-256 that \"limn key NAME\" prints, for each."
  type        = map(string)

  validation {
    condition     = length(var.api_keys) > 0
    error_message = "api_keys names at least one owner: this service has a public address."
  }
}

variable "ingress_cidrs" {
  description = "IPv4 ranges of those who call: the studio's own addresses, not everybody's."
  type        = list(string)

  validation {
    condition     = length(var.ingress_cidrs) > 0 && !contains(var.ingress_cidrs, "0.0.0.0/0")
    error_message = "ingress_cidrs names the ranges that may call, such as 203.0.113.0/24."
  }
}

module "limn" {
  source = "../.."

  name             = "limn-production"
  compute          = "ecs"
  image_tag        = var.image_tag
  cpu_architecture = "ARM64"
  kms              = true

  network             = var.network
  internet_facing     = true
  certificate_arn     = var.certificate_arn
  ingress_cidrs       = var.ingress_cidrs
  api_keys            = var.api_keys
  deletion_protection = true
  event_secret_arn    = var.event_secret_arn

  # Plates of every format, and what the HTTP interface uploads: jobs and presigned uploads.
  notification_filters = [{ prefix = "plates/" }, { prefix = "jobs/" }, { prefix = "uploads/" }]
  cors_allowed_origins = ["https://plates.example.org"]

  task_cpu         = 4096
  task_memory      = 8192
  min_tasks        = 2
  max_tasks        = 12
  on_demand_tasks  = 2
  spot_percent     = 50
  backlog_per_task = 600
  quiet_hours = {
    begin    = "cron(0 20 ? * * *)"
    end      = "cron(0 6 ? * * *)"
    timezone = "Europe/Berlin"
  }

  results_retention_days = 90
  log_retention_days     = 90

  alarm_actions                = [var.alarm_topic_arn]
  oldest_message_alarm_seconds = 900
  environment                  = { LIMN_OUTPUT_PALETTE = "voc", LIMN_HTTP_RATE = "600" }
}

output "limn" {
  description = "Buckets, queue, address and the rest."
  value       = module.limn
}
