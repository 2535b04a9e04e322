# compute = "lambda"

variable "function_memory" {
  description = "MiB of memory of the function; it brings a virtual CPU per 1769 MiB. New accounts are held to 3008."
  type        = number
  default     = 3008

  validation {
    condition     = var.function_memory >= 1024 && var.function_memory <= 10240
    error_message = "function_memory is 1024 to 10240."
  }
}

variable "function_storage" {
  description = "MiB of /tmp: pictures of HTTP calls are kept there while they come in, and large frames while they are decoded."
  type        = number
  default     = 1024

  validation {
    condition     = var.function_storage >= 512 && var.function_storage <= 10240 && floor(var.function_storage) == var.function_storage
    error_message = "function_storage is a whole number from 512 to 10240."
  }
}

variable "reserved_concurrency" {
  description = "Part of the account's concurrency that is the function's own, and its most: above maximum_concurrency where there is a function_url. Null: what others leave."
  type        = number
  default     = null

  validation {
    condition     = var.reserved_concurrency == null ? true : var.reserved_concurrency >= var.maximum_concurrency && floor(var.reserved_concurrency) == var.reserved_concurrency
    error_message = "reserved_concurrency is a whole number of at least maximum_concurrency; with less, messages would be refused and counted as tries."
  }
}

variable "batch_size" {
  description = "Messages that one call of the function gets; each is answered for alone."
  type        = number
  default     = 4

  validation {
    condition     = var.batch_size >= 1 && var.batch_size <= 10 && floor(var.batch_size) == var.batch_size
    error_message = "batch_size is a whole number from 1 to 10."
  }

  validation {
    condition     = var.compute != "lambda" || var.batch_size * var.frame_timeout_seconds <= 900
    error_message = "batch_size times frame_timeout_seconds is more than 900 s, the longest that a function may run; lower one of them."
  }
}

variable "maximum_concurrency" {
  description = "Calls of the function at the same time on the queue's behalf; it bounds what a flood of uploads can cost."
  type        = number
  default     = 10

  validation {
    condition     = var.maximum_concurrency >= 2 && var.maximum_concurrency <= 1000 && floor(var.maximum_concurrency) == var.maximum_concurrency
    error_message = "maximum_concurrency is a whole number from 2 to 1000."
  }
}

variable "function_url" {
  description = "Whether the function gets an HTTPS address of its own: \"NONE\" for no address, \"AWS_IAM\" for callers who sign with AWS credentials, \"PUBLIC\" for everybody (Limn's own API keys then guard it; events alone, which have uploads parsed, can then be sent from any AWS account that knows the function's ARN)."
  type        = string
  default     = "NONE"

  validation {
    condition     = contains(["NONE", "AWS_IAM", "PUBLIC"], var.function_url)
    error_message = "function_url is NONE, AWS_IAM or PUBLIC."
  }

  validation {
    condition     = var.function_url != "PUBLIC" || length(var.api_keys) > 0 || var.oidc != null
    error_message = "function_url = \"PUBLIC\" needs api_keys or oidc: a function without them parses for everybody."
  }
}
