# Buckets, queue and a role for pods of an EKS cluster; the pods themselves come from infra/kubernetes/overlays/aws.

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
}

variable "region" {
  description = "Region to deploy to."
  type        = string
  default     = "eu-central-1"
}

variable "cluster_name" {
  description = "EKS cluster with the Pod Identity agent."
  type        = string
}

module "limn" {
  source = "../.."

  compute = "none"
  pods    = { cluster_name = var.cluster_name }
}

output "limn" {
  description = "Buckets, queue, role, and pod_settings for the overlay's limn.env."
  value       = module.limn
}
