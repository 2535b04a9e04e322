# What the process may do: read frames, write results, take messages. The same for a task and a function.

locals {
  work_statements = concat(
    [
      {
        Sid      = "ReadFrames"
        Effect   = "Allow"
        Action   = ["s3:GetObject", "s3:GetObjectVersion"]
        Resource = ["${local.uploads_arn}/*"]
      },
      {
        Sid      = "KeepResults"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
        Resource = ["${local.results_arn}/*"]
      },
      {
        Sid      = "KeepPicturesOfJobsAndSignUploads"
        Effect   = "Allow"
        Action   = ["s3:PutObject"]
        Resource = ["${local.uploads_arn}/*"]
      },
      {
        Sid      = "DropPicturesOfJobs"
        Effect   = "Allow"
        Action   = ["s3:DeleteObject"]
        Resource = ["${local.uploads_arn}/jobs/*"]
      },
      {
        # Also what tells a missing object from one that may not be seen.
        Sid      = "ListBuckets"
        Effect   = "Allow"
        Action   = ["s3:ListBucket"]
        Resource = [local.uploads_arn, local.results_arn]
      },
      {
        Sid      = "TakeMessages"
        Effect   = "Allow"
        Action   = ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"]
        Resource = [local.queue_arn]
      },
    ],
    var.kms ? [
      {
        Sid      = "UseTheKey"
        Effect   = "Allow"
        Action   = ["kms:Decrypt", "kms:GenerateDataKey"]
        Resource = [local.key_arn]
      },
    ] : [],
  )

  # Tasks and the function may only be assumed on behalf of this account.
  assume_statements = {
    for service in ["ecs-tasks", "lambda"] : service => jsonencode({
      Version = "2012-10-17"
      Statement = [
        merge(
          {
            Effect    = "Allow"
            Principal = { Service = "${service}.amazonaws.com" }
            Action    = "sts:AssumeRole"
          },
          service == "ecs-tasks" ? { Condition = { StringEquals = { "aws:SourceAccount" = local.account } } } : {},
        ),
      ]
    })
  }
}

resource "aws_iam_role" "work" {
  name               = "${var.name}-work"
  description        = "What Limn may do while it runs"
  assume_role_policy = local.pods ? local.assume_by_pods : local.assume_statements[local.ecs ? "ecs-tasks" : "lambda"]

  lifecycle {
    precondition {
      condition     = local.pods || var.image_tag != null
      error_message = "image_tag is needed where something runs here: compute is \"ecs\" or \"lambda\"."
    }
  }
}

resource "aws_iam_role_policy" "work" {
  name = "frames"
  role = aws_iam_role.work.id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.work_statements
  })
}

# A function writes its log itself; a task's log is written by the agent, with the role below.
resource "aws_iam_role_policy" "function_log" {
  count = local.lambda ? 1 : 0

  name = "log"
  role = aws_iam_role.work.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid      = "WriteTheLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${local.log_arn}:*"]
      },
    ]
  })
}

# What starts a task: loads the image, opens the log, reads the one secret.
resource "aws_iam_role" "start" {
  count = local.ecs ? 1 : 0

  name               = "${var.name}-start"
  description        = "What Fargate may do to start Limn"
  assume_role_policy = local.assume_statements["ecs-tasks"]
}

locals {
  repository_arn = var.image_repository == null ? one(aws_ecr_repository.limn[*].arn) : try(
    # 123456789012.dkr.ecr.eu-central-1.amazonaws.com/path/name
    format("arn:%s:ecr:%s:%s:repository/%s", local.partition, regex("ecr\\.([a-z0-9-]+)\\.", var.image_repository)[0], regex("^[0-9]{12}", var.image_repository), regex("^[^/]+/(.+)$", var.image_repository)[0]),
    null,
  )

  start_statements = concat(
    [
      {
        Sid      = "WriteTheLog"
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${local.log_arn}:*"]
      },
    ],
    # An image that does not come from ECR needs neither.
    var.image_repository == null || local.repository_arn != null ? [
      {
        Sid      = "LoadTheImage"
        Effect   = "Allow"
        Action   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Resource = [local.repository_arn]
      },
      {
        # The one action here that AWS grants for the account or not at all.
        Sid      = "LogInToTheRegistry"
        Effect   = "Allow"
        Action   = ["ecr:GetAuthorizationToken"]
        Resource = ["*"]
      },
    ] : [],
    [
      for service, action in { secretsmanager = "secretsmanager:GetSecretValue", ssm = "ssm:GetParameters" } : {
        Sid                                   = service == "ssm" ? "ReadParameters" : "ReadSecrets"
        Effect                                = "Allow"
        Action                                = [action]
        Resource                              = [for arn in values(local.secrets) : arn if strcontains(arn, ":${service}:")]
      }
      if anytrue([for arn in values(local.secrets) : strcontains(arn, ":${service}:")])
    ],
    length(var.secrets_kms_key_arns) == 0 ? [] : [
      {
        Sid      = "DecryptSecrets"
        Effect   = "Allow"
        Action   = ["kms:Decrypt"]
        Resource = var.secrets_kms_key_arns
      },
    ],
  )
}

resource "aws_iam_role_policy" "start" {
  count = local.ecs ? 1 : 0

  name = "start"
  role = aws_iam_role.start[0].id

  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = local.start_statements
  })
}
