# compute = "ecs"

variable "network" {
  description = "VPC to run in: at least two subnets in different zones for the load balancer and for tasks. Tasks need a way to S3, SQS, ECR and CloudWatch Logs (NAT or endpoints). Null makes a small VPC with two public subnets, in which only the load balancer can reach tasks."
  type = object({
    vpc_id                   = string
    load_balancer_subnet_ids = list(string)
    task_subnet_ids          = list(string)
  })
  default = null

  validation {
    condition     = var.network == null || try(length(var.network.load_balancer_subnet_ids) >= 2 && length(var.network.task_subnet_ids) >= 1, false)
    error_message = "network needs at least two load_balancer_subnet_ids and one of task_subnet_ids."
  }
}

variable "vpc_cidr" {
  description = "Addresses of the VPC that is made where network is null; /16 to /24."
  type        = string
  default     = "10.64.0.0/20"

  validation {
    condition     = can(cidrnetmask(var.vpc_cidr)) && try(tonumber(split("/", var.vpc_cidr)[1]) >= 16 && tonumber(split("/", var.vpc_cidr)[1]) <= 24, false)
    error_message = "vpc_cidr is an IPv4 range such as 10.64.0.0/20, between /16 and /24."
  }
}

variable "internet_facing" {
  description = "Whether the load balancer has a public address. Needs certificate_arn, and api_keys or oidc."
  type        = bool
  default     = false

  validation {
    condition     = !var.internet_facing || var.certificate_arn != null
    error_message = "internet_facing needs certificate_arn: frames don't cross the internet in the clear."
  }

  validation {
    condition     = !var.internet_facing || length(var.api_keys) > 0 || var.oidc != null
    error_message = "internet_facing needs api_keys or oidc: a service without them parses for everybody."
  }
}

variable "certificate_arn" {
  description = "ACM certificate of the load balancer. Null: plain HTTP, within the VPC only."
  type        = string
  default     = null

  validation {
    condition     = var.certificate_arn == null || can(regex("^arn:[a-z-]+:acm:", coalesce(var.certificate_arn, "x")))
    error_message = "certificate_arn is the ARN of an ACM certificate."
  }
}

variable "ingress_cidrs" {
  description = "IPv4 ranges that may call the load balancer. Empty: nobody, which leaves the bucket as the only door."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for cidr in var.ingress_cidrs : can(cidrnetmask(cidr))])
    error_message = "ingress_cidrs holds IPv4 ranges such as 203.0.113.0/24."
  }

  validation {
    condition     = length(var.api_keys) > 0 || var.oidc != null || alltrue([for cidr in var.ingress_cidrs : try(tonumber(split("/", cidr)[1]) >= 8, true)])
    error_message = "ingress_cidrs lets everybody in; without api_keys or oidc name the ranges that may call."
  }
}

variable "deletion_protection" {
  description = "Whether the load balancer refuses to be deleted."
  type        = bool
  default     = false
}

variable "task_cpu" {
  description = "CPU units of a task, 1024 to a virtual CPU."
  type        = number
  default     = 2048

  validation {
    condition     = contains([512, 1024, 2048, 4096, 8192, 16384], var.task_cpu)
    error_message = "task_cpu is 512, 1024, 2048, 4096, 8192 or 16384."
  }
}

variable "task_memory" {
  description = "MiB of memory of a task. Fargate takes certain pairs with task_cpu only: between one and four times the CPU units, for 512 down to 1024."
  type        = number
  default     = 4096

  validation {
    condition     = var.task_memory >= max(1024, 2 * var.task_cpu) && var.task_memory <= 8 * var.task_cpu && var.task_memory % 1024 == 0
    error_message = "task_memory is a multiple of 1024, at least twice and at most eight times task_cpu."
  }
}

variable "min_tasks" {
  description = "Least number of tasks; 0 lets the service end with its work and wake with the next upload, after an alarm and a task start."
  type        = number
  default     = 1

  validation {
    condition     = var.min_tasks >= 0 && floor(var.min_tasks) == var.min_tasks
    error_message = "min_tasks is a whole number of at least 0."
  }
}

