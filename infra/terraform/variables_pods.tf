# compute = "none"

variable "pods" {
  description = "Who takes on the role (output work_role_arn): the service account of which namespace, and how. cluster_name: EKS Pod Identity in that cluster, whose agent must run there. oidc_provider_arn: the cluster's IAM OIDC provider (IRSA), with the annotation eks.amazonaws.com/role-arn on the service account. One of the two."
  type = object({
    namespace         = optional(string, "limn")
    service_account   = optional(string, "limn")
    cluster_name      = optional(string)
    oidc_provider_arn = optional(string)
  })
  default = {}

  validation {
    condition     = var.compute != "none" || (var.pods.cluster_name == null) != (var.pods.oidc_provider_arn == null)
    error_message = "compute = \"none\" needs pods.cluster_name (Pod Identity) or pods.oidc_provider_arn (IRSA), not both."
  }

  validation {
    condition     = var.pods.oidc_provider_arn == null || can(regex("^arn:[a-z-]+:iam::[0-9]{12}:oidc-provider/.+", coalesce(var.pods.oidc_provider_arn, "x")))
    error_message = "pods.oidc_provider_arn is the ARN of an IAM OIDC provider, such as arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123."
  }
}
