# compute = "none": buckets, queue and a role, for pods that run in a cluster of their own.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  compute = "none"
}

run "pods_of_one_service_account_take_on_the_role_by_web_identity" {
  command = plan

  variables {
    pods = { oidc_provider_arn = "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-central-1.amazonaws.com/id/0123" }
  }

  assert {
    condition = one(jsondecode(aws_iam_role.work.assume_role_policy).Statement) == {
      Effect    = "Allow"
      Principal = { Federated = var.pods.oidc_provider_arn }
      Action    = ["sts:AssumeRoleWithWebIdentity"]
      Condition = {
        StringEquals = {
          "oidc.eks.eu-central-1.amazonaws.com/id/0123:aud" = "sts.amazonaws.com"
          "oidc.eks.eu-central-1.amazonaws.com/id/0123:sub" = "system:serviceaccount:limn:limn"
        }
      }
    }
    error_message = "Only pods of the service account limn in the namespace limn."
  }

  assert {
    condition     = length(aws_ecs_service.limn) + length(aws_lb.limn) + length(aws_vpc.limn) + length(aws_lambda_function.limn) + length(aws_cloudwatch_log_group.limn) == 0
    error_message = "Nothing runs here that would drink from the same queue."
  }

  assert {
    condition     = aws_sqs_queue.frames.visibility_timeout_seconds == 90 && length(aws_cloudwatch_metric_alarm.errors) == 0
    error_message = "The queue is that of a service."
  }
}

run "or_by_pod_identity" {
  variables {
    pods = { cluster_name = "studio" }
  }

  assert {
    condition = (
      aws_eks_pod_identity_association.limn[0].cluster_name == "studio" &&
      aws_eks_pod_identity_association.limn[0].service_account == "limn" &&
      one(jsondecode(aws_iam_role.work.assume_role_policy).Statement).Principal.Service == "pods.eks.amazonaws.com" &&
      one(jsondecode(aws_iam_role.work.assume_role_policy).Statement).Condition.StringEquals["aws:RequestTag/kubernetes-namespace"] == "limn"
    )
    error_message = "The cluster's agent hands the role to the service account."
  }

  assert {
    condition     = output.pod_settings["LIMN_EVENT_SQS_URL"] == aws_sqs_queue.frames.url && output.pod_settings["LIMN_STORE_UPLOADS"] == output.uploads_bucket
    error_message = "The pods' settings are told."
  }
}
