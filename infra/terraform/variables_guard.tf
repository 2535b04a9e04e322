# Who may call over HTTP. Without keys and without a provider a service is for those who reach it, so it is not given a public address.

variable "api_keys" {
  description = "The keys that callers show, by their owners' names: for each the SHA-256 that \"limn key NAME\" prints, or the ARN of a Secrets Manager secret or SSM parameter that holds it (Fargate only)."
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for name in keys(var.api_keys) : can(regex("^[a-z][a-z0-9]*$", name))])
    error_message = "Names of api_keys are lower-case letters and digits, beginning with a letter: they become a part of a variable's name."
  }

  validation {
    condition = alltrue([
      for key in values(var.api_keys) :
      can(regex("^([0-9a-fA-F]{64}|arn:[a-z-]+:(secretsmanager:[a-z0-9-]+:[0-9]{12}:secret|ssm:[a-z0-9-]+:[0-9]{12}:parameter).+)$", key))
    ])
    error_message = "api_keys holds SHA-256 hashes of keys (64 hex digits) or ARNs of secrets that hold such a hash; never a key itself."
  }
}

variable "oidc" {
  description = "OpenID provider whose tokens callers show: the issuer's address, and the audience that tokens for this service name. Null: none."
  type = object({
    issuer   = string
    audience = string
  })
  default = null

  validation {
    condition     = var.oidc == null || try(startswith(var.oidc.issuer, "https://") && length(var.oidc.audience) > 0, false)
    error_message = "oidc needs an issuer that begins with https:// and the audience of this service."
  }
}

variable "hosts" {
  description = "Further names under which callers reach the service (a CNAME of the load balancer), where they show no key."
  type        = list(string)
  default     = []

  validation {
    condition     = alltrue([for host in var.hosts : can(regex("^[a-z0-9.-]+$", host))])
    error_message = "hosts holds names such as limn.studio.example."
  }
}

locals {
  guarded         = length(var.api_keys) > 0 || var.oidc != null
  key_variables   = { for name, key in var.api_keys : "LIMN_HTTP_API_KEYS__${upper(name)}_" => key }
  key_hashes      = { for name, key in local.key_variables : name => key if !startswith(key, "arn:") }
  key_secret_arns = { for name, key in local.key_variables : name => key if startswith(key, "arn:") }
  secrets = merge(
    local.key_secret_arns,
    local.ecs && var.event_secret_arn != null ? { LIMN_EVENT_SECRET = var.event_secret_arn } : {},
  )

  guard_settings = merge(
    local.key_hashes,
    var.oidc == null ? {} : {
      QUARKUS_OIDC_TENANT_ENABLED  = "true"
      QUARKUS_OIDC_AUTH_SERVER_URL = var.oidc.issuer
      QUARKUS_OIDC_TOKEN_AUDIENCE  = var.oidc.audience
    },
    # Only the load balancer reaches tasks, so its word on callers' addresses and on TLS counts.
    local.ecs ? { QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING = "true" } : {},
    local.ecs && !local.guarded ? { LIMN_HTTP_HOSTS = join(",", concat([aws_lb.limn[0].dns_name], var.hosts)) } : {},
  )
}
