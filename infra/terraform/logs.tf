resource "aws_cloudwatch_log_group" "limn" {
  name              = local.log_name
  retention_in_days = var.log_retention_days
  kms_key_id        = local.key_arn
}
