# The image's home, where none is named: scanned when pushed, tags that stay what they were.

resource "aws_ecr_repository" "limn" {
  count = var.image_repository == null ? 1 : 0

  name                 = var.name
  image_tag_mutability = "IMMUTABLE"
  force_delete         = var.delete_buckets_with_content

  image_scanning_configuration {
    scan_on_push = true
  }

  encryption_configuration {
    encryption_type = var.kms ? "KMS" : "AES256"
    kms_key         = local.key_arn
  }
}

resource "aws_ecr_lifecycle_policy" "limn" {
  count = var.image_repository == null ? 1 : 0

  repository = aws_ecr_repository.limn[0].name

  policy = jsonencode({
    rules = [
      {
        rulePriority = 1
        description  = "Twenty images to go back to"
        selection    = { tagStatus = "any", countType = "imageCountMoreThan", countNumber = 20 }
        action       = { type = "expire" }
      },
    ]
  })
}

resource "aws_ecr_repository_policy" "lambda" {
  count = var.image_repository == null && local.lambda ? 1 : 0

  repository = aws_ecr_repository.limn[0].name

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "FunctionLoadsItsImage"
        Effect    = "Allow"
        Principal = { Service = "lambda.amazonaws.com" }
        Action    = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
        Condition = { ArnLike = { "aws:SourceArn" = local.function_arn } }
      },
    ]
  })
}
