# What every deployment has. Compute has variables of its own: variables_ecs.tf, variables_lambda.tf.

variable "name" {
  description = "Prefix of every name. Lower case, digits and hyphens, at most 20 characters: load balancers allow no more."
  type        = string
  default     = "limn"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,18}[a-z0-9]$", var.name))
    error_message = "name is 2 to 20 lower-case letters, digits and hyphens, beginning with a letter and not ending with a hyphen."
  }
}

variable "compute" {
  description = "What parses: \"ecs\" is a Fargate service behind a load balancer, \"lambda\" a function that the queue calls, \"none\" nothing made here: buckets, queue and a role for pods of your cluster (see pods)."
  type        = string
  default     = "ecs"

  validation {
    condition     = contains(["ecs", "lambda", "none"], var.compute)
    error_message = "compute is \"ecs\", \"lambda\" or \"none\"."
  }
}

variable "image_tag" {
  description = "Tag of the image to run, or \"sha256:…\" for a digest. Never \"latest\": what runs must be known. Null only where compute is \"none\"."
  type        = string
  default     = null

  validation {
    condition     = var.image_tag == null ? true : var.image_tag != "latest" && can(regex("^(sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})$", var.image_tag))
    error_message = "image_tag is a tag other than \"latest\", or a digest that begins with sha256:."
  }
}

variable "image_repository" {
  description = "Address of the image without its tag. Null makes an ECR repository and takes the image from there. A function can only run images from ECR in its own region."
  type        = string
  default     = null

  validation {
    condition     = var.image_repository == null || can(regex("^[a-z0-9][a-z0-9._:/-]*[a-z0-9]$", coalesce(var.image_repository, "x1")))
    error_message = "image_repository is a repository's address without tag, such as 123456789012.dkr.ecr.eu-central-1.amazonaws.com/limn."
  }
}

variable "cpu_architecture" {
  description = "Processor that the image was built for: X86_64 or ARM64."
  type        = string
  default     = "X86_64"

  validation {
    condition     = contains(["X86_64", "ARM64"], var.cpu_architecture)
    error_message = "cpu_architecture is X86_64 or ARM64."
  }
}

variable "uploads_bucket" {
  description = "Name of the bucket that frames are uploaded to. Null: the prefix, \"uploads\", account and region."
  type        = string
  default     = null

  validation {
    condition     = var.uploads_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", coalesce(var.uploads_bucket, "x1x")))
    error_message = "uploads_bucket is 3 to 63 lower-case letters, digits, dots and hyphens."
  }
}

variable "results_bucket" {
  description = "Name of the bucket that results go to; never the uploads bucket. Null: the prefix, \"results\", account and region."
  type        = string
  default     = null

  validation {
    condition     = var.results_bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", coalesce(var.results_bucket, "x1x")))
    error_message = "results_bucket is 3 to 63 lower-case letters, digits, dots and hyphens."
  }

  validation {
    condition     = var.results_bucket == null || var.results_bucket != var.uploads_bucket
    error_message = "results_bucket is the uploads bucket too, so results would be taken for frames; name another."
  }
}

variable "notification_filters" {
  description = "Which uploads become work: prefix and suffix of the key, one entry per pair. S3 refuses pairs that overlap. The jobs of the HTTP interface are uploaded below jobs/: leave them in where HTTP is used."
  type = list(object({
    prefix = optional(string, "")
    suffix = optional(string, "")
  }))
  default = [{}]

  validation {
    condition     = length(var.notification_filters) > 0 && length(distinct(var.notification_filters)) == length(var.notification_filters)
    error_message = "notification_filters needs at least one entry, and no entry twice; [{}] stands for every upload."
  }
}

variable "cors_allowed_origins" {
  description = "Web origins whose pages may upload straight into the uploads bucket, and fetch from the results bucket, by presigned URLs. Empty: none."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for origin in var.cors_allowed_origins : can(regex("^https://[^*/]+$", origin))])
    error_message = "cors_allowed_origins holds https:// origins without path or wildcard, such as https://plates.example.org."
  }
}

variable "results_retention_days" {
  description = "Days after which results are deleted. Null keeps them."
  type        = number
  default     = null

  validation {
    condition     = var.results_retention_days == null || try(var.results_retention_days >= 1 && floor(var.results_retention_days) == var.results_retention_days, false)
    error_message = "results_retention_days is a whole number of at least 1, or null."
  }
}

variable "uploads_retention_days" {
  description = "Days after which uploads are deleted. Null keeps them."
  type        = number
  default     = null

  validation {
    condition     = var.uploads_retention_days == null || try(var.uploads_retention_days >= 1 && floor(var.uploads_retention_days) == var.uploads_retention_days, false)
    error_message = "uploads_retention_days is a whole number of at least 1, or null."
  }
}

