# The role for pods of a cluster that is there already. Pods of that one service account take it on, and no others.

locals {
  oidc_issuer = try(split(":oidc-provider/", var.pods.oidc_provider_arn)[1], "")

  assume_by_pods = jsonencode({
    Version = "2012-10-17"
    Statement = [for statement in [
      var.pods.oidc_provider_arn == null ? {
        Effect    = "Allow"
        Principal = { Service = "pods.eks.amazonaws.com" }
        Action    = ["sts:AssumeRole", "sts:TagSession"]
        Condition = {
          StringEquals = {
            "aws:SourceAccount"                         = local.account
            "aws:RequestTag/kubernetes-namespace"       = var.pods.namespace
            "aws:RequestTag/kubernetes-service-account" = var.pods.service_account
          }
        }
      } : null,
      var.pods.oidc_provider_arn == null ? null : {
        Effect    = "Allow"
        Principal = { Federated = var.pods.oidc_provider_arn }
        Action    = ["sts:AssumeRoleWithWebIdentity"]
        Condition = {
          StringEquals = {
            "${local.oidc_issuer}:aud" = "sts.amazonaws.com"
            "${local.oidc_issuer}:sub" = "system:serviceaccount:${var.pods.namespace}:${var.pods.service_account}"
          }
        }
      },
    ] : statement if statement != null]
  })
}

resource "aws_eks_pod_identity_association" "limn" {
  count = local.pods && var.pods.cluster_name != null ? 1 : 0

  cluster_name    = var.pods.cluster_name
  namespace       = var.pods.namespace
  service_account = var.pods.service_account
  role_arn        = aws_iam_role.work.arn
}
