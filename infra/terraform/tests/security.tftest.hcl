# What protects frames, masks and the account, whatever the compute.

mock_provider "aws" {
  source          = "./tests/mocks"
  override_during = plan
}

variables {
  image_tag            = "1.0.0"
  kms                  = true
  cors_allowed_origins = ["https://plates.example.org"]
  event_secret_arn     = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:limn-abcdef"
}

run "a_service_is_closed_to_all_it_need_not_be_open_to" {
  command = plan

  override_resource {
    target          = aws_security_group.load_balancer[0]
    override_during = plan
    values          = { id = "sg-00000000000000001" }
  }

  assert {
    condition = alltrue([
      for block in values(aws_s3_bucket_public_access_block.frames) :
      block.block_public_acls && block.block_public_policy && block.ignore_public_acls && block.restrict_public_buckets
    ]) && length(aws_s3_bucket_public_access_block.frames) == 2
    error_message = "Both buckets block public access in all four ways."
  }

  assert {
    condition = alltrue([
      for encryption in values(aws_s3_bucket_server_side_encryption_configuration.frames) :
      one(one(encryption.rule).apply_server_side_encryption_by_default).sse_algorithm == "aws:kms" &&
      one(one(encryption.rule).apply_server_side_encryption_by_default).kms_master_key_id == aws_kms_key.limn[0].arn
    ]) && length(aws_s3_bucket_server_side_encryption_configuration.frames) == 2
    error_message = "Both buckets are encrypted with the deployment's key."
  }

  assert {
    condition     = alltrue([for controls in values(aws_s3_bucket_ownership_controls.frames) : one(controls.rule).object_ownership == "BucketOwnerEnforced"])
    error_message = "No access lists: the account owns every object."
  }

  assert {
    condition     = alltrue([for versioning in values(aws_s3_bucket_versioning.frames) : one(versioning.versioning_configuration).status == "Enabled"])
    error_message = "Both buckets are versioned."
  }

  assert {
    condition = alltrue([
      for bucket, policy in aws_s3_bucket_policy.frames : anytrue([
        for statement in jsondecode(policy.policy).Statement :
        statement.Effect == "Deny" && statement.Principal == "*" && statement.Action == "s3:*" &&
        try(statement.Condition.Bool["aws:SecureTransport"], "") == "false" &&
        toset(statement.Resource) == toset([local.buckets[bucket].arn, "${local.buckets[bucket].arn}/*"])
      ])
    ]) && length(aws_s3_bucket_policy.frames) == 2
    error_message = "Both buckets refuse what comes without TLS."
  }

  assert {
    condition     = alltrue(flatten([for policy in values(aws_s3_bucket_policy.frames) : [for statement in jsondecode(policy.policy).Statement : statement.Effect == "Deny"]]))
    error_message = "Bucket policies only deny; what is allowed stands in roles."
  }

  assert {
    condition = alltrue([
      for lifecycle in values(aws_s3_bucket_lifecycle_configuration.frames) :
      anytrue([for rule in lifecycle.rule : length(rule.abort_incomplete_multipart_upload) == 1]) &&
      anytrue([for rule in lifecycle.rule : try(rule.id == "jobs" && one(rule.filter).prefix == "jobs/" && one(rule.expiration).days == 7, false)])
    ])
    error_message = "Failed multipart uploads and the pictures of old jobs are deleted."
  }

  assert {
    condition = (
      alltrue([for cors in aws_s3_bucket_cors_configuration.frames : toset(one(cors.cors_rule).allowed_origins) == toset(["https://plates.example.org"])]) &&
      { for bucket, cors in aws_s3_bucket_cors_configuration.frames : bucket => one(one(cors.cors_rule).allowed_methods) } == { uploads = "PUT", results = "GET" }
    )
    error_message = "Only pages that were named upload and fetch results, and they do nothing else."
  }

  # The queue
  assert {
    condition = [for statement in jsondecode(aws_sqs_queue_policy.frames.policy).Statement : statement if statement.Effect == "Allow"] == [{
      Sid       = "UploadsBucketTellsOfUploads"
      Effect    = "Allow"
      Principal = { Service = "s3.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = "arn:aws:sqs:eu-central-1:123456789012:limn-frames"
      Condition = {
        ArnEquals    = { "aws:SourceArn" = "arn:aws:s3:::limn-uploads-123456789012-eu-central-1" }
        StringEquals = { "aws:SourceAccount" = "123456789012" }
      }
    }]
    error_message = "Only S3 writes to the queue, only for the uploads bucket, only of this account."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue_redrive_allow_policy.dead_letters.redrive_allow_policy) == { redrivePermission = "byQueue", sourceQueueArns = ["arn:aws:sqs:eu-central-1:123456789012:limn-frames"] }
    error_message = "Only the frames' queue sends dead letters."
  }

  assert {
    condition     = jsondecode(aws_sqs_queue.frames.redrive_policy).maxReceiveCount == 5 && aws_sqs_queue.dead_letters.message_retention_seconds == 1209600
    error_message = "What fails five times is kept among the dead letters for two weeks."
  }

  assert {
    condition     = aws_sqs_queue.frames.kms_master_key_id == aws_kms_key.limn[0].arn && aws_sqs_queue.dead_letters.kms_master_key_id == aws_kms_key.limn[0].arn
    error_message = "Both queues are encrypted with the deployment's key."
  }

  # The key
  assert {
    condition = aws_kms_key.limn[0].enable_key_rotation && alltrue([
      for statement in jsondecode(aws_kms_key.limn[0].policy).Statement :
      can(statement.Principal.AWS) ? statement.Principal.AWS == "arn:aws:iam::123456789012:root" : can(statement.Condition)
    ])
    error_message = "The key turns over, and services use it under a condition only."
  }

  assert {
    condition = alltrue([
      for service in ["s3.amazonaws.com", "sqs.amazonaws.com", "logs.eu-central-1.amazonaws.com"] :
      anytrue([for statement in jsondecode(aws_kms_key.limn[0].policy).Statement : try(statement.Principal.Service, "") == service && contains(statement.Action, "kms:Decrypt")])
    ])
    error_message = "S3, SQS and CloudWatch Logs may use the key."
  }

  # Roles
  assert {
    condition = alltrue([
      for statement in concat(local.work_statements, local.start_statements, jsondecode(aws_kms_key.limn[0].policy).Statement) :
      alltrue([for action in flatten([statement.Action]) : !strcontains(action, "*")])
    ])
    error_message = "No action with a wildcard is allowed."
  }

  assert {
    condition = alltrue([
      for statement in concat(local.work_statements, local.start_statements) :
      alltrue([for resource in statement.Resource : startswith(resource, "arn:aws:")]) || jsonencode(statement.Action) == jsonencode(["ecr:GetAuthorizationToken"])
    ])
    error_message = "Resources are named by ARN, but for the one action that AWS knows no resource for."
  }

  assert {
    condition = (
      jsondecode(aws_iam_role_policy.work.policy).Statement == jsondecode(jsonencode(local.work_statements)) &&
      jsondecode(aws_iam_role_policy.start[0].policy).Statement == jsondecode(jsonencode(local.start_statements))
    )
    error_message = "The roles hold these statements and no others."
  }

  assert {
    condition     = one(jsondecode(aws_iam_role.work.assume_role_policy).Statement).Principal.Service == "ecs-tasks.amazonaws.com"
    error_message = "Only tasks work with the role."
  }

  # The container
  assert {
    condition = (
      local.container.readonlyRootFilesystem &&
      local.container.linuxParameters.capabilities.drop == ["ALL"] &&
      !contains(keys(local.container), "privileged")
    )
    error_message = "The container can't write to its image and has no capabilities."
  }

  assert {
    condition = (
      one(local.container.secrets).name == "LIMN_EVENT_SECRET" && one(local.container.secrets).valueFrom == var.event_secret_arn &&
      alltrue([for variable in local.container.environment : !strcontains(variable.name, "SECRET") && !strcontains(variable.name, "ACCESS_KEY")])
    )
    error_message = "The secret is handed over by reference, and no key stands in the environment."
  }

  # The network
  assert {
    condition     = aws_lb.limn[0].internal && aws_lb.limn[0].drop_invalid_header_fields
    error_message = "The load balancer is private and drops malformed headers."
  }

  assert {
    condition     = length(aws_vpc_security_group_ingress_rule.callers) == 0
    error_message = "Nobody calls who was not named."
  }

  assert {
    condition = (
      aws_vpc_security_group_ingress_rule.from_load_balancer[0].from_port == 8080 &&
      aws_vpc_security_group_ingress_rule.from_load_balancer[0].to_port == 8080 &&
      aws_vpc_security_group_ingress_rule.from_load_balancer[0].cidr_ipv4 == null &&
      aws_vpc_security_group_ingress_rule.from_load_balancer[0].referenced_security_group_id == aws_security_group.load_balancer[0].id
    )
    error_message = "Only the load balancer reaches tasks."
  }

  # The image
  assert {
    condition     = one(aws_ecr_repository.limn[0].image_scanning_configuration).scan_on_push && aws_ecr_repository.limn[0].image_tag_mutability == "IMMUTABLE"
    error_message = "Images are scanned and tags stay what they were."
  }

  assert {
    condition     = aws_cloudwatch_log_group.limn[0].retention_in_days == 30 && aws_cloudwatch_log_group.limn[0].kms_key_id == aws_kms_key.limn[0].arn
    error_message = "The log is encrypted and is not kept for ever."
  }
}

