# Uploads and results: alike in all that protects them.

locals {
  buckets = {
    uploads = { name = local.uploads_name, arn = local.uploads_arn, retention = var.uploads_retention_days }
    results = { name = local.results_name, arn = local.results_arn, retention = var.results_retention_days }
  }
}

resource "aws_s3_bucket" "frames" {
  for_each = local.buckets

  bucket        = each.value.name
  force_destroy = var.delete_buckets_with_content
}

resource "aws_s3_bucket_public_access_block" "frames" {
  for_each = local.buckets

  bucket                  = aws_s3_bucket.frames[each.key].id
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}

resource "aws_s3_bucket_ownership_controls" "frames" {
  for_each = local.buckets

  bucket = aws_s3_bucket.frames[each.key].id

  rule {
    object_ownership = "BucketOwnerEnforced"
  }
}

resource "aws_s3_bucket_versioning" "frames" {
  for_each = local.buckets

  bucket = aws_s3_bucket.frames[each.key].id

  versioning_configuration {
    status = "Enabled"
  }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "frames" {
  for_each = local.buckets

  bucket = aws_s3_bucket.frames[each.key].id

  rule {
    bucket_key_enabled = var.kms

    apply_server_side_encryption_by_default {
      sse_algorithm     = var.kms ? "aws:kms" : "AES256"
      kms_master_key_id = local.key_arn
    }
  }
}

resource "aws_s3_bucket_policy" "frames" {
  for_each = local.buckets

  bucket = aws_s3_bucket.frames[each.key].id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "NothingInTheClear"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [each.value.arn, "${each.value.arn}/*"]
        Condition = { Bool = { "aws:SecureTransport" = "false" } }
      },
      {
        Sid       = "NoOldTls"
        Effect    = "Deny"
        Principal = "*"
        Action    = "s3:*"
        Resource  = [each.value.arn, "${each.value.arn}/*"]
        Condition = { NumericLessThan = { "s3:TlsVersion" = "1.2" } }
      },
    ]
  })

  depends_on = [aws_s3_bucket_public_access_block.frames]
}

resource "aws_s3_bucket_lifecycle_configuration" "frames" {
  for_each = local.buckets

  bucket = aws_s3_bucket.frames[each.key].id

  rule {
    id     = "failed-multiparts"
    status = "Enabled"

    filter {}

    abort_incomplete_multipart_upload {
      days_after_initiation = 2
    }
  }

  rule {
    id     = "old-versions"
    status = "Enabled"

    filter {}

    noncurrent_version_expiration {
      noncurrent_days = var.old_version_days
    }

    expiration {
      expired_object_delete_marker = true
    }
  }

  rule {
    id     = "jobs"
    status = "Enabled"

    filter {
      prefix = "jobs/"
    }

    expiration {
      days = var.job_retention_days
    }
  }

  dynamic "rule" {
    for_each = each.value.retention == null ? [] : [each.value.retention]

    content {
      id     = "retention"
      status = "Enabled"

      filter {}

      expiration {
        days = rule.value
      }
    }
  }

  depends_on = [aws_s3_bucket_versioning.frames]
}

# Browsers upload and fetch by presigned URLs, from the pages named and from no others.
resource "aws_s3_bucket_cors_configuration" "frames" {
  for_each = length(var.cors_allowed_origins) > 0 ? { uploads = "PUT", results = "GET" } : {}

  bucket = aws_s3_bucket.frames[each.key].id

  cors_rule {
    allowed_origins = var.cors_allowed_origins
    allowed_methods = [each.value]
    allowed_headers = each.key == "uploads" ? ["content-type", "content-md5", "x-amz-*"] : ["range"]
    expose_headers  = each.key == "uploads" ? ["ETag", "x-amz-version-id"] : ["ETag", "Content-Range"]
    max_age_seconds = 600
  }
}
