# Pods log where their cluster says.
resource "aws_cloudwatch_log_group" "limn" {
  count = local.pods ? 0 : 1

  name              = local.log_name
  retention_in_days = var.log_retention_days
  kms_key_id        = local.key_arn
}