run "keys_of_callers_come_by_hash_or_by_reference" {
  command = plan

  variables {
    api_keys = {
      studio = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:limn-studio-abcdef"
      tests  = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
    }
  }

  assert {
    condition     = contains([for secret in local.container.secrets : secret.name], "LIMN_HTTP_API_KEYS__STUDIO_") && local.settings["LIMN_HTTP_API_KEYS__TESTS_"] == var.api_keys.tests
    error_message = "A secret's ARN is handed over by reference, a hash by its value."
  }

  assert {
    condition     = !contains(keys(local.settings), "LIMN_HTTP_HOSTS") && local.settings["QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING"] == "true"
    error_message = "Who shows a key may call under any name; the load balancer's word on addresses counts."
  }

  assert {
    condition     = anytrue([for statement in local.start_statements : contains(flatten([statement.Resource]), var.api_keys.studio)])
    error_message = "The task's start may read the secret."
  }
}

run "without_a_key_of_its_own_all_is_encrypted_still_and_without_origins_no_page_uploads" {
  command = plan

  variables {
    kms                  = false
    cors_allowed_origins = []
  }

  assert {
    condition     = alltrue([for encryption in values(aws_s3_bucket_server_side_encryption_configuration.frames) : one(one(encryption.rule).apply_server_side_encryption_by_default).sse_algorithm == "AES256"])
    error_message = "Buckets are encrypted with S3's own keys."
  }

  assert {
    condition     = aws_sqs_queue.frames.sqs_managed_sse_enabled && aws_sqs_queue.dead_letters.sqs_managed_sse_enabled
    error_message = "Queues are encrypted with SQS's own keys."
  }

  assert {
    condition     = !anytrue([for statement in local.work_statements : statement.Sid == "UseTheKey"])
    error_message = "No grant for a key that isn't there."
  }

  assert {
    condition     = length(aws_s3_bucket_cors_configuration.frames) == 0
    error_message = "Without origins there is no CORS rule."
  }
}