variable "job_retention_days" {
  description = "Days after which pictures and results of HTTP jobs (below jobs/ in both buckets) are deleted."
  type        = number
  default     = 7

  validation {
    condition     = var.job_retention_days >= 1 && floor(var.job_retention_days) == var.job_retention_days
    error_message = "job_retention_days is a whole number of at least 1."
  }
}

variable "old_version_days" {
  description = "Days that overwritten and deleted objects stay recoverable."
  type        = number
  default     = 14

  validation {
    condition     = var.old_version_days >= 1 && floor(var.old_version_days) == var.old_version_days
    error_message = "old_version_days is a whole number of at least 1."
  }
}

variable "delete_buckets_with_content" {
  description = "Whether terraform destroy deletes buckets that still hold objects, and the repository with its images."
  type        = bool
  default     = false
}

variable "kms" {
  description = "Whether buckets, queues, logs and the repository are encrypted with a key of this deployment (billed by AWS) instead of AWS's own."
  type        = bool
  default     = false
}

variable "frame_timeout_seconds" {
  description = "Longest time one frame may take, from leaving the queue to its manifest stored. On Fargate a stop must outlast it, and Fargate grants a stop 120 s."
  type        = number
  default     = 90

  validation {
    condition     = var.frame_timeout_seconds >= 5 && floor(var.frame_timeout_seconds) == var.frame_timeout_seconds
    error_message = "frame_timeout_seconds is a whole number of at least 5."
  }

  validation {
    condition     = var.compute != "ecs" || var.frame_timeout_seconds <= 105
    error_message = "frame_timeout_seconds is at most 105 on Fargate: a stop is given 15 s more than a frame, and Fargate ends it after 120 s."
  }
}

variable "max_receive_count" {
  description = "How often a message is tried before it goes to the dead-letter queue."
  type        = number
  default     = 5

  validation {
    condition     = var.max_receive_count >= 2 && var.max_receive_count <= 1000 && floor(var.max_receive_count) == var.max_receive_count
    error_message = "max_receive_count is a whole number from 2 to 1000; with 1 a single lost instance would send frames to the dead letters."
  }
}

variable "model_name" {
  description = "Model package that parses: the name of its folder in the image."
  type        = string
  default     = "limn"

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9._-]*$", var.model_name))
    error_message = "model_name is the name of a folder: letters, digits, dots, hyphens and underscores."
  }
}

variable "environment" {
  description = "Further settings of Limn as environment variables, such as { LIMN_OUTPUT_PALETTE = \"voc\" }. No secrets: they would stand in the state."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for key in keys(var.environment) : can(regex("^(JDK_JAVA_OPTIONS|(LIMN|QUARKUS)_[A-Z0-9_]+)$", key))])
    error_message = "environment holds LIMN_… and QUARKUS_… variables and JDK_JAVA_OPTIONS only."
  }

  validation {
    condition     = alltrue([for key in keys(var.environment) : !can(regex("(SECRET|PASSWORD|ACCESS_KEY)", key))])
    error_message = "environment holds no secrets; event_secret_arn hands one over without writing it into the state."
  }
}

variable "log_retention_days" {
  description = "Days that logs are kept; one of the numbers CloudWatch knows."
  type        = number
  default     = 30

  validation {
    condition     = contains([1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653], var.log_retention_days)
    error_message = "log_retention_days is one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653."
  }
}

variable "alarm_actions" {
  description = "ARNs of SNS topics and the like that hear of alarms and of their end. Empty: alarms only show in the console."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_actions : can(regex("^arn:[a-z-]+:[a-z0-9-]+:", arn))])
    error_message = "alarm_actions holds ARNs."
  }
}

variable "oldest_message_alarm_seconds" {
  description = "Age of the oldest waiting message that raises the alarm; above what quiet hours, if any, let it grow to. Where a function works, at least the time of one failed try and of the next."
  type        = number
  default     = 900

  validation {
    condition     = var.oldest_message_alarm_seconds >= 60
    error_message = "oldest_message_alarm_seconds is at least 60."
  }
}

variable "error_rate_alarm_percent" {
  description = "Share of failed work that raises an alarm: redelivered messages, HTTP 5xx answers, failed calls of the function."
  type        = number
  default     = 5

  validation {
    condition     = var.error_rate_alarm_percent > 0 && var.error_rate_alarm_percent <= 100
    error_message = "error_rate_alarm_percent is above 0 and at most 100."
  }
}