variable "max_tasks" {
  description = "Largest number of tasks: it bounds what a flood of uploads can cost."
  type        = number
  default     = 4

  validation {
    condition     = var.max_tasks >= max(1, var.min_tasks) && floor(var.max_tasks) == var.max_tasks
    error_message = "max_tasks is a whole number of at least 1 and at least min_tasks."
  }
}

variable "backlog_per_task" {
  description = "Messages, waiting or being worked on, that one task should have before it: frames a second of a task times the seconds a frame may wait."
  type        = number
  default     = 100

  validation {
    condition     = var.backlog_per_task >= 1
    error_message = "backlog_per_task is at least 1."
  }
}

variable "quiet_hours" {
  description = "When the service is put to sleep (no tasks; the queue keeps what comes) and woken: schedule expressions such as cron(0 20 ? * MON-FRI *) and a time zone. Null: never."
  type = object({
    begin    = string
    end      = string
    timezone = optional(string, "UTC")
  })
  default = null

  validation {
    condition     = var.quiet_hours == null || try(can(regex("^cron\\(.+\\)$", var.quiet_hours.begin)) && can(regex("^cron\\(.+\\)$", var.quiet_hours.end)), false)
    error_message = "quiet_hours.begin and quiet_hours.end are schedule expressions such as cron(0 20 ? * MON-FRI *)."
  }
}

variable "spot_percent" {
  description = "Share of the tasks above on_demand_tasks that run on Spot capacity, cheaper and at times taken away; a frame interrupted by that is done by another task."
  type        = number
  default     = 0

  validation {
    condition     = var.spot_percent >= 0 && var.spot_percent <= 100 && floor(var.spot_percent) == var.spot_percent
    error_message = "spot_percent is a whole number from 0 to 100."
  }
}

variable "on_demand_tasks" {
  description = "Number of tasks that never run on Spot capacity."
  type        = number
  default     = 0

  validation {
    condition     = var.on_demand_tasks >= 0 && var.on_demand_tasks <= var.max_tasks && floor(var.on_demand_tasks) == var.on_demand_tasks
    error_message = "on_demand_tasks is a whole number from 0 to max_tasks."
  }
}

variable "catch_up_every" {
  description = "How often each task compares the uploads bucket with the results: \"0s\" only when it starts, null never, since the queue tells of every upload and keeps what is not done. Uploads older than the notification need it once."
  type        = string
  default     = null

  validation {
    condition     = var.catch_up_every == null || can(regex("^[0-9]+(s|m|h)$", coalesce(var.catch_up_every, "x")))
    error_message = "catch_up_every is a number with a unit, such as 30s, 15m or 6h, or null."
  }
}

variable "secrets_kms_key_arns" {
  description = "KMS keys of the secrets named by event_secret_arn and api_keys, where they are encrypted with keys of their own. Empty: with AWS's."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.secrets_kms_key_arns : can(regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/", arn))])
    error_message = "secrets_kms_key_arns holds ARNs of KMS keys."
  }
}

variable "access_logs_bucket" {
  description = "Bucket that the load balancer writes its access logs to, below the prefix \"limn\"; its policy must let Elastic Load Balancing write. Null: no access logs."
  type        = string
  default     = null
}

variable "web_acl_arn" {
  description = "Web ACL of AWS WAF (regional) before the load balancer. Null: none."
  type        = string
  default     = null

  validation {
    condition     = var.web_acl_arn == null || can(regex("^arn:[a-z-]+:wafv2:[a-z0-9-]+:[0-9]{12}:regional/webacl/", coalesce(var.web_acl_arn, "x")))
    error_message = "web_acl_arn is the ARN of a regional web ACL."
  }
}

variable "event_secret_arn" {
  description = "Secrets Manager secret or SSM parameter with the shared secret of POST /v1/events. Null: that door stays shut."
  type        = string
  default     = null

  validation {
    condition     = var.event_secret_arn == null || can(regex("^arn:[a-z-]+:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret|ssm:[a-z0-9-]+:[0-9]{12}:parameter)", coalesce(var.event_secret_arn, "x")))
    error_message = "event_secret_arn is the ARN of a Secrets Manager secret or an SSM parameter."
  }
}
