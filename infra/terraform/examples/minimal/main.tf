# The smallest deployment: frames go into a bucket, results come out of one. A function does the work and costs nothing at rest.

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

variable "image_tag" {
  description = "Tag of the image in the repository that this makes."
  type        = string
}

module "limn" {
  source = "../.."

  compute   = "lambda"
  image_tag = var.image_tag
}

output "limn" {
  description = "Buckets, queue, repository and the rest."
  value       = module.limn
}

output "repository_url" {
  description = "Where to push the image."
  value       = module.limn.repository_url
}
